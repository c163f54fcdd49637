import type { Epoch, Vec3 } from "../../astro/index.js";

/** One optical pulse: in a GLM granule, one event. */
export interface LightningPulse {
  /** s after the recording's start, when its light reached the sensor. */
  readonly seconds: number;
  /** Unit vector from the satellite to the source, Earth-fixed. */
  readonly lineOfSightEcef: Vec3;
  /** Radiant energy at the sensor's aperture, J; the instrument also reports events of none. */
  readonly energy: number;
  /** The flash that the instrument's own processing put it into, unique within the recording. */
  readonly flash: string;
  readonly quality: "good" | "degraded";
}

/** What a lightning mapper saw for a while. */
export interface LightningRecording {
  /** The satellite, as its operator abbreviates it: G16, G17, G18. */
  readonly platform: string;
  readonly satellitePositionEcef: Vec3;
  readonly subLongitudeDeg: number;
  readonly start: Epoch;
  readonly end: Epoch;
  /** When the file was made; null or absent where it does not say. */
  readonly created?: Epoch | null;
  /** In order of time. */
  readonly pulses: readonly LightningPulse[];
  /** What was not used, by reason. */
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
}
