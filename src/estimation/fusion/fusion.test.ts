import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { gaussian } from "../filters/gaussian.js";
import type { Gaussian } from "../filters/model.js";
import { choleskyFactor } from "../linear/cholesky.js";
import { congruence, multiply, multiplyTransposed } from "../linear/products.js";
import { semidefiniteFactor } from "../linear/semidefinite.js";
import { addError, averageNormalised, consistencyInterval, startErrorSum } from "../metrics/index.js";
import { covarianceIntersection } from "./covariance-intersection.js";
import { inverseIntersection } from "./inverse-intersection.js";
import { fuseCorrelated, stepCrossCovariance } from "./known-correlation.js";

const N = 2;
const A = Float64Array.of(4, 1, 1, 2);
const B = Float64Array.of(1.5, -0.7, -0.7, 5);

function factorOf(p: Float64Array): Float64Array {
  const lower = new Float64Array(p.length);
  expect(choleskyFactor(Math.sqrt(p.length), p, lower)).toBe(true);
  return lower;
}

/** Two estimates of 0 whose errors, whitened, are correlated by ρ. */
function correlatedPair(rho: number, run: number): [Gaussian, Gaussian] {
  const stream = randomStream(9, "fusion", rho);
  const u = [0, 1].map((k) => normalAt(stream, 4 * run + k));
  const w = [0, 1].map((k) => rho * u[k]! + Math.sqrt(1 - rho * rho) * normalAt(stream, 4 * run + 2 + k));
  const error = (lower: Float64Array, z: readonly number[]) => [
    lower[0]! * z[0]!,
    lower[2]! * z[0]! + lower[3]! * z[1]!,
  ];
  return [gaussian(0, error(factorOf(A), u), A), gaussian(0, error(factorOf(B), w), B)];
}

/** E[ab ᵀ] of such a pair. */
function crossOf(rho: number): Float64Array {
  const cross = new Float64Array(4);
  multiplyTransposed(N, N, N, factorOf(A), factorOf(B), cross);
  return cross.map((v) => rho * v);
}

const CORRELATIONS = [-0.9, -0.5, 0, 0.5, 0.9];
const RUNS = 400;

function neesOver(fuse: (a: Gaussian, b: Gaussian) => Gaussian, rho: number): number {
  const sum = startErrorSum(N);
  for (let run = 0; run < RUNS; run++) {
    const fused = fuse(...correlatedPair(rho, run));
    addError(sum, fused.mean, fused.covariance);
  }
  return averageNormalised(sum);
}

const band = consistencyInterval(N, RUNS, 0.999);

describe("covarianceIntersection", () => {
  it.each(CORRELATIONS)("is never too sure of itself: correlation %f", (rho) => {
    for (const criterion of ["determinant", "trace", "fast"] as const)
      expect(neesOver((a, b) => covarianceIntersection(a, b, criterion), rho)).toBeLessThan(band[1]);
  });

  it("covers the true error for any two covariances and any correlation that can be", () => {
    const numbers = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(
        numbers,
        numbers,
        numbers,
        fc.constantFrom("determinant", "trace", "fast"),
        (p, q, r, by) => {
          const n = 3;
          const square = (m: readonly number[]) => {
            const s = new Float64Array(9);
            const f = Float64Array.from(m, (v) => v / 10);
            multiplyTransposed(n, n, n, f, f, s);
            for (let i = 0; i < n; i++) s[i * 4]! += 0.1;
            return s;
          };
          const a = gaussian(0, [0, 0, 0], square(p));
          const b = gaussian(0, [0, 0, 0], square(q));
          // cross-covariance L_a·M·L_bᵀ with M no longer than 1
          const length = Math.hypot(...r) || 1;
          const contraction = Float64Array.from(r, (v) => v / length);
          const work = new Float64Array(9);
          const cross = new Float64Array(9);
          multiply(n, n, n, factorOf(a.covariance), contraction, work);
          multiplyTransposed(n, n, n, work, factorOf(b.covariance), cross);
          const { covariance, weight } = covarianceIntersection(a, b, by);
          // true covariance of the fused error: G·[A C; Cᵀ B]·Gᵀ, G = P·[ω·A⁻¹, (1 − ω)·B⁻¹], found by unit pushes
          const gain = gainsOf(a, b, by);
          const both = new Float64Array(36);
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) {
              both[i * 6 + j] = a.covariance[i * n + j]!;
              both[(i + 3) * 6 + j + 3] = b.covariance[i * n + j]!;
              both[i * 6 + j + 3] = cross[i * n + j]!;
              both[(j + 3) * 6 + i] = cross[i * n + j]!;
            }
          const actual = new Float64Array(9);
          congruence(n, 6, gain, both, new Float64Array(18), actual);
          const spare = covariance.map((v, k) => v - actual[k]!);
          for (let i = 0; i < n; i++) spare[i * 4]! += 1e-9 * covariance[i * 4]!;
          expect(semidefiniteFactor(n, spare, new Float64Array(9))).toBe(true);
          expect(weight).toBeGreaterThanOrEqual(0);
          expect(weight).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 150, seed: 71 },
    );
  });

  it("keeps the better estimate where the other adds nothing, and takes the best of both where they differ", () => {
    const sharp = gaussian(0, [1, 1], [1, 1]);
    const blunt = gaussian(0, [2, 2], [9, 9]);
    expect(covarianceIntersection(sharp, blunt).weight).toBe(1);
    const wide = covarianceIntersection(gaussian(0, [1, 5], [1, 100]), gaussian(0, [5, 1], [100, 1]));
    expect(wide.weight).toBeCloseTo(0.5, 4);
    expect(wide.covariance[0]).toBeCloseTo(1 / (0.5 + 0.005), 3);
    expect(wide.mean[0]).toBeCloseTo((0.5 * 1 + 0.005 * 5) / 0.505, 3);
  });

  it("counts both alike where any weight is as good", () => {
    for (const by of ["determinant", "trace", "fast"] as const) {
      const fused = covarianceIntersection(
        gaussian(0, [1, 4], [2, 3e-5]),
        gaussian(0, [5, 2], [2, 3e-5]),
        by,
      );
      expect(fused.weight).toBeCloseTo(0.5, 12);
      expect(fused.mean[0]).toBeCloseTo(3, 12);
      expect(fused.covariance[0]).toBeCloseTo(2, 12);
    }
  });

  it("weighs the better estimate more, fast as well", () => {
    const [sharp, blunt] = [gaussian(0, [1], [1]), gaussian(0, [3], [3])];
    // |A⁻¹| = 1, |B⁻¹| = 1/3: ω = (4/3 − 1/3 + 1)/(8/3)
    expect(covarianceIntersection(sharp, blunt, "fast").weight).toBeCloseTo(0.75, 12);
    expect(covarianceIntersection(blunt, sharp, "fast").weight).toBeCloseTo(0.25, 12);
    // 1/P = 0.75 + 0.25/3
    expect(covarianceIntersection(sharp, blunt, "fast").covariance[0]).toBeCloseTo(1.2, 12);
    expect(covarianceIntersection(sharp, blunt, "fast").mean[0]).toBeCloseTo(1.2, 12);
  });

  it("keeps the millimetres of positions of thousands of kilometres, however flat the ellipsoids", () => {
    // two discs, thin across each other: 1 cm² and 1e10 m²
    const at = (x: number, y: number) => [-6.1e6 + x, 1.9e6 + y];
    const [c, s, thin, wide] = [Math.cos(0.3), Math.sin(0.3), 1e-4, 1e10];
    const turned = [c * c * thin + s * s * wide, c * s * (thin - wide)];
    const far = [...turned, turned[1]!, s * s * thin + c * c * wide];
    const near = [far[0]!, -far[1]!, -far[2]!, far[3]!];
    for (const fuse of [covarianceIntersection, inverseIntersection] as const) {
      const [there, here] = [at, (x: number, y: number) => [x, y]].map((place) =>
        fuse(gaussian(0, place(0, 0), far), gaussian(0, place(30, -20), near)),
      );
      expect(there!.mean[0]! + 6.1e6).toBeCloseTo(here!.mean[0]!, 4);
      expect(there!.mean[1]! - 1.9e6).toBeCloseTo(here!.mean[1]!, 4);
    }
  });

  it("refuses what doesn't belong together", () => {
    const one = gaussian(0, [1, 1], [1, 1]);
    const flat = { time: 0, mean: Float64Array.of(1, 1), covariance: Float64Array.of(1, 1) };
    expect(() => covarianceIntersection(one, flat)).toThrow(/covariance of 2 numbers/);
    expect(() => covarianceIntersection(one, gaussian(1, [1, 1], [1, 1]))).toThrow(/times/);
    expect(() => covarianceIntersection(one, gaussian(0, [1], [1]))).toThrow(/sizes/);
    expect(() => covarianceIntersection(one, gaussian(0, [1, 1], [1, -1]))).toThrow(/definite/);
    expect(() => covarianceIntersection(one, gaussian(0, [1, Number.NaN], [1, 1]))).toThrow(/not a number/);
  });
});

/** How the fused mean follows both means, n × 2n by rows: the mean is linear in them. */
function gainsOf(a: Gaussian, b: Gaussian, by: "determinant" | "trace" | "fast"): Float64Array {
  const gain = new Float64Array(18);
  for (let j = 0; j < 6; j++) {
    const push = (g: Gaussian, first: number) =>
      gaussian(
        0,
        [0, 1, 2].map((i) => (i + first === j ? 1 : 0)),
        g.covariance,
      );
    const { mean } = covarianceIntersection(push(a, 0), push(b, 3), by);
    for (let i = 0; i < 3; i++) gain[i * 6 + j] = mean[i]!;
  }
  return gain;
}

describe("fuseCorrelated", () => {
  it.each(CORRELATIONS)("is as sure of itself as it may be: correlation %f", (rho) => {
    const cross = crossOf(rho);
    const nees = neesOver((a, b) => fuseCorrelated(a, b, cross).fused, rho);
    expect(nees).toBeGreaterThan(band[0]);
    expect(nees).toBeLessThan(band[1]);
  });

  it("adds information where the errors are independent, and measures the distance", () => {
    const { fused, distance } = fuseCorrelated(
      gaussian(0, [0], [1]),
      gaussian(0, [3], [2]),
      Float64Array.of(0),
    );
    expect(fused.mean[0]).toBeCloseTo(1, 14);
    expect(fused.covariance[0]).toBeCloseTo(2 / 3, 14);
    expect(distance).toBeCloseTo(3, 14);
  });

  it("with the recursion of the cross-covariance holds for two trackers of one moving body", () => {
    // one position, random walk of variance 1; plots with variances 4 and 9; gains in steady state or not
    const runs = 800;
    const sum = startErrorSum(1);
    const naive = startErrorSum(1);
    const stream = randomStream(11, "common noise");
    let draw = 0;
    for (let run = 0; run < runs; run++) {
      let truth = 0;
      const tracks = [
        { x: 0, p: 25, r: 4 },
        { x: 0, p: 25, r: 9 },
      ];
      for (const t of tracks) t.x = 5 * normalAt(stream, draw++);
      const cross = Float64Array.of(0);
      for (let k = 0; k < 12; k++) {
        truth += normalAt(stream, draw++);
        const gains = tracks.map((t) => {
          t.p += 1;
          const gain = t.p / (t.p + t.r);
          t.x += gain * (truth + Math.sqrt(t.r) * normalAt(stream, draw++) - t.x);
          t.p *= 1 - gain;
          return { gain: Float64Array.of(gain), jacobian: Float64Array.of(1) };
        });
        stepCrossCovariance(1, cross, Float64Array.of(1), Float64Array.of(1), gains[0]!, gains[1]!);
      }
      const [a, b] = tracks.map((t) => gaussian(0, [t.x], [t.p]));
      const { fused } = fuseCorrelated(a!, b!, cross);
      addError(sum, Float64Array.of(fused.mean[0]! - truth), fused.covariance);
      const wrong = fuseCorrelated(a!, b!, Float64Array.of(0)).fused;
      addError(naive, Float64Array.of(wrong.mean[0]! - truth), wrong.covariance);
    }
    const interval = consistencyInterval(1, runs, 0.999);
    expect(averageNormalised(sum)).toBeGreaterThan(interval[0]);
    expect(averageNormalised(sum)).toBeLessThan(interval[1]);
    expect(averageNormalised(naive)).toBeGreaterThan(interval[1]);
  });
});

describe("inverseIntersection", () => {
  it("takes any weight, which belongs to the first", () => {
    // A = 1, B = 3, ω = 0.2: Γ = 1/(0.2 + 2.4) = 1/2.6, P⁻¹ = 1 + 1/3 − 1/2.6, gains P·(1 − 0.2·Γ) and P·(1/3 − 0.8·Γ)
    const { mean, covariance } = inverseIntersection(gaussian(0, [1], [1]), gaussian(0, [3], [3]), 0.2);
    const p = 1 / (4 / 3 - 1 / 2.6);
    expect(covariance[0]).toBeCloseTo(p, 12);
    expect(mean[0]).toBeCloseTo(p * ((1 - 0.2 / 2.6) * 1 + (1 / 3 - 0.8 / 2.6) * 3), 12);
  });

  it("is tighter than covariance intersection, and still true, for estimates that share a prior", () => {
    const stream = randomStream(12, "shared prior");
    const sum = startErrorSum(1);
    for (let run = 0; run < RUNS; run++) {
      const prior = 2 * normalAt(stream, 3 * run);
      // both took the same prior of variance 4 and a plot of their own, of variance 4
      const [a, b] = [1, 2].map((k) => gaussian(0, [(prior + 2 * normalAt(stream, 3 * run + k)) / 2], [2]));
      const fused = inverseIntersection(a!, b!);
      expect(fused.covariance[0]).toBeLessThanOrEqual(covarianceIntersection(a!, b!).covariance[0]! + 1e-12);
      addError(sum, fused.mean, fused.covariance);
    }
    expect(averageNormalised(sum)).toBeLessThan(consistencyInterval(1, RUNS, 0.999)[1]);
    const [p, q] = [gaussian(0, [0, 0], A), gaussian(0, [0, 0], B)];
    const det = (c: Float64Array) => c[0]! * c[3]! - c[1]! * c[2]!;
    expect(det(inverseIntersection(p, q).covariance)).toBeLessThan(
      det(covarianceIntersection(p, q).covariance),
    );
    expect(() => inverseIntersection(p, q, 2)).toThrow(RangeError);
  });
});
