import { EARTH } from "../../astro/index.js";
import type { MeasurementModel } from "../filters/model.js";

/** An Earth-fixed measurement of a state in inertial axes. */
export interface InertialView extends MeasurementModel {
  /** Sets by how much the Earth-fixed axes are turned against the inertial ones at the measurement's time, rad. */
  turn(angle: number): void;
}

/**
 * A measurement that is made for Earth-fixed states, for states of {@link orbitMotion}: r and v are turned about the
 * pole and v loses the Earth's rotation, v_e = R·v − ω × (R·r).
 */
export function inertialView(measurement: MeasurementModel): InertialView {
  const n = measurement.states;
  const m = measurement.dimension;
  const fixed = new Float64Array(n);
  const rows = new Float64Array(m * n);
  const omega = EARTH.rotation;
  let cosine = 1;
  let sine = 0;

  function toFixed(x: Float64Array): void {
    fixed.set(x);
    for (let k = 0; k < 6; k += 3) {
      fixed[k] = cosine * x[k]! + sine * x[k + 1]!;
      fixed[k + 1] = cosine * x[k + 1]! - sine * x[k]!;
    }
    fixed[3]! += omega * fixed[1]!;
    fixed[4]! -= omega * fixed[0]!;
  }

  return {
    states: n,
    dimension: m,
    noise: measurement.noise,
    turn(angle) {
      cosine = Math.cos(angle);
      sine = Math.sin(angle);
    },
    measure(x, out) {
      toFixed(x);
      measurement.measure(fixed, out);
    },
    jacobian(x, out) {
      toFixed(x);
      measurement.jacobian(fixed, rows);
      out.set(rows);
      for (let a = 0; a < m * n; a += n) {
        // the Earth-fixed velocity leans on the place as well
        const alongX = rows[a]! - omega * rows[a + 4]!;
        const alongY = rows[a + 1]! + omega * rows[a + 3]!;
        out[a] = alongX * cosine - alongY * sine;
        out[a + 1] = alongX * sine + alongY * cosine;
        out[a + 3] = rows[a + 3]! * cosine - rows[a + 4]! * sine;
        out[a + 4] = rows[a + 3]! * sine + rows[a + 4]! * cosine;
      }
    },
    innovate: (measured, predicted, out) => measurement.innovate(measured, predicted, out),
  };
}
