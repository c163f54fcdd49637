import { type Epoch, epochFromUtcOrNull, type Geodetic } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";
import { flagAt, numberAt, type SetupKeys, setupKeys, textAt } from "./setup-keys.js";
import { type InertialState, setupOrbit } from "./setup-orbit.js";

/** A ground antenna as a setup describes it. */
export interface SetupStation {
  readonly name: string;
  readonly site: Geodetic;
  /** m; and a first guess of what is added to every range. */
  readonly rangeSigma: number;
  readonly rangeBias: number;
  readonly rangeBiasEstimated: boolean;
  /** m/s */
  readonly rangeRateSigma: number;
  /** rad */
  readonly azimuthSigma: number;
  readonly elevationSigma: number;
  readonly azimuthBias: number;
  readonly elevationBias: number;
  readonly angleBiasesEstimated: boolean;
  readonly refraction: boolean;
  readonly troposphere: boolean;
}

/** What acts on a satellite's surface: coefficient, area (m²), and whether the coefficient is sought. */
export interface SurfaceForce {
  readonly coefficient: number;
  readonly area: number;
  readonly estimated: boolean;
}

/** How an orbit is to be determined from tracking: what is known and what is sought. */
export interface TrackingSetup {
  readonly epoch: Epoch;
  /** First guess, along the axes of the inertial frame that the setup names, such as `EME2000` or `GCRF`. */
  readonly state: InertialState;
  readonly frame: string;
  readonly mass: number;
  /** Degree of the Earth's field. */
  readonly degree: number;
  readonly sun: boolean;
  readonly moon: boolean;
  /** The Sun's pressure and the air's drag. Null: not counted. */
  readonly pressure: SurfaceForce | null;
  readonly drag: SurfaceForce | null;
  /** A small thrust is sought: coefficients of its polynomial in time, one for a constant. 0: none. */
  readonly thrustTerms: number;
  /** What the transponder adds to every range, m. */
  readonly onboardRangeBias: number;
  readonly stations: readonly SetupStation[];
  /** Residuals beyond so many sigma are left out. */
  readonly outlierSigmas: number;
  /** As the setup names the files of measurements. */
  readonly measurementFiles: readonly string[];
  readonly rejected: RejectedRecord[];
}

const DEGREE = Math.PI / 180;

/** Whether a text is the setup of an orbit determination. */
export function looksLikeSetup(head: string): boolean {
  return (
    /^\s*orbit[._]date\s*[=,]/im.test(head) &&
    /^\s*orbit[._](cartesian|keplerian|circular|equinoctial)/im.test(head)
  );
}

function stationAt(keys: SetupKeys, i: number): SetupStation {
  const at = (name: string, otherwise?: number) => numberAt(keys, `ground.station.${name}`, i, otherwise);
  const flag = (name: string) => flagAt(keys, `ground.station.${name}`, i);
  return {
    name: textAt(keys, "ground.station.name", i) ?? `station ${i}`,
    site: {
      latitude: DEGREE * at("latitude"),
      longitude: DEGREE * at("longitude"),
      height: at("altitude"),
    },
    rangeSigma: at("range.sigma", 20),
    rangeBias: at("range.bias", 0),
    rangeBiasEstimated: flag("range.bias.estimated"),
    rangeRateSigma: at("range.rate.sigma", 0.001),
    azimuthSigma: DEGREE * at("azimuth.sigma", 0.02),
    elevationSigma: DEGREE * at("elevation.sigma", 0.02),
    azimuthBias: DEGREE * at("azimuth.bias", 0),
    elevationBias: DEGREE * at("elevation.bias", 0),
    angleBiasesEstimated: flag("az.el.biases.estimated"),
    refraction: flag("elevation.refraction.correction"),
    troposphere: flag("range.tropospheric.correction"),
  };
}

function epochAt(keys: SetupKeys): Epoch {
  const text = textAt(keys, "orbit.date") ?? "";
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?\d*Z?$/.exec(text);
  const epoch = parts === null ? null : epochFromUtcOrNull(`${parts[1]}${parts[2] ?? ""}Z`);
  if (epoch !== null) return epoch;
  throw new InputError(keys.file, `orbit.date "${text}" is no UTC time`, "such as 2010-11-02T02:56:15.690");
}

function surfaceForce(keys: SetupKeys, name: string, coefficient: string): SurfaceForce | null {
  if (!flagAt(keys, name)) return null;
  return {
    coefficient: numberAt(keys, `${name}.${coefficient}`, undefined, 1),
    area: numberAt(keys, `${name}.area`, undefined, 0),
    estimated: flagAt(keys, `${name}.${coefficient}.estimated`),
  };
}

/** Terms of the polynomial of a thrust, the most of its axes, where any of them is to be estimated. */
function thrustTerms(keys: SetupKeys): number {
  const terms = keys.indices("polynomial.acceleration.name").map((i) => {
    const sought = flagAt(keys, "polynomial.acceleration.estimated", i);
    return sought ? (textAt(keys, "polynomial.acceleration.coefficients", i) ?? "0").split(/[,;]/).length : 0;
  });
  return Math.min(3, Math.max(0, ...terms));
}

/**
 * Reads the `key = value` setup of an orbit determination as Orekit's examples have it: epoch and first guess of the orbit,
 * forces, stations with what their measurements are worth, and what is to be estimated. Angles in degrees.
 *
 * Keys may have any letter case, and `_` for `.`. Keys that are not used here are passed over.
 * @throws {InputError} where there is no epoch or orbit, or a number is none
 */
export function readSetup(text: string, file: string): TrackingSetup {
  const keys = setupKeys(text, file);
  return {
    epoch: epochAt(keys),
    state: setupOrbit(keys),
    frame: textAt(keys, "inertial.frame") ?? "EME2000",
    mass: numberAt(keys, "mass", undefined, 1000),
    degree: Math.max(0, Math.min(20, Math.round(numberAt(keys, "central.body.degree", undefined, 20)))),
    sun: flagAt(keys, "third.body.sun"),
    moon: flagAt(keys, "third.body.moon"),
    pressure: surfaceForce(keys, "solar.radiation.pressure", "cr"),
    drag: surfaceForce(keys, "drag", "cd"),
    thrustTerms: thrustTerms(keys),
    onboardRangeBias: numberAt(keys, "onboard.range.bias", undefined, 0),
    stations: keys.indices("ground.station.name").map((i) => stationAt(keys, i)),
    outlierSigmas: numberAt(keys, "range.outlier.rejection.multiplier", undefined, 6),
    measurementFiles: (textAt(keys, "measurements.files") ?? "")
      .split(",")
      .map((f) => f.trim())
      .filter((f) => f !== ""),
    rejected: keys.rejected,
  };
}
