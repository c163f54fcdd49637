import type { Radar } from "../messages/index.js";

/**
 * Many bodies on known orbits, held as a struct of arrays and propagated together: what a search fence sees all day.
 * Their motion takes coarse steps of SGP4 with interpolation between them (error under 10 m, tested).
 */
export interface Sky {
  readonly count: number;
  /** Name of an object, as its draws are keyed. */
  id(index: number): string;
  /** Mean radar cross-section, m². */
  crossSection(index: number): number;
  readonly swerling: 0 | 1 | 2 | 3 | 4;
  /**
   * Objects that may stand above a radar's horizon within its reach at some time of a span: by bounds, never one too
   * few, in rising order.
   *
   * @param from s after the run's start
   * @param to s after the run's start
   */
  candidates(radar: Radar, from: number, to: number): Int32Array;
  /**
   * @param time s after the run's start
   * @param out 6: Earth-fixed position m, velocity m/s; zeros where the object has decayed
   */
  stateAt(index: number, time: number, out: Float64Array): void;
}
