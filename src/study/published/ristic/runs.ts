import { randomStream } from "../../../astro/index.js";
import {
  type BoundHistory,
  boundAlong,
  copyGaussian,
  extendedFilter,
  type Filter,
  type Gaussian,
  type GaussianSum,
  gaussian,
  priorInformation,
  splitNormal,
  unscentedFilter,
} from "../../../estimation/index.js";
import {
  type FilterErrors,
  follow,
  followSum,
  type ProblemStep,
  scoreState,
  startErrors,
} from "../follow.js";
import {
  drawBallisticCoefficient,
  fallRistic,
  RISTIC,
  RISTIC_RADAR,
  type RisticFall,
  risticLogarithmPrior,
  risticMotion,
  risticPrior,
} from "./problem.js";

/** Steps that are scored: the problem's body meets the ground after them. */
export const RISTIC_STEPS = 338;

/** A filter, in β or in its logarithm. */
interface Contestant {
  readonly name: string;
  readonly logarithm: boolean;
  readonly filter: Filter;
  /** Follows a sum of normal distributions, the prior of ln β in parts. */
  readonly inParts?: boolean;
}

/** Parts of the prior of ln β. */
const PARTS = splitNormal(7, 0.8);

/** Errors of one filter over many falls, from the second plot on. */
export interface RisticErrors {
  /** Height and speed. */
  readonly kinematic: FilterErrors;
  /** With β or ln β as the third. */
  readonly whole: FilterErrors;
  readonly logarithm: boolean;
}

/**
 * State at the second plot, by two-point differencing, with the prior of β.
 *
 * @param logarithm whether the third state is ln β
 */
export function startRistic(first: Float64Array, second: Float64Array, logarithm: boolean): Gaussian {
  const { step, sigmaRange, processNoise } = RISTIC;
  const { mean, sigma } = logarithm ? risticLogarithmPrior() : risticPrior();
  const variance = sigmaRange ** 2;
  const across = -variance / step;
  return gaussian(
    step,
    [second[0]!, (first[0]! - second[0]!) / step, mean],
    [
      variance,
      across,
      0,
      across,
      (2 * variance) / step ** 2 + (processNoise * step) / 3,
      0,
      0,
      0,
      sigma ** 2,
    ],
  );
}

function contestants(): Contestant[] {
  const [plain, logarithmic] = [risticMotion(false), risticMotion(true)];
  return [
    { name: "extended, β", logarithm: false, filter: extendedFilter(plain) },
    { name: "unscented, β", logarithm: false, filter: unscentedFilter(plain) },
    { name: "extended, ln β", logarithm: true, filter: extendedFilter(logarithmic) },
    { name: "unscented, ln β", logarithm: true, filter: unscentedFilter(logarithmic) },
    {
      name: "unscented, ln β in parts",
      logarithm: true,
      filter: unscentedFilter(logarithmic),
      inParts: true,
    },
  ];
}

function startScore({ name, logarithm }: Contestant): RisticErrors {
  return {
    kinematic: startErrors(name, RISTIC_STEPS, 2),
    whole: startErrors(name, RISTIC_STEPS, 3),
    logarithm,
  };
}

/** The start with its prior of ln β in parts. */
function startInParts(start: Gaussian): GaussianSum {
  const { mean: middle, sigma } = risticLogarithmPrior();
  return {
    components: PARTS.parts.map(({ weight, mean }) => {
      const state = copyGaussian(start);
      state.mean[2] = middle + mean * sigma;
      state.covariance[8] = (PARTS.sigma * sigma) ** 2;
      return { weight, state };
    }),
  };
}

function followFall({ filter, logarithm, inParts }: Contestant, fall: RisticFall, score: RisticErrors): void {
  const truth = fall.truth.map((x) => (logarithm ? Float64Array.of(x[0]!, x[1]!, Math.log(x[2]!)) : x));
  const scores = [score.kinematic, score.whole];
  const state = startRistic(fall.plots[0]!, fall.plots[1]!, logarithm);
  for (const { steps } of scores) scoreState(state, truth[1]!, steps[0]!);
  const seen = fall.plots.slice(2, RISTIC_STEPS + 1).map(
    (z, k): ProblemStep => ({
      time: (k + 2) * RISTIC.step,
      truth: truth[k + 2]!,
      measurement: RISTIC_RADAR,
      z,
    }),
  );
  if (inParts) followSum(filter, startInParts(state), seen, scores, 1);
  else follow(filter, state, seen, scores, 1);
}

/**
 * Bound along the fall without noise, with what is known of β beforehand and nothing else.
 *
 * @param logarithm whether the third state is ln β
 */
export function risticBound(logarithm: boolean): BoundHistory {
  const { sigma } = logarithm ? risticLogarithmPrior() : risticPrior();
  const prior = Float64Array.from({ length: 9 }, (_, k) => (k === 8 ? sigma ** 2 : 0));
  const { truth } = fallRistic(RISTIC.ballisticCoefficient, null);
  const looks = [{ measurement: RISTIC_RADAR }];
  const instants = truth.map((x, k) => ({
    time: k * RISTIC.step,
    state: logarithm ? Float64Array.of(x[0]!, x[1]!, Math.log(x[2]!)) : x,
    looks,
  }));
  return boundAlong(risticMotion(logarithm), priorInformation(prior, [false, false, true]), instants).slice(
    1,
    RISTIC_STEPS + 1,
  );
}

/** What a study of the problem gives; histories begin at the second plot, at 0.1 s. */
export interface RisticStudy {
  readonly runs: number;
  readonly times: readonly number[];
  /** In the order: extended and unscented in β, extended, unscented and unscented in parts in ln β; all with β = 19,161. */
  readonly published: readonly RisticErrors[];
  /** The same with a β drawn from the prior in each run; a body on the ground counts no more. */
  readonly drawn: readonly RisticErrors[];
  /** For β = 19,161, with ln β as the third state and its prior. */
  readonly bound: BoundHistory;
}

/**
 * Lets the body fall many times, all filters on the same plots.
 *
 * @param breathe called after each run with the share done
 */
export async function studyRistic(
  runs: number,
  seed: number,
  breathe: (done: number) => Promise<void> | void = () => {},
): Promise<RisticStudy> {
  const all = contestants();
  const published = all.map(startScore);
  const drawn = all.map(startScore);
  for (let run = 0; run < runs; run++) {
    const beta = drawBallisticCoefficient(randomStream(seed, "ristic", run, "ballistic coefficient"));
    const falls = [
      fallRistic(RISTIC.ballisticCoefficient, randomStream(seed, "ristic", run)),
      fallRistic(beta, randomStream(seed, "ristic", run, "drawn")),
    ] as const;
    all.forEach((contestant, k) => {
      followFall(contestant, falls[0], published[k]!);
      followFall(contestant, falls[1], drawn[k]!);
    });
    await breathe((run + 1) / runs);
  }
  return {
    runs,
    times: Array.from({ length: RISTIC_STEPS }, (_, k) => (k + 1) * RISTIC.step),
    published,
    drawn,
    bound: risticBound(true),
  };
}
