import { EARTH } from "../../astro/index.js";
import type { Phases } from "./phases.js";
import type { Sample } from "./samples.js";

/** The cleaned recording in its vertical plane, a row a sample. */
export interface PlanarFlight {
  readonly times: Float64Array;
  readonly height: Float64Array;
  /** Horizontal, forwards positive, Earth-fixed, m/s. */
  readonly forwardSpeed: Float64Array;
  readonly climbRate: Float64Array;
  /** Sensed (without gravity), m/s². */
  readonly sensedForward: Float64Array;
  readonly sensedUp: Float64Array;
}

/** Where the plane lies: what gravity and the turning Earth do in it. */
export interface PlaneSite {
  readonly latitude: number;
  readonly azimuth: number;
}

const N = 5; // height, forward speed, climb rate, sensed forward, sensed up
const EARTH_RADIUS = EARTH.meanRadius;
const PASSES = 4;

/** Errors of a webcast's figures, 1σ: FACTS gives ±1 m/s and ±100 m or worse; the samples scatter by 10–40 m. */
const SPEED_SIGMA = 1.5;
const HEIGHT_SIGMA = 60;
/** A slope of the downrange column only settles the direction. */
const SLOPE_SIGMA = 30;
const COAST_SIGMA = 0.02;
/** Above this an engine that is out means free flight, m. */
export const AIRLESS = 60_000;

/** Random walk of the sensed acceleration, m/s² per √s, by what burns. */
const WALK = { first: 0.5, upper: 0.15, restart: 3, air: 3, coast: 0.02 } as const;
/** Jump of it where an engine lights or goes out, m/s². */
const JUMP = 50;

type Regime = keyof typeof WALK;

function regimeAt(phases: Phases, time: number, height: number): Regime {
  const burn = phases.burns.find((b) => time >= b.start && time < b.end);
  if (burn !== undefined) return burn.stage;
  return height > AIRLESS ? "coast" : "air";
}

/** Symmetric 5 × 5 by rows. */
type Matrix = Float64Array;

interface Step {
  readonly predicted: Float64Array;
  readonly predictedCovariance: Matrix;
  readonly updated: Float64Array;
  readonly updatedCovariance: Matrix;
  /** From the sample before to this one. */
  readonly transition: Matrix;
}

/** Acceleration that isn't sensed: gravity, curvature and Coriolis in the plane, and its slopes. */
function unsensed(site: PlaneSite, x: Float64Array) {
  const g0 = 9.7803 * (1 + 0.0053 * Math.sin(site.latitude) ** 2);
  const r = EARTH_RADIUS + x[0]!;
  const g = g0 * (EARTH_RADIUS / r) ** 2;
  const coriolis = 2 * EARTH.rotation * Math.cos(site.latitude) * Math.sin(site.azimuth);
  return {
    forward: -(x[1]! * x[2]!) / r - coriolis * x[2]!,
    up: -g + (x[1]! * x[1]!) / r + coriolis * x[1]!,
    forwardBySpeed: -x[2]! / r,
    forwardByClimb: -x[1]! / r - coriolis,
    upBySpeed: (2 * x[1]!) / r + coriolis,
    upByHeight: (2 * g) / r,
  };
}

/** One step of the motion with its transition matrix. */
function propagate(site: PlaneSite, x: Float64Array, dt: number): { next: Float64Array; transition: Matrix } {
  const u = unsensed(site, x);
  const forward = x[3]! + u.forward;
  const up = x[4]! + u.up;
  const next = Float64Array.from(x);
  next[0]! += x[2]! * dt + 0.5 * up * dt * dt;
  next[1]! += forward * dt;
  next[2]! += up * dt;
  const t = new Float64Array(N * N);
  for (let i = 0; i < N; i++) t[i * N + i] = 1;
  t[2] = dt;
  t[4] = 0.5 * dt * dt;
  t[N + 1]! += u.forwardBySpeed * dt;
  t[N + 2] = u.forwardByClimb * dt;
  t[N + 3] = dt;
  t[2 * N] = u.upByHeight * dt;
  t[2 * N + 1] = u.upBySpeed * dt;
  t[2 * N + 4] = dt;
  return { next, transition: t };
}

function multiply(a: Matrix, b: Matrix, transposeB: boolean): Matrix {
  const c = new Float64Array(N * N);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += a[i * N + k]! * (transposeB ? b[j * N + k]! : b[k * N + j]!);
      c[i * N + j] = sum;
    }
  return c;
}

/** Takes in one scalar measurement: innovation, its row of slopes, its variance. */
function update(
  x: Float64Array,
  p: Matrix,
  innovation: number,
  row: readonly number[],
  variance: number,
): void {
  const ph = new Float64Array(N);
  for (let i = 0; i < N; i++) for (let k = 0; k < N; k++) ph[i]! += p[i * N + k]! * row[k]!;
  let s = variance;
  for (let k = 0; k < N; k++) s += row[k]! * ph[k]!;
  for (let i = 0; i < N; i++) x[i]! += (ph[i]! / s) * innovation;
  for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) p[i * N + j]! -= (ph[i]! * ph[j]!) / s;
}

/** All that a sample says; speed is linearised at `about`. */
function takeIn(
  x: Float64Array,
  p: Matrix,
  s: Sample,
  slope: number,
  coasting: boolean,
  about: Float64Array,
): void {
  if (!Number.isNaN(s.altitude)) update(x, p, s.altitude - x[0]!, [1, 0, 0, 0, 0], HEIGHT_SIGMA ** 2);
  if (!Number.isNaN(slope)) update(x, p, slope - x[1]!, [0, 1, 0, 0, 0], SLOPE_SIGMA ** 2);
  if (!Number.isNaN(s.speed)) {
    const speed = Math.hypot(about[1]!, about[2]!);
    if (speed < 5) {
      update(x, p, -x[1]!, [0, 1, 0, 0, 0], SPEED_SIGMA ** 2);
    } else {
      const [a, b] = [about[1]! / speed, about[2]! / speed];
      update(x, p, s.speed - (a * x[1]! + b * x[2]!), [0, a, b, 0, 0], SPEED_SIGMA ** 2);
    }
  }
  if (coasting) {
    update(x, p, -x[3]!, [0, 0, 0, 1, 0], COAST_SIGMA ** 2);
    update(x, p, -x[4]!, [0, 0, 0, 0, 1], COAST_SIGMA ** 2);
  }
}

/** Slope of the downrange column about a sample, m/s; NaN where it can't be taken. */
function downrangeSlope(samples: readonly Sample[], k: number): number {
  const a = samples[Math.max(0, k - 2)]!;
  const b = samples[Math.min(samples.length - 1, k + 2)]!;
  return (b.downrange - a.downrange) / (b.time - a.time);
}

function filterPass(
  samples: readonly Sample[],
  phases: Phases,
  site: PlaneSite,
  about: Float64Array[] | null,
): Step[] {
  const steps: Step[] = [];
  let x: Float64Array = Float64Array.of(samples[0]!.altitude || 0, 0, samples[0]!.speed || 0, 0, 12);
  let p: Matrix = new Float64Array(N * N);
  [1e4, 25, 25, 25, 100].forEach((v, i) => {
    p[i * N + i] = v;
  });
  let time = samples[0]!.time;
  for (let k = 0; k < samples.length; k++) {
    const s = samples[k]!;
    const dt = s.time - time;
    let transition: Matrix = new Float64Array(N * N);
    for (let i = 0; i < N; i++) transition[i * N + i] = 1;
    const parts = Math.max(1, Math.ceil(dt));
    for (let part = 0; part < parts && dt > 0; part++) {
      const h = dt / parts;
      const from = time + part * h;
      const moved = propagate(site, x, h);
      x = moved.next;
      p = multiply(multiply(moved.transition, p, false), moved.transition, true);
      transition = multiply(moved.transition, transition, false);
      const jump = phases.burns.some((b) => crossed(b.start, from, h) || crossed(b.end, from, h));
      const walk = WALK[regimeAt(phases, from + h / 2, x[0]!)] ** 2 * h + (jump ? JUMP ** 2 : 0);
      p[3 * N + 3]! += walk;
      p[4 * N + 4]! += walk;
      p[N + 1]! += 1e-3 * h + walk * h * h * 0.25;
      p[2 * N + 2]! += 1e-3 * h + walk * h * h * 0.25;
    }
    time = s.time;
    const predicted = Float64Array.from(x);
    const predictedCovariance = Float64Array.from(p);
    const coasting = regimeAt(phases, s.time, about?.[k]?.[0] ?? x[0]!) === "coast";
    takeIn(x, p, s, downrangeSlope(samples, k), coasting, about?.[k] ?? predicted);
    steps.push({
      predicted,
      predictedCovariance,
      updated: Float64Array.from(x),
      updatedCovariance: Float64Array.from(p),
      transition,
    });
  }
  return steps;
}

function crossed(event: number, from: number, h: number): boolean {
  return event > from && event <= from + h;
}

/** Solves A·y = b for a symmetric positive A by Cholesky's factors. */
function solve(a: Matrix, b: Float64Array): Float64Array {
  const l = new Float64Array(N * N);
  for (let i = 0; i < N; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * N + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * N + k]! * l[j * N + k]!;
      l[i * N + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j * N + j]!;
    }
  const y = Float64Array.from(b);
  for (let i = 0; i < N; i++) {
    for (let k = 0; k < i; k++) y[i]! -= l[i * N + k]! * y[k]!;
    y[i]! /= l[i * N + i]!;
  }
  for (let i = N - 1; i >= 0; i--) {
    for (let k = i + 1; k < N; k++) y[i]! -= l[k * N + i]! * y[k]!;
    y[i]! /= l[i * N + i]!;
  }
  return y;
}

/** The backward pass of Rauch, Tung and Striebel (1965): means only. */
function smoothPass(steps: readonly Step[]): Float64Array[] {
  const out = steps.map((s) => Float64Array.from(s.updated));
  for (let k = steps.length - 2; k >= 0; k--) {
    const next = steps[k + 1]!;
    const difference = out[k + 1]!.map((v, i) => v - next.predicted[i]!);
    const weighted = solve(next.predictedCovariance, difference);
    const pf = multiply(steps[k]!.updatedCovariance, next.transition, true);
    for (let i = 0; i < N; i++) for (let j = 0; j < N; j++) out[k]![i]! += pf[i * N + j]! * weighted[j]!;
  }
  return out;
}

/**
 * A motion that obeys gravity and fits what was recorded: iterated extended Kalman smoothing (Bell 1994) of height,
 * forward speed and climb rate, with a sensed acceleration that wanders while engines burn, jumps where they light or
 * go out, and is zero in free flight.
 */
export function smoothPlanar(samples: readonly Sample[], phases: Phases, site: PlaneSite): PlanarFlight {
  let about: Float64Array[] | null = null;
  for (let pass = 0; pass < PASSES; pass++) about = smoothPass(filterPass(samples, phases, site, about));
  const column = (i: number) => Float64Array.from(about!, (x) => x[i]!);
  return {
    times: Float64Array.from(samples, (s) => s.time),
    height: column(0),
    forwardSpeed: column(1),
    climbRate: column(2),
    sensedForward: column(3),
    sensedUp: column(4),
  };
}
