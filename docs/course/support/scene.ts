import { eastNorthUp, lookToEcef, normalAt, type RandomStream } from "../../../src/astro/index.js";
import {
  coastMotion,
  type Gaussian,
  gaussian,
  type MeasurementModel,
  rangeAzimuthElevation,
} from "../../../src/estimation/index.js";
import { placeOfPlot, SIGMA, SITE } from "../01-one-plot.js";

/** The radar of the course: what it reports of a state, and how exactly. */
export const RADAR: MeasurementModel = rangeAzimuthElevation(SITE, { sigma: SIGMA });

/**
 * The flight of the course: a body that coasts past the radar, 1,500 km away at first.
 *
 * @param times s, rising
 * @returns state (ECEF, m and m/s) at each
 */
export function flight(times: readonly number[]): Float64Array[] {
  const position = lookToEcef(SITE, { range: 1.5e6, azimuth: 5.2, elevation: 0.43 });
  const { east, north, up } = eastNorthUp(SITE);
  const velocity = [0, 1, 2].map((i) => 4600 * east[i] - 1900 * north[i] + 1100 * up[i]);
  const motion = coastMotion();
  const x = Float64Array.of(...position, ...velocity);
  return times.map((time, k) => {
    motion.move(x, time - (k > 0 ? times[k - 1] : 0));
    return x.slice();
  });
}

/** 0, step, 2·step … as many as asked for. */
export const every = (step: number, count: number) => Array.from({ length: count }, (_, k) => k * step);

/** What the radar reports of a state, with its errors drawn. @param index a number of its own for each plot */
export function plotOf(
  state: Float64Array,
  stream: RandomStream,
  index: number,
  sigma = SIGMA,
): Float64Array {
  const plot = new Float64Array(3);
  RADAR.measure(state, plot);
  return plot.map((v, i) => v + sigma[i] * normalAt(stream, 3 * index + i));
}

/** What is known after one plot: the place as page 1 has it, and of the velocity only that bodies fly at some km/s. */
export function stateFromPlot(time: number, plot: Float64Array, velocitySigma = 4000): Gaussian {
  const { place, covariance } = placeOfPlot(plot);
  const state = gaussian(time, [...place, 0, 0, 0], new Array(6).fill(velocitySigma ** 2));
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) state.covariance[6 * i + j] = covariance[3 * i + j];
  return state;
}

/** Estimate minus truth. */
export const errorOf = (state: Gaussian, truth: Float64Array) => state.mean.map((v, i) => v - truth[i]);
