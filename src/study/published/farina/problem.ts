import { normalAt, type RandomStream } from "../../../astro/index.js";
import type { MeasurementModel, MotionModel } from "../../../estimation/index.js";

/**
 * Re-entry of a ballistic target seen by one radar: Farina, Ristic and Benvenuti, "Tracking a ballistic target: comparison of
 * several nonlinear filters", IEEE Transactions on Aerospace and Electronic Systems 38(3), 2002. Plane, flat Earth; state
 * x, vx, y, vy in m and m/s with the radar at the origin, and ln β where it is estimated.
 */
export const FARINA = {
  /** s */
  period: 2,
  /** from 0 to 118 s, when the target reaches the ground */
  scans: 60,
  /** m/s² */
  gravity: 9.81,
  /** β as a weight, kg/(m·s²): g times the mass for each unit of drag area */
  ballisticCoefficient: 40_000,
  /** q, m²/s³ */
  processNoise: 1,
  /** m */
  start: [232_000, 88_000],
  /** m/s */
  speed: 2290,
  headingDeg: 190,
  /** m, rad */
  sigmaRange: 100,
  sigmaElevation: 0.017,
} as const;

/** Where the air changes its law, m. */
const LAYER = 9144;
const LOW = { density: 1.227, decay: 1.093e-4 };
const HIGH = { density: 1.754, decay: 1.49e-4 };

/**
 * Air density, kg/m³, and its relative decrease with height, 1/m.
 *
 * @param height m
 */
function airAt(height: number): { density: number; decay: number } {
  const { density, decay } = height < LAYER ? LOW : HIGH;
  return { density: density * Math.exp(-decay * height), decay };
}

export interface FarinaMotionOptions {
  /** kg/(m·s²); "estimated" adds a fifth state, ln β. */
  readonly ballisticCoefficient: number | "estimated";
  /** q, m²/s³; the truth's where absent. */
  readonly processNoise?: number;
  /** Spectral density of a random walk of ln β, 1/s; none where absent. */
  readonly wander?: number;
}

/**
 * s′ = Φ·s + G·(f(s) − (0, g)) + w with f = −g·ρ(y)/(2β)·|v|·v and w of covariance q·[T³/3, T²/2; T²/2, T] on each axis.
 *
 * @returns 4 states, or 5 with ln β
 */
export function farinaMotion({
  ballisticCoefficient,
  processNoise = FARINA.processNoise,
  wander = 0,
}: FarinaMotionOptions): MotionModel {
  const estimated = ballisticCoefficient === "estimated";
  const states = estimated ? 5 : 4;
  const { gravity } = FARINA;

  function move(x: Float64Array, dt: number, transition: Float64Array | null): void {
    const [, vx, y, vy] = x as unknown as [number, number, number, number];
    const beta = estimated ? Math.exp(x[4]!) : ballisticCoefficient;
    const { density, decay } = airAt(y);
    const speed = Math.hypot(vx, vy);
    const drag = (gravity * density) / (2 * beta);
    const ax = -drag * speed * vx;
    const ay = -drag * speed * vy;
    const half = 0.5 * dt * dt;
    x[0]! += vx * dt + ax * half;
    x[1]! += ax * dt;
    x[2]! += vy * dt + (ay - gravity) * half;
    x[3]! += (ay - gravity) * dt;
    if (!transition) return;
    // ∂a/∂v = −drag·(|v|·I + v·vᵀ/|v|), ∂a/∂y = −decay·a, ∂a/∂ln β = −a
    const cross = speed > 0 ? (-drag * vx * vy) / speed : 0;
    const axByVx = speed > 0 ? -drag * (speed + (vx * vx) / speed) : 0;
    const ayByVy = speed > 0 ? -drag * (speed + (vy * vy) / speed) : 0;
    transition.fill(0);
    const row = (i: number, a: readonly number[], plain: readonly [number, number], gain: number) => {
      a.forEach((v, j) => {
        if (j < states) transition[i * states + j] = gain * v;
      });
      transition[i * states + i]! += plain[0];
      if (plain[1] !== 0) transition[i * states + i + 1]! += plain[1];
    };
    const alongX = [0, axByVx, -decay * ax, cross, -ax];
    const alongY = [0, cross, -decay * ay, ayByVy, -ay];
    row(0, alongX, [1, dt], half);
    row(1, alongX, [1, 0], dt);
    row(2, alongY, [1, dt], half);
    row(3, alongY, [1, 0], dt);
    if (estimated) transition[24] = 1;
  }

  return {
    states,
    move: (x, dt) => move(x, dt, null),
    moveWithTransition: move,
    processNoise(_x, dt, out) {
      out.fill(0);
      for (const i of [0, 2]) {
        const at = i * states + i;
        out[at] = (processNoise * dt ** 3) / 3;
        out[at + 1] = out[at + states] = (processNoise * dt ** 2) / 2;
        out[at + states + 1] = processNoise * dt;
      }
      if (estimated) out[24] = wander * dt;
    },
  };
}

/**
 * Range and elevation from the origin.
 *
 * @param states 4 or 5
 */
export function farinaRadar(states: number): MeasurementModel {
  return {
    states,
    dimension: 2,
    noise: Float64Array.of(FARINA.sigmaRange ** 2, 0, 0, FARINA.sigmaElevation ** 2),
    measure(x, out) {
      out[0] = Math.hypot(x[0]!, x[2]!);
      out[1] = Math.atan2(x[2]!, x[0]!);
    },
    jacobian(x, out) {
      const range = Math.hypot(x[0]!, x[2]!);
      out.fill(0);
      out[0] = x[0]! / range;
      out[2] = x[2]! / range;
      out[states] = -x[2]! / range ** 2;
      out[states + 2] = x[0]! / range ** 2;
    },
    innovate(measured, predicted, out) {
      out[0] = measured[0]! - predicted[0]!;
      const turn = measured[1]! - predicted[1]!;
      out[1] = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    },
  };
}

/** One flight and what the radar reported of it. */
export interface FarinaFlight {
  /** kg/(m·s²) */
  readonly ballisticCoefficient: number;
  /** The four kinematic states at each scan. */
  readonly truth: readonly Float64Array[];
  /** Range m and elevation rad at each scan. */
  readonly plots: readonly Float64Array[];
}

/**
 * Flies the target.
 *
 * @param stream of its process noise and of the radar's errors; null: without either
 * @param ballisticCoefficient kg/(m·s²); the problem's where absent
 */
export function flyFarina(
  stream: RandomStream | null,
  ballisticCoefficient: number = FARINA.ballisticCoefficient,
): FarinaFlight {
  const { period, scans, speed, headingDeg, start, processNoise } = FARINA;
  const motion = farinaMotion({ ballisticCoefficient });
  const radar = farinaRadar(4);
  const heading = (headingDeg * Math.PI) / 180;
  const state = Float64Array.of(start[0], speed * Math.cos(heading), start[1], speed * Math.sin(heading));
  const truth: Float64Array[] = [];
  const plots: Float64Array[] = [];
  const draw = (k: number, number: number) => (stream ? normalAt(stream, 8 * k + number) : 0);
  for (let k = 0; k < scans; k++) {
    if (k > 0) {
      motion.move(state, period);
      for (const axis of [0, 1]) {
        // factor of [T³/3, T²/2; T²/2, T]
        const u = Math.sqrt(processNoise * period) * draw(k, 2 * axis);
        const v = Math.sqrt((processNoise * period ** 3) / 12) * draw(k, 2 * axis + 1);
        state[2 * axis]! += (period / 2) * u + v;
        state[2 * axis + 1]! += u;
      }
    }
    truth.push(Float64Array.from(state));
    const plot = new Float64Array(2);
    radar.measure(state, plot);
    plot[0]! += FARINA.sigmaRange * draw(k, 4);
    plot[1]! += FARINA.sigmaElevation * draw(k, 5);
    plots.push(plot);
  }
  return { ballisticCoefficient, truth, plots };
}
