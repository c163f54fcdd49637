import { freeFlight } from "../../../astro/index.js";
import { COAST_STATES, moveFlightWithTransition } from "../../../estimation/index.js";
import type { Truth } from "../../../world/index.js";

type Body = Truth["bodies"][number];

export type Phase = "standing" | "powered" | "free";

/** Slower than this over the ground is standing, m/s. */
const STANDING = 0.5;
/** What gravity and air don't explain by more than this is a force that is not known beforehand, m/s². */
const UNEXPLAINED = 0.3;

const from = new Float64Array(6);
const to = new Float64Array(6);
const path = new Float64Array(COAST_STATES);
const scratch = new Float64Array(COAST_STATES ** 2);

/** @returns ln of the ballistic coefficient with which the truth flies, or of the one taken for it, kg/m² */
export function logBallisticOf(body: Body, median: number): number {
  return Math.log(body.truth?.drawn?.ballisticCoefficient ?? median);
}

/**
 * What moves a body between two times: judged by the truth itself, so that it goes for every kind of object.
 *
 * @param transition written over: 7 × 7 by rows, of position, velocity and ln β in free flight; of a standing body the
 *   unit matrix
 */
export function flightOver(
  body: Body,
  time: number,
  until: number,
  logBallistic: number,
  transition: Float64Array,
): Phase {
  const dt = until - time;
  body.motion.stateAt(time, from);
  body.motion.stateAt(until, to);
  transition.fill(0);
  for (let i = 0; i < 7; i += 1) transition[i * 8] = 1;
  if (body.stands === true || Math.hypot(from[3]!, from[4]!, from[5]!) < STANDING) return "standing";
  path.fill(0);
  path.set(from);
  path[6] = logBallistic;
  moveFlightWithTransition(path, dt, "coast", scratch);
  for (let i = 0; i < 7; i += 1)
    for (let j = 0; j < 7; j += 1) transition[i * 7 + j] = scratch[i * COAST_STATES + j]!;
  const missed = Math.hypot(path[3]! - to[3]!, path[4]! - to[4]!, path[5]! - to[5]!);
  return burns(body, time, until) || missed > UNEXPLAINED * dt ? "powered" : "free";
}

function burns(body: Body, time: number, until: number): boolean {
  return body.emissions.some((e) => e.kind === "plume" && e.start < until && e.end > time);
}

const gravity = freeFlight({ ballisticCoefficient: null });

/** Acceleration that gravity does not give, m/s², over the second before a time. */
export function sensedAcceleration(body: Body, time: number): Float64Array {
  body.motion.stateAt(time - 1, from);
  body.motion.stateAt(time, to);
  const slope = new Float64Array(6);
  gravity(0, from, slope);
  return Float64Array.from([0, 1, 2], (i) => to[3 + i]! - from[3 + i]! - slope[3 + i]!);
}
