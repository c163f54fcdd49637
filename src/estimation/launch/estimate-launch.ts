import { ecefToGeodetic } from "../../astro/index.js";
import { fitMode, type ModeFit } from "./fit.js";
import { eastOf, type FirstSight, firstSight, initialGuesses } from "./initial-guess.js";
import { LaunchModel } from "./model.js";
import { burnoutMoments, launchMoments } from "./moments.js";
import { AZIMUTH, BIAS, EAST, type LocalPlace, localPlace, NORTH } from "./parameters.js";
import { type FamilyPosterior, type Member, samplePosterior } from "./posterior.js";
import { impactSamples, predictState, resample } from "./prediction.js";
import type { FamilyFit, LaunchFamily, LaunchProblem, LaunchSolution } from "./problem.js";

/** Families less probable than this by the linearised evidence are not sampled. */
const NEGLIGIBLE = 0.005;

/** Flat parameters: place, time and direction. */
const FLAT = 4;

/** Looks below which the direction may still be on the wrong side, so that a warm start is not trusted alone. */
const FEW_LOOKS = 10;

/** A fit worse than this, in reduced χ², is tried again from other starts. */
const POOR_FIT = 2.5;

interface Candidate {
  readonly index: number;
  readonly family: LaunchFamily;
  readonly fit: ModeFit;
  readonly degreesOfFreedom: number;
}

function degreesOfFreedom(model: LaunchModel): number {
  return Math.max(1, model.lookRows + 1 + (model.problem.plumeEnded === undefined ? 0 : 1) - FLAT);
}

/** The stage whose cut-off would have ended the plume, for each reading that a family allows. */
function endingStages(family: LaunchFamily, problem: LaunchProblem): number[] {
  const last = family.profile.stages.length - 1;
  if (problem.plumeEnded === undefined) return [last];
  return family.profile.stages.map((_, i) => i);
}

/** Carries the mode of an earlier estimate over to this problem's satellites; place is the same. */
function warmStart(model: LaunchModel, mode: Float64Array): Float64Array {
  const x = new Float64Array(model.size);
  x.set(mode.subarray(0, Math.min(BIAS, mode.length)));
  return x;
}

function better(a: ModeFit | null, b: ModeFit | null): ModeFit | null {
  if (a === null) return b;
  if (b === null) return a;
  return b.chiSquare < a.chiSquare ? b : a;
}

/** Two starts that differ by more than a quarter turn. */
function opposite(a: Float64Array, b: Float64Array): boolean {
  return Math.cos(a[AZIMUTH]! - b[AZIMUTH]!) < 0;
}

function fitFamily(model: LaunchModel, sight: FirstSight, warm: Float64Array | null): ModeFit | null {
  let best: ModeFit | null = null;
  if (warm !== null) best = fitMode(model, warmStart(model, warm));
  const good = best !== null && best.chiSquare < POOR_FIT * degreesOfFreedom(model);
  if (good && model.problem.looks.length >= FEW_LOOKS) return best;
  const guesses = initialGuesses(model, sight);
  const first = guesses[0]!;
  best = better(best, fitMode(model, first));
  const second = guesses.find((guess) => opposite(guess, first));
  const still = best === null || best.chiSquare > POOR_FIT * degreesOfFreedom(model);
  if (second !== undefined && (still || !sight.triangulated)) best = better(best, fitMode(model, second));
  return best;
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
  const found: Candidate[] = [];
  problem.families.forEach((family, index) => {
    let best: ModeFit | null = null;
    const warm = previousMode(problem, index, place);
    for (const stage of endingStages(family, problem)) {
      const model = new LaunchModel(problem, family, place, stage);
      best = better(best, fitFamily(model, sight, warm));
    }
    if (best !== null)
      found.push({ index, family, fit: best, degreesOfFreedom: degreesOfFreedom(best.model) });
  });
  return found;
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

/**
 * Estimates a launch from infrared lines of sight, with families of boost profiles that compete by evidence.
 *
 * 1. First idea by triangulation, or by the cloud's height where one satellite looks alone.
 * 2. Per family, the most probable place, time, direction, nuisances and pointing errors (Levenberg–Marquardt).
 * 3. Evidence by Laplace's method; negligible families are dropped.
 * 4. The others are sampled about their modes with exact weights; all results are moments of the mixture.
 *
 * @returns null when there are fewer than two looks, no family, or a geometry that gives no answer
 */
export function estimateLaunch(problem: LaunchProblem): LaunchSolution | null {
  if (problem.looks.length < 2 || problem.families.length === 0) return null;
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
    .map(({ candidate }) => ({ candidate, posterior: samplePosterior(candidate.fit, problem.seed) }))
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
  const kept = resample(members, problem.seed);
  const gone = problem.plumeEnded !== undefined;
  return {
    families,
    ...launchMoments(members, found[0]!.fit.model.lastLook, inflation),
    burnout: gone ? burnoutMoments(members, inflation) : null,
    impactSamples: gone ? impactSamples(kept, problem) : [],
    inflation,
    stateAt: (time) => predictState(kept, time, inflation),
  };
}
