import { EARTH, earthGravityAt, earthGravityGradient } from "../../astro/index.js";
import type { MotionModel } from "../filters/model.js";
import { isDown, longestCoastStep } from "./flight-forces.js";
import { type Flow, integratedMotion } from "./integrated-motion.js";
import { addWhiteAcceleration } from "./white-noise.js";

/** What {@link fieldMotion} may be told. */
export interface FieldMotionOptions {
  /** Degree and order of the Earth's field, 0 to 20; default 12. */
  readonly degree?: number;
  /**
   * Spectral density of white acceleration, m²/s³, an axis. The default, 1e-8, stands for what is left out over ten
   * minutes at 800 km and a degree of 12: the field beyond it, Sun and Moon, the pole's motion, some 5e-6 m/s² together.
   */
  readonly acceleration?: number;
}

/**
 * Coast outside the air in the Earth-fixed, turning frame under the Earth's field with its tesseral harmonics: states r (m),
 * v (m/s), ECEF. As {@link coastMotion} with what J2–J4 leave out, which is 1e-4 m/s² at low orbits. What has come down
 * stays.
 */
export function fieldMotion(options: FieldMotionOptions = {}): MotionModel {
  const degree = options.degree ?? 12;
  const density = options.acceleration ?? 1e-8;
  return integratedMotion(fieldFlow(degree), (_x, dt, out) => {
    out.fill(0);
    addWhiteAcceleration(density, dt, 6, out);
  });
}

function fieldFlow(degree: number): Flow {
  const omega = EARTH.rotation;
  const gradient = new Float64Array(9);
  const rates = (x: Float64Array, out: Float64Array): void => {
    earthGravityAt(degree, x, out, 3);
    out[0] = x[3]!;
    out[1] = x[4]!;
    out[2] = x[5]!;
    out[3]! += omega * (omega * x[0]! + 2 * x[4]!);
    out[4]! += omega * (omega * x[1]! - 2 * x[3]!);
  };
  return {
    states: 6,
    rates(x, out) {
      if (isDown(x)) out.fill(0);
      else rates(x, out);
    },
    ratesWithSlope(x, out, slope) {
      slope.fill(0);
      if (isDown(x)) {
        out.fill(0);
        return;
      }
      rates(x, out);
      earthGravityGradient(degree, x, gradient);
      for (let i = 0; i < 3; i++) {
        slope[6 * i + 3 + i] = 1;
        for (let j = 0; j < 3; j++) slope[6 * (3 + i) + j] = gradient[3 * i + j]!;
      }
      slope[18]! += omega * omega;
      slope[25]! += omega * omega;
      slope[22] = 2 * omega;
      slope[27] = -2 * omega;
    },
    longestStep: longestCoastStep,
  };
}
