import { normalAt, type RandomStream } from "../../../astro/index.js";
import { integratedMotion, type MeasurementModel, type MotionModel } from "../../../estimation/index.js";

/**
 * A body falls vertically past the height of a radar that sees its range only: Athans, Wishner and Bertolini, "Suboptimal
 * state estimation for continuous-time nonlinear systems from discrete noisy measurements", IEEE Transactions on Automatic
 * Control 13(5), 1968. State: height m, speed downwards m/s, drag parameter 1/m. No gravity and no process noise.
 */
export const ATHANS = {
  /** s */
  step: 0.1,
  steps: 300,
  /** Decay of the air with height, 1/m. */
  decay: 1 / 6096,
  /** Mean of the truth at the start, and its variances. */
  start: [90e3, 6e3, 1.5e-3],
  variances: [0.0929e6, 1.4865e6, 1e-10],
  /** What filters are told of the drag. */
  toldDrag: 1.7e-3,
  /** Distance of the radar from the path, and its height, m. */
  radarDistance: 30e3,
  radarHeight: 30e3,
  /** m */
  sigmaRange: 30.48,
} as const;

/** ḣ = −v, v̇ = −d·exp(−γ·h)·v², ḋ = 0. */
export function athansMotion(): MotionModel {
  const { decay } = ATHANS;
  return integratedMotion(
    {
      states: 3,
      rates(x, out) {
        out[0] = -x[1]!;
        out[1] = -x[2]! * Math.exp(-decay * x[0]!) * x[1]! ** 2;
        out[2] = 0;
      },
      ratesWithSlope(x, out, slope) {
        const air = Math.exp(-decay * x[0]!);
        const drag = x[2]! * air * x[1]! ** 2;
        out[0] = -x[1]!;
        out[1] = -drag;
        out[2] = 0;
        slope.set([0, -1, 0, decay * drag, -2 * x[2]! * air * x[1]!, -air * x[1]! ** 2, 0, 0, 0]);
      },
      longestStep: () => ATHANS.step / 2,
    },
    (_x, _dt, out) => out.fill(0),
  );
}

/** Range from beside the path. */
export const ATHANS_RADAR: MeasurementModel = {
  states: 3,
  dimension: 1,
  noise: Float64Array.of(ATHANS.sigmaRange ** 2),
  measure(x, out) {
    out[0] = Math.hypot(ATHANS.radarDistance, x[0]! - ATHANS.radarHeight);
  },
  jacobian(x, out) {
    const above = x[0]! - ATHANS.radarHeight;
    out.fill(0);
    out[0] = above / Math.hypot(ATHANS.radarDistance, above);
  },
  innovate(measured, predicted, out) {
    out[0] = measured[0]! - predicted[0]!;
  },
};

/** One fall, and the ranges from the first step on. */
export interface AthansFall {
  /** From the start on. */
  readonly truth: readonly Float64Array[];
  /** One fewer than truths. */
  readonly plots: readonly Float64Array[];
}

/** @param stream of the body's start and of the radar's errors; null: without either */
export function fallAthans(stream: RandomStream | null): AthansFall {
  const motion = athansMotion();
  const { start, variances, step, steps, sigmaRange } = ATHANS;
  const draw = (k: number) => (stream ? normalAt(stream, k) : 0);
  const state = Float64Array.from(start, (v, i) => v + Math.sqrt(variances[i]!) * draw(i));
  const truth = [Float64Array.from(state)];
  const plots: Float64Array[] = [];
  for (let k = 1; k <= steps; k++) {
    motion.move(state, step);
    truth.push(Float64Array.from(state));
    const plot = new Float64Array(1);
    ATHANS_RADAR.measure(state, plot);
    plot[0]! += sigmaRange * draw(2 + k);
    plots.push(plot);
  }
  return { truth, plots };
}
