import { normalAt, type RandomStream, uniformAt } from "../../astro/index.js";
import { choleskyFactor } from "../linear/cholesky.js";
import type { FlightComponent, FreeFallFit } from "./fit-free-fall.js";
import {
  ALTITUDE,
  ALTITUDE_OFFSET,
  climbOf,
  FLIGHT_STATE,
  GROUND_WAY,
  moveFlight,
  SPEED,
} from "./flight-model.js";

/** Ends of the interval that holds a figure with 95 %, and its median. */
export interface Interval95 {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** What is foretold for one instant. */
export interface FlightForecast {
  /** s */
  readonly time: number;
  /** As a display would show it, m. */
  readonly altitude: Interval95;
  /** m/s */
  readonly speed: Interval95;
  /** Way over the ground, m. */
  readonly groundWay: Interval95;
}

export interface ApogeeForecast {
  /** As a display would show it, m. */
  readonly altitude: Interval95;
  /** s */
  readonly time: Interval95;
  /** Share of the draws that have an apogee at all within the time looked at. */
  readonly share: number;
}

const N = FLIGHT_STATE;
/** Apogee is looked for in steps of so many seconds, and no longer than this. */
const SEARCH_STEP = 20;
const SEARCH_SECONDS = 20_000;

/** @returns ends of the middle 95 % and the median of a sample */
export function interval95(sample: readonly number[]): Interval95 {
  const sorted = Float64Array.from(sample).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
  };
  return { low: at(0.025), median: at(0.5), high: at(0.975) };
}

/**
 * Draws states of a fit's mixture.
 *
 * @param count how many
 */
export function drawStates(fit: FreeFallFit, count: number, stream: RandomStream): Float64Array[] {
  const factors = fit.components.map(({ covariance }) => {
    const factor = new Float64Array(N * N);
    if (!choleskyFactor(N, covariance, factor)) throw new RangeError("covariance is not positive definite");
    return factor;
  });
  const draws: Float64Array[] = [];
  for (let d = 0; d < count; d++) {
    const which = componentAt(fit.components, uniformAt(stream, d * (N + 1)));
    const x = Float64Array.from(fit.components[which]!.state);
    const factor = factors[which]!;
    for (let j = 0; j < N; j++) {
      const normal = normalAt(stream, d * (N + 1) + 1 + j);
      for (let i = j; i < N; i++) x[i]! += factor[i * N + j]! * normal;
    }
    draws.push(x);
  }
  return draws;
}

function componentAt(components: readonly FlightComponent[], share: number): number {
  let sum = 0;
  for (const [i, { weight }] of components.entries()) {
    sum += weight;
    if (share < sum) return i;
  }
  return components.length - 1;
}

/**
 * Foretells altitude, speed and way over the ground.
 *
 * @param times s, rising, not before the fit's
 */
export function forecastFlight(
  fit: FreeFallFit,
  times: readonly number[],
  stream: RandomStream,
  draws = 600,
): FlightForecast[] {
  const states = drawStates(fit, draws, stream);
  let now = fit.time;
  return times.map((time) => {
    for (const x of states) moveFlight(x, time - now);
    now = time;
    return {
      time,
      altitude: interval95(states.map((x) => x[ALTITUDE]! + x[ALTITUDE_OFFSET]!)),
      speed: interval95(states.map((x) => x[SPEED]!)),
      groundWay: interval95(states.map((x) => x[GROUND_WAY]!)),
    };
  });
}

/** Foretells the greatest altitude and its time; null where less than half of the draws have one ahead. */
export function forecastApogee(fit: FreeFallFit, stream: RandomStream, draws = 600): ApogeeForecast | null {
  const found = drawStates(fit, draws, stream).flatMap((x) => {
    const apogee = apogeeOf(x, fit.time);
    return apogee === null ? [] : [apogee];
  });
  if (found.length < draws / 2) return null;
  return {
    altitude: interval95(found.map((a) => a.altitude)),
    time: interval95(found.map((a) => a.time)),
    share: found.length / draws,
  };
}

/** Greatest altitude that a state comes to, by steps and then by halving. */
function apogeeOf(state: Float64Array, time: number): { altitude: number; time: number } | null {
  const x = Float64Array.from(state);
  if (climbOf(x) <= 0) return null;
  let now = time;
  while (now < time + SEARCH_SECONDS) {
    const before = Float64Array.from(x);
    moveFlight(x, SEARCH_STEP);
    if (climbOf(x) > 0) {
      now += SEARCH_STEP;
      continue;
    }
    // within a step the climb falls all but evenly
    let [low, high] = [0, SEARCH_STEP];
    for (let i = 0; i < 12; i++) {
      const middle = (low + high) / 2;
      x.set(before);
      moveFlight(x, middle);
      if (climbOf(x) > 0) low = middle;
      else high = middle;
    }
    return { altitude: x[ALTITUDE]! + x[ALTITUDE_OFFSET]!, time: now + low };
  }
  return null;
}
