import { EARTH } from "../../astro/index.js";
import { makePlotScene, type PlotScene } from "../tracking/index.js";

/**
 * A peer for figures of speed: the extended filter as one writes it first, with a transition by central differences
 * through a Runge–Kutta step, full matrices, loops, and nothing beside the six states of one body. No part of the
 * estimation library: what that gains over it is a ratio that travels from machine to machine.
 */

const N = 6;
const GM = EARTH.gm;
const SPIN = EARTH.rotation;
const FLATTENING = 1.5 * EARTH.j2 * EARTH.radius ** 2;
/** Steps of the differences, m and m/s. */
const STEPS = [100, 100, 100, 0.1, 0.1, 0.1];
const NOISE = 1e-4;

type Vector = Float64Array;

function derivative(x: Vector, out: Vector): void {
  const r2 = x[0]! ** 2 + x[1]! ** 2 + x[2]! ** 2;
  const pull = -GM / (r2 * Math.sqrt(r2));
  const bulge = FLATTENING / r2;
  const sine2 = x[2]! ** 2 / r2;
  for (let i = 0; i < 3; i++) {
    out[i] = x[3 + i]!;
    out[3 + i] = pull * x[i]! * (1 + bulge * ((i < 2 ? 1 : 3) - 5 * sine2));
  }
  out[3] = out[3]! + SPIN ** 2 * x[0]! + 2 * SPIN * x[4]!;
  out[4] = out[4]! + SPIN ** 2 * x[1]! - 2 * SPIN * x[3]!;
}

const slopes = [0, 1, 2, 3].map(() => new Float64Array(N));
const middle = new Float64Array(N);

function rungeKutta(x: Vector, h: number, out: Vector): void {
  derivative(x, slopes[0]!);
  for (let stage = 1; stage < 4; stage++) {
    const part = stage === 3 ? h : h / 2;
    const slope = slopes[stage - 1]!;
    for (let i = 0; i < N; i++) middle[i] = x[i]! + part * slope[i]!;
    derivative(middle, slopes[stage]!);
  }
  const [k1, k2, k3, k4] = [slopes[0]!, slopes[1]!, slopes[2]!, slopes[3]!];
  for (let i = 0; i < N; i++) out[i] = x[i]! + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!);
}

const transition = new Float64Array(N * N);
const product = new Float64Array(N * N);
const [ahead, behind, there] = [new Float64Array(N), new Float64Array(N), new Float64Array(N)];

function predict(x: Vector, p: Vector, h: number): void {
  for (let j = 0; j < N; j++) {
    there.set(x);
    there[j] = x[j]! + STEPS[j]!;
    rungeKutta(there, h, ahead);
    there[j] = x[j]! - STEPS[j]!;
    rungeKutta(there, h, behind);
    for (let i = 0; i < N; i++) transition[i * N + j] = (ahead[i]! - behind[i]!) / (2 * STEPS[j]!);
  }
  rungeKutta(x, h, there);
  x.set(there);
  for (let i = 0; i < N; i++)
    for (let j = 0; j < N; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += transition[i * N + k]! * p[k * N + j]!;
      product[i * N + j] = sum;
    }
  for (let i = 0; i < N; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < N; k++) sum += product[i * N + k]! * transition[j * N + k]!;
      p[i * N + j] = p[j * N + i] = sum;
    }
  for (let i = 0; i < 3; i++) {
    p[i * 7]! += (NOISE * h ** 3) / 3;
    p[(i + 3) * 7]! += NOISE * h;
    p[i * N + i + 3]! += (NOISE * h * h) / 2;
    p[(i + 3) * N + i] = p[i * N + i + 3]!;
  }
}

const rows = new Float64Array(9);
const crossed = new Float64Array(18);
const spread = new Float64Array(9);
const inverse = new Float64Array(9);
const gain = new Float64Array(18);
const misses = new Float64Array(3);

/** @param axes the radar's place, then east, north, up by rows */
function update(x: Vector, p: Vector, z: Vector, variances: Vector, axes: Vector): void {
  const [dx, dy, dz] = [x[0]! - axes[0]!, x[1]! - axes[1]!, x[2]! - axes[2]!];
  const e = axes[3]! * dx + axes[4]! * dy + axes[5]! * dz;
  const n = axes[6]! * dx + axes[7]! * dy + axes[8]! * dz;
  const u = axes[9]! * dx + axes[10]! * dy + axes[11]! * dz;
  const across2 = e * e + n * n;
  const across = Math.sqrt(across2);
  const range = Math.sqrt(across2 + u * u);
  misses[0] = z[0]! - range;
  misses[1] = z[1]! - Math.atan2(e, n);
  misses[1] = misses[1]! - 2 * Math.PI * Math.round(misses[1]! / (2 * Math.PI));
  misses[2] = z[2]! - Math.atan2(u, across);
  for (let k = 0; k < 3; k++) {
    const [east, north, up] = [axes[3 + k]!, axes[6 + k]!, axes[9 + k]!];
    rows[k] = (e * east + n * north + u * up) / range;
    rows[3 + k] = (n * east - e * north) / across2;
    rows[6 + k] = (across * up - (u / across) * (e * east + n * north)) / (range * range);
  }
  for (let i = 0; i < N; i++)
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += p[i * N + k]! * rows[j * 3 + k]!;
      crossed[i * 3 + j] = sum;
    }
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      let sum = i === j ? variances[i]! : 0;
      for (let k = 0; k < 3; k++) sum += rows[i * 3 + k]! * crossed[k * 3 + j]!;
      spread[i * 3 + j] = sum;
    }
  invert();
  for (let i = 0; i < N; i++)
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += crossed[i * 3 + k]! * inverse[k * 3 + j]!;
      gain[i * 3 + j] = sum;
    }
  for (let i = 0; i < N; i++) {
    for (let k = 0; k < 3; k++) x[i]! += gain[i * 3 + k]! * misses[k]!;
    for (let j = 0; j <= i; j++) {
      let sum = p[i * N + j]!;
      for (let k = 0; k < 3; k++) sum -= gain[i * 3 + k]! * crossed[j * 3 + k]!;
      p[i * N + j] = p[j * N + i] = sum;
    }
  }
}

/** The 3 × 3 of `spread` by its cofactors. */
function invert(): void {
  const s = spread;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      const [r, q, c, d] = [((i + 1) % 3) * 3, ((i + 2) % 3) * 3, (j + 1) % 3, (j + 2) % 3];
      inverse[j * 3 + i] = s[r + c]! * s[q + d]! - s[r + d]! * s[q + c]!;
    }
  const determinant = s[0]! * inverse[0]! + s[1]! * inverse[3]! + s[2]! * inverse[6]!;
  for (let i = 0; i < 9; i++) inverse[i]! /= determinant;
}

/** What the plain filter does on this machine. */
export interface PlainFilterRun {
  /** predict + update */
  readonly updatesPerSecond: number;
  /** Distance from the truth at the end, m. */
  readonly positionError: number;
}

const SCENE_SEED = 1;
const WARM_UP = 20;
const RUNS = 120;

/** One body seen by one radar once a second for five minutes: the scene that single filters are timed on. */
export function oneBodyScene(): PlotScene {
  return makePlotScene({
    seed: SCENE_SEED,
    radars: ["R1"],
    objects: 1,
    duration: 300,
    scanPeriod: 1,
    clutter: 0,
    detectionProbability: 1,
    kind: "arcs",
    births: false,
  });
}

/** Runs the plain filter over one body's plots again and again. */
export function runPlainFilter(): PlainFilterRun {
  const { plots, radars, truth } = oneBodyScene();
  const axes = axesOf(radars[0]!);
  const zs = Array.from({ length: plots.count }, (_, k) =>
    Float64Array.of(plots.range[k]!, plots.azimuth[k]!, plots.elevation[k]!),
  );
  const variances = Float64Array.of(
    plots.rangeVariance[0]!,
    plots.azimuthVariance[0]!,
    plots.elevationVariance[0]!,
  );
  const x = new Float64Array(N);
  const p = new Float64Array(N * N);
  const follow = () => {
    start(x, p, zs[0]!, variances, axes);
    for (let k = 1; k < zs.length; k++) {
      predict(x, p, 1);
      update(x, p, zs[k]!, variances, axes);
    }
  };
  for (let run = 0; run < WARM_UP; run++) follow();
  const begun = performance.now();
  for (let run = 0; run < RUNS; run++) follow();
  const seconds = (performance.now() - begun) / 1000;
  const end = truth.instants.at(-1)!.states;
  return {
    updatesPerSecond: (RUNS * (zs.length - 1)) / seconds,
    positionError: Math.hypot(x[0]! - end[0]!, x[1]! - end[1]!, x[2]! - end[2]!),
  };
}

function axesOf({ latitude, longitude, positionEcef }: PlotScene["radars"][number]): Float64Array {
  const [sinLat, cosLat, sinLon, cosLon] = [
    Math.sin(latitude),
    Math.cos(latitude),
    Math.sin(longitude),
    Math.cos(longitude),
  ];
  return Float64Array.of(
    ...positionEcef,
    -sinLon,
    cosLon,
    0,
    -sinLat * cosLon,
    -sinLat * sinLon,
    cosLat,
    cosLat * cosLon,
    cosLat * sinLon,
    sinLat,
  );
}

function start(x: Vector, p: Vector, z: Vector, variances: Vector, axes: Vector): void {
  const [range, azimuth, elevation] = [z[0]!, z[1]!, z[2]!];
  const across = Math.cos(elevation);
  const along = [across * Math.sin(azimuth), across * Math.cos(azimuth), Math.sin(elevation)];
  x.fill(0);
  p.fill(0);
  for (let k = 0; k < 3; k++) {
    x[k] = axes[k]!;
    for (let i = 0; i < 3; i++) x[k]! += range * along[i]! * axes[3 + 3 * i + k]!;
    // round where the plot is flat: the first updates mend it
    p[k * 7] = range * range * Math.max(variances[1]!, variances[2]!);
    p[(k + 3) * 7] = 16e6;
  }
}
