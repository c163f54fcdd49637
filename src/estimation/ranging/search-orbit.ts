import { addSeconds, type CelestialForces, itrfToGcrfState, type Vec3 } from "../../astro/index.js";
import { circularOrbits } from "./circular-orbits.js";
import { fitRanges } from "./fit-ranges.js";
import type { RangeFit, RangePass, StateKnown } from "./range-pass.js";

/** Guesses are weighed by so many of the ranges, in a plain field, by a few steps. */
const FEW = 40;
const PLAIN = 4;
const FEW_STEPS = 8;
/** The best of them are followed to the end. */
const FOLLOWED = 2;
const MANY_STEPS = 60;
/** The search ends at once where a pass is fitted as well, m, with so many rejected at most. */
const GOOD = 0.1;
const FEW_REJECTED = 0.1;

/**
 * Seeks an orbit from the ranges of one pass alone: circles that have its range, rate and acceleration, each fitted, the best
 * to the end. What comes out fits the ranges and flies as a satellite does; in which direction from the station it passed, ranges
 * hardly tell.
 *
 * @returns what was known is the guess it ended with; null where no circular orbit has such ranges
 */
export function searchOrbit(
  pass: RangePass,
  forces: CelestialForces,
): { readonly known: StateKnown; readonly fit: RangeFit } | null {
  const few = someOf(pass);
  const plain = { ...forces, degree: PLAIN };
  const station = (t: number): Vec3 =>
    itrfToGcrfState({ positionEcef: pass.stationItrf, velocityEcef: [0, 0, 0] }, addSeconds(pass.epoch, t))
      .positionGcrf;
  const weighed = circularOrbits(few, station).flatMap((known) => {
    const fit = fitRanges(few, known, plain, FEW_STEPS);
    return fit === null ? [] : [{ known: { state: fit.state, root: known.root }, worth: worth(fit) }];
  });
  weighed.sort((a, b) => a.worth - b.worth);
  let best: { known: StateKnown; fit: RangeFit } | null = null;
  for (const { known } of weighed.slice(0, FOLLOWED)) {
    const fit = fitRanges(few, known, forces, MANY_STEPS);
    if (fit !== null && (best === null || worth(fit) < worth(best.fit))) best = { known, fit };
    if (best !== null && isGood(best.fit)) break;
  }
  if (best === null) return null;
  const known: StateKnown = { state: best.fit.state, root: best.known.root };
  const fit = fitRanges(pass, known, forces, MANY_STEPS);
  return fit === null ? null : { known, fit };
}

/** A fit that throws ranges away is worth less than one that keeps them. */
function worth({ rms, rejected, residuals }: RangeFit): number {
  return rms * (1 + (10 * rejected) / residuals.length);
}

function isGood({ rms, rejected, residuals }: RangeFit): boolean {
  return rms < GOOD && rejected <= FEW_REJECTED * residuals.length;
}

function someOf(pass: RangePass): RangePass {
  const step = Math.ceil(pass.seconds.length / FEW);
  if (step === 1) return pass;
  const kept = (_: number, k: number) => k % step === 0;
  return {
    ...pass,
    seconds: pass.seconds.filter(kept),
    ranges: pass.ranges.filter(kept),
    delay: (elevation, k) => pass.delay(elevation, k * step),
  };
}
