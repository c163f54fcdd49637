import { type RandomStream, uniformAt } from "../astro/index.js";
import type { Tumble } from "../messages/index.js";
import { logNormalAt } from "./draws.js";

/** How a body turns over, and how that shows on radar. */
export interface Tumbling {
  /** Of one turn, s. */
  readonly period: number;
  /** Of the turn at the scenario's start, rad. */
  readonly phase: number;
  /** From the least to the greatest cross-section, dB. */
  readonly swingDb: number;
  /** Before, it does not tumble, s after the scenario's start; absent: it always does. */
  readonly start?: number;
}

const TURN = 2 * Math.PI;
const NEPERS_PER_DB = Math.LN10 / 10;

/** Modified Bessel function of the first kind, order 0: its power series (Abramowitz and Stegun 1964, 9.6.12). */
function besselI0(x: number): number {
  let [term, sum] = [1, 1];
  for (let k = 1; term > 1e-16 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Cross-section of a tumbling body over its mean: exp(κ cos 2φ)/I₀(κ) with the angle φ of the turn. A long body shows
 * its broad side twice a turn; the mean over a turn is 1, the swing 2κ nepers of power.
 */
export function tumblingFactor({ period, phase, swingDb, start }: Tumbling, time: number): number {
  if (start !== undefined && time < start) return 1;
  const kappa = (swingDb * NEPERS_PER_DB) / 2;
  return Math.exp(kappa * Math.cos(2 * (phase + (TURN * time) / period))) / besselI0(kappa);
}

/** How one body turns over, drawn as its file says; draws 0 and 1 of a stream. */
export function drawnTumbling(stream: RandomStream, tumble: Tumble | undefined): Tumbling | undefined {
  if (tumble === undefined) return undefined;
  return {
    period: logNormalAt(stream, 0, tumble.periodSeconds),
    phase: TURN * uniformAt(stream, 1),
    swingDb: tumble.swingDb,
  };
}
