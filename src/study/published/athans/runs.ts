import { randomStream } from "../../../astro/index.js";
import {
  averageBounds,
  type BoundHistory,
  boundAlong,
  extendedFilter,
  type Filter,
  gaussian,
  priorInformation,
  unscentedFilter,
} from "../../../estimation/index.js";
import { type FilterErrors, follow, type ProblemStep, startErrors } from "../follow.js";
import { ATHANS, ATHANS_RADAR, type AthansFall, athansMotion, fallAthans } from "./problem.js";

/** Deviation of the drag that filters are told, 1/m: as in a published toolbox, far less than they are wrong by; and honestly. */
const SURE = 1e-5;
const OPEN = 3e-4;

const variancesOf = (sigma: number) => [ATHANS.variances[0], ATHANS.variances[1], sigma ** 2];

/** What a study of the problem gives; histories have an entry each 0.1 s, from 0.1 s on. */
export interface AthansStudy {
  readonly runs: number;
  readonly times: readonly number[];
  /** Told a wrong drag, and sure of it. */
  readonly sureExtended: FilterErrors;
  readonly sureUnscented: FilterErrors;
  /** Told a wrong drag, and how wrong it may be. */
  readonly extended: FilterErrors;
  readonly unscented: FilterErrors;
  /** Averaged over all truths; with the open prior. */
  readonly bound: BoundHistory;
}

function boundOver(falls: readonly AthansFall[]): BoundHistory {
  const motion = athansMotion();
  const prior = Float64Array.from({ length: 9 }, (_, k) => (k % 4 === 0 ? variancesOf(OPEN)[k / 4]! : 0));
  const looks = [{ measurement: ATHANS_RADAR }];
  const histories = falls.map(({ truth }) =>
    boundAlong(
      motion,
      priorInformation(prior),
      truth.map((state, k) => ({ time: k * ATHANS.step, state, looks: k > 0 ? looks : [] })),
    ),
  );
  return averageBounds(histories).slice(1);
}

/**
 * Lets the body fall many times, all filters on the same plots.
 *
 * @param breathe called after each run with the share done
 */
export async function studyAthans(
  runs: number,
  seed: number,
  breathe: (done: number) => Promise<void> | void = () => {},
): Promise<AthansStudy> {
  const { steps, step, start, toldDrag } = ATHANS;
  const motion = athansMotion();
  const contestant = (name: string, filter: Filter, sigma: number) => ({
    errors: startErrors(name, steps, 3),
    filter,
    sigma,
  });
  const all = [
    contestant("extended, sure of the drag", extendedFilter(motion), SURE),
    contestant("unscented, sure of the drag", unscentedFilter(motion), SURE),
    contestant("extended", extendedFilter(motion), OPEN),
    contestant("unscented", unscentedFilter(motion), OPEN),
  ] as const;
  const kept: AthansFall[] = [];
  for (let run = 0; run < runs; run++) {
    const fall = fallAthans(randomStream(seed, "athans", run));
    kept.push(fall);
    const seen = fall.plots.map(
      (z, k): ProblemStep => ({
        time: (k + 1) * step,
        truth: fall.truth[k + 1]!,
        measurement: ATHANS_RADAR,
        z,
      }),
    );
    for (const { errors, filter, sigma } of all)
      follow(filter, gaussian(0, [start[0], start[1], toldDrag], variancesOf(sigma)), seen, [errors]);
    await breathe((run + 1) / runs);
  }
  return {
    runs,
    times: Array.from({ length: steps }, (_, k) => (k + 1) * step),
    sureExtended: all[0].errors,
    sureUnscented: all[1].errors,
    extended: all[2].errors,
    unscented: all[3].errors,
    bound: boundOver(kept),
  };
}
