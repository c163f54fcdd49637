import type { Look } from "../../astro/index.js";

/** An echo that passed the threshold, before it is made a plot. */
export interface Echo {
  /** s after the run's start. */
  readonly time: number;
  /** Apparent in the run's air, without error; the range without coupling and folding. */
  readonly look: Look;
  readonly offBoresight: number;
  /** Power ratio of one pulse, as received: the mean over the pulses. */
  readonly signalToNoise: number;
  /** Standard normal draws for range, azimuth and elevation. */
  readonly errors: readonly [number, number, number];
  /** m/s, away positive; NaN for what is no moving thing. */
  readonly rangeRate: number;
  /** Standard normal draw for the range rate. */
  readonly rateError: number;
  /** Length of the pulse that it answers, s; 0 where the network file says nothing of it. */
  readonly pulse: number;
  /** What the radar's own track holds the range rate to be, m/s, and how surely, 1σ; absent: it has none. */
  readonly held?: { readonly rangeRate: number; readonly sigma: number };
}

/**
 * Noise power that comes in from outside over the receiver's own, by direction: what a jammer raises. The threshold
 * goes up with it, so that all signals are weaker by 1 + its value.
 *
 * @param azimuth rad
 * @param elevation apparent, rad
 * @param time s after the run's start
 */
export type ExtraNoise = (azimuth: number, elevation: number, time: number) => number;
