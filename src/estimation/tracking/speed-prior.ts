import { EARTH } from "../../astro/index.js";

/** A velocity counts as known where its variances sum to less, m²/s². */
const VELOCITY_KNOWN = 2000 ** 2;
/** Inertial speed of the fastest low orbits, and how sharply fewer bodies fly faster, m/s. */
const FAST = 8200;
const FAST_SPREAD = 250;

/** Whether a plot has made a velocity known that was not known before. */
export function tellsVelocity(
  before: Float64Array,
  beforeAt: number,
  after: Float64Array,
  afterAt: number,
): boolean {
  return velocityTrace(before, beforeAt) > VELOCITY_KNOWN && velocityTrace(after, afterAt) <= VELOCITY_KNOWN;
}

function velocityTrace(p: Float64Array, at: number): number {
  return p[at + 9] + p[at + 14] + p[at + 20];
}

/**
 * What a body's speed tells of its being one. States begin with a normal prior on velocity, since filters need one; what
 * is believed is that all inertial velocities are as likely up to those of low orbits, and that few are faster.
 *
 * @returns density believed over density assumed
 */
export function speedCorrection(x: Float64Array, at: number, deviation: number): number {
  const vx = x[at + 3];
  const vy = x[at + 4];
  const vz = x[at + 5];
  const speed = Math.hypot(vx - EARTH.rotation * x[at + 1], vy + EARTH.rotation * x[at], vz);
  const believed = 3 / (4 * Math.PI * FAST ** 3) / (1 + Math.exp((speed - FAST) / FAST_SPREAD));
  const assumed =
    Math.exp((-0.5 * (vx * vx + vy * vy + vz * vz)) / deviation ** 2) /
    ((2 * Math.PI) ** 1.5 * deviation ** 3);
  return believed / assumed;
}
