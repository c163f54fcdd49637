import { normalAt, randomStream } from "../../../astro/index.js";
import {
  averageBounds,
  type BoundHistory,
  boundAlong,
  extendedFilter,
  type Filter,
  iteratedFilter,
  momentsOfSum,
  noInformation,
  priorInformation,
  type TruthInstant,
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
import { FARINA, type FarinaFlight, farinaMotion, farinaRadar, flyFarina } from "./problem.js";
import { convertedPlot, startFarina, startFarinaSum } from "./start.js";

/** Share by which the assumed ballistic coefficient is wrong. */
const WRONG = 0.2;
/** Deviation of ln β that the adaptive filter is told: what it is known to beforehand. */
const SIGMA_LN_BETA = 0.3;
const LN_BETA = Math.log(FARINA.ballisticCoefficient);

/** A filter, and how it is told of a flight. */
interface Contestant {
  readonly errors: FilterErrors;
  /** With ln β, where it is estimated. */
  readonly whole?: FilterErrors;
  readonly filter: Filter;
  /** Mean of ln β that it begins with, where it estimates it. */
  readonly lnBeta?: number;
  /** Takes converted plots, with their noise as at the plot or at the predicted place. */
  readonly converted?: "at the plot" | "at the prediction";
  /** Begins as a sum of normal distributions. */
  readonly inParts?: boolean;
}

/** Scan from which a sum of normal distributions is one again, at 30 s. */
const JOINED = 15;

function adaptiveFrom(name: string, lnBeta: number): Contestant {
  return {
    errors: startErrors(name, FARINA.scans - 1, 4),
    whole: startErrors(name, FARINA.scans - 1, 5),
    filter: unscentedFilter(farinaMotion({ ballisticCoefficient: "estimated" })),
    lnBeta,
    inParts: true,
  };
}

function contestants(): Contestant[] {
  const known = farinaMotion({ ballisticCoefficient: FARINA.ballisticCoefficient });
  const wrong = farinaMotion({ ballisticCoefficient: (1 + WRONG) * FARINA.ballisticCoefficient });
  const errors = (name: string) => startErrors(name, FARINA.scans - 1, 4);
  return [
    { errors: errors("extended, converted plots"), filter: extendedFilter(known), converted: "at the plot" },
    {
      errors: errors("extended, converted plots, noise at the prediction"),
      filter: extendedFilter(known),
      converted: "at the prediction",
    },
    { errors: errors("extended"), filter: extendedFilter(known) },
    { errors: errors("iterated extended"), filter: iteratedFilter(known) },
    { errors: errors("unscented"), filter: unscentedFilter(known) },
    { errors: errors("unscented, begun in parts"), filter: unscentedFilter(known), inParts: true },
    { errors: errors("unscented, β 20 % too great"), filter: unscentedFilter(wrong) },
    adaptiveFrom("adaptive, β 20 % too great", LN_BETA + Math.log(1 + WRONG)),
    adaptiveFrom("adaptive, β 20 % too small", LN_BETA + Math.log(1 - WRONG)),
  ];
}

function convertedStep(
  plot: Float64Array,
  noise: NonNullable<Contestant["converted"]>,
): Pick<ProblemStep, "measurement" | "z"> {
  const atPlot = convertedPlot(plot);
  if (noise === "at the plot") return atPlot;
  const measurement: ProblemStep["measurement"] = ({ mean: [x, , y] }) =>
    convertedPlot(plot, Float64Array.of(Math.hypot(x!, y!), Math.atan2(y!, x!))).measurement;
  return { measurement, z: atPlot.z };
}

function followFlight(contestant: Contestant, flight: FarinaFlight): void {
  const { errors, whole, filter, lnBeta, converted, inParts } = contestant;
  const { plots, ballisticCoefficient } = flight;
  const truth = flight.truth.map((state) => Float64Array.of(...state, Math.log(ballisticCoefficient)));
  const radar = farinaRadar(filter.states);
  const prior = lnBeta === undefined ? undefined : { mean: lnBeta, sigma: SIGMA_LN_BETA };
  const scores = whole ? [errors, whole] : [errors];
  const steps = plots.slice(2).map((plot, k): ProblemStep => {
    const measured = converted ? convertedStep(plot, converted) : { measurement: radar, z: plot };
    return { time: (k + 2) * FARINA.period, truth: truth[k + 2]!, ...measured };
  });
  if (inParts) {
    const sum = startFarinaSum(plots[0]!, plots[1]!, prior);
    for (const { steps } of scores) scoreState(momentsOfSum(sum), truth[1]!, steps[0]!);
    const joined = followSum(filter, sum, steps.slice(0, JOINED - 1), scores, 1);
    follow(filter, joined, steps.slice(JOINED - 1), scores, JOINED);
    return;
  }
  const state = startFarina(plots[0]!, plots[1]!, prior);
  for (const { steps } of scores) scoreState(state, truth[1]!, steps[0]!);
  follow(filter, state, steps, scores, 1);
}

/** Errors of the filter that estimates β. */
export interface AdaptiveErrors {
  /** Of the four kinematic states. */
  readonly kinematic: FilterErrors;
  /** With ln β as the fifth. */
  readonly whole: FilterErrors;
}

/** What a study of the problem gives. Histories begin at scan 1, at 2 s. */
export interface FarinaStudy {
  readonly runs: number;
  /** Times of the histories, s. */
  readonly times: readonly number[];
  /** They know β. */
  readonly convertedExtended: FilterErrors;
  /** The same, but a plot's noise is taken at the predicted place instead of at the plot. */
  readonly convertedAtPrediction: FilterErrors;
  readonly extended: FilterErrors;
  readonly iterated: FilterErrors;
  readonly unscented: FilterErrors;
  /** The same, but its first scans are followed as a sum of normal distributions, as the adaptive ones' are. */
  readonly inParts: FilterErrors;
  /** Sure of a β that is 20 % too great. */
  readonly mistaken: FilterErrors;
  /** Told a β that is 20 % too great, or too small, to 30 %; and the true one drawn from that prior. */
  readonly fromAbove: AdaptiveErrors;
  readonly fromBelow: AdaptiveErrors;
  readonly drawn: AdaptiveErrors;
  /** Of an estimator that knows β. */
  readonly boundKnown: BoundHistory;
  /** Of one that is told it to 30 %: 5 states. */
  readonly boundUnknown: BoundHistory;
}

function adaptiveErrors({ errors, whole }: Contestant): AdaptiveErrors {
  return { kinematic: errors, whole: whole! };
}

/** The truth as the bound wants it. */
function instantsOf({ truth }: FarinaFlight, states: number, lnBeta: number): TruthInstant[] {
  const looks = [{ measurement: farinaRadar(states) }];
  return truth.map((state, k) => ({
    time: k * FARINA.period,
    state: states === 4 ? state : Float64Array.of(...state, lnBeta),
    looks,
  }));
}

/**
 * Bounds without a prior of place and velocity, along flights.
 *
 * @param states 4: β is known; 5: ln β is known to 30 % beforehand
 * @param flights truths over which bounds are averaged
 */
export function farinaBound(states: 4 | 5, flights: readonly FarinaFlight[]): BoundHistory {
  const motion = farinaMotion({
    ballisticCoefficient: states === 4 ? FARINA.ballisticCoefficient : "estimated",
  });
  const prior =
    states === 4
      ? noInformation(4)
      : priorInformation(
          Float64Array.from({ length: 25 }, (_, k) => (k === 24 ? SIGMA_LN_BETA ** 2 : 0)),
          [false, false, false, false, true],
        );
  return averageBounds(
    flights.map((flight) => boundAlong(motion, prior, instantsOf(flight, states, LN_BETA))),
  );
}

/**
 * Flies the problem many times, every filter on the same plots.
 *
 * @param runs flights
 * @param seed of their noise
 * @param breathe called after each run with the share done
 */
export async function studyFarina(
  runs: number,
  seed: number,
  breathe: (done: number) => Promise<void> | void = () => {},
): Promise<FarinaStudy> {
  const all = contestants();
  const drawn = adaptiveFrom("adaptive, β drawn from its prior", LN_BETA);
  const betas = randomStream(seed, "farina", "ballistic coefficient");
  for (let run = 0; run < runs; run++) {
    const flight = flyFarina(randomStream(seed, "farina", run));
    for (const contestant of all) followFlight(contestant, flight);
    const beta = Math.exp(LN_BETA + SIGMA_LN_BETA * normalAt(betas, run));
    followFlight(drawn, flyFarina(randomStream(seed, "farina", run, "drawn"), beta));
    await breathe((run + 1) / runs);
  }
  const nominal = [flyFarina(null)];
  return {
    runs,
    times: Array.from({ length: FARINA.scans - 1 }, (_, k) => (k + 1) * FARINA.period),
    convertedExtended: all[0]!.errors,
    convertedAtPrediction: all[1]!.errors,
    extended: all[2]!.errors,
    iterated: all[3]!.errors,
    unscented: all[4]!.errors,
    inParts: all[5]!.errors,
    mistaken: all[6]!.errors,
    fromAbove: adaptiveErrors(all[7]!),
    fromBelow: adaptiveErrors(all[8]!),
    drawn: adaptiveErrors(drawn),
    boundKnown: farinaBound(4, nominal).slice(1),
    boundUnknown: farinaBound(5, nominal).slice(1),
  };
}
