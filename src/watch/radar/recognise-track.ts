import type { CoastEstimate, RadarModel } from "../../estimation/index.js";
import { type CataloguePasses, satelliteAt, satellitesInView } from "./catalogue-passes.js";
import type { LiveTrack } from "./track.js";
import { trackState } from "./track.js";

/** A satellite may run ahead or behind its elements by this before it is held for another object, s: some 110 km. */
const LONGEST_LAG = 15;
/** How far beside its predicted path it may be, m, and how much its velocity may differ, m/s, besides the track's own errors. */
const BESIDE = 5000;
const VELOCITY = 15;
/** A track whose velocity is known no better than this can't be told from its neighbours, m/s. */
const VELOCITY_KNOWN = 40;
/** Tracks are compared at their fifth plot and at every fifth one after it. */
const EVERY_PLOTS = 5;

/**
 * Compares a confirmed track with all known satellites in view, whole orbit against whole orbit: one whose elements
 * are stale runs along its predicted path, but early or late. It is recognised by path and velocity together, and its
 * lag is kept, so that its next plots are found where they are.
 *
 * @param track changed in place when it is recognised
 * @returns whether it was
 */
export function recogniseTrack(
  track: LiveTrack,
  passes: CataloguePasses,
  model: RadarModel,
  maximumRange: number,
): boolean {
  if (!track.confirmed || track.measurements.length % EVERY_PLOTS !== 0) return false;
  const { coast } = trackState(track);
  if (!coast || velocitySigma(coast) > VELOCITY_KNOWN) return false;
  let best: { index: number; lag: number; beside: number } | null = null;
  for (const index of satellitesInView(passes, model, maximumRange, coast.time)) {
    const match = compare(passes, index, coast);
    if (match && (!best || match.beside < best.beside)) best = { index, ...match };
  }
  if (!best) return false;
  const satellite = passes.satellites[best.index]!;
  satellite.lag += best.lag;
  satellite.plots += track.measurements.length;
  track.catalogueNumber = satellite.catalogueNumber;
  track.ended = "recognised";
  track.snapshot = null;
  return true;
}

function velocitySigma({ covariance: p }: CoastEstimate): number {
  return Math.sqrt(p[21]! + p[28]! + p[35]!);
}

const state = new Float64Array(6);

/** How early (positive) or late a satellite would be, and how far beside its path, were it the track's body. */
function compare(
  passes: CataloguePasses,
  index: number,
  { mean, covariance: p, time }: CoastEstimate,
): { lag: number; beside: number } | null {
  if (!satelliteAt(passes, index, time, state)) return null;
  let lag = 0;
  const off = [0, 0, 0];
  // The path is curved: the second round starts from where the first one led.
  for (let round = 0; round < 2; round += 1) {
    if (!satelliteAt(passes, index, time, state, lag)) return null;
    const speed2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2;
    for (let i = 0; i < 3; i += 1) off[i] = mean[i]! - state[i]!;
    const along = (off[0]! * state[3]! + off[1]! * state[4]! + off[2]! * state[5]!) / speed2;
    lag += along;
    if (Math.abs(lag) > LONGEST_LAG) return null;
  }
  if (!satelliteAt(passes, index, time, state, lag)) return null;
  const place = Math.hypot(...off.map((_, i) => mean[i]! - state[i]!));
  const turn = Math.hypot(mean[3]! - state[3]!, mean[4]! - state[4]!, mean[5]! - state[5]!);
  const placeSigma = Math.sqrt(p[0]! + p[7]! + p[14]!);
  const speedSigma = Math.sqrt(p[21]! + p[28]! + p[35]!);
  if (place > BESIDE + 4 * placeSigma || turn > VELOCITY + 4 * speedSigma) return null;
  return { lag, beside: place };
}
