import { randomStream } from "../../../astro/index.js";
import {
  averageBounds,
  type BoundHistory,
  boundAlong,
  extendedFilter,
  type Gaussian,
  gaussian,
  priorInformation,
  unscentedFilter,
} from "../../../estimation/index.js";
import { type FilterErrors, follow, type ProblemStep, startErrors } from "../follow.js";
import {
  flyJulierUhlmann,
  JULIER_UHLMANN,
  type JulierUhlmannFlight,
  julierUhlmannMotion,
  julierUhlmannRadar,
} from "./problem.js";

const VARIANCES = [1, 1, 1, 1, JULIER_UHLMANN.priorB[1]];

/** What filters are told before the first plot. */
export function startJulierUhlmann(): Gaussian {
  const { start, priorB } = JULIER_UHLMANN;
  return gaussian(0, [...start.slice(0, 4), priorB[0]], VARIANCES);
}

/** Bound averaged over truths, with the filter's noise and prior. */
function boundOver(flights: readonly JulierUhlmannFlight[], sigmaBearing: number): BoundHistory {
  const { step, start } = JULIER_UHLMANN;
  const looks = [{ measurement: julierUhlmannRadar(sigmaBearing) }];
  const prior = Float64Array.from({ length: 25 }, (_, k) => (k % 6 === 0 ? VARIANCES[k / 6]! : 0));
  const histories = flights.map(({ truth }) =>
    boundAlong(julierUhlmannMotion(), priorInformation(prior), [
      { time: 0, state: Float64Array.from(start), looks: [] },
      ...truth.map((state, k) => ({ time: (k + 1) * step, state, looks })),
    ]),
  );
  return averageBounds(histories).slice(1);
}

/** What a study of the problem gives; histories have an entry each 0.1 s, from 0.1 s on. */
export interface JulierUhlmannStudy {
  readonly runs: number;
  readonly times: readonly number[];
  readonly extended: FilterErrors;
  readonly unscented: FilterErrors;
  /** Position error of each run, root of the mean square over its 200 s, m. */
  readonly extendedRuns: readonly number[];
  readonly unscentedRuns: readonly number[];
  /** Averaged over a few of the truths. */
  readonly bound: BoundHistory;
}

export interface JulierUhlmannOptions {
  /** rad; the problem's where absent */
  readonly sigmaBearing?: number;
  /** Truths over which the bound is averaged; default 4, 0 for no bound. */
  readonly boundTruths?: number;
}

/** Sum of squared position errors so far. */
function positionSum({ steps }: FilterErrors): number {
  return steps.reduce((sum, { squares }) => sum + squares[0]! + squares[1]!, 0);
}

/**
 * Flies the problem many times, both filters on the same plots.
 *
 * @param breathe called after each run with the share done
 */
export async function studyJulierUhlmann(
  runs: number,
  seed: number,
  options: JulierUhlmannOptions = {},
  breathe: (done: number) => Promise<void> | void = () => {},
): Promise<JulierUhlmannStudy> {
  const { step, steps } = JULIER_UHLMANN;
  const { sigmaBearing = JULIER_UHLMANN.sigmaBearing, boundTruths = 4 } = options;
  const measurement = julierUhlmannRadar(sigmaBearing);
  const motion = julierUhlmannMotion();
  const filters = [
    { errors: startErrors("extended", steps, 5), filter: extendedFilter(motion), own: [] as number[] },
    { errors: startErrors("unscented", steps, 5), filter: unscentedFilter(motion), own: [] as number[] },
  ] as const;
  const kept: JulierUhlmannFlight[] = [];
  for (let run = 0; run < runs; run++) {
    const flight = flyJulierUhlmann(randomStream(seed, "julier-uhlmann", run), sigmaBearing);
    if (run < boundTruths) kept.push(flight);
    const seen = flight.plots.map(
      (z, k): ProblemStep => ({ time: (k + 1) * step, truth: flight.truth[k]!, measurement, z }),
    );
    for (const { errors, filter, own } of filters) {
      const before = positionSum(errors);
      follow(filter, startJulierUhlmann(), seen, [errors]);
      own.push(Math.sqrt((positionSum(errors) - before) / steps));
    }
    await breathe((run + 1) / runs);
  }
  return {
    runs,
    times: Array.from({ length: steps }, (_, k) => (k + 1) * step),
    extended: filters[0].errors,
    unscented: filters[1].errors,
    extendedRuns: filters[0].own,
    unscentedRuns: filters[1].own,
    bound: kept.length > 0 ? boundOver(kept, sigmaBearing) : [],
  };
}
