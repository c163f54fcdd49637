import { signedAngle } from "../../astro/index.js";
import { fitMode, type ModeFit } from "./fit.js";
import { type FirstSight, initialGuesses } from "./initial-guess.js";
import type { LaunchModel } from "./model.js";
import { AZIMUTH, BIAS, EAST, NORTH } from "./parameters.js";
import type { LaunchFamily } from "./problem.js";

/** Flat parameters: place, time and direction. */
const FLAT = 4;

/** A direction known better than this, 1σ in rad, has no rival elsewhere. */
const SURE_DIRECTION = 0.12;

/** Directions from which a doubtful fit is tried. */
const STARTS = 6;

/** Modes kept, and how much worse in χ² than the best one may be. */
const MODES = 3;
const HOPELESS = 10;

/** Fits held to directions on each side of a doubtful best one, and their widest spacing, rad. */
const ANCHORS = 4;
const WIDEST_SPACING = 0.5;

/** A fit worse than this, in reduced χ², is tried again from other starts. */
const POOR_FIT = 2.5;

/** Of a fit: residuals less the flat parameters; what has a prior counts as measured. */
export function degreesOfFreedom(model: LaunchModel): number {
  return Math.max(1, model.lookRows + 1 + (model.problem.plumeEnded === undefined ? 0 : 1) - FLAT);
}

/** Carries the mode of an earlier estimate over to this problem's satellites; place is the same. */
function warmStart(model: LaunchModel, mode: Float64Array): Float64Array {
  const x = new Float64Array(model.size);
  x.set(mode.subarray(0, Math.min(BIAS, mode.length)));
  return x;
}

/** Whether two fits are one: nearer than a sigma in place and direction. */
function same(a: ModeFit, b: ModeFit): boolean {
  const n = a.model.size;
  return [EAST, NORTH, AZIMUTH].every((k) => {
    const difference = a.mode[k]! - b.mode[k]!;
    const apart = Math.abs(k === AZIMUTH ? signedAngle(difference) : difference);
    return apart < Math.sqrt(Math.min(a.covariance[k * n + k]!, b.covariance[k * n + k]!));
  });
}

/** Distinct fits, best first, without those that are hopeless beside the best. */
function distinct(fits: readonly (ModeFit | null)[]): ModeFit[] {
  const sorted = fits.filter((fit): fit is ModeFit => fit !== null).sort((a, b) => a.chiSquare - b.chiSquare);
  const kept: ModeFit[] = [];
  for (const fit of sorted) {
    if (fit.chiSquare > sorted[0]!.chiSquare + HOPELESS) break;
    if (!kept.some((other) => same(other, fit))) kept.push(fit);
  }
  return kept.slice(0, MODES);
}

/** A family's fits so far, and where further ones may start. */
export interface FirstFits {
  readonly index: number;
  readonly family: LaunchFamily;
  readonly model: LaunchModel;
  readonly fits: readonly ModeFit[];
  readonly guesses: readonly Float64Array[];
  /** whether an earlier estimate has been around the circle already */
  readonly warm: boolean;
}

/** The first fits of a family: from the earlier estimate where there is one, else from the best and the opposite guess. */
export function firstFits(
  model: LaunchModel,
  index: number,
  sight: FirstSight,
  warm: Float64Array | null,
): FirstFits {
  const poor = POOR_FIT * degreesOfFreedom(model);
  const { family } = model;
  const fromWarm = warm === null ? null : fitMode(model, warmStart(model, warm));
  if (fromWarm !== null && fromWarm.chiSquare < poor && sure(fromWarm))
    return { index, family, model, fits: [fromWarm], guesses: [], warm: true };
  const guesses = initialGuesses(model, sight);
  let fits = distinct([fromWarm, fitMode(model, guesses[0]!)]);
  if (fits[0] === undefined || fits[0].chiSquare > poor) {
    const other = guesses.find((guess) => Math.cos(guess[AZIMUTH]! - guesses[0]![AZIMUTH]!) < 0);
    if (other !== undefined) fits = distinct([...fits, fitMode(model, other)]);
  }
  return { index, family, model, fits, guesses, warm: fromWarm !== null };
}

/** All modes of a family: several while the direction is in doubt, one when it is not. */
export function explore({ model, fits, guesses, warm }: FirstFits): ModeFit[] {
  const best = fits[0]!;
  if (sure(best) || guesses.length === 0) return [best];
  const tried = [...fits];
  const starts = warm ? 1 : STARTS;
  for (let k = 1; k < starts; k++) {
    const direction = best.mode[AZIMUTH]! + (2 * Math.PI * k) / STARTS;
    const guess = guesses.find((x) => Math.cos(x[AZIMUTH]! - direction) > Math.cos(Math.PI / STARTS));
    const fit = guess === undefined ? null : fitMode(model, guess);
    if (fit !== null) tried.push(fit);
  }
  return distinct(tried).flatMap((fit) => (sure(fit) ? [fit] : alongDirection(fit)));
}

/** Where the linearised posterior of a fit puts the other parameters when the direction is another. */
function movedAlong({ mode, covariance, model }: ModeFit, azimuth: number): Float64Array {
  const row = AZIMUTH * model.size;
  const step = (azimuth - mode[AZIMUTH]!) / covariance[row + AZIMUTH]!;
  return mode.map((value, k) => value + covariance[row + k]! * step);
}

/**
 * Further fits along the direction, on both sides of the best, until they are hopeless: where few looks leave the
 * direction in doubt the posterior is bent around the plume, and one Gaussian at its top misses the ends.
 */
function alongDirection(best: ModeFit): ModeFit[] {
  const fits = [best];
  const sigma = Math.min(Math.sqrt(best.covariance[AZIMUTH * best.model.size + AZIMUTH]!), WIDEST_SPACING);
  for (const side of [-1, 1]) {
    let from = best;
    for (let k = 1; k <= ANCHORS; k++) {
      const azimuth = best.mode[AZIMUTH]! + side * k * 1.5 * sigma;
      if (Math.abs(azimuth - best.mode[AZIMUTH]!) > Math.PI) break;
      const start = movedAlong(from, azimuth);
      const fit = fitMode(best.model, start, { azimuth, sigma });
      if (fit === null || fit.chiSquare > best.chiSquare + HOPELESS) break;
      fits.push(fit);
      from = fit;
    }
  }
  return fits;
}

/** Whether the direction of a fit is beyond doubt. */
function sure(fit: ModeFit): boolean {
  return fit.covariance[AZIMUTH * fit.model.size + AZIMUTH]! < SURE_DIRECTION * SURE_DIRECTION;
}
