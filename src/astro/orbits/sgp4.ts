import { json2satrec, type SatRec, sgp4, twoline2satrec } from "satellite.js";
import { EARTH } from "../earth/constants.js";
import { temeToEcef } from "../frames/teme.js";
import { type Epoch, epochFromUtc, epochToUtc, secondsBetween } from "../time/epoch.js";
import type { Vec3 } from "../vector.js";
import { checkElementLines, epochOfElementLine } from "./element-lines.js";

/** SGP4 mean elements (the fields of an orbit mean-elements message). */
export interface OrbitElements {
  readonly name?: string | undefined;
  readonly catalogueNumber: number;
  /** UTC, ISO 8601 */
  readonly epoch: string;
  readonly meanMotionRevPerDay: number;
  readonly eccentricity: number;
  readonly inclinationDeg: number;
  readonly rightAscensionDeg: number;
  readonly argumentOfPerigeeDeg: number;
  readonly meanAnomalyDeg: number;
  /** 1/Earth radii */
  readonly bstar: number;
}

/** An orbit made ready for SGP4. */
export interface Sgp4Orbit {
  readonly catalogueNumber: string;
  readonly epoch: Epoch;
  /** the propagator's own state; opaque */
  readonly record: SatRec;
}

/**
 * Makes ready the orbit of a two-line element set (WGS-72 constants, "improved" mode, as the element sets are made).
 *
 * The check digit is not judged here: that is for whoever reads the file.
 * @throws RangeError where the lines are no element set
 */
export function orbitFromTle(line1: string, line2: string): Sgp4Orbit {
  const lines = checkElementLines(line1, line2);
  return {
    catalogueNumber: lines.line1.slice(2, 7).trim(),
    epoch: epochOfElementLine(lines.line1),
    record: twoline2satrec(lines.line1, lines.line2),
  };
}

/**
 * Makes ready the orbit of mean elements.
 *
 * @throws RangeError where an element lies outside its range
 */
export function orbitFromElements(elements: OrbitElements): Sgp4Orbit {
  const epoch = epochFromUtc(elements.epoch.endsWith("Z") ? elements.epoch : `${elements.epoch}Z`);
  const numbers = [
    elements.meanMotionRevPerDay,
    elements.eccentricity,
    elements.inclinationDeg,
    elements.rightAscensionDeg,
    elements.argumentOfPerigeeDeg,
    elements.meanAnomalyDeg,
    elements.bstar,
  ];
  if (!numbers.every(Number.isFinite)) throw new RangeError("an orbital element is not a finite number");
  if (!(elements.meanMotionRevPerDay > 0))
    throw new RangeError(`mean motion ${elements.meanMotionRevPerDay} is not above 0`);
  if (!(elements.eccentricity >= 0 && elements.eccentricity < 1))
    throw new RangeError(`eccentricity ${elements.eccentricity} is not within 0 ≤ e < 1`);
  const record = json2satrec({
    OBJECT_NAME: elements.name ?? "",
    OBJECT_ID: "",
    // the library's own date only sets the phase of the Sun and the Moon, for which a millisecond is plenty
    EPOCH: epochToUtc(epoch).replace(/^(.{19})(\.\d{1,3})?\d*Z$/, "$1$2"),
    MEAN_MOTION: elements.meanMotionRevPerDay,
    ECCENTRICITY: elements.eccentricity,
    INCLINATION: elements.inclinationDeg,
    RA_OF_ASC_NODE: elements.rightAscensionDeg,
    ARG_OF_PERICENTER: elements.argumentOfPerigeeDeg,
    MEAN_ANOMALY: elements.meanAnomalyDeg,
    EPHEMERIS_TYPE: 0,
    CLASSIFICATION_TYPE: "U",
    NORAD_CAT_ID: elements.catalogueNumber,
    ELEMENT_SET_NO: 0,
    REV_AT_EPOCH: 0,
    BSTAR: elements.bstar,
    MEAN_MOTION_DOT: 0,
    MEAN_MOTION_DDOT: 0,
  });
  return { catalogueNumber: String(elements.catalogueNumber), epoch, record };
}

/** @returns mean motion at the elements' epoch in the sense of SGP4 (Brouwer's, Kozai's correction undone), rad/s */
export function orbitMeanMotion({ record }: Sgp4Orbit): number {
  return record.no / 60;
}

/** Elements say nothing of a place a hundred years away; and SGP4's work in resonance grows with the time, minutes. */
const LONGEST_MINUTES = 100 * 365.25 * 1440;

/**
 * SGP4 so many minutes after the elements' epoch.
 *
 * @returns position (m) and velocity (m/s) in TEME, or null where SGP4 reports an error (decayed, elements out of range)
 *   or the time is more than a hundred years from the epoch
 */
export function propagateOrbitMinutes(
  orbit: Sgp4Orbit,
  minutes: number,
): { positionTeme: Vec3; velocityTeme: Vec3 } | null {
  if (!(Math.abs(minutes) <= LONGEST_MINUTES)) return null;
  const state = sgp4(orbit.record, minutes);
  if (state === null || !Number.isFinite(state.position.x)) return null;
  const { position: p, velocity: v } = state;
  return {
    positionTeme: [p.x * 1000, p.y * 1000, p.z * 1000],
    velocityTeme: [v.x * 1000, v.y * 1000, v.z * 1000],
  };
}

/** SGP4 at an instant; see {@link propagateOrbitMinutes}. */
export function propagateOrbit(
  orbit: Sgp4Orbit,
  e: Epoch,
): { positionTeme: Vec3; velocityTeme: Vec3 } | null {
  return propagateOrbitMinutes(orbit, secondsBetween(orbit.epoch, e) / 60);
}

/** SGP4 at an instant in the Earth-fixed frame, UT1 = UTC and no polar motion; null where SGP4 reports an error. */
export function orbitEcef(orbit: Sgp4Orbit, e: Epoch): { positionEcef: Vec3; velocityEcef: Vec3 } | null {
  const state = propagateOrbit(orbit, e);
  return state === null ? null : temeToEcef(state.positionTeme, state.velocityTeme, e);
}

/**
 * The same written into an array, for work on many orbits at one instant: {@link orbitEcef} to the last bits but one.
 *
 * @param minutes after the elements' epoch
 * @param cosine of Greenwich mean sidereal time at that instant
 * @param sine of the same
 * @param out position (m) and velocity (m/s), Earth-fixed, six numbers from `offset` on; NaN where SGP4 reports an error
 */
export function orbitEcefInto(
  orbit: Sgp4Orbit,
  minutes: number,
  cosine: number,
  sine: number,
  out: Float64Array,
  offset: number,
): void {
  const state = Math.abs(minutes) <= LONGEST_MINUTES ? sgp4(orbit.record, minutes) : null;
  if (state === null || !Number.isFinite(state.position.x)) {
    out.fill(Number.NaN, offset, offset + 6);
    return;
  }
  const { position: p, velocity: v } = state;
  const x = 1000 * (cosine * p.x + sine * p.y);
  const y = 1000 * (cosine * p.y - sine * p.x);
  out[offset] = x;
  out[offset + 1] = y;
  out[offset + 2] = 1000 * p.z;
  out[offset + 3] = 1000 * (cosine * v.x + sine * v.y) + EARTH.rotation * y;
  out[offset + 4] = 1000 * (cosine * v.y - sine * v.x) - EARTH.rotation * x;
  out[offset + 5] = 1000 * v.z;
}
