import type { MeasurementModel, MotionModel } from "../filters/model.js";

/** What a linear motion is made of. Both write into an n × n matrix of zeros, by rows. */
export interface LinearMotion {
  readonly states: number;
  transition(dt: number, out: Float64Array): void;
  /** @param dt s, not negative */
  noise(dt: number, out: Float64Array): void;
}

/** A motion model whose transition doesn't depend on the state. */
export function linearMotion(motion: LinearMotion): MotionModel {
  const n = motion.states;
  const phi = new Float64Array(n * n);
  const before = new Float64Array(n);

  function moveWithTransition(x: Float64Array, dt: number, transition: Float64Array): void {
    transition.fill(0);
    motion.transition(dt, transition);
    before.set(x);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += transition[i * n + j]! * before[j]!;
      x[i] = sum;
    }
  }

  return {
    states: n,
    move: (x, dt) => moveWithTransition(x, dt, phi),
    moveWithTransition,
    processNoise(_x, dt, out) {
      out.fill(0);
      motion.noise(dt, out);
    },
  };
}

/**
 * Nearly constant velocity: positions of all axes, then velocities; white acceleration. Source: Bar-Shalom, Li and
 * Kirubarajan (2001), section 6.2.2.
 *
 * @param axes number of axes
 * @param density spectral density of the acceleration, m²/s³
 */
export function constantVelocity(axes: number, density: number): MotionModel {
  const n = 2 * axes;
  return linearMotion({
    states: n,
    transition(dt, out) {
      for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
      for (let i = 0; i < axes; i++) out[i * n + axes + i] = dt;
    },
    noise(dt, out) {
      for (let i = 0; i < axes; i++) {
        const v = axes + i;
        out[i * n + i] = (density * dt ** 3) / 3;
        out[i * n + v] = out[v * n + i] = (density * dt ** 2) / 2;
        out[v * n + v] = density * dt;
      }
    },
  });
}

/**
 * Nearly constant acceleration: positions of all axes, then velocities, then accelerations; white jerk. Source:
 * Bar-Shalom, Li and Kirubarajan (2001), section 6.2.3.
 *
 * @param axes number of axes
 * @param density spectral density of the jerk, m²/s⁵
 */
export function constantAcceleration(axes: number, density: number): MotionModel {
  const n = 3 * axes;
  return linearMotion({
    states: n,
    transition(dt, out) {
      for (let i = 0; i < n; i++) out[i * (n + 1)] = 1;
      for (let i = 0; i < 2 * axes; i++) out[i * n + axes + i] = dt;
      for (let i = 0; i < axes; i++) out[i * n + 2 * axes + i] = 0.5 * dt * dt;
    },
    noise(dt, out) {
      // integral of g(τ)·g(τ)ᵀ with g = (τ²/2, τ, 1)
      const power = [dt ** 5 / 20, dt ** 4 / 8, dt ** 3 / 6, dt ** 3 / 3, dt ** 2 / 2, dt] as const;
      const place = [0, 1, 2, 1, 3, 4, 2, 4, 5] as const;
      for (let i = 0; i < axes; i++)
        for (let a = 0; a < 3; a++)
          for (let b = 0; b < 3; b++)
            out[(a * axes + i) * n + b * axes + i] = density * power[place[3 * a + b]!]!;
    },
  });
}

/**
 * A measurement z = H·x + noise.
 *
 * @param states numbers in a state
 * @param matrix H, dimension × states by rows
 * @param noise covariance, dimension × dimension by rows
 * @throws RangeError where the sizes don't fit
 */
export function linearMeasurement(
  states: number,
  matrix: Float64Array,
  noise: Float64Array,
): MeasurementModel {
  const dimension = matrix.length / states;
  if (noise.length !== dimension * dimension)
    throw new RangeError(
      `a measurement matrix of ${matrix.length} numbers for ${states} states with a noise of ${noise.length}: ` +
        "dimension × states and dimension × dimension are needed",
    );
  return {
    states,
    dimension,
    noise,
    measure(x, out) {
      for (let a = 0; a < dimension; a++) {
        let sum = 0;
        for (let k = 0; k < states; k++) sum += matrix[a * states + k]! * x[k]!;
        out[a] = sum;
      }
    },
    jacobian(_x, out) {
      out.set(matrix);
    },
    innovate(measured, predicted, out) {
      for (let a = 0; a < dimension; a++) out[a] = measured[a]! - predicted[a]!;
    },
  };
}
