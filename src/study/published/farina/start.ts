import {
  type Gaussian,
  type GaussianSum,
  gaussian,
  type MeasurementModel,
  splitNormal,
} from "../../../estimation/index.js";
import { FARINA } from "./problem.js";

/** A plot as a place: mean and covariance of x and y given what the radar reported. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/**
 * Polar to Cartesian: the mean and the covariance that the true place has, given the plot, if nothing else is known of it.
 * That is the "modified unbiased" conversion of Duan, Han and Li, "Comments on 'Unbiased converted measurements for
 * tracking'", IEEE Transactions on Aerospace and Electronic Systems 40(4), 2004. (The original of Mo, Song, Zhou, Sun and
 * Bar-Shalom, ibid. 34(3), 1998, divides the place by the bias instead of multiplying it: right on average over plots
 * of one place, but 67 m too far out, given a plot at 232 km.)
 *
 * @param plot range m, elevation rad
 * @param sigmaElevation rad
 */
function placeOf(plot: Float64Array, sigmaElevation: number = FARINA.sigmaElevation): Place {
  const [range, angle] = plot as unknown as [number, number];
  const { sigmaRange } = FARINA;
  const bias = Math.exp(-(sigmaElevation ** 2) / 2);
  const twice = bias ** 4;
  const spread = (range ** 2 + sigmaRange ** 2) / 2;
  const [x, y] = [range * Math.cos(angle), range * Math.sin(angle)];
  // E of the true place's moments given the plot; its mean is the plot's place times the bias
  return {
    x: bias * x,
    y: bias * y,
    xx: spread * (1 + twice * Math.cos(2 * angle)) - (bias * x) ** 2,
    xy: spread * twice * Math.sin(2 * angle) - bias ** 2 * x * y,
    yy: spread * (1 - twice * Math.cos(2 * angle)) - (bias * y) ** 2,
  };
}

/** What is known of ln β beforehand. */
export interface LogarithmPrior {
  readonly mean: number;
  readonly sigma: number;
}

/**
 * State after the second scan, by two-point differencing (Bar-Shalom, Li and Kirubarajan 2001, section 5.5.3).
 *
 * @param first plot of scan 0
 * @param second plot of scan 1
 * @param lnBeta prior of ln β where it is estimated: mean and deviation
 * @param sigmaElevation rad; the radar's where absent
 * @returns at the time of scan 1
 */
export function startFarina(
  first: Float64Array,
  second: Float64Array,
  lnBeta?: LogarithmPrior,
  sigmaElevation?: number,
): Gaussian {
  const { period, processNoise } = FARINA;
  const [a, b] = [placeOf(first, sigmaElevation), placeOf(second, sigmaElevation)];
  const n = lnBeta ? 5 : 4;
  const mean = [b.x, (b.x - a.x) / period, b.y, (b.y - a.y) / period];
  const covariance = new Float64Array(n * n);
  const block = (i: number, j: number, last: number, before: number) => {
    const wandering = i === j ? (processNoise * period) / 3 : 0;
    covariance[i * n + j] = covariance[j * n + i] = last;
    covariance[i * n + j + 1] = covariance[(j + 1) * n + i] = last / period;
    covariance[(i + 1) * n + j] = covariance[j * n + i + 1] = last / period;
    covariance[(i + 1) * n + j + 1] = covariance[(j + 1) * n + i + 1] =
      (last + before) / period ** 2 + wandering;
  };
  block(0, 0, b.xx, a.xx);
  block(0, 2, b.xy, a.xy);
  block(2, 2, b.yy, a.yy);
  if (lnBeta) {
    mean.push(lnBeta.mean);
    covariance[24] = lnBeta.sigma ** 2;
  }
  return gaussian(period, mean, covariance);
}

const PARTS = splitNormal(7, 0.8);

/**
 * The same as a sum of normal distributions: either elevation in parts, each narrow enough for its arc to be straight. The parts
 * are laid where the true elevation may be, not where the plot may be.
 */
export function startFarinaSum(
  first: Float64Array,
  second: Float64Array,
  lnBeta?: LogarithmPrior,
): GaussianSum {
  const { sigmaElevation } = FARINA;
  const shifted = (plot: Float64Array, mean: number) =>
    Float64Array.of(plot[0]!, plot[1]! + mean * sigmaElevation);
  return {
    components: PARTS.parts.flatMap((a) =>
      PARTS.parts.map((b) => ({
        weight: a.weight * b.weight,
        state: startFarina(
          shifted(first, a.mean),
          shifted(second, b.mean),
          lnBeta,
          PARTS.sigma * sigmaElevation,
        ),
      })),
    ),
  };
}

/**
 * The plot as a linear measurement of the place, for a filter with converted measurements.
 *
 * @param plot range m, elevation rad
 * @param noiseAt range m and elevation rad at which the noise is taken; the plot where absent
 * @returns measurement and its value
 */
export function convertedPlot(
  plot: Float64Array,
  noiseAt: Float64Array = plot,
): { measurement: MeasurementModel; z: Float64Array } {
  const { x, y } = placeOf(plot);
  const { xx, xy, yy } = placeOf(noiseAt);
  const measurement: MeasurementModel = {
    states: 4,
    dimension: 2,
    noise: Float64Array.of(xx, xy, xy, yy),
    measure(state, out) {
      out[0] = state[0]!;
      out[1] = state[2]!;
    },
    jacobian(_state, out) {
      out.fill(0);
      out[0] = out[6] = 1;
    },
    innovate(measured, predicted, out) {
      for (let i = 0; i < 2; i++) out[i] = measured[i]! - predicted[i]!;
    },
  };
  return { measurement, z: Float64Array.of(x, y) };
}
