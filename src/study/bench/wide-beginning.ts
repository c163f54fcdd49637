import { lookToEcef, normalAt, randomStream } from "../../astro/index.js";
import {
  addError,
  averageNormalised,
  COVARIANCE,
  coastMotion,
  cubatureFilter,
  extendedFilter,
  type Filter,
  type Gaussian,
  gaussian,
  iteratedFilter,
  radarFrame,
  rangeAzimuthElevation,
  rootMeanSquare,
  startErrorSum,
  startFromPlot,
  unscentedFilter,
} from "../../estimation/index.js";
import { SITE } from "./filter-scene.js";

/** Seconds between plots, and the spread of a velocity that nothing is known of, m/s. */
const PERIOD = 10;
const VELOCITY = 4000;
const SIGMA = [30, 1e-3, 1e-3] as const;
const LOOK = { azimuth: 0.8, elevation: 0.35, range: 2000e3 } as const;
/** Plots after which the filters are judged. */
export const JUDGED = [2, 3, 5, 20] as const;

/** Mean NEES of the six states (6 is right) and root-mean-square position error, m, after each of JUDGED plots. */
export interface Consistency {
  readonly name: string;
  readonly nees: readonly number[];
  readonly error: readonly number[];
}

/**
 * A body of which one plot tells the place and nothing the velocity: ten seconds later it may be forty kilometres
 * across, and the sphere of equal range bends there by many times the range's error. Truth is drawn as the prior says.
 */
export function wideBeginnings(runs: number): readonly Consistency[] {
  const motion = coastMotion({ gravity: "J2", acceleration: 1e-4 });
  const radar = rangeAzimuthElevation(SITE, { sigma: SIGMA });
  const filters: readonly (readonly [string, Filter])[] = [
    ["extended", extendedFilter(motion)],
    ["iterated", iteratedFilter(motion)],
    ["unscented", unscentedFilter(motion)],
    ["cubature", cubatureFilter(motion)],
  ];
  const sums = filters.map(() => JUDGED.map(() => startErrorSum(6)));
  const z = new Float64Array(3);
  for (let run = 0; run < runs; run++) {
    const stream = randomStream(run, "wide beginning");
    const truth = Float64Array.of(...lookToEcef(SITE, LOOK), 0, 0, 0);
    for (let i = 3; i < 6; i++) truth[i] = VELOCITY * normalAt(stream, i);
    const plotAt = (k: number): Float64Array => {
      radar.measure(truth, z);
      return z.map((v, a) => v + SIGMA[a] * normalAt(stream, 10 + 3 * k + a));
    };
    const first = firstState(plotAt(0));
    const states = filters.map(() => gaussian(0, first.mean, first.covariance));
    for (let k = 1; k < JUDGED[JUDGED.length - 1]; k++) {
      motion.move(truth, PERIOD);
      const plot = plotAt(k);
      const judged = JUDGED.indexOf((k + 1) as (typeof JUDGED)[number]);
      for (const [f, [, filter]] of filters.entries()) {
        filter.predict(states[f], PERIOD * k);
        filter.update(states[f], radar, plot);
        if (judged < 0) continue;
        const { mean, covariance } = states[f];
        const error = mean.map((v, i) => v - truth[i]);
        addError(sums[f][judged], error, covariance);
      }
    }
  }
  return filters.map(([name], f) => ({
    name,
    nees: sums[f].map(averageNormalised),
    error: sums[f].map((sum) => rootMeanSquare(sum, [0, 1, 2])),
  }));
}

/** What one plot tells, and a velocity of which only the spread is known. */
function firstState(plot: Float64Array): Gaussian {
  const { latitude, longitude, height } = SITE;
  const z = Float64Array.of(...plot, ...SIGMA.map((s) => s * s));
  const x = new Float64Array(6);
  const p = new Float64Array(COVARIANCE);
  startFromPlot(radarFrame(latitude, longitude, height), 0, z, 0, VELOCITY, x, 0, p, 0);
  const g = gaussian(0, x, [0, 0, 0, 0, 0, 0]);
  for (let i = 0, at = 0; i < 6; i++)
    for (let j = 0; j <= i; j++, at++) g.covariance[6 * i + j] = g.covariance[6 * j + i] = p[at];
  return g;
}
