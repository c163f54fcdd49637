import type { Vec3 } from "../../astro/index.js";
import { median } from "../robust/index.js";
import { type FlightTable, flightState } from "./braked-flight.js";
import { cameraResiduals, type PreparedCamera } from "./path-problem.js";

/** Sights farther off than so many sigmas are called outliers. */
const OUTLIER = 4;

/** How one camera agrees with the path. */
export interface CameraFit {
  readonly camera: string;
  /** False: it saw something else, or from too near the line of another camera; its sights were not used. */
  readonly used: boolean;
  /** To be added to its times, s, and its 1σ. */
  readonly clockOffset: number;
  readonly clockSigma: number;
  /** Root mean square of the angle between sight and path, an axis, rad: of those nine in ten that fit best. */
  readonly residual: number;
  /** 1σ an axis by which its sights were weighted, rad (median). */
  readonly sigma: number;
  readonly sights: number;
  /** Sights farther off than four times that. */
  readonly outliers: number;
  /** Angle of each sight to the path, rad, along its course over the sky and across it. */
  readonly residuals: readonly { readonly time: number; readonly along: number; readonly across: number }[];
}

/** How a camera's sights lie to a path, by a clock and turns. */
export function agreement(
  table: FlightTable,
  camera: PreparedCamera,
  clock: number,
  tilt: Float64Array,
  tiltAt: number,
): Pick<CameraFit, "residual" | "sigma" | "sights" | "outliers" | "residuals"> {
  const count = camera.times.length;
  const scaled = new Float64Array(2 * count);
  cameraResiduals(table, camera, clock, tilt, tiltAt, scaled, 0);
  const state = new Float64Array(6);
  const residuals = Array.from({ length: count }, (_, k) => {
    const time = camera.times[k]! + clock;
    flightState(table, time, state);
    const velocity: Vec3 = [state[3]!, state[4]!, state[5]!];
    const [a, b] = camera.axes[k]!;
    const course = [0, 1, 2].map((i) => velocity[i]!);
    const onA = course.reduce((s, v, i) => s + v * a[i]!, 0);
    const onB = course.reduce((s, v, i) => s + v * b[i]!, 0);
    const size = Math.max(1e-9, Math.hypot(onA, onB));
    const [ra, rb] = [scaled[2 * k]! * camera.sigmas[k]!, scaled[2 * k + 1]! * camera.sigmas[k]!];
    return { time, along: (ra * onA + rb * onB) / size, across: (rb * onA - ra * onB) / size };
  });
  const squares = residuals.map((r) => r.along ** 2 + r.across ** 2).sort((p, q) => p - q);
  const kept = squares.slice(0, Math.max(1, Math.ceil(0.9 * count)));
  const sizes = Array.from(scaled, Math.abs);
  return {
    residual: Math.sqrt(kept.reduce((s, v) => s + v, 0) / (2 * kept.length)),
    sigma: median(camera.sigmas),
    sights: count,
    outliers: residuals.filter((_, k) => Math.max(sizes[2 * k]!, sizes[2 * k + 1]!) > OUTLIER).length,
    residuals,
  };
}
