import {
  add,
  dot,
  EARTH,
  eastNorthUp,
  ecefToGeodetic,
  heightOf,
  norm,
  scale,
  type Vec3,
} from "../../../astro/index.js";
import { planeAxes } from "../../infrared/plane.js";
import type { LineTrack } from "../../infrared/track.js";
import type { RadarTrackState } from "../../radar/index.js";
import { fallAcceleration, fitKinematics } from "../launch/kinematics.js";
import { inertialSpeed } from "../launch/reasons.js";

/** What the motion of a source says: it comes down from above, it is driven, or neither is sure. */
export interface Fall {
  readonly is: "reentry" | "launch" | "undecided";
  readonly text: string;
}

/** Motion is fitted over so long at most, s. */
const WINDOW = 40;
/** The air makes what comes down glow in these heights, m; above them only thrust is seen. */
const LOWEST = 25_000;
const HIGHEST = 150_000;
/** A launch has risen from the ground: it is slower when it is first seen, m/s inertial. */
const FAST = 3000;
/** So fast is nothing that burns this low and does not rise, m/s inertial (circular: 7,850). */
const AS_IN_ORBIT = 6800;
/** No stage that is still burning gives less than this, m/s²: the recorded second stages begin with 8.5. */
const LEAST_THRUST = 5;
/** Standard deviations that make it sure. */
const SURE = 3;
/**
 * One satellite must have followed it for so long, s, and by so many looks, before it counts that nothing drives it (what mirrors
 * the Sun is not driven either), and for so long where the air brakes it.
 */
const ALONE_SECONDS = 55;
const BRAKED_SECONDS = 20;
const ALONE_SIGHTINGS = 6;

/** One satellite sees it without longer gaps, s and looks: what comes down glows all the time. */
const GAP_SECONDS = 10;
const GAP_LOOKS = 4;

const UNDECIDED: Fall = { is: "undecided", text: "" };

/**
 * What the lines of sight of two satellites say of a source that no launch accounts for. A launch is first seen low and slow,
 * rises and is driven along its motion. What glows between 25 and 150 km, is as fast as an orbit or at least not driven, and
 * does not rise, comes down.
 *
 * @param to time of the newest sighting to be used, s
 */
export function judgeFall(tracks: readonly LineTrack[], to: number): Fall {
  const m = fitKinematics(tracks, to - WINDOW, to);
  if (m === null || m.velocitySigma > 700) return UNDECIDED;
  const speed = inertialSpeed(m.positionEcef, m.velocityEcef);
  const up = upwards(m.positionEcef);
  const climb = dot(up, m.velocityEcef);
  const along = dot(m.sensedEcef, scale(m.velocityEcef, 1 / norm(m.velocityEcef)));
  const height = heightOf(...m.positionEcef);
  if (speed + SURE * m.velocitySigma < FAST || climb - SURE * m.velocitySigma > 0)
    return { is: "launch", text: "" };
  if (along - SURE * m.sensedSigma > 0 && along > LEAST_THRUST) return { is: "launch", text: "" };
  if (height > HIGHEST || height < LOWEST || speed - SURE * m.velocitySigma < FAST) return UNDECIDED;
  const undriven = along + SURE * m.sensedSigma < LEAST_THRUST;
  const fromOrbit = speed - SURE * m.velocitySigma > AS_IN_ORBIT;
  if (!undriven && !fromOrbit) return UNDECIDED;
  const braked = along + SURE * m.sensedSigma < 0 ? ", braked by the air" : undriven ? ", not driven" : "";
  const text = `at ${(speed / 1000).toFixed(1)} km/s in ${Math.round(height / 1000)} km${braked}, and not rising: it comes down`;
  return { is: "reentry", text };
}

/**
 * What one satellite's track says of a source that was fast from its first look on: thrust along the motion would show as
 * acceleration in the track's plane, shortened no more than the speed is; free fall is taken out.
 */
export function judgeFallAlone(track: LineTrack): Fall {
  const { sightings } = track;
  const seconds = sightings.at(-1)!.time - sightings[0]!.time;
  if (seconds < BRAKED_SECONDS || sightings.length < ALONE_SIGHTINGS - 2) return UNDECIDED;
  // what is gone and comes again may be two things
  if (longestGap(track) > Math.max(GAP_SECONDS, GAP_LOOKS * track.revisit)) return UNDECIDED;
  const motion = planeMotion(track);
  if (motion === null) return UNDECIDED;
  const { speed, along, sigma } = motion;
  // the thrust is seen shortened as the speed is; the whole speed is that of an orbit at most
  const shortened = Math.min(1, speed / 7800);
  const longEnough = seconds >= ALONE_SECONDS && sightings.length >= ALONE_SIGHTINGS;
  const driven = along - SURE * sigma > 0 && along > LEAST_THRUST * shortened;
  if (longEnough && driven) return { is: "launch", text: "" };
  const braked = along + SURE * sigma < 0;
  if (!braked && (!longEnough || along + 2 * sigma > LEAST_THRUST * shortened)) return UNDECIDED;
  const how = braked ? "braked" : "not driven";
  const text = `fast from its first look on (${(speed / 1000).toFixed(1)} km/s across) and ${how} for ${Math.round(seconds)} s: it comes down`;
  return { is: "reentry", text };
}

function longestGap({ sightings }: LineTrack): number {
  return sightings.reduce((gap, s, k) => Math.max(gap, k === 0 ? 0 : s.time - sightings[k - 1]!.time), 0);
}

/** Speed and sensed acceleration along the motion in a track's plane at the middle of its sightings: a parabola by least squares. */
function planeMotion(track: LineTrack): { speed: number; along: number; sigma: number } | null {
  const { sightings } = track;
  const middle = (sightings[0]!.time + sightings.at(-1)!.time) / 2;
  const n = [0, 0, 0, 0, 0];
  const u = [0, 0, 0];
  const v = [0, 0, 0];
  for (const s of sightings) {
    const w = 1 / s.sigmaMetres ** 2;
    for (let i = 0; i < 5; i++) n[i]! += w * (s.time - middle) ** i;
    for (let i = 0; i < 3; i++) {
      u[i]! += w * s.u * (s.time - middle) ** i;
      v[i]! += w * s.v * (s.time - middle) ** i;
    }
  }
  const [fu, fv] = [parabola(n, u), parabola(n, v)];
  if (fu === null || fv === null) return null;
  const speed = Math.hypot(fu.slope, fv.slope);
  const { east, north } = planeAxes(track.plane, sightings.at(-1)!.positionEcef);
  const velocity = add(scale(east, fu.slope), scale(north, fv.slope));
  const fall = fallAcceleration(track.plane.anchorEcef, velocity);
  const [du, dv] = [fu.slope / speed, fv.slope / speed];
  const along = (fu.curve - dot(fall, east)) * du + (fv.curve - dot(fall, north)) * dv;
  return { speed, along, sigma: fu.curveSigma };
}

/** Weighted parabola from its normal sums: slope and second derivative at the origin of the abscissa. */
function parabola(n: readonly number[], r: readonly number[]) {
  const [n0, n1, n2, n3, n4] = n as [number, number, number, number, number];
  const determinant = n0 * (n2 * n4 - n3 * n3) - n1 * (n1 * n4 - n2 * n3) + n2 * (n1 * n3 - n2 * n2);
  if (!(determinant > 0)) return null;
  const [r0, r1, r2] = r as [number, number, number];
  const slope =
    (n0 * (r1 * n4 - r2 * n3) - r0 * (n1 * n4 - n2 * n3) + n2 * (n1 * r2 - n2 * r1)) / determinant;
  const curve =
    (2 * (n0 * (n2 * r2 - n3 * r1) - n1 * (n1 * r2 - n2 * r1) + r0 * (n1 * n3 - n2 * n2))) / determinant;
  return { slope, curve, curveSigma: 2 * Math.sqrt((n0 * n2 - n1 * n1) / determinant) };
}

/** Whether a radar's track shows something that comes down as fast as nothing does that has just been launched. */
export function fallsByRadar({ mean, covariance, thrusting, thrust }: RadarTrackState): boolean {
  const position: Vec3 = [mean[0]!, mean[1]!, mean[2]!];
  const velocity: Vec3 = [mean[3]!, mean[4]!, mean[5]!];
  const sigma = Math.sqrt((covariance[21]! + covariance[28]! + covariance[35]!) / 3);
  if (thrusting === "thrusting" && !thrust.againstMotion) return false;
  if (dot(upwards(position), velocity) + SURE * sigma > 0) return false;
  return heightOf(...position) < HIGHEST && inertialSpeed(position, velocity) - SURE * sigma > FAST;
}

function upwards(positionEcef: Vec3): Vec3 {
  return norm(positionEcef) < EARTH.radius / 2 ? positionEcef : eastNorthUp(ecefToGeodetic(positionEcef)).up;
}
