import { celestialFlight, integrate, signedAngle, type Trajectory, type Vec3 } from "../../astro/index.js";
import { type LeastSquaresProblem, levenbergMarquardt } from "../least-squares/index.js";
import { SIGMA_PER_MEDIAN_DEVIATION } from "../robust/index.js";
import { type Layout, layoutOf, type OrbitProblem } from "./orbit-problem.js";
import { smallForces } from "./small-forces.js";
import {
  predictTracking,
  type SatelliteAt,
  type StationThen,
  stationThen,
  type TrackingKind,
  type TrackingMeasurement,
} from "./tracking-model.js";

/** An orbit with what was sought beside it. */
export interface OrbitFit {
  readonly position: Vec3;
  readonly velocity: Vec3;
  readonly pressure: number;
  readonly drag: number;
  /** Along its axes, one entry a power of time, m/s²/s^k. */
  readonly thrust: readonly Vec3[];
  /** In the order of the problem's. */
  readonly biases: readonly number[];
  readonly biasSigmas: readonly number[];
  /** Of position and velocity, 6 × 6 by rows. */
  readonly covariance: Float64Array;
  /** Measured less predicted, in the order of the measurements, m or rad. */
  readonly residuals: readonly number[];
  /** Those left out as outliers. */
  readonly outlier: readonly boolean[];
  /** Squares of the residuals in sigma, without outliers; and how many there are less what was sought. */
  readonly chiSquare: number;
  readonly freedom: number;
}

/** For orbits: a millimetre and a micrometre a second. */
const TOLERANCES = {
  relativeTolerance: 1e-12,
  absoluteTolerance: [1e-3, 1e-3, 1e-3, 1e-6, 1e-6, 1e-6],
  firstStep: 30,
} as const;

/** Fits that are tried anew without what has become an outlier. */
const OUTLIER_ROUNDS = 8;

/** Flies the orbit of a vector over the span of the measurements. */
function flightOf(p: OrbitProblem, layout: Layout): (x: Float64Array) => SatelliteAt {
  const forcesOf = smallForces(p.epoch, p.thrustAxes);
  const [first, last] = spanOf(p.measurements);
  return (x) => {
    const thrust = p.thrustSigmas.map((_, k): Vec3 => {
      const at = layout.thrustAt + 3 * k;
      return [x[at]!, x[at + 1]!, x[at + 2]!];
    });
    const { pressure, drag } = surfaceOf(p, layout, x);
    const derivative = celestialFlight(p.epoch, {
      degree: p.degree,
      sunAndMoon: p.sunAndMoon,
      orientation: p.orientationAt,
      acceleration: forcesOf({ pressure, drag, thrust }),
    });
    const start = x.slice(0, 6);
    const ahead = integrate(derivative, 0, start, Math.max(last, 1), TOLERANCES);
    const back: Trajectory | null = first < 0 ? integrate(derivative, 0, start, first, TOLERANCES) : null;
    return (t, out) => (t < 0 && back !== null ? back : ahead).stateAt(t, out);
  };
}

/** Pressure and drag of a vector, or as they are known. */
function surfaceOf(p: OrbitProblem, { pressureAt, dragAt }: Layout, x: Float64Array) {
  return {
    pressure: pressureAt > 0 ? x[pressureAt]! : p.pressure,
    drag: dragAt > 0 ? x[dragAt]! : p.drag,
  };
}

/** Light of the farthest tracked body, beyond the Moon, is on its way for less, s. */
const LIGHT_TIME = 10;

/** First and last instant at which a place is asked for: light time before the first measurement. */
function spanOf(measurements: readonly TrackingMeasurement[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { seconds } of measurements) {
    first = Math.min(first, seconds - LIGHT_TIME);
    last = Math.max(last, seconds);
  }
  return [first, last];
}

/** Rows of the problem: predictions of all measurements along one orbit. */
function predictions(p: OrbitProblem, then: readonly StationThen[], satellite: SatelliteAt): number[] {
  return p.measurements.map((m, i) => predictTracking(m, p.stations[m.station]!, then[i]!, satellite));
}

const difference = (kind: TrackingKind, a: number, b: number) =>
  kind === "azimuth" ? signedAngle(a - b) : a - b;

/** Which bias acts on each measurement; −1 none. */
function biasOf(p: OrbitProblem): number[] {
  return p.measurements.map((m) => p.biases.findIndex((b) => b.station === m.station && b.kind === m.kind));
}

/** Least squares of the vector in units of its sigmas, with rows of outliers at rest. */
function leastSquares(
  p: OrbitProblem,
  layout: Layout,
  then: readonly StationThen[],
  outlier: readonly boolean[],
): LeastSquaresProblem & { readonly unscaled: (x: Float64Array) => Float64Array } {
  const fly = flightOf(p, layout);
  const biased = biasOf(p);
  const { biasAt, size, sigmas, guess, steps } = layout;
  const unscaled = (x: Float64Array) => x.map((v, i) => guess[i]! + v * sigmas[i]!);
  const rowsOf = (vector: Float64Array, out: Float64Array, predicted: readonly number[]) => {
    p.measurements.forEach((m, i) => {
      const bias = biased[i]! < 0 ? 0 : vector[biasAt + biased[i]!]!;
      out[i] = outlier[i] ? 0 : difference(m.kind, m.value - bias, predicted[i]!) / m.sigma;
    });
  };
  return {
    size,
    rows: p.measurements.length,
    unscaled,
    residuals(x, out) {
      const vector = unscaled(x);
      const predicted = tried(() => predictions(p, then, fly(vector)));
      if (predicted === null) out.fill(Number.NaN);
      else rowsOf(vector, out, predicted);
    },
    linearise(x, out, jacobian) {
      const vector = unscaled(x);
      jacobian.fill(0);
      const here = predictions(p, then, fly(vector));
      rowsOf(vector, out, here);
      for (let k = 0; k < biasAt; k += 1) {
        const ahead = predictions(p, then, fly(moved(vector, k, steps[k]!)));
        p.measurements.forEach((m, i) => {
          if (outlier[i]) return;
          const slope = difference(m.kind, ahead[i]!, here[i]!) / steps[k]!;
          jacobian[i * size + k] = (-slope * sigmas[k]!) / m.sigma;
        });
      }
      p.measurements.forEach((m, i) => {
        const at = biasAt + biased[i]!;
        if (!outlier[i] && biased[i]! >= 0) jacobian[i * size + at] = -sigmas[at]! / m.sigma;
      });
    },
    priorCost: (x) => x.reduce((sum, v) => sum + v * v, 0),
    addPrior(x, matrix, gradient) {
      for (let i = 0; i < size; i += 1) {
        matrix[i * size + i]! += 1;
        gradient[i]! += x[i]!;
      }
    },
  };
}

/** A step too far may fall into the Earth: then there is no such orbit. */
function tried<T>(fly: () => T): T | null {
  try {
    return fly();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function moved(vector: Float64Array, k: number, by: number): Float64Array {
  const trial = Float64Array.from(vector);
  trial[k]! += by;
  return trial;
}

/**
 * Determines an orbit from all of its tracking at once: weighted least squares by Levenberg's and Marquardt's method
 * (Tapley, Schutz and Born 2004, chapter 4; Montenbruck and Gill 2000, chapter 8), with what is known beforehand, and again
 * without measurements that turn out as outliers until none changes sides.
 *
 * 1. The orbit is flown in the Earth's field, with Sun and Moon, sunlight and a small thrust ({@link smallForces}).
 * 2. Each measurement is predicted along it ({@link predictTracking}), its station's bias added.
 * 3. The vector (position, velocity, pressure, thrust, biases) moves; slopes are difference quotients of whole orbits.
 *
 * @returns null where the measurements leave the orbit open
 */
export function determineOrbit(p: OrbitProblem): OrbitFit | null {
  const layout = layoutOf(p);
  const then = p.measurements.map((m) =>
    stationThen(p.stations[m.station]!, p.epoch, m.seconds, p.orientationAt),
  );
  let x: Float64Array = new Float64Array(layout.size);
  let outlier = p.measurements.map(() => false);
  const none = outlier;
  for (let round = 1; ; round += 1) {
    const problem = leastSquares(p, layout, then, outlier);
    const fit = tried(() => levenbergMarquardt(problem, x, { rounds: 40, converged: 1e-3 }));
    if (fit === null) return null;
    x = Float64Array.from(fit.x);
    const residuals = new Float64Array(p.measurements.length);
    leastSquares(p, layout, then, none).residuals(x, residuals);
    const gates = outlierGates(p, residuals);
    const next = p.measurements.map((m, i) => Math.abs(residuals[i]!) > gates[m.kind]);
    if (next.every((out, i) => out === outlier[i]) || round === OUTLIER_ROUNDS)
      return fitOf(p, layout, problem.unscaled(x), fit.covariance, residuals, outlier);
    outlier = next;
  }
}

/**
 * What residuals of each kind beyond are outliers, in sigma. As long as outliers pull at the fit, all residuals of a kind are large:
 * the gate is as wide as most of them ask for, and narrows from fit to fit.
 */
function outlierGates(p: OrbitProblem, residuals: Float64Array): Readonly<Record<TrackingKind, number>> {
  const gate = (kind: TrackingKind): number => {
    if (!(p.outlierSigmas > 0)) return Number.POSITIVE_INFINITY;
    const sizes = residuals.filter((_, i) => p.measurements[i]!.kind === kind).map(Math.abs);
    sizes.sort();
    return p.outlierSigmas * Math.max(1, SIGMA_PER_MEDIAN_DEVIATION * (sizes[sizes.length >> 1] ?? 0));
  };
  return { range: gate("range"), azimuth: gate("azimuth"), elevation: gate("elevation") };
}

function fitOf(
  p: OrbitProblem,
  layout: Layout,
  v: Float64Array,
  scaled: Float64Array,
  residuals: Float64Array,
  outlier: readonly boolean[],
): OrbitFit {
  const { thrustAt, biasAt, size, sigmas } = layout;
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i += 1)
    for (let j = 0; j < 6; j += 1) covariance[6 * i + j] = scaled[i * size + j]! * sigmas[i]! * sigmas[j]!;
  const used = outlier.filter((out) => !out).length;
  return {
    position: [v[0]!, v[1]!, v[2]!],
    velocity: [v[3]!, v[4]!, v[5]!],
    ...surfaceOf(p, layout, v),
    thrust: p.thrustSigmas.map(
      (_, k): Vec3 => [v[thrustAt + 3 * k]!, v[thrustAt + 3 * k + 1]!, v[thrustAt + 3 * k + 2]!],
    ),
    biases: p.biases.map((_, k) => v[biasAt + k]!),
    biasSigmas: p.biases.map((_, k) => Math.sqrt(scaled[(biasAt + k) * (size + 1)]!) * sigmas[biasAt + k]!),
    covariance,
    residuals: p.measurements.map((m, i) => residuals[i]! * m.sigma),
    outlier,
    chiSquare: residuals.reduce((sum, r, i) => (outlier[i] ? sum : sum + r * r), 0),
    freedom: used - size,
  };
}
