import type { Epoch } from "../../astro/index.js";
import type { RejectedRecord } from "../record-error.js";

/** Where in a light pulse's way its time was taken (CRD, record 10, epoch event). */
export type EpochEvent = "ground receive" | "bounce" | "ground transmit" | "other";

/** One time of flight. Times are seconds after the session's `midnight`. */
export interface LaserRange {
  readonly seconds: number;
  readonly event: EpochEvent;
  /** There and back where the session's ranges are two-way, s; as recorded: see the session's corrections. */
  readonly timeOfFlight: number;
  /** Which of the session's wavelengths and calibrations it belongs to. */
  readonly configuration: string;
  /** True where the station itself took it for noise. */
  readonly noise: boolean;
  /** Of a normal point: how many ranges it stands for, and their scatter, s. */
  readonly count?: number;
  readonly scatter?: number;
}

/** Air at the station. */
export interface LaserWeather {
  readonly seconds: number;
  /** Pa */
  readonly pressure: number;
  /** K */
  readonly temperature: number;
  /** Relative, 0 to 1. */
  readonly humidity: number;
}

/** Where the telescope looked. */
export interface LaserPointing {
  readonly seconds: number;
  /** Clockwise from north, rad. */
  readonly azimuth: number;
  readonly elevation: number;
  /** Angles that were computed or commanded follow a prediction; only measured ones tell of the target. */
  readonly origin: "unknown" | "computed" | "commanded" | "measured";
  /** Whether refraction has been taken off already. */
  readonly refractionCorrected: boolean;
}

export interface LaserCalibration {
  readonly seconds: number;
  readonly configuration: string;
  /** To be taken off a time of flight where the session's `stationDelay` isn't applied, s. */
  readonly systemDelay: number;
}

/** Object names and numbers as a header has them. */
export interface LaserTarget {
  readonly name: string;
  /** ILRS's form of the international designator, seven digits: 0904907 for 2009-049G. */
  readonly ilrsId?: string;
  readonly catalogueNumber?: number;
}

/** One station's ranges to one target, from one pass mostly. */
export interface LaserSession {
  /** Line of its H4. */
  readonly line: number;
  readonly station: { readonly name: string /** CDP pad number, such as 7841. */; readonly pad: string };
  readonly target: LaserTarget;
  readonly kind: "full rate" | "normal points" | "sampled";
  /** Midnight of the day on which the session begins: what `seconds` count from, SI seconds. */
  readonly midnight: Epoch;
  readonly start: Epoch;
  /** Corrections that the times of flight hold already. */
  readonly applied: {
    readonly troposphere: boolean;
    readonly centreOfMass: boolean;
    readonly stationDelay: boolean;
    readonly spacecraftDelay: boolean;
  };
  readonly rangeType: "none" | "one-way" | "two-way" | "receive only" | "mixed";
  /** False where the station itself warns of the session (data quality alert). */
  readonly trusted: boolean;
  /** m, by configuration. */
  readonly wavelengths: ReadonlyMap<string, number>;
  readonly ranges: readonly LaserRange[];
  readonly weather: readonly LaserWeather[];
  readonly pointing: readonly LaserPointing[];
  readonly calibrations: readonly LaserCalibration[];
}

export interface LaserRanging {
  /** 1 or 2 */
  readonly version: number;
  readonly sessions: readonly LaserSession[];
  readonly rejected: readonly RejectedRecord[];
}
