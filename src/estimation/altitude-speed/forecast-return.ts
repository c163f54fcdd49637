import { type RandomStream, uniformAt } from "../../astro/index.js";
import type { FreeFallFit } from "./fit-free-fall.js";
import { type Aerodynamics, ALTITUDE, GROUND_WAY, moveFlight } from "./flight-model.js";
import { drawStates, type Interval95, interval95 } from "./forecast.js";

/** What may be known of how a body meets the air. */
export interface ReturnPrior {
  /** m/(Cd·A) is taken evenly in its logarithm between these, kg/m². */
  readonly ballisticCoefficient: readonly [least: number, most: number];
  /** Share of bodies that make no lift. */
  readonly withoutLift: number;
  /** The others' lift in the vertical plane over drag: evenly between these. */
  readonly liftOverDrag: readonly [least: number, most: number];
}

/**
 * Nothing is known: from an empty hull that falls flat to a slender cone; one in four without lift; the others from a slight lift
 * down to that of a winged body. A body that lifts stays up for minutes longer, and no reading before it meets the air tells.
 */
export const UNKNOWN_BODY: ReturnPrior = {
  ballisticCoefficient: [60, 8000],
  withoutLift: 0.25,
  liftOverDrag: [-0.1, 1],
};

/** Falls and keeps its shape: a warhead's or an empty stage's prior. */
export const BALLISTIC_BODY: ReturnPrior = {
  ballisticCoefficient: [60, 8000],
  withoutLift: 1,
  liftOverDrag: [0, 0],
};

export interface ReturnForecast {
  /** When it comes down, s. */
  readonly time: Interval95;
  /** Way over the ground until then, m, from where the fit counts it. */
  readonly groundWay: Interval95;
  /** Share of the draws that come down within the time looked at. */
  readonly share: number;
}

/** The air is reckoned with below this, m. */
const AIR = 130e3;
const COAST_STEP = 20;
const AIR_STEP = 5;
const LONGEST = 4 * 3600;

/**
 * Foretells when a body comes down: draws of its state and of what the air does to it. Lift and drag are unknown until the body
 * shows them, so that the interval widens by what they may do; it is no interval about the fall of one certain body.
 *
 * @param draws how many
 */
export function forecastReturn(
  fit: FreeFallFit,
  prior: ReturnPrior,
  stream: RandomStream,
  draws = 300,
): ReturnForecast | null {
  const states = drawStates(fit, draws, stream);
  const [least, most] = prior.ballisticCoefficient.map(Math.log) as [number, number];
  const found = states.flatMap((state, d) => {
    const at = 1_000_000 + 3 * d;
    const lifts = uniformAt(stream, at) >= prior.withoutLift;
    const [low, high] = prior.liftOverDrag;
    const air: Aerodynamics = {
      ballisticCoefficient: Math.exp(least + (most - least) * uniformAt(stream, at + 1)),
      liftOverDrag: lifts ? low + (high - low) * uniformAt(stream, at + 2) : 0,
    };
    const time = comesDown(state, air);
    return time === null ? [] : [{ time: fit.time + time, groundWay: state[GROUND_WAY]! }];
  });
  if (found.length < draws / 2) return null;
  return {
    time: interval95(found.map((f) => f.time)),
    groundWay: interval95(found.map((f) => f.groundWay)),
    share: found.length / draws,
  };
}

/** Moves a state to the ground; @returns seconds until then, or null */
function comesDown(state: Float64Array, air: Aerodynamics): number | null {
  let time = 0;
  while (time < LONGEST) {
    const before = state[ALTITUDE]!;
    const inAir = before < AIR;
    const step = inAir ? AIR_STEP : COAST_STEP;
    moveFlight(state, step, inAir ? air : null);
    time += step;
    if (state[ALTITUDE]! <= 0) return time - step + (step * before) / (before - state[ALTITUDE]!);
    if (!Number.isFinite(state[ALTITUDE]!)) return null;
  }
  return null;
}
