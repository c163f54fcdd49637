import { dot6, multiply6 } from "./dense6.js";
import { invertSpd6 } from "./invert6.js";

/** What the plots of one piece say about its deviation z: −½ zᵀΛz + bᵀz − ½ q, besides constants. */
export interface Evidence {
  readonly information: Float64Array;
  readonly vector: Float64Array;
  square: number;
}

/** How the pieces are spread at the moment when they were closest together. */
export interface Spread {
  /** s from that moment to the reference's beginning */
  age: number;
  /** m, each axis, at that moment */
  place: number;
  /** m/s, each axis */
  velocity: number;
}

/**
 * The pieces as draws from one population: deviations z_i ~ N(m, S), m unknown, S that of pieces that flew apart from
 * nearly one place. In blocks of axis: S⁻¹ = [[1/σp², −τ/σp²], [−τ/σp², τ²/σp² + 1/σv²]] ⊗ I₃. Where the pieces had no
 * common origin, the evidence makes σp large, and each piece stands for itself.
 */
export class CloudPrior {
  readonly spread: Spread = { age: 20, place: 100, velocity: 30 };
  /** s, of the age as it is known: every piece errs by its velocity times the same error. */
  ageDeviation = 0;
  /** Steps of the climb, as logarithms. */
  private readonly steps = new Float64Array([0.5, 0.5, 0.5]);
  /** m, and its covariance */
  readonly mean = new Float64Array(6);
  readonly meanCovariance = new Float64Array(36);
  readonly precision = new Float64Array(36);
  /** S⁻¹m */
  readonly vector = new Float64Array(6);
  /** ½ ln det S⁻¹ − ½ mᵀS⁻¹m: what a piece's evidence has besides its own. */
  constant = 0;

  setSpread(spread: Spread): void {
    Object.assign(this.spread, spread);
    precisionOf(spread, this.precision);
    this.finish();
  }

  setMean(mean: Float64Array): void {
    this.mean.set(mean);
    this.finish();
  }

  /**
   * Fits m to the pieces with S as it is.
   *
   * @returns ln of the evidence of all pieces, m integrated out
   */
  fitMean(pieces: readonly Evidence[]): number {
    const value = profile(this.precision, this.spread, pieces, this.mean, this.meanCovariance);
    this.finish();
    return value;
  }

  /** Climbs to a better S by a parabola's step in each of its three numbers, then fits m. */
  fitSpread(pieces: readonly Evidence[]): void {
    let here = this.score(this.spread, pieces);
    for (let axis = 0; axis < 3; axis += 1) {
      const h = this.steps[axis];
      const up = this.score(stepped(this.spread, axis, h), pieces);
      const down = this.score(stepped(this.spread, axis, -h), pieces);
      const bend = up + down - 2 * here;
      let by = up > down ? h : -h;
      if (bend < 0) by = Math.min(2 * h, Math.max(-2 * h, (0.5 * h * (down - up)) / bend));
      // The next step is about the posterior's deviation, where the parabola tells most.
      const deviation = bend < 0 ? h / Math.sqrt(-bend) : LONGEST;
      this.steps[axis] = Math.min(LONGEST, 2 * h, Math.max(SHORTEST, deviation));
      if (axis === 0) this.ageDeviation = this.spread.age * Math.min(LONGEST, deviation);
      const trial = stepped(this.spread, axis, by);
      const value = this.score(trial, pieces);
      if (value < here) continue;
      here = value;
      Object.assign(this.spread, trial);
    }
    precisionOf(this.spread, this.precision);
    this.fitMean(pieces);
  }

  private score(spread: Spread, pieces: readonly Evidence[]): number {
    precisionOf(spread, trialPrecision);
    return profile(trialPrecision, spread, pieces, trialMean, trialCovariance) + hyperprior(spread);
  }

  private finish(): void {
    multiply6(this.precision, this.mean, this.vector);
    this.constant = logDetHalf(this.spread) - 0.5 * dot6(this.mean, this.vector);
  }
}

const LEAST_PLACE = 5;
const LONGEST = 0.5;
const SHORTEST = 0.003;
const trialPrecision = new Float64Array(36);
const trialMean = new Float64Array(6);
const trialCovariance = new Float64Array(36);

function stepped(s: Spread, axis: number, by: number): Spread {
  const factor = Math.exp(by);
  return {
    age: axis === 0 ? Math.min(1000, s.age * factor) : s.age,
    velocity: axis === 1 ? s.velocity * factor : s.velocity,
    place: axis === 2 ? Math.max(LEAST_PLACE, s.place * factor) : s.place,
  };
}

/** Weak knowledge of what break-ups look like, log-normal in each number. */
function hyperprior(s: Spread): number {
  const age = Math.log(s.age / 20) / 1.5;
  const velocity = Math.log(s.velocity / 30) / 1.2;
  const place = Math.log(s.place / 20) / 2;
  return -0.5 * (age * age + velocity * velocity + place * place);
}

/** ½ ln det S⁻¹ */
function logDetHalf(s: Spread): number {
  return -3 * (Math.log(s.place) + Math.log(s.velocity));
}

function precisionOf(s: Spread, out: Float64Array): void {
  const place = 1 / (s.place * s.place);
  out.fill(0);
  for (let i = 0; i < 3; i += 1) {
    out[7 * i] = place;
    out[6 * i + i + 3] = -s.age * place;
    out[6 * (i + 3) + i] = -s.age * place;
    out[7 * (i + 3)] = s.age * s.age * place + 1 / (s.velocity * s.velocity);
  }
}

const posterior = new Float64Array(36);
const total = new Float64Array(36);
const rhs = new Float64Array(6);
const solved = new Float64Array(6);
const image = new Float64Array(6);
/** Nothing is known of m but that it is within 100 km and 10 km/s of the reference. */
const MEAN_PLACE = 1e-10;
const MEAN_VELOCITY = 1e-8;

/**
 * ln evidence of the pieces given S with m integrated out, and m's posterior. With P_i = (Λ_i + S⁻¹)⁻¹ piece i says of
 * m: information S⁻¹ − S⁻¹P_iS⁻¹, vector S⁻¹P_ib_i (the marginal N(m, Λ_i⁻¹ + S) in information form).
 */
function profile(
  precision: Float64Array,
  spread: Spread,
  pieces: readonly Evidence[],
  mean: Float64Array,
  covariance: Float64Array,
): number {
  total.fill(0);
  rhs.fill(0);
  for (let i = 0; i < 3; i += 1) {
    total[7 * i] = MEAN_PLACE;
    total[7 * (i + 3)] = MEAN_VELOCITY;
  }
  let value = pieces.length * logDetHalf(spread);
  for (const piece of pieces) {
    posterior.set(piece.information);
    for (let i = 0; i < 3; i += 1) {
      posterior[7 * i] += precision[0];
      posterior[6 * i + 18 + i] += precision[3];
      posterior[7 * i + 21] += precision[21];
    }
    const logDet = invertSpd6(posterior, posterior);
    multiply6(posterior, piece.vector, solved);
    value += 0.5 * (dot6(solved, piece.vector) - piece.square - logDet);
    timesPrecision(precision, solved, image);
    for (let i = 0; i < 6; i += 1) rhs[i] += image[i];
    takeMeanInformation(precision);
  }
  for (let i = 0; i < 36; i += 1) total[i] += pieces.length * precision[i];
  const logDet = invertSpd6(total, covariance);
  multiply6(covariance, rhs, mean);
  return value + 0.5 * (dot6(mean, rhs) - logDet);
}

/** S⁻¹x, S⁻¹ being nothing but three numbers. */
function timesPrecision(s: Float64Array, x: Float64Array, out: Float64Array): void {
  const pp = s[0];
  const pv = s[3];
  const vv = s[21];
  for (let i = 0; i < 3; i += 1) {
    out[i] = pp * x[i] + pv * x[i + 3];
    out[i + 3] = pv * x[i] + vv * x[i + 3];
  }
}

/** total −= S⁻¹·posterior·S⁻¹, of which only the lower triangle is kept. */
function takeMeanInformation(s: Float64Array): void {
  const pp = s[0];
  const pv = s[3];
  const vv = s[21];
  for (let i = 0; i < 3; i += 1) {
    const row = 6 * i;
    const low = row + 18;
    for (let j = 0; j < 3; j += 1) {
      const a = posterior[row + j];
      const b = posterior[row + j + 3];
      const c = posterior[low + j];
      const d = posterior[low + j + 3];
      const place = pv * a + vv * c;
      const velocity = pv * b + vv * d;
      total[low + j] -= place * pp + velocity * pv;
      if (j > i) continue;
      total[low + j + 3] -= place * pv + velocity * vv;
      total[row + j] -= (pp * a + pv * c) * pp + (pp * b + pv * d) * pv;
    }
  }
}

/**
 * Covariance of a piece's prior mean, from what all pieces share: m, and the moment of the break-up, an error of which
 * moves each piece along its own velocity.
 *
 * @param deviation the piece's
 * @param out 36 numbers, written over
 */
export function commonCovariance(prior: CloudPrior, deviation: Float64Array, out: Float64Array): void {
  out.set(prior.meanCovariance);
  for (let i = 0; i < 3; i += 1) {
    const a = (deviation[i + 3] - prior.mean[i + 3]) * prior.ageDeviation;
    for (let j = 0; j < 3; j += 1) {
      out[6 * i + j] += a * (deviation[j + 3] - prior.mean[j + 3]) * prior.ageDeviation;
    }
  }
}
