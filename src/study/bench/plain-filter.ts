/**
 * A plain extended filter of one body, as one writes it in an afternoon: full matrices in loops, derivatives of the motion
 * by differences, nothing unrolled. What the kernels' speed is held against, measured in the same run.
 */
import { EARTH } from "../../astro/index.js";

const N = 6;
const STEPS = [100, 100, 100, 0.1, 0.1, 0.1] as const;
const FLATTENING = 1.5 * EARTH.j2 * EARTH.radius ** 2;

function rates(x: Float64Array, out: Float64Array): void {
  const px = x[0];
  const py = x[1];
  const pz = x[2];
  const vx = x[3];
  const vy = x[4];
  const r2 = px * px + py * py + pz * pz;
  const pull = -EARTH.gm / (r2 * Math.sqrt(r2));
  const bulge = FLATTENING / r2;
  const z2 = (5 * pz * pz) / r2;
  const w = EARTH.rotation;
  out[0] = vx;
  out[1] = vy;
  out[2] = x[5];
  out[3] = pull * px * (1 + bulge * (1 - z2)) + w * (w * px + 2 * vy);
  out[4] = pull * py * (1 + bulge * (1 - z2)) + w * (w * py - 2 * vx);
  out[5] = pull * pz * (1 + bulge * (3 - z2));
}

const [k1, k2, k3, k4] = [0, 1, 2, 3].map(() => new Float64Array(N));
const trial = new Float64Array(N);

/** One Runge–Kutta step of fourth order. */
function move(x: Float64Array, dt: number, out: Float64Array): void {
  rates(x, k1);
  for (let i = 0; i < N; i++) trial[i] = x[i] + (dt / 2) * k1[i];
  rates(trial, k2);
  for (let i = 0; i < N; i++) trial[i] = x[i] + (dt / 2) * k2[i];
  rates(trial, k3);
  for (let i = 0; i < N; i++) trial[i] = x[i] + dt * k3[i];
  rates(trial, k4);
  for (let i = 0; i < N; i++) out[i] = x[i] + (dt / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
}

const [moved, above, below] = [0, 1, 2].map(() => new Float64Array(N));
const [transition, work] = [0, 1].map(() => new Float64Array(N * N));

/** Moves state and covariance. @param q m²/s³ */
export function plainPredict(x: Float64Array, p: Float64Array, dt: number, q: number): void {
  for (let j = 0; j < N; j++) {
    moved.set(x);
    moved[j] = x[j] + STEPS[j];
    move(moved, dt, above);
    moved[j] = x[j] - STEPS[j];
    move(moved, dt, below);
    for (let i = 0; i < N; i++) transition[i * N + j] = (above[i] - below[i]) / (2 * STEPS[j]);
  }
  move(x, dt, moved);
  x.set(moved);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += transition[i * N + k] * p[k * N + j];
      work[i * N + j] = sum;
    }
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += work[i * N + k] * transition[j * N + k];
      p[i * N + j] = sum;
    }
  for (let i = 0; i < 3; i++) {
    p[i * (N + 1)] += (q * dt ** 3) / 3;
    p[(i + 3) * (N + 1)] += q * dt;
    p[i * N + i + 3] += (q * dt ** 2) / 2;
    p[(i + 3) * N + i] += (q * dt ** 2) / 2;
  }
}

const rows = new Float64Array(3 * N);
const cross = new Float64Array(3 * N);
const innovation = new Float64Array(3);
const away = new Float64Array(3);
const s = new Float64Array(9);
const inverse = new Float64Array(9);
const gain = new Float64Array(3);

/** Derivatives of range, azimuth and elevation, and the innovation. @param frame place, east, north, up */
function measure(x: Float64Array, frame: Float64Array, z: Float64Array, at: number): void {
  for (let i = 0; i < 3; i++) away[i] = x[i] - frame[i];
  const e = frame[3] * away[0] + frame[4] * away[1] + frame[5] * away[2];
  const n = frame[6] * away[0] + frame[7] * away[1] + frame[8] * away[2];
  const u = frame[9] * away[0] + frame[10] * away[1] + frame[11] * away[2];
  const level = Math.sqrt(e * e + n * n);
  const range = Math.sqrt(level * level + u * u);
  innovation[0] = z[at] - range;
  const turned = z[at + 1] - Math.atan2(e, n);
  innovation[1] = turned - 2 * Math.PI * Math.round(turned / (2 * Math.PI));
  innovation[2] = z[at + 2] - Math.atan2(u, level);
  for (let i = 0; i < 3; i++) {
    const east = frame[3 + i];
    const north = frame[6 + i];
    const up = frame[9 + i];
    rows[i] = away[i] / range;
    rows[N + i] = (n * east - e * north) / (level * level);
    rows[2 * N + i] = (up * level - (u * (e * east + n * north)) / level) / (range * range);
  }
}

function invert(): void {
  const a = s[4] * s[8] - s[5] * s[7];
  const b = s[5] * s[6] - s[3] * s[8];
  const c = s[3] * s[7] - s[4] * s[6];
  const determinant = s[0] * a + s[1] * b + s[2] * c;
  inverse[0] = a / determinant;
  inverse[1] = (s[2] * s[7] - s[1] * s[8]) / determinant;
  inverse[2] = (s[1] * s[5] - s[2] * s[4]) / determinant;
  inverse[3] = b / determinant;
  inverse[4] = (s[0] * s[8] - s[2] * s[6]) / determinant;
  inverse[5] = (s[2] * s[3] - s[0] * s[5]) / determinant;
  inverse[6] = c / determinant;
  inverse[7] = (s[1] * s[6] - s[0] * s[7]) / determinant;
  inverse[8] = (s[0] * s[4] - s[1] * s[3]) / determinant;
}

/** Corrects state and covariance. @param z plots: range, azimuth, elevation and their variances, one from `at` on */
export function plainUpdate(
  x: Float64Array,
  p: Float64Array,
  frame: Float64Array,
  z: Float64Array,
  at: number,
): void {
  measure(x, frame, z, at);
  for (let a = 0; a < 3; a++)
    for (let i = 0; i < N; i++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += rows[a * N + k] * p[k * N + i];
      cross[a * N + i] = sum;
    }
  for (let a = 0; a < 3; a++)
    for (let b = 0; b < 3; b++) {
      let sum = a === b ? z[at + 3 + a] : 0;
      for (let k = 0; k < 3; k++) sum += rows[a * N + k] * cross[b * N + k];
      s[3 * a + b] = sum;
    }
  invert();
  for (let i = 0; i < N; i++) {
    for (let a = 0; a < 3; a++)
      gain[a] = cross[i] * inverse[a] + cross[N + i] * inverse[3 + a] + cross[2 * N + i] * inverse[6 + a];
    x[i] += gain[0] * innovation[0] + gain[1] * innovation[1] + gain[2] * innovation[2];
    for (let j = 0; j < N; j++)
      work[i * N + j] = gain[0] * cross[j] + gain[1] * cross[N + j] + gain[2] * cross[2 * N + j];
  }
  for (let k = 0; k < N * N; k++) p[k] -= work[k];
}
