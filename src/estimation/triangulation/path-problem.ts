import type { Vec3 } from "../../astro/index.js";
import type { LeastSquaresProblem } from "../least-squares/index.js";
import { type BrakedFlight, type FlightTable, flightState, flyBraked } from "./braked-flight.js";
import { axesAcross, type CameraSights } from "./sights.js";
import { softened } from "./straight-line.js";

/** What is known of a fireball before anybody looks, and of cameras. */
export interface PathPriors {
  /** ln of drag coefficient × area / mass, m²/kg, and its 1σ: an ordinary stone of some kilograms, give or take a factor of four. */
  readonly logDrag: number;
  readonly logDragSigma: number;
  /** 1σ by which it changes in a second. */
  readonly logDragWalk: number;
  /** 1σ by which a camera may be turned, about each axis, rad: all its sights share it. */
  readonly tiltSigma: number;
}

export const PATH_PRIORS: PathPriors = {
  logDrag: Math.log(1 / 500),
  logDragSigma: 1.5,
  logDragWalk: 1,
  tiltSigma: 0.01 * (Math.PI / 180),
};

/** Numbers of a flight's state, and of a camera: its clock and three turns. */
export const STATE = 6;
export const CAMERA = 4;
const HUBER = 2.5;
/** Steps for derivatives: m, m/s, and of ln K. */
const STEPS = [10, 10, 10, 1, 1, 1] as const;
const LOG_STEP = 0.01;

/** A camera with axes across each of its sights, laid out for the fit. */
export interface PreparedCamera {
  readonly positionEcef: Vec3;
  readonly clockSigma: number;
  readonly times: Float64Array;
  readonly lines: readonly Vec3[];
  readonly axes: readonly (readonly [Vec3, Vec3])[];
  /** rad, as stated or as found. */
  sigmas: Float64Array;
}

export function prepare(
  { positionEcef, clockSigma, sights }: CameraSights,
  usualSigma: number,
): PreparedCamera {
  return {
    positionEcef,
    clockSigma,
    times: Float64Array.from(sights, (s) => s.time),
    lines: sights.map((s) => s.lineOfSightEcef),
    axes: sights.map((s) => axesAcross(s.lineOfSightEcef)),
    sigmas: Float64Array.from(sights, (s) => s.sigma ?? usualSigma),
  };
}

/** The flight that a vector of the fit means. */
export function flightOf(x: Float64Array, reference: number, knots: readonly number[]): BrakedFlight {
  return {
    reference,
    knots,
    state: x.slice(0, STATE),
    logDrag: x.slice(STATE, STATE + knots.length),
  };
}

/** Integrates a vector's flight over all that the cameras saw, by their clocks as the vector sets them. */
export function tableOf(
  x: Float64Array,
  reference: number,
  knots: readonly number[],
  cameras: readonly PreparedCamera[],
): FlightTable {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  cameras.forEach(({ times }, c) => {
    const clock = x[STATE + knots.length + CAMERA * c]!;
    from = Math.min(from, times[0]! + clock);
    to = Math.max(to, times.at(-1)! + clock);
  });
  // a wild step of the fit doesn't make it integrate for hours
  const most = 600;
  return flyBraked(
    flightOf(x, reference, knots),
    Math.max(from, reference - most),
    Math.min(to, reference + most),
  );
}

const place = new Float64Array(6);

/**
 * Residuals of one camera's sights in their sigmas, across and up, one after the other.
 *
 * @param tilt three turns, rad, from an offset on
 */
export function cameraResiduals(
  table: FlightTable,
  camera: PreparedCamera,
  clock: number,
  tilt: Float64Array,
  tiltAt: number,
  out: Float64Array,
  at: number,
): void {
  const [sx, sy, sz] = camera.positionEcef;
  const [tx, ty, tz] = [tilt[tiltAt]!, tilt[tiltAt + 1]!, tilt[tiltAt + 2]!];
  for (let k = 0; k < camera.times.length; k++) {
    flightState(table, camera.times[k]! + clock, place);
    let [x, y, z] = [place[0]! - sx, place[1]! - sy, place[2]! - sz];
    const range = Math.hypot(x, y, z);
    const [dx, dy, dz] = camera.lines[k]!;
    x = x / range - dx - (ty * dz - tz * dy);
    y = y / range - dy - (tz * dx - tx * dz);
    z = z / range - dz - (tx * dy - ty * dx);
    const [a, b] = camera.axes[k]!;
    const sigma = camera.sigmas[k]!;
    out[at + 2 * k] = (a[0] * x + a[1] * y + a[2] * z) / sigma;
    out[at + 2 * k + 1] = (b[0] * x + b[1] * y + b[2] * z) / sigma;
  }
}

/** The least-squares problem: state, corners of ln K, and for each camera its clock and three turns. */
export function pathProblem(
  cameras: readonly PreparedCamera[],
  reference: number,
  knots: readonly number[],
  priors: PathPriors,
): LeastSquaresProblem {
  const flight = STATE + knots.length;
  const size = flight + CAMERA * cameras.length;
  const rows = cameras.reduce((sum, c) => sum + 2 * c.times.length, 0);
  const raw = (x: Float64Array, out: Float64Array): void => {
    const table = tableOf(x, reference, knots, cameras);
    let at = 0;
    cameras.forEach((camera, c) => {
      const own = flight + CAMERA * c;
      cameraResiduals(table, camera, x[own]!, x, own + 1, out, at);
      at += 2 * camera.times.length;
    });
  };
  const raws = new Float64Array(rows);
  const beside = new Float64Array(rows);
  return {
    size,
    rows,
    residuals(x, out) {
      raw(x, out);
      for (let i = 0; i < rows; i++) out[i] = softened(out[i]!, HUBER);
    },
    linearise(x, out, jacobian) {
      jacobian.fill(0);
      raw(x, raws);
      const shifted = Float64Array.from(x);
      for (let k = 0; k < flight; k++) {
        const step = STEPS[k] ?? LOG_STEP;
        shifted[k] = x[k]! + step;
        raw(shifted, beside);
        for (let i = 0; i < rows; i++) jacobian[i * size + k] = (beside[i]! - raws[i]!) / step;
        shifted[k] = x[k]!;
      }
      cameraDerivatives(
        x,
        tableOf(x, reference, knots, cameras),
        cameras,
        flight,
        size,
        raws,
        beside,
        jacobian,
      );
      for (let i = 0; i < rows; i++) {
        out[i] = softened(raws[i]!, HUBER);
        const slope = Math.abs(raws[i]!) <= HUBER ? 1 : HUBER / Math.abs(out[i]!);
        if (slope !== 1) for (let k = 0; k < size; k++) jacobian[i * size + k]! *= slope;
      }
    },
    priorCost: (x) => departures(x, cameras, knots, priors).reduce((sum, d) => sum + d.value ** 2, 0),
    addPrior(x, matrix, gradient) {
      for (const { value, slopes } of departures(x, cameras, knots, priors))
        for (const [i, si] of slopes) {
          gradient[i]! += si * value;
          for (const [j, sj] of slopes) if (j <= i) matrix[i * size + j]! += si * sj;
        }
    },
  };
}

/** Derivatives by each camera's own clock and turns: of its own residuals only. */
function cameraDerivatives(
  x: Float64Array,
  table: FlightTable,
  cameras: readonly PreparedCamera[],
  flight: number,
  size: number,
  raws: Float64Array,
  beside: Float64Array,
  jacobian: Float64Array,
): void {
  const moved = Float64Array.from(x);
  let from = 0;
  cameras.forEach((camera, c) => {
    const own = flight + CAMERA * c;
    const count = 2 * camera.times.length;
    for (let k = 0; k < CAMERA; k++) {
      const step = 1e-4;
      moved[own + k] = x[own + k]! + step;
      cameraResiduals(table, camera, moved[own]!, moved, own + 1, beside, from);
      for (let i = from; i < from + count; i++) jacobian[i * size + own + k] = (beside[i]! - raws[i]!) / step;
      moved[own + k] = x[own + k]!;
    }
    from += count;
  });
}

interface Departure {
  /** In sigmas. */
  readonly value: number;
  readonly slopes: readonly (readonly [index: number, slope: number])[];
}

/** How far a vector departs from what is known beforehand. */
function departures(
  x: Float64Array,
  cameras: readonly PreparedCamera[],
  knots: readonly number[],
  priors: PathPriors,
): Departure[] {
  const out: Departure[] = [];
  const one = (index: number, mean: number, sigma: number) =>
    out.push({ value: (x[index]! - mean) / sigma, slopes: [[index, 1 / sigma]] });
  one(STATE, priors.logDrag, priors.logDragSigma);
  for (let k = 1; k < knots.length; k++) {
    const sigma = priors.logDragWalk * Math.sqrt(knots[k]! - knots[k - 1]!);
    const index = STATE + k;
    out.push({
      value: (x[index]! - x[index - 1]!) / sigma,
      slopes: [
        [index, 1 / sigma],
        [index - 1, -1 / sigma],
      ],
    });
  }
  cameras.forEach((camera, c) => {
    const own = STATE + knots.length + CAMERA * c;
    one(own, 0, camera.clockSigma);
    for (let k = 1; k < CAMERA; k++) one(own + k, 0, priors.tiltSigma);
  });
  return out;
}
