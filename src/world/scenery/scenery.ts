import type { Vec3 } from "../../astro/index.js";

/** The camera of a frame, as far as what it looks at is concerned. */
export interface View {
  readonly rows: number;
  readonly columns: number;
  /** Satellite, Earth-fixed, m. */
  readonly satellite: Vec3;
  /** Solid angle of a pixel, sr. */
  readonly pixelSolidAngle: number;
  /** Unit vector through a pixel's centre, Earth-fixed, written into `out`. */
  directionInto(row: number, column: number, out: Float64Array): void;
}

/** What lies behind everything: ground, sea, cloud, limb, space. */
export interface Scenery {
  /**
   * Band radiance that reaches the satellite along each pixel, air reckoned.
   *
   * @param time s after the run's start
   * @param sunEcef m
   * @param out rows × columns, by rows, W/(m² sr)
   */
  radianceInto(view: View, band: "swir" | "mwir", time: number, sunEcef: Vec3, out: Float32Array): void;
  /**
   * Top of the cloud over a place, below which no plume is seen; minus infinity where the sky is clear.
   *
   * @param latitude rad
   * @param longitude rad
   * @returns m
   */
  cloudTop(latitude: number, longitude: number, time: number): number;
}
