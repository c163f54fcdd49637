import {
  dot,
  EARTH,
  eastNorthUp,
  ecefToGeodetic,
  norm,
  normalBetween,
  type Vec3,
} from "../../../astro/index.js";
import {
  FIRST_CUT_OFF,
  interpolate,
  SPEED_WHILE_BURNING,
  STEEP,
  STILL_BURNING,
  UPPER_STAGE_THRUST,
} from "../figures.js";
import type { Reason } from "../ledger.js";

const LAUNCH_CLASSES = ["ballistic", "space-launch", "sounding-rocket"] as const;

/** Later than this after ignition upper stages of all kinds are light and quick, s. */
const LATE = 450;

/** Motion while a plume is seen. */
export interface BurningMotion {
  /** s after ignition */
  readonly seconds: number;
  readonly inertialSpeed: number;
  readonly speedSigma: number;
}

/** A burn that goes on: few ballistic launches burn for so long. */
export function stillBurning(seconds: number, sensors: readonly string[]): Reason | null {
  if (seconds < 110) return null;
  const whole = Math.floor(seconds / 10) * 10;
  const log = (name: (typeof LAUNCH_CLASSES)[number]) =>
    Math.log(interpolate(STILL_BURNING.seconds, STILL_BURNING[name], whole));
  return {
    kind: "infrared",
    sensors,
    text: `plume still seen ${whole} s after ignition`,
    logLikelihood: {
      ballistic: log("ballistic"),
      "space-launch": log("space-launch"),
      "sounding-rocket": log("sounding-rocket"),
      unknown: log("ballistic"),
    },
  };
}

/** The plume is out and no other burn followed where it would have been seen: a space launch goes on burning. */
export function burnEnded(seconds: number, blank: number, sensors: readonly string[]): Reason | null {
  if (blank < 14) return null;
  const early = seconds < 400;
  const weight = early ? -Math.min(6, 0.2 * blank) : 0;
  return {
    kind: "infrared",
    sensors,
    text: `plume gone ${Math.round(seconds)} s after ignition and none seen for ${Math.floor(blank)} s where one would be`,
    logLikelihood: { "space-launch": weight },
  };
}

/** Speed for the time since ignition: an orbital launch gathers it slowly. */
export function speedWhileBurning(m: BurningMotion, sensors: readonly string[]): Reason | null {
  if (m.seconds < 170 || m.speedSigma > 600) return null;
  const t = SPEED_WHILE_BURNING;
  const space = gaussian(
    m.inertialSpeed,
    interpolate(t.seconds, t["space-launch"], m.seconds),
    Math.hypot(t.spread["space-launch"], m.speedSigma),
  );
  const ballistic = gaussian(
    m.inertialSpeed,
    interpolate(t.seconds, t.ballistic, m.seconds),
    Math.hypot(t.spread.ballistic, m.speedSigma),
  );
  const ratio = clamp(space - ballistic, 3);
  return {
    kind: "infrared",
    sensors,
    text: `burning at ${kilometres(m.inertialSpeed)} km/s ${round10(m.seconds)} s after ignition`,
    logLikelihood: { "space-launch": half(ratio), ballistic: -half(ratio), unknown: -half(ratio) },
  };
}

/** Thrust of an upper stage: that of a space launch is weak, 0.85 to 0.95 g at first. */
export function upperStageThrust(
  seconds: number,
  sensed: number,
  sigma: number,
  kind: "infrared" | "radar",
  sensors: readonly string[],
): Reason | null {
  if (seconds < 160 || seconds > LATE || sigma > 4) return null;
  const t = UPPER_STAGE_THRUST;
  const space = gaussian(
    sensed,
    interpolate(t.seconds, t["space-launch"], seconds),
    Math.hypot(t.spread, sigma),
  );
  const { least, most } = t.ballistic;
  const within = normalBetween((least - sensed) / sigma, (most - sensed) / sigma);
  const ballistic = Math.log(Math.max(1e-6, within / (most - least)));
  const ratio = clamp(space - ballistic, 4);
  return {
    kind,
    sensors,
    text: `thrust of ${sensed.toFixed(1)} ± ${sigma.toFixed(1)} m/s² ${round10(seconds)} s after ignition`,
    logLikelihood: { "space-launch": half(ratio), ballistic: -half(ratio), unknown: -half(ratio) },
  };
}

/** Time and speed at which the plume went out, held against the first stages of recorded space launches. */
export function cutOff(
  seconds: number,
  inertialSpeed: number,
  speedSigma: number,
  sensors: readonly string[],
): Reason | null {
  if (speedSigma > 700) return null;
  const f = FIRST_CUT_OFF;
  const space =
    gaussian(inertialSpeed, f.speed, Math.hypot(f.speedSpread, speedSigma)) +
    gaussian(seconds, f.seconds, f.secondsSpread);
  // ballistic burns end anywhere between one and five minutes, at one to seven kilometres a second
  const ballistic = -Math.log(6000) - Math.log(240);
  const ratio = clamp(space - ballistic, 3);
  return {
    kind: "infrared",
    sensors,
    text: `plume out at ${kilometres(inertialSpeed)} km/s, ${round10(seconds)} s after ignition`,
    logLikelihood: { "space-launch": half(ratio), ballistic: -half(ratio) },
  };
}

/**
 * Steepness of the flight after burnout. Lofted ballistic flight overlaps with sounding rockets, so neither is ever
 * ruled out by it.
 *
 * @param flightPathAngle Earth-fixed, at burnout, rad
 * @param angleSigma rad
 * @param apogeeOverRange of the free flight; null where it is not known
 */
export function steepness(
  flightPathAngle: number,
  angleSigma: number,
  apogeeOverRange: number | null,
  kind: "infrared" | "radar",
  sensors: readonly string[],
): Reason {
  const byAngle = (flightPathAngle - STEEP.flightPathAngle) / Math.hypot(0.04, angleSigma);
  const byShape =
    apogeeOverRange === null ? byAngle : Math.log(apogeeOverRange / STEEP.apogeeOverRange) / 0.25;
  const ratio = clamp(byAngle + byShape, 6);
  const shape =
    apogeeOverRange === null ? "" : `, apogee ${Math.min(99, apogeeOverRange).toFixed(2)} of the range`;
  return {
    kind,
    sensors,
    text: `flight-path angle at burnout ${Math.round((flightPathAngle * 180) / Math.PI)}°${shape}`,
    logLikelihood: {
      "sounding-rocket": half(ratio),
      ballistic: -half(ratio),
      "space-launch": ratio > 0 ? -half(ratio) : 0,
    },
  };
}

/** The body is in orbit or all but. */
export function inOrbit(
  perigeeHeight: number,
  kind: "infrared" | "radar",
  sensors: readonly string[],
): Reason {
  return {
    kind,
    sensors,
    text: `perigee at ${Math.round(perigeeHeight / 1000)} km: it stays up`,
    logLikelihood: { "space-launch": 8 },
  };
}

/** A stage thrusts against its motion: it flies back, which only the first stages of space launches do. */
export function fliesBack(kind: "infrared" | "radar", sensors: readonly string[]): Reason {
  return {
    kind,
    sensors,
    text: "a stage burns against its motion: it flies back",
    logLikelihood: { "space-launch": 6 },
  };
}

/** Speed in inertial axes, m/s. */
export function inertialSpeed(positionEcef: Vec3, velocityEcef: Vec3): number {
  const w = EARTH.rotation;
  return norm([
    velocityEcef[0] - w * positionEcef[1],
    velocityEcef[1] + w * positionEcef[0],
    velocityEcef[2],
  ]);
}

/** Earth-fixed flight-path angle above the local horizontal, rad. */
export function flightPathAngle(positionEcef: Vec3, velocityEcef: Vec3): number {
  const { up } = eastNorthUp(ecefToGeodetic(positionEcef));
  return Math.asin(clamp(dot(up, velocityEcef) / Math.max(1, norm(velocityEcef)), 1));
}

function gaussian(x: number, mean: number, sigma: number): number {
  return -0.5 * ((x - mean) / sigma) ** 2 - Math.log(sigma * Math.sqrt(2 * Math.PI));
}

function clamp(x: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, x));
}

function half(x: number): number {
  return x / 2;
}

function kilometres(metres: number): string {
  return (metres / 1000).toFixed(1);
}

function round10(seconds: number): number {
  return Math.round(seconds / 10) * 10;
}
