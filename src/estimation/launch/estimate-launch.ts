import { ecefToGeodetic } from "../../astro/index.js";
import { cloudTopMoments } from "./cloud-top.js";
import type { ModeFit } from "./fit.js";
import { eastOf, type FirstSight, firstSight } from "./initial-guess.js";
import { LaunchModel } from "./model.js";
import { degreesOfFreedom, explore, firstFits } from "./modes.js";
import { burnoutMoments, launchMoments } from "./moments.js";
import { EAST, type LocalPlace, localPlace, NORTH } from "./parameters.js";
import { type FamilyPosterior, type Member, samplePosterior } from "./posterior.js";
import { impactSamples, predictState, predictStates, resample } from "./prediction.js";
import { isLook } from "./prepared-look.js";
import type { FamilyFit, LaunchFamily, LaunchProblem, LaunchSolution } from "./problem.js";

/** Families less probable than this by the linearised evidence are not sampled. */
const NEGLIGIBLE = 0.005;

/** A family so much worse in χ² than the best is not explored. */
const OUT_OF_REACH = 40;

/** An answer wider than this (m), or from residuals so many times larger than their variance, says nothing. */
const WIDEST_ANSWER = 1e6;
const ABSURD_INFLATION = 1e4;

/** States drawn for a time where nothing else is asked for. */
const STATES = 256;

interface Candidate {
  readonly index: number;
  readonly family: LaunchFamily;
  readonly fit: ModeFit;
  readonly fits: readonly ModeFit[];
  readonly degreesOfFreedom: number;
}

/** The stage whose cut-off would have ended the plume, for each reading that a family allows. */
function endingStages(family: LaunchFamily, problem: LaunchProblem): number[] {
  const last = family.profile.stages.length - 1;
  if (problem.plumeEnded === undefined) return [last];
  return family.profile.stages.map((_, i) => i);
}

/** The mode of an earlier estimate; it counts from that estimate's own first sight. */
function previousMode(problem: LaunchProblem, index: number, place: LocalPlace): Float64Array | null {
  const known = problem.previous?.families.find((family) => family.index === index);
  if (known === undefined) return null;
  const mode = Float64Array.from(known.mode);
  mode[EAST] = eastOf(place, known.origin) + mode[EAST]!;
  mode[NORTH] = (known.origin.latitude - place.latitude) * place.meridianRadius + mode[NORTH]!;
  return mode;
}

function candidates(problem: LaunchProblem, place: LocalPlace, sight: FirstSight): Candidate[] {
  const first = problem.families.flatMap((family, index) => {
    const warm = previousMode(problem, index, place);
    return endingStages(family, problem)
      .map((stage) => firstFits(new LaunchModel(problem, family, place, stage), index, sight, warm))
      .filter(({ fits }) => fits.length > 0)
      .sort((a, b) => a.fits[0]!.chiSquare - b.fits[0]!.chiSquare)
      .slice(0, 1);
  });
  const least = Math.min(...first.map(({ fits }) => fits[0]!.chiSquare));
  if (first.every(({ fits, model }) => fits[0]!.chiSquare > ABSURD_INFLATION * degreesOfFreedom(model)))
    return [];
  return first.map((entry) => {
    const near = entry.fits[0]!.chiSquare < least + OUT_OF_REACH;
    const fits = (near ? explore(entry) : [...entry.fits]).sort((a, b) => a.chiSquare - b.chiSquare);
    const fit = fits[0]!;
    const { index, family } = entry;
    return { index, family, fit, fits, degreesOfFreedom: degreesOfFreedom(fit.model) };
  });
}

/** Turns logarithms of weights into probabilities. */
function normalise(logs: readonly number[]): number[] {
  const top = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - top));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((v) => v / sum);
}

/**
 * How much wider than claimed the errors must be when even the best family leaves residuals that its priors can't
 * explain: the reduced χ² where it exceeds its own 99.9 % bound, otherwise 1 (Birge 1932).
 */
function inflationOf(found: readonly Candidate[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { fit, degreesOfFreedom: dof } of found) {
    const bound = dof * (1 - 2 / (9 * dof) + 3.09 * Math.sqrt(2 / (9 * dof))) ** 3;
    least = Math.min(least, fit.chiSquare > bound ? fit.chiSquare / dof : 1);
  }
  return Math.max(1, least);
}

/** Whether an answer has any meaning: on the Earth, finite, and not from looks that no ascent could give. */
function believable(
  { latitude, covarianceEastNorth, lastLook, timeSigma }: ReturnType<typeof launchMoments>,
  inflation: number,
): boolean {
  const numbers = [latitude, timeSigma, ...covarianceEastNorth, ...lastLook.state, ...lastLook.covariance];
  return (
    numbers.every(Number.isFinite) &&
    Math.abs(latitude) <= Math.PI / 2 &&
    inflation < ABSURD_INFLATION &&
    covarianceEastNorth[0] + covarianceEastNorth[2] < WIDEST_ANSWER * WIDEST_ANSWER
  );
}

function usable(problem: LaunchProblem): boolean {
  return (
    problem.looks.length >= 2 &&
    problem.families.length > 0 &&
    problem.looks.every((look) => isLook(look, problem.satellites))
  );
}

/**
 * Estimates a launch from infrared lines of sight, with families of boost profiles that compete by evidence.
 *
 * 1. First idea by triangulation, or by the cloud's height where one satellite looks alone.
 * 2. Per family, the most probable place, time, direction, nuisances and pointing errors (Levenberg–Marquardt).
 * 3. Evidence by Laplace's method; negligible families are dropped.
 * 4. The others are sampled about their modes with exact weights; all results are moments of the mixture.
 *
 * @returns null when there are fewer than two looks, no family, a look that is none (see `isLook`), or looks and a geometry that
 * give no answer
 */
export function estimateLaunch(problem: LaunchProblem): LaunchSolution | null {
  if (!usable(problem)) return null;
  const sight = firstSight(problem);
  if (sight === null || !sight.position.every(Number.isFinite)) return null;
  const place = localPlace(ecefToGeodetic(sight.position));
  const found = candidates(problem, place, sight);
  if (found.length === 0) return null;
  const inflation = inflationOf(found);
  const prior = (c: Candidate) => Math.log(c.family.weight);
  const laplace = normalise(
    found.map((c) => (-0.5 * c.fit.chiSquare) / inflation + c.fit.logVolume + prior(c)),
  );
  const sampled = found
    .map((candidate, i) => ({ candidate, probability: laplace[i]! }))
    .filter((entry) => entry.probability >= NEGLIGIBLE)
    .map(({ candidate }) => ({ candidate, posterior: samplePosterior(candidate.fits, problem.seed) }))
    .filter(
      (entry): entry is { candidate: Candidate; posterior: FamilyPosterior } => entry.posterior !== null,
    );
  if (sampled.length === 0) return null;
  const probabilities = normalise(
    sampled.map(({ candidate, posterior }) => posterior.logEvidence / inflation + prior(candidate)),
  );
  const members: Member[] = sampled.flatMap(({ posterior }, i) =>
    posterior.members.map((member) => ({ ...member, weight: member.weight * probabilities[i]! })),
  );
  const families = found.map((candidate): FamilyFit => {
    const at = sampled.findIndex((entry) => entry.candidate === candidate);
    return {
      index: candidate.index,
      probability: at < 0 ? 0 : probabilities[at]!,
      logEvidence:
        at < 0
          ? -0.5 * candidate.fit.chiSquare + candidate.fit.logVolume
          : sampled[at]!.posterior.logEvidence,
      chiSquare: candidate.fit.chiSquare,
      degreesOfFreedom: candidate.degreesOfFreedom,
      mode: candidate.fit.mode,
      origin: { latitude: place.latitude, longitude: place.longitude, height: 0 },
    };
  });

  const moments = launchMoments(members, found[0]!.fit.model.lastLook, inflation);
  if (!believable(moments, inflation)) return null;
  const kept = resample(members, problem.seed);
  const gone = problem.plumeEnded !== undefined;
  return {
    families,
    ...moments,
    burnout: gone ? burnoutMoments(members, inflation) : null,
    impactSamples: gone ? impactSamples(kept, problem) : [],
    inflation,
    cloudTop: cloudTopMoments(members),
    stateAt: (time) => predictState(kept, time, inflation),
    statesAt: (time, count = STATES) => predictStates(resample(members, problem.seed, count), time),
  };
}
