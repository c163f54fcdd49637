import type { RandomStream, Vec3 } from "../../astro/index.js";
import type { InfraredSatellite } from "../../messages/index.js";

/** When a satellite looks, and from where. */
export interface Moment {
  /** s after the run's start. */
  readonly time: number;
  /** Satellite, Earth-fixed, m. */
  readonly satellite: Vec3;
}

/** A point of light as it reaches a satellite's aperture, before any noise. */
export interface PointLight {
  readonly moment: Moment;
  /** Unit vector from the satellite, Earth-fixed, true. */
  readonly direction: Vec3;
  /** In the payload's band, W/m². */
  readonly irradiance: number;
  /** Names the draws that belong to this light. */
  readonly source: string;
  /** It is no light: a particle hit the detector, and all of its signal is in one pixel. */
  readonly onePixel?: boolean;
}

/** What a look is asked about: a frame or one turn of a scanner. */
export interface LookQuestion {
  readonly sensor: InfraredSatellite;
  /** Number of the look or frame since the run's start. */
  readonly look: number;
  /** When the look begins, and where the satellite then is. */
  readonly start: Moment;
  /** How long it lasts, s; 0 for a frame. */
  readonly duration: number;
  /** Sun, Earth-fixed, m. */
  readonly sun: Vec3;
  /** Where the satellite is at another instant of the look. */
  momentAt(time: number): Moment;
  /** Draws of one purpose for this sensor; index them by the look. */
  stream(purpose: string): RandomStream;
}

/**
 * Anything that a satellite may see as a point: burning stages, bolides, fires, glints, stars, upsets of the
 * detector. Looks at detection level threshold these; frames plant them into pixels.
 */
export interface LightSource {
  /** Lights that reach the aperture in this look, in a fixed order; geometry, air and cloud are already reckoned. */
  lights(question: LookQuestion): readonly PointLight[];
}
