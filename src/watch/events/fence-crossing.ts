import type { Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { fenceExpectedDetection } from "../../sensors/index.js";

/** Calls farther apart than this count as no more, s: what a fence did in between is not known. */
const LONGEST_STEP = 5;

/** How surely the fence of one radar has met a body, whatever of several places is its true one. */
export interface FenceCrossing {
  /** s */
  time: number;
  /** ln of the probability that the fence missed it, for each of the places. */
  readonly missed: number[];
}

/**
 * A radar with a schedule finds only what crosses its fence; it may not be blamed for what never did. Counts the
 * repetitions of the fence that should have shown the body.
 *
 * @param crossings of one event, by radar; written
 * @param radars that are operating
 * @param places at which the body may be, Earth-fixed, m: always as many and in the same order
 * @param crossSection of a body that must be seen, m²
 */
export function followCrossings(
  crossings: Map<string, FenceCrossing>,
  radars: readonly Radar[],
  places: readonly Vec3[],
  crossSection: number,
  now: number,
): void {
  for (const radar of radars) {
    if (radar.schedule === undefined) continue;
    let crossing = crossings.get(radar.id);
    if (crossing === undefined) {
      crossing = { time: now, missed: places.map(() => 0) };
      crossings.set(radar.id, crossing);
    }
    const repetitions = Math.min(now - crossing.time, LONGEST_STEP) / radar.schedule.fence.repeatSeconds;
    crossing.time = now;
    if (!(repetitions > 0)) continue;
    places.forEach((place, k) => {
      const seen = fenceExpectedDetection(radar, place, crossSection, 1);
      crossing.missed[k]! += repetitions * Math.log1p(-seen);
    });
  }
}

/**
 * Whether silence of a radar may mean anything: a sweep comes by everywhere in its cover, a fence must have met the body
 * wherever it may be.
 *
 * @param sure probability from which on it must
 */
export function mustHaveMet(
  crossings: ReadonlyMap<string, FenceCrossing>,
  radar: Radar,
  sure: number,
): boolean {
  if (radar.schedule === undefined) return true;
  const crossing = crossings.get(radar.id);
  return crossing?.missed.every((missed) => -Math.expm1(missed) >= sure) ?? false;
}
