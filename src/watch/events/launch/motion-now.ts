import { add, coast, heightOf, orbitalShape, predictImpact, scale, type Vec3 } from "../../../astro/index.js";
import type { EventRecord } from "../record.js";
import { fallAcceleration } from "./kinematics.js";

/** The best that is known of a body's motion, and by which kind of sensor. */
export interface BodyState {
  readonly time: number;
  readonly positionEcef: Vec3;
  readonly velocityEcef: Vec3;
  /** 1σ an axis, m/s */
  readonly velocitySigma: number;
  /** 1σ an axis, m */
  readonly positionSigma: number;
  readonly kind: "infrared" | "radar";
}

/** The latest state of an event's body: by radar where one follows it, else by lines of sight, else by profiles. */
export function bodyState(e: EventRecord): BodyState | null {
  const radar = radarState(e);
  const infrared = infraredState(e);
  if (radar === null) return infrared;
  return infrared === null || radar.time >= infrared.time - 15 ? radar : infrared;
}

/** The state by radar: unpowered flight where there is some, else the newest track. */
export function radarState(e: EventRecord): BodyState | null {
  if (e.coast !== null) return fromMoments(e.coast.time, e.coast.mean, e.coast.covariance, "radar");
  let newest = null;
  for (const { state } of e.links) if (newest === null || state.time > newest.time) newest = state;
  return newest === null ? null : fromMoments(newest.time, newest.mean, newest.covariance, "radar");
}

/** The state by infrared at the last look. */
export function infraredState(e: EventRecord): BodyState | null {
  if (e.motion !== null && e.motion.velocitySigma < 800)
    return {
      time: e.motion.time,
      positionEcef: e.motion.positionEcef,
      velocityEcef: e.motion.velocityEcef,
      velocitySigma: e.motion.velocitySigma,
      positionSigma: 2000,
      kind: "infrared",
    };
  if (e.solution === null) return null;
  const { time, state, covariance } = e.solution.lastLook;
  return fromMoments(time, state, covariance, "infrared");
}

/** Free flight over this is close enough to a parabola, s. */
const SHORT = 90;

/** Where a body is some time after a state, in free flight; on the ground once it has come down. */
export function placeAfter(s: BodyState, time: number): Vec3 {
  const dt = time - s.time;
  if (Math.abs(dt) > SHORT) {
    // a state under the ground, as poor lines of sight may give, goes nowhere: through the Earth's centre nothing falls
    if (dt > 0 && heightOf(...s.positionEcef) < 0) return s.positionEcef;
    const impact = dt > 0 ? predictImpact(s.positionEcef, s.velocityEcef, null) : null;
    if (impact !== null && impact.time <= dt) return impact.positionEcef;
    return coast(s.positionEcef, s.velocityEcef, dt, null).positionEcef;
  }
  const fall = fallAcceleration(s.positionEcef, s.velocityEcef);
  return add(add(s.positionEcef, scale(s.velocityEcef, dt)), scale(fall, 0.5 * dt * dt));
}

/** Height of the perigee, m above the equatorial radius; negative where the flight meets the Earth. */
export function perigee(s: BodyState): number {
  return orbitalShape(s.positionEcef, s.velocityEcef).perigeeHeight;
}

function fromMoments(
  time: number,
  mean: Float64Array,
  covariance: Float64Array,
  kind: "infrared" | "radar",
): BodyState {
  const sigma = (from: number) =>
    Math.sqrt((covariance[from * 7]! + covariance[(from + 1) * 7]! + covariance[(from + 2) * 7]!) / 3);
  return {
    time,
    positionEcef: [mean[0]!, mean[1]!, mean[2]!],
    velocityEcef: [mean[3]!, mean[4]!, mean[5]!],
    velocitySigma: sigma(3),
    positionSigma: sigma(0),
    kind,
  };
}
