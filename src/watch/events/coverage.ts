import { coast, heightOf, type Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { radarExpectedDetection } from "../../sensors/index.js";

/** A small body: what a radar should at least see, m². */
export const SMALL_BODY = 0.1;
const SWERLING = 1;
/** One look with this probability counts as sight. */
export const SURE = 0.9;
/** A large body: what a radar may see at the earliest, m², and the probability at which that begins. */
const LARGE_BODY = 5;
const POSSIBLE = 0.5;
/** Looks of a radar that make a track. */
const LOOKS_TO_CONFIRM = 3;
const LOOK_AHEAD = 2400;
/** What is lower has come down, or is a state without sense, m. */
const GROUND = 0;
const STEP = 10;

/** Whether a radar should see a small body at a place. */
export function shouldSee(radars: readonly Radar[], positionEcef: Vec3): boolean {
  return radars.some((r) => radarExpectedDetection(r, positionEcef, SMALL_BODY, SWERLING) >= SURE);
}

/** The quickest radar that should see a small body at a place. */
export function quickestRadar(radars: readonly Radar[], positionEcef: Vec3): Radar | null {
  let best: Radar | null = null;
  for (const r of radars) {
    if (radarExpectedDetection(r, positionEcef, SMALL_BODY, SWERLING) < SURE) continue;
    if (best === null || r.revisitSeconds < best.revisitSeconds) best = r;
  }
  return best;
}

/** A body's state from which on it flies without thrust. */
export interface CoastStart {
  /** s */
  readonly time: number;
  readonly positionEcef: Vec3;
  readonly velocityEcef: Vec3;
}

/**
 * Earliest time at which a second kind of sensor can have confirmed a body.
 *
 * @param from a state now, or at a later burnout
 * @param now s
 * @returns s, or null where no radar will see it before it comes down
 */
export function earliestConfirmation(radars: readonly Radar[], from: CoastStart, now: number): number | null {
  let position = from.positionEcef;
  let velocity = from.velocityEcef;
  for (let dt = 0; dt < LOOK_AHEAD; dt += STEP) {
    if (heightOf(...position) < GROUND) return null;
    const radar = radars.find((r) => radarExpectedDetection(r, position, LARGE_BODY, SWERLING) >= POSSIBLE);
    if (radar !== undefined) return Math.max(now, from.time + dt) + LOOKS_TO_CONFIRM * radar.revisitSeconds;
    const next = coast(position, velocity, STEP, null);
    position = next.positionEcef;
    velocity = next.velocityEcef;
  }
  return null;
}
