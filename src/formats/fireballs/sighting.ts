import type { Epoch, Geodetic } from "../../astro/index.js";
import type { RejectedRecord } from "../record-error.js";

/** One direction in which a camera saw a fireball; refraction is taken out by whoever measured it. */
export interface FireballPoint {
  /** By the camera's own clock. */
  readonly time: Epoch;
  /** From north eastwards, rad. */
  readonly azimuth: number;
  /** Above the horizon, rad. */
  readonly elevation: number;
  /** As stated, 1σ, rad: of the azimuth itself, not of azimuth·cos elevation. */
  readonly azimuthSigma?: number;
  readonly elevationSigma?: number;
  /** As stated, s. */
  readonly timeSigma?: number;
  /** As the camera saw it; brighter is less. */
  readonly magnitude?: number;
}

/** What one camera measured of one fireball. */
export interface FireballSighting {
  /** As the file names the camera; its place where it doesn't. */
  readonly camera: string;
  /** Who runs it, where the file says so. */
  readonly network?: string;
  readonly format: "ecsv" | "cmn";
  readonly site: Geodetic;
  /** In the order of time. */
  readonly points: readonly FireballPoint[];
  /** Points whose direction was given as right ascension and declination only. */
  readonly fromStars: number;
  readonly rejected: readonly RejectedRecord[];
}

/** A point of a published path. */
export interface FireballPathPoint {
  readonly time: Epoch;
  readonly place: Geodetic;
  /** Over the turning Earth, m/s. */
  readonly speed?: number;
}

/** The path of a fireball as somebody solved it. */
export interface FireballPath {
  /** As the file says how it was solved: `LS`, `ECI`… */
  readonly method?: string;
  readonly network?: string;
  /** Speed at the beginning over the turning Earth where the head gives it, m/s. */
  readonly initialSpeed?: number;
  /** In the order of time. */
  readonly points: readonly FireballPathPoint[];
  readonly rejected: readonly RejectedRecord[];
}
