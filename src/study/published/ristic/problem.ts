import { normalAt, type RandomStream, uniformAt } from "../../../astro/index.js";
import type { MeasurementModel, MotionModel } from "../../../estimation/index.js";

/**
 * A body falls straight down on a radar, its ballistic coefficient unknown: Ristic, Farina, Benvenuti and Arulampalam,
 * "Performance bounds and comparison of nonlinear filters for tracking a ballistic object on re-entry", IEE Proceedings
 * Radar, Sonar and Navigation 150(2), 2003; Ristic, Arulampalam and Gordon, "Beyond the Kalman Filter" (2004), chapter 5. State:
 * height m, speed downwards m/s, and β in kg/(m·s²) or its logarithm.
 */
export const RISTIC = {
  /** s */
  step: 0.1,
  /** m */
  height: 60_960,
  /** m/s */
  speed: 3048,
  ballisticCoefficient: 19_161,
  /** m/s² */
  gravity: 9.81,
  /** Spectral densities: of the acceleration, m²/s³, and of β. */
  processNoise: 5,
  wander: 5,
  /** m */
  sigmaRange: 200,
  /** β is known to follow a Beta distribution with both exponents 1.1 between these. */
  least: 10_000,
  most: 63_000,
  exponent: 1.1,
} as const;

const DENSITY = 1.754;
const DECAY = 1.49e-4;

/** Mean and deviation of β before anything is seen. */
export function risticPrior(): { mean: number; sigma: number } {
  const { least, most, exponent } = RISTIC;
  return { mean: (least + most) / 2, sigma: (most - least) / 2 / Math.sqrt(2 * exponent + 1) };
}

/** Mean and deviation of ln β before anything is seen, by the midpoint rule. */
export function risticLogarithmPrior(): { mean: number; sigma: number } {
  const { least, most, exponent } = RISTIC;
  const sums = [0, 0, 0];
  const cells = 4000;
  for (let k = 0; k < cells; k++) {
    const u = (k + 0.5) / cells;
    const weight = (u * (1 - u)) ** (exponent - 1);
    const value = Math.log(least + (most - least) * u);
    for (const power of [0, 1, 2]) sums[power]! += weight * value ** power;
  }
  const mean = sums[1]! / sums[0]!;
  return { mean, sigma: Math.sqrt(sums[2]! / sums[0]! - mean ** 2) };
}

/** β drawn from its prior, by rejection. */
export function drawBallisticCoefficient(stream: RandomStream): number {
  const { least, most, exponent } = RISTIC;
  for (let k = 0; ; k += 2) {
    const u = uniformAt(stream, k);
    if (uniformAt(stream, k + 1) < (4 * u * (1 - u)) ** (exponent - 1)) return least + (most - least) * u;
  }
}

/**
 * h′ = h − τ·v, v′ = v − τ·(g·ρ(h)·v²/(2β) − g), ρ = 1.754·exp(−1.49·10⁻⁴·h).
 *
 * @param logarithm whether the third state is ln β
 */
export function risticMotion(logarithm: boolean): MotionModel {
  const { gravity, processNoise, wander } = RISTIC;

  function move(x: Float64Array, dt: number, transition: Float64Array | null): void {
    const [h, v] = x as unknown as [number, number];
    const beta = logarithm ? Math.exp(x[2]!) : x[2]!;
    const factor = (gravity * DENSITY * Math.exp(-DECAY * h)) / (2 * beta);
    const drag = factor * v * v;
    x[0] = h - dt * v;
    x[1] = v - dt * (drag - gravity);
    transition?.set([
      1,
      -dt,
      0,
      dt * DECAY * drag,
      1 - dt * 2 * factor * v,
      (dt * drag) / (logarithm ? 1 : beta),
      0,
      0,
      1,
    ]);
  }

  return {
    states: 3,
    move: (x, dt) => move(x, dt, null),
    moveWithTransition: move,
    processNoise(x, dt, out) {
      // of opposite sign to the printed one: what adds to the speed takes from the height
      out.set([
        (processNoise * dt ** 3) / 3,
        (-processNoise * dt ** 2) / 2,
        0,
        0,
        processNoise * dt,
        0,
        0,
        0,
        0,
      ]);
      out[3] = out[1]!;
      out[8] = (wander * dt) / (logarithm ? Math.exp(2 * x[2]!) : 1);
    },
  };
}

/** Height, which is the range of the radar below. */
export const RISTIC_RADAR: MeasurementModel = {
  states: 3,
  dimension: 1,
  noise: Float64Array.of(RISTIC.sigmaRange ** 2),
  measure(x, out) {
    out[0] = x[0]!;
  },
  jacobian(_x, out) {
    out.fill(0);
    out[0] = 1;
  },
  innovate(measured, predicted, out) {
    out[0] = measured[0]! - predicted[0]!;
  },
};

/** One fall and what the radar reported of it, until the ground. */
export interface RisticFall {
  /** Height, speed and β at each step, from 0 on. */
  readonly truth: readonly Float64Array[];
  readonly plots: readonly Float64Array[];
}

/**
 * Lets the body fall.
 *
 * @param ballisticCoefficient kg/(m·s²)
 * @param stream of its process noise and the radar's errors; null: without either
 * @param most steps
 */
export function fallRistic(
  ballisticCoefficient: number,
  stream: RandomStream | null,
  most = 1000,
): RisticFall {
  const { step, height, speed, processNoise, wander, sigmaRange } = RISTIC;
  const motion = risticMotion(false);
  const state = Float64Array.of(height, speed, ballisticCoefficient);
  const draw = (k: number) => (stream ? normalAt(stream, k) : 0);
  const truth: Float64Array[] = [];
  const plots: Float64Array[] = [];
  for (let k = 0; k < most && state[0]! > 0; k++) {
    truth.push(Float64Array.from(state));
    plots.push(Float64Array.of(state[0]! + sigmaRange * draw(4 * k)));
    motion.move(state, step);
    const jolt = Math.sqrt(processNoise * step) * draw(4 * k + 1);
    state[0]! -= (step / 2) * jolt + Math.sqrt((processNoise * step ** 3) / 12) * draw(4 * k + 2);
    state[1]! += jolt;
    state[2]! += Math.sqrt(wander * step) * draw(4 * k + 3);
  }
  return { truth, plots };
}
