import {
  angleBetween,
  dot,
  EARTH,
  ecefToGeodetic,
  type Geodetic,
  geodeticToEcef,
  integrateAscent,
  NOMINAL_ASCENT,
  norm,
  signedAngle,
  type Vec3,
} from "../../astro/index.js";
import type { LaunchModel } from "./model.js";
import { AZIMUTH, EAST, type LocalPlace, NORTH, TIME } from "./parameters.js";
import type { LaunchProblem, SatelliteLook } from "./problem.js";

/** Directions tried. */
const DIRECTIONS = 16;

/** Heights tried for the first look when one satellite alone looks, in sigma of the cloud top above its mean. */
const CLOUD_STEPS = [-1, 0.5, 2, 4];

/** How long the nominal ascent is looked at for a first idea of the ignition, s. */
const CLIMB_SECONDS = 240;

/** Two looks of different satellites are taken as simultaneous up to this, s. */
const SIMULTANEOUS = 12;

/**
 * Where a line of sight enters the surface at a height above the ellipsoid, or, when it misses, where it comes
 * nearest to the Earth.
 */
function sightAtHeight(position: Vec3, sight: Vec3, height: number): Vec3 {
  const a = EARTH.radius + height;
  const stretch = a / (EARTH.polarRadius + height);
  const p: Vec3 = [position[0], position[1], position[2] * stretch];
  const d: Vec3 = [sight[0], sight[1], sight[2] * stretch];
  const dd = dot(d, d);
  const pd = dot(p, d);
  const discriminant = pd * pd - dd * (dot(p, p) - a * a);
  const along = discriminant >= 0 ? (-pd - Math.sqrt(discriminant)) / dd : -pd / dd;
  return [position[0] + along * sight[0], position[1] + along * sight[1], position[2] + along * sight[2]];
}

/** The middle of the shortest line between two lines of sight, or null when they are nearly parallel. */
function triangulate(a: SatelliteLook, b: SatelliteLook): Vec3 | null {
  const w: Vec3 = [
    a.positionEcef[0] - b.positionEcef[0],
    a.positionEcef[1] - b.positionEcef[1],
    a.positionEcef[2] - b.positionEcef[2],
  ];
  const c = dot(a.lineOfSightEcef, b.lineOfSightEcef);
  const sine2 = 1 - c * c;
  if (sine2 < 1e-4) return null;
  const da = dot(w, a.lineOfSightEcef);
  const db = dot(w, b.lineOfSightEcef);
  const s = (c * db - da) / sine2;
  const t = (db - c * da) / sine2;
  if (s < 0 || t < 0) return null;
  const point = (k: 0 | 1 | 2) =>
    0.5 * (a.positionEcef[k] + s * a.lineOfSightEcef[k] + b.positionEcef[k] + t * b.lineOfSightEcef[k]);
  return [point(0), point(1), point(2)];
}

/** A first idea of the plume's height early on, and of where that was. */
export interface FirstSight {
  readonly time: number;
  readonly position: Vec3;
  readonly triangulated: boolean;
}

/** The earliest place that two satellites fix together, or where the first line of sight meets the cloud's height. */
export function firstSight(problem: Pick<LaunchProblem, "looks" | "cloudTop">): FirstSight | null {
  const looks = [...problem.looks].sort((a, b) => a.time - b.time || a.satellite - b.satellite);
  const first = looks[0];
  if (first === undefined) return null;
  for (const a of looks) {
    let best: SatelliteLook | null = null;
    for (const b of looks) {
      if (b.satellite === a.satellite || Math.abs(b.time - a.time) > SIMULTANEOUS) continue;
      if (best === null || Math.abs(b.time - a.time) < Math.abs(best.time - a.time)) best = b;
    }
    const position = best === null ? null : triangulate(a, best);
    if (position !== null && best !== null) {
      const place = ecefToGeodetic(position);
      if (place.height > -20_000 && place.height < 500_000)
        return { time: (a.time + best.time) / 2, position, triangulated: true };
    }
  }
  const position = sightAtHeight(first.positionEcef, first.lineOfSightEcef, problem.cloudTop.mean);
  return { time: first.time, position, triangulated: false };
}

/** How high and how far a nominal ascent of a family is, second by second. */
function nominalClimb(model: LaunchModel, place: Geodetic): { height: number; downrange: number }[] {
  const start = { ...place, height: 0, azimuth: 0 };
  const table = integrateAscent(start, model.family.profile, NOMINAL_ASCENT, CLIMB_SECONDS, 4);
  const origin = geodeticToEcef(start);
  const radius = norm(origin);
  const state = new Float64Array(6);
  const climb = [];
  for (let tau = 0; tau <= CLIMB_SECONDS; tau++) {
    table.stateAt(tau, state);
    const position: Vec3 = [state[0]!, state[1]!, state[2]!];
    climb.push({ height: norm(position) - radius, downrange: radius * angleBetween(origin, position) });
  }
  return climb;
}

/** First guesses of a family's parameters, best first: a scan over the direction and over the height at first sight. */
export function initialGuesses(model: LaunchModel, sight: FirstSight): Float64Array[] {
  const { problem, place } = model;
  const climb = nominalClimb(model, { ...place, height: 0 });
  const { mean, sigma } = problem.cloudTop;
  const heights = sight.triangulated
    ? [Math.max(500, ecefToGeodetic(sight.position).height)]
    : CLOUD_STEPS.map((k) => Math.max(500, mean + k * sigma));
  const first = problem.looks.reduce((a, b) => (b.time < a.time ? b : a));
  const residuals = new Float64Array(model.rows);
  const guesses: { x: Float64Array; cost: number }[] = [];
  for (const height of heights) {
    const tau = Math.max(
      1,
      climb.findIndex((c) => c.height >= height),
    );
    const at = sight.triangulated
      ? sight.position
      : sightAtHeight(first.positionEcef, first.lineOfSightEcef, height);
    const below = ecefToGeodetic(at);
    const { downrange } = climb[tau]!;
    for (let k = 0; k < DIRECTIONS; k++) {
      const x = new Float64Array(model.size);
      x[AZIMUTH] = (2 * Math.PI * k) / DIRECTIONS;
      x[EAST] = eastOf(place, below) - downrange * Math.sin(x[AZIMUTH]);
      x[NORTH] = (below.latitude - place.latitude) * place.meridianRadius - downrange * Math.cos(x[AZIMUTH]);
      x[TIME] = sight.time - tau;
      model.residuals(x, residuals);
      let cost = 0;
      for (const r of residuals) cost += r * r;
      guesses.push({ x, cost });
    }
  }
  guesses.sort((a, b) => a.cost - b.cost);
  return guesses.map((guess) => guess.x);
}

/** How far east of the origin of a local place another place is, m. */
export function eastOf(place: LocalPlace, g: Geodetic): number {
  return signedAngle(g.longitude - place.longitude) * place.parallelRadius;
}
