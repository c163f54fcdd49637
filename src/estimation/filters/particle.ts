import { normalAt, type RandomStream, uniformAt } from "../../astro/index.js";
import { choleskyFactor, logDeterminantFactored, solveLower } from "../linear/cholesky.js";
import { allFinite } from "../linear/products.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import { noUpdate, refuse, refusesTime } from "./guard.js";
import type { FilterUpdate, Gaussian, MeasurementModel, MotionModel, Refusal } from "./model.js";

/** What {@link particleFilter} may be told. */
export interface ParticleOptions {
  readonly count: number;
  /** Every draw is a function of this stream and a counter: two runs are alike to the last bit. */
  readonly stream: RandomStream;
  /** Particles are drawn anew when the effective number falls below this share of the count; default 0.5 */
  readonly resampleBelow?: number;
  /** Drawn particles are spread by a kernel, so that no two are the same; default true */
  readonly regularised?: boolean;
}

/** A cloud of weighted states: a filter that believes in no normal distribution, and so the check on those that do. */
export interface ParticleFilter {
  readonly states: number;
  /** count × states by rows */
  readonly particles: Float64Array;
  /** They add up to 1. */
  readonly weights: Float64Array;
  /** Draws all particles from a state, and begins there. @returns why it can't, or null */
  begin(g: Gaussian): Refusal | null;
  predict(time: number): Refusal | null;
  /** The outcome's NIS is not a number: there is no innovation of its own. */
  update(measurement: MeasurementModel, z: Float64Array): FilterUpdate;
  /** First two moments of the cloud. @param out receives them */
  moments(out: Gaussian): void;
  /** Kong's effective number of particles, 1/Σw² */
  effective(): number;
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

/**
 * Bootstrap particle filter: particles move with process noise drawn for each, likelihoods weigh them, systematic
 * resampling keeps them where they matter. Regularised, a drawn particle is also spread by a Gaussian kernel of the best
 * width, and drawn towards the mean by as much as keeps the cloud's covariance. Sources: Gordon, Salmond and Smith
 * (1993); systematic resampling, Kitagawa (1996); kernel, Musso, Oudjane and Le Gland (2001); shrinkage, Liu and West
 * (2001). It needs measurements that are no more exact than the cloud is dense: begin after some plots, or with many.
 */
export function particleFilter(motion: MotionModel, options: ParticleOptions): ParticleFilter {
  const n = motion.states;
  const { count, stream } = options;
  const threshold = (options.resampleBelow ?? 0.5) * count;
  const regularised = options.regularised ?? true;
  const width = (4 / ((n + 2) * count)) ** (1 / (n + 4));
  const particles = new Float64Array(count * n);
  const drawn = new Float64Array(count * n);
  const weights = new Float64Array(count).fill(1 / count);
  const logWeights = new Float64Array(count);
  const point = new Float64Array(n);
  const noise = new Float64Array(n * n);
  const cloud: Gaussian = { time: 0, mean: new Float64Array(n), covariance: new Float64Array(n * n) };
  const outcome = noUpdate();
  let draws = 0;
  let [predicted, factor] = [new Float64Array(0), new Float64Array(0)];

  /** Adds L times a normal vector of its own to a particle. */
  function addNoise(particle: number, lower: Float64Array, scale: number): void {
    const at = particle * n;
    for (let k = 0; k < n; k++) {
      const normal = scale * normalAt(stream, draws++);
      for (let i = k; i < n; i++) particles[at + i] += lower[i * n + k] * normal;
    }
  }

  function moments(out: Gaussian): void {
    out.time = cloud.time;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let p = 0; p < count; p++) sum += weights[p] * particles[p * n + i];
      out.mean[i] = sum;
    }
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let p = 0; p < count; p++)
          sum += weights[p] * (particles[p * n + i] - out.mean[i]) * (particles[p * n + j] - out.mean[j]);
        out.covariance[i * n + j] = sum;
        out.covariance[j * n + i] = sum;
      }
  }

  function effective(): number {
    let sum = 0;
    for (let p = 0; p < count; p++) sum += weights[p] * weights[p];
    return 1 / sum;
  }

  function resample(): void {
    moments(cloud);
    const step = 1 / count;
    let place = uniformAt(stream, draws++) * step;
    let reached = weights[0];
    let from = 0;
    for (let p = 0; p < count; p++, place += step) {
      while (place > reached && from < count - 1) reached += weights[++from];
      for (let i = 0; i < n; i++) drawn[p * n + i] = particles[from * n + i];
    }
    particles.set(drawn);
    weights.fill(step);
    if (!regularised || !semidefiniteFactor(n, cloud.covariance, noise)) return;
    const keep = Math.sqrt(1 - width * width);
    for (let p = 0; p < count; p++) {
      for (let i = 0; i < n; i++)
        particles[p * n + i] = cloud.mean[i] + keep * (particles[p * n + i] - cloud.mean[i]);
      addNoise(p, noise, width);
    }
  }

  function weigh(measurement: MeasurementModel, z: Float64Array): Refusal | null {
    const m = measurement.dimension;
    if (predicted.length < m) {
      predicted = new Float64Array(m);
      factor = new Float64Array(m * m);
    }
    if (!allFinite(m, z)) return "not a number";
    if (!choleskyFactor(m, measurement.noise, factor)) return "not positive definite";
    const constant = -0.5 * (logDeterminantFactored(m, factor) + m * LOG_TWO_PI);
    let best = Number.NEGATIVE_INFINITY;
    for (let p = 0; p < count; p++) {
      for (let i = 0; i < n; i++) point[i] = particles[p * n + i];
      measurement.measure(point, predicted);
      measurement.innovate(z, predicted, predicted);
      solveLower(m, factor, predicted);
      let square = 0;
      for (let a = 0; a < m; a++) square += predicted[a] * predicted[a];
      logWeights[p] = constant - 0.5 * square + Math.log(weights[p]);
      if (logWeights[p] > best) best = logWeights[p];
    }
    if (!Number.isFinite(best)) return "not a number";
    let total = 0;
    for (let p = 0; p < count; p++) total += Math.exp(logWeights[p] - best) || 0;
    for (let p = 0; p < count; p++) weights[p] = (Math.exp(logWeights[p] - best) || 0) / total;
    outcome.logLikelihood = best + Math.log(total);
    outcome.refused = null;
    return null;
  }

  return {
    states: n,
    particles,
    weights,
    begin(g) {
      if (!allFinite(n, g.mean)) return "not a number";
      if (!semidefiniteFactor(n, g.covariance, noise)) return "not positive definite";
      cloud.time = g.time;
      for (let p = 0; p < count; p++) {
        particles.set(g.mean, p * n);
        addNoise(p, noise, 1);
      }
      weights.fill(1 / count);
      return null;
    },
    predict(time) {
      const refusal = refusesTime(cloud.time, time);
      if (refusal !== null || time === cloud.time) return refusal;
      const dt = time - cloud.time;
      drawn.set(particles);
      for (let p = 0; p < count; p++) {
        for (let i = 0; i < n; i++) point[i] = particles[p * n + i];
        motion.processNoise(point, dt, noise);
        motion.move(point, dt);
        if (!semidefiniteFactor(n, noise, noise) || !allFinite(n, point)) {
          particles.set(drawn);
          return "not a number";
        }
        particles.set(point, p * n);
        addNoise(p, noise, 1);
      }
      cloud.time = time;
      return null;
    },
    update(measurement, z) {
      const refusal = weigh(measurement, z);
      if (refusal !== null) return refuse(outcome, refusal);
      if (effective() < threshold) resample();
      return outcome;
    },
    moments,
    effective,
  };
}
