import {
  addError,
  averageNormalised,
  BOUNDED,
  BOUNDED_COUNT,
  consistencyInterval,
  type ErrorSum,
  startErrorSum,
} from "../../estimation/index.js";

/** What is compared with its bound, and which of the bounded numbers it is made of. */
export const QUANTITIES = {
  launch: [BOUNDED.east, BOUNDED.north],
  ignition: [BOUNDED.time],
  course: [BOUNDED.course],
  position: [BOUNDED.position, BOUNDED.position + 1, BOUNDED.position + 2],
  velocity: [BOUNDED.velocity, BOUNDED.velocity + 1, BOUNDED.velocity + 2],
} as const;

export type Quantity = keyof typeof QUANTITIES;
export const QUANTITY_NAMES = Object.keys(QUANTITIES) as Quantity[];

/** One estimate beside its truth, at one moment of one run. */
export interface BoostSample {
  /** estimate minus truth, in the order of BOUNDED */
  readonly error: Float64Array;
  /** claimed covariance of the state at the last look, 6 × 6, and of the launch, EE, EN, NN */
  readonly stateCovariance: Float64Array;
  readonly launchCovariance: readonly [number, number, number];
  /** variances of the bound at this truth */
  readonly bound: Float64Array;
  /** variances of the bound over truths, where it was worked out */
  readonly strict: Float64Array | null;
}

/** What many runs came to at one moment. */
export interface BoostMoment {
  /** s */
  readonly time: number;
  readonly runs: number;
  readonly estimates: Record<Quantity, number>;
  /** root of the mean bound at the truths */
  readonly bounds: Record<Quantity, number>;
  /** root of the mean bound over truths; NaN where there is none */
  readonly strict: Record<Quantity, number>;
  /** mean normalised squared error of the state (6 numbers) and of the launch point (2) */
  readonly stateNees: number;
  readonly launchNees: number;
}

interface Gathered {
  readonly time: number;
  readonly state: ErrorSum;
  readonly launch: ErrorSum;
  readonly squares: Float64Array;
  readonly bound: Float64Array;
  readonly strict: Float64Array;
  runs: number;
  strictRuns: number;
}

/** Gathers the errors of many runs, moment by moment. */
class BoostStudy {
  private readonly moments: readonly Gathered[];

  /** @param times of the moments, s */
  constructor(times: readonly number[]) {
    this.moments = times.map((time) => ({
      time,
      state: startErrorSum(6),
      launch: startErrorSum(2),
      squares: new Float64Array(BOUNDED_COUNT),
      bound: new Float64Array(BOUNDED_COUNT),
      strict: new Float64Array(BOUNDED_COUNT),
      runs: 0,
      strictRuns: 0,
    }));
  }

  add(moment: number, sample: BoostSample): void {
    const m = this.moments[moment]!;
    const [ee, en, nn] = sample.launchCovariance;
    addError(m.state, sample.error.slice(BOUNDED.position, BOUNDED_COUNT), sample.stateCovariance);
    addError(m.launch, sample.error.slice(0, 2), Float64Array.of(ee, en, en, nn));
    m.runs++;
    if (sample.strict !== null) m.strictRuns++;
    for (let k = 0; k < BOUNDED_COUNT; k++) {
      m.squares[k]! += sample.error[k]! ** 2;
      m.bound[k]! += sample.bound[k]!;
      if (sample.strict !== null) m.strict[k]! += sample.strict[k]!;
    }
  }

  results(): BoostMoment[] {
    return this.moments.map((m) => {
      const root = (sums: Float64Array, count: number) =>
        Object.fromEntries(
          QUANTITY_NAMES.map((name) => [
            name,
            Math.sqrt(QUANTITIES[name].reduce((sum, k) => sum + sums[k]!, 0) / count),
          ]),
        ) as Record<Quantity, number>;
      return {
        time: m.time,
        runs: m.runs,
        estimates: root(m.squares, m.runs),
        bounds: root(m.bound, m.runs),
        strict: root(m.strict, m.strictRuns),
        stateNees: averageNormalised(m.state),
        launchNees: averageNormalised(m.launch),
      };
    });
  }
}

/**
 * The figures that are shown come from seeds from this one on. Those before it were used while estimators, filters and
 * settled times were worked out, and would flatter them.
 */
export const FIRST_FRESH_SEED = 5001;

/**
 * Gathers fresh runs.
 *
 * @param times of the moments, s
 * @param run what came out at each of these, or null where there was no answer
 * @param breathe called after every tenth run with the share done
 */
export async function studyFreshRuns(
  times: readonly number[],
  runs: number,
  run: (seed: number) => readonly (BoostSample | null)[],
  breathe: (done: number) => Promise<void> = async () => {},
): Promise<BoostMoment[]> {
  const sum = new BoostStudy(times);
  for (let k = 0; k < runs; k++) {
    run(FIRST_FRESH_SEED + k).forEach((sample, moment) => {
      if (sample !== null) sum.add(moment, sample);
    });
    if (k % 10 === 9) await breathe((k + 1) / runs);
  }
  return sum.results();
}

/** Error over bound: mean over the moments, and the largest. */
export function againstBound(
  moments: readonly BoostMoment[],
  quantity: Quantity,
): { mean: number; largest: number } {
  const ratios = moments.map((m) => m.estimates[quantity] / m.bounds[quantity]);
  return { mean: ratios.reduce((a, b) => a + b, 0) / ratios.length, largest: Math.max(...ratios) };
}

/** Share of the moments at which the state's mean normalised squared error lies in its 99.9 % band. */
export function consistentShare(moments: readonly BoostMoment[]): number {
  const inside = moments.filter(({ stateNees, runs }) => {
    const [low, high] = consistencyInterval(6, runs, 0.999);
    return stateNees >= low && stateNees <= high;
  });
  return inside.length / moments.length;
}
