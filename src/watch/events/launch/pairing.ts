import { add, cross, dot, heightOf, norm, scale, subtract, type Vec3 } from "../../../astro/index.js";
import { planeAxes } from "../../infrared/plane.js";
import type { LineTrack } from "../../infrared/track.js";

/** A line of sight at some instant. */
export interface Line {
  readonly positionEcef: Vec3;
  /** unit vector */
  readonly lineOfSightEcef: Vec3;
  /** 1σ across the line at the source, m. */
  readonly sigmaMetres: number;
}

/** Where two lines come nearest to each other. */
export interface Encounter {
  /** m */
  readonly miss: number;
  readonly middleEcef: Vec3;
  /** of the middle, m */
  readonly height: number;
}

/** A source's acceleration across the line of sight between two looks, 1σ, m/s². */
const UNKNOWN_ACCELERATION = 40;

/** Closest approach of two lines; null where they are all but parallel or meet behind a satellite. */
export function encounter(a: Line, b: Line): Encounter | null {
  const normal = cross(a.lineOfSightEcef, b.lineOfSightEcef);
  const sine = norm(normal);
  if (sine < 0.02) return null;
  const between = subtract(b.positionEcef, a.positionEcef);
  const alongA = dot(cross(between, b.lineOfSightEcef), normal) / (sine * sine);
  const alongB = dot(cross(between, a.lineOfSightEcef), normal) / (sine * sine);
  if (alongA <= 0 || alongB <= 0) return null;
  const onA = add(a.positionEcef, scale(a.lineOfSightEcef, alongA));
  const onB = add(b.positionEcef, scale(b.lineOfSightEcef, alongB));
  const middleEcef = scale(add(onA, onB), 0.5);
  return { miss: norm(subtract(onA, onB)), middleEcef, height: heightOf(...middleEcef) };
}

/**
 * A track's line of sight at an instant: between two sightings along the straight way, a little beyond its ends by
 * its filter.
 *
 * @param beyond how far outside the sightings an answer is given, s
 * @returns null where there is no sight near enough
 */
export function lineAt(track: LineTrack, time: number, beyond: number): Line | null {
  const { sightings } = track;
  const first = sightings[0]!;
  const last = sightings.at(-1)!;
  if (time < first.time - beyond || time > last.time + beyond) return null;
  if (time > last.time || sightings.length === 1) return extrapolated(track, time);
  let i = sightings.findIndex((s) => s.time >= time);
  if (i <= 0) i = 1;
  const before = sightings[i - 1]!;
  const after = sightings[i]!;
  const span = after.time - before.time;
  const part = (time - before.time) / span;
  const mix = (a: number, b: number) => a + (b - a) * part;
  const positionEcef = before.positionEcef.map((x, k) => mix(x, after.positionEcef[k]!)) as unknown as Vec3;
  const line = before.lineOfSightEcef.map((x, k) => mix(x, after.lineOfSightEcef[k]!)) as unknown as Vec3;
  const bow = 0.5 * UNKNOWN_ACCELERATION * Math.abs((time - before.time) * (after.time - time));
  const sigma = Math.hypot(before.sigmaMetres * (1 - part), after.sigmaMetres * part);
  return {
    positionEcef,
    lineOfSightEcef: scale(line, 1 / norm(line)),
    sigmaMetres: Math.hypot(Math.max(sigma, before.sigmaMetres / Math.SQRT2), bow),
  };
}

function extrapolated(track: LineTrack, time: number): Line {
  const last = track.sightings.at(-1)!;
  const { filter } = track;
  const dt = time - filter.time;
  const { east, north } = planeAxes(track.plane, last.positionEcef);
  const there = add(
    add(track.plane.anchorEcef, scale(east, filter.u + filter.speedU * dt)),
    scale(north, filter.v + filter.speedV * dt),
  );
  const line = subtract(there, last.positionEcef);
  const variance = filter.pp + 2 * dt * filter.pv + dt * dt * filter.vv;
  return {
    positionEcef: last.positionEcef,
    lineOfSightEcef: scale(line, 1 / norm(line)),
    sigmaMetres: Math.hypot(Math.sqrt(Math.max(0, variance)), 0.5 * UNKNOWN_ACCELERATION * dt * dt),
  };
}

/** How well two satellites' tracks are of one source. */
export interface PairScore {
  /** Mean squared miss over its variance; about 1 for one source. */
  readonly distance: number;
  readonly instants: number;
  /** Height at the first common instant, m. */
  readonly firstHeight: number;
  readonly middleEcef: Vec3;
}

/** Heights that a burning vehicle may have, m; the lower limit allows for errors of sight. */
const LOWEST = -15_000;
const HIGHEST = 1_000_000;
const MOST_INSTANTS = 8;

/**
 * Whether two satellites' tracks see one source: at common instants their lines of sight pass each other within
 * their errors, at heights where a source may be. Two satellites are still one kind of witness; this only sharpens
 * the estimate.
 *
 * @param biasA pointing bias of the first satellite at the source, 1σ, m
 * @returns null where they do not agree, or have no instant in common
 */
export function pairScore(a: LineTrack, b: LineTrack, biasA: number, biasB: number): PairScore | null {
  const common = [];
  for (const s of a.sightings.slice(-3 * MOST_INSTANTS)) {
    const other = lineAt(b, s.time, b.revisit);
    if (other !== null) common.push({ own: s, other });
  }
  const used = common.slice(-MOST_INSTANTS);
  if (used.length === 0) return null;
  let sum = 0;
  let first: Encounter | null = null;
  let last: Encounter | null = null;
  for (const { own, other } of used) {
    const meeting = encounter(own, other);
    if (meeting === null || meeting.height < LOWEST || meeting.height > HIGHEST) return null;
    const variance = own.sigmaMetres ** 2 + other.sigmaMetres ** 2 + biasA ** 2 + biasB ** 2;
    sum += meeting.miss ** 2 / variance;
    first ??= meeting;
    last = meeting;
  }
  const distance = sum / used.length;
  if (distance > pairLimit(used.length)) return null;
  return { distance, instants: used.length, firstHeight: first!.height, middleEcef: last!.middleEcef };
}

/** Biases make the misses of a pair alike, so that their mean is no better than a few independent ones. */
function pairLimit(instants: number): number {
  return instants <= 2 ? 12 : 9;
}
