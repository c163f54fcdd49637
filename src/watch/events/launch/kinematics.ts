import {
  add,
  cross,
  dot,
  EARTH,
  norm,
  scale,
  subtract,
  type Vec3,
  zonalGravity,
} from "../../../astro/index.js";
import type { LineTrack, Sighting } from "../../infrared/track.js";

/**
 * How a source moves, from the lines of sight of two or more satellites over a short window and from nothing else:
 * no profile is assumed.
 */
export interface Kinematics {
  readonly time: number;
  readonly positionEcef: Vec3;
  readonly velocityEcef: Vec3;
  /** of the velocity, 1σ an axis, mean over axes, m/s */
  readonly velocitySigma: number;
  /** What an accelerometer on board would read, ECEF, m/s². */
  readonly sensedEcef: Vec3;
  readonly sensedSigma: number;
  readonly sightings: number;
  readonly window: number;
}

const TERMS = 3;
const UNKNOWNS = 3 * TERMS;

/**
 * Fits a position, a velocity and an acceleration to lines of sight by weighted linear least squares: each line
 * says that the source has no distance from it, (I − l lᵀ)(p(t) − s) = 0.
 *
 * @param tracks of at least two satellites; lines all but parallel leave it without an answer
 * @param from first instant used, s
 * @param to last instant used, and the one for which the answer holds, s
 */
export function fitKinematics(tracks: readonly LineTrack[], from: number, to: number): Kinematics | null {
  const used: Sighting[] = [];
  const satellites = new Set<string>();
  for (const track of tracks) {
    for (const s of track.sightings) {
      if (s.time < from || s.time > to) continue;
      used.push(s);
      satellites.add(track.sensor);
    }
  }
  if (satellites.size < 2 || used.length < 6) return null;
  const first = Math.min(...used.map((s) => s.time));
  const window = to - first;
  if (window < 12) return null;
  const origin = nearby(used[0]!);
  const { normal, right } = equations(used, origin, to, window);
  const inverse = invert(normal, UNKNOWNS);
  if (inverse === null) return null;
  const x = Array.from({ length: UNKNOWNS }, (_, i) =>
    right.reduce((sum, r, j) => sum + inverse[i * UNKNOWNS + j]! * r, 0),
  );
  const positionEcef = add(origin, [x[0]!, x[1]!, x[2]!]);
  const velocityEcef = scale([x[3]!, x[4]!, x[5]!], 1 / window);
  const acceleration = scale([x[6]!, x[7]!, x[8]!], 2 / (window * window));
  const sigma = (at: number) =>
    Math.sqrt([0, 1, 2].reduce((sum, k) => sum + inverse[(at + k) * (UNKNOWNS + 1)]!, 0) / 3);
  const sensedSigma = (sigma(6) * 2) / (window * window);
  if (!(sigma(0) < 100_000) || !(sensedSigma < 50)) return null;
  return {
    time: to,
    positionEcef,
    velocityEcef,
    velocitySigma: sigma(3) / window,
    sensedEcef: subtract(acceleration, fallAcceleration(positionEcef, velocityEcef)),
    sensedSigma,
    sightings: used.length,
    window,
  };
}

/** Acceleration of unpowered flight without air in the turning frame: attraction, Coriolis and centrifugal terms. */
export function fallAcceleration(positionEcef: Vec3, velocityEcef: Vec3): Vec3 {
  const [x, y] = positionEcef;
  const [vx, vy] = velocityEcef;
  const w = EARTH.rotation;
  const out = new Float64Array(3);
  zonalGravity(positionEcef[0], positionEcef[1], positionEcef[2], out);
  return [out[0]! + 2 * w * vy + w * w * x, out[1]! - 2 * w * vx + w * w * y, out[2]!];
}

/** A point of the line near the Earth, so that the numbers of the fit stay small. */
function nearby(s: Sighting): Vec3 {
  return add(
    s.positionEcef,
    scale(s.lineOfSightEcef, -dot(s.positionEcef, s.lineOfSightEcef) - EARTH.radius / 2),
  );
}

function equations(used: readonly Sighting[], origin: Vec3, to: number, window: number) {
  const normal = new Float64Array(UNKNOWNS * UNKNOWNS);
  const right = Array.from({ length: UNKNOWNS }, () => 0);
  for (const s of used) {
    const l = s.lineOfSightEcef;
    const anyAxis: Vec3 = Math.abs(l[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
    const e1 = scale(cross(l, anyAxis), 1 / norm(cross(l, anyAxis)));
    const e2 = cross(l, e1);
    const tau = (s.time - to) / window;
    const powers = [1, tau, tau * tau];
    const fromOrigin = subtract(s.positionEcef, origin);
    const weight = 1 / s.sigmaMetres ** 2;
    for (const e of [e1, e2]) {
      const row = powers.flatMap((p) => [p * e[0], p * e[1], p * e[2]]);
      const value = dot(e, fromOrigin);
      for (let i = 0; i < UNKNOWNS; i++) {
        right[i]! += weight * row[i]! * value;
        for (let j = 0; j < UNKNOWNS; j++) normal[i * UNKNOWNS + j]! += weight * row[i]! * row[j]!;
      }
    }
  }
  return { normal, right };
}

/** Gauss–Jordan inverse with pivots; null where the matrix is singular. */
function invert(matrix: Float64Array, n: number): Float64Array | null {
  const a = matrix.slice();
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
  for (let c = 0; c < n; c++) {
    let p = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r * n + c]!) > Math.abs(a[p * n + c]!)) p = r;
    if (!(Math.abs(a[p * n + c]!) > 1e-30)) return null;
    for (let k = 0; k < n; k++) {
      [a[c * n + k], a[p * n + k]] = [a[p * n + k]!, a[c * n + k]!];
      [out[c * n + k], out[p * n + k]] = [out[p * n + k]!, out[c * n + k]!];
    }
    const pivot = a[c * n + c]!;
    for (let k = 0; k < n; k++) {
      a[c * n + k]! /= pivot;
      out[c * n + k]! /= pivot;
    }
    for (let r = 0; r < n; r++) {
      const f = a[r * n + c]!;
      if (r === c || f === 0) continue;
      for (let k = 0; k < n; k++) {
        a[r * n + k]! -= f * a[c * n + k]!;
        out[r * n + k]! -= f * out[c * n + k]!;
      }
    }
  }
  return out;
}
