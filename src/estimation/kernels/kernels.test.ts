import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EARTH, lookAt, normalAt, randomStream } from "../../astro/index.js";
import {
  coast,
  coastState,
  coastStep,
  lineariseAt,
  NOT_A_NUMBER,
  NOT_POSITIVE_DEFINITE,
  packCovariance,
  plotPosition,
  predictedPlot,
  radarFrame,
  startFromPlot,
  UPDATED,
  unpackCovariance,
  updateFromRadar,
} from "./index.js";

const LATITUDE = 1.0471975512;
const frame = radarFrame(LATITUDE, 0.1745329252, 100);
const VARIANCES = [900, 1e-6, 1e-6];

/** States with negative and zero components in every place. */
const STATES = [
  [3.6e6, 0.6e6, 5.9e6, -5000, 3000, 1500],
  [-3.6e6, 0, 5.9e6, 0, -6000, 0],
  [0, -7.2e6, 0, 7000, 0, 900],
  [0, 0, -6.9e6, -3500, -6500, 0],
  [6.9e6, 1.2e6, 0, 0, 0, 0],
].map((s) => Float64Array.from(s));

/** The same motion by Runge and Kutta's classical method in the rotating frame, with steps of half a second. */
function reference(x: Float64Array, dt: number): Float64Array {
  const rate = (s: Float64Array): Float64Array => {
    const [px, py, pz, vx, vy, vz] = s as unknown as [number, number, number, number, number, number];
    const r2 = px * px + py * py + pz * pz;
    const k = -EARTH.gm / (r2 * Math.sqrt(r2));
    const c = (1.5 * EARTH.j2 * EARTH.radius ** 2) / r2;
    const z2 = (pz * pz) / r2;
    const w = EARTH.rotation;
    return Float64Array.of(
      vx,
      vy,
      vz,
      k * px * (1 + c * (1 - 5 * z2)) + w * w * px + 2 * w * vy,
      k * py * (1 + c * (1 - 5 * z2)) + w * w * py - 2 * w * vx,
      k * pz * (1 + c * (3 - 5 * z2)),
    );
  };
  const plus = (s: Float64Array, h: number, d: Float64Array) => s.map((v, i) => v + h * d[i]!);
  const steps = Math.ceil(Math.abs(dt) * 2);
  const h = dt / steps;
  let s = x.slice();
  for (let i = 0; i < steps; i++) {
    const k1 = rate(s);
    const k2 = rate(plus(s, h / 2, k1));
    const k3 = rate(plus(s, h / 2, k2));
    const k4 = rate(plus(s, h, k3));
    s = s.map((v, j) => v + (h / 6) * (k1[j]! + 2 * k2[j]! + 2 * k3[j]! + k4[j]!));
  }
  return s;
}

const multiply = (a: Float64Array, b: Float64Array, n: number, m: number, k: number) =>
  Float64Array.from({ length: n * k }, (_, at) => {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += a[Math.floor(at / k) * m + j]! * b[j * k + (at % k)]!;
    return sum;
  });
const transpose = (a: Float64Array, n: number, m: number) =>
  Float64Array.from({ length: n * m }, (_, at) => a[(at % n) * m + Math.floor(at / n)]!);

/** A covariance of full rank with all correlations, made of random numbers: some 1 km and 30 m/s. */
function someCovariance(seed: number): Float64Array {
  const stream = randomStream(seed, 1);
  const root = Float64Array.from({ length: 36 }, (_, i) => normalAt(stream, i) * (i < 18 ? 600 : 15));
  const full = multiply(root, transpose(root, 6, 6), 6, 6, 6);
  for (let i = 0; i < 6; i++) full[i * 7]! += i < 3 ? 1 : 1e-3;
  return full;
}

/** Largest difference, each element in units of its two deviations. */
function difference(a: Float64Array, b: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 6; j++)
      worst = Math.max(worst, Math.abs(a[i * 6 + j]! - b[i * 6 + j]!) / Math.sqrt(b[i * 7]! * b[j * 7]!));
  return worst;
}

/** Whether a packed covariance has a Cholesky factor. */
function positiveDefinite(p: Float64Array): boolean {
  const a = new Float64Array(36);
  unpackCovariance(p, 0, a);
  for (let k = 0; k < 6; k++) {
    if (!(a[k * 7]! > 0)) return false;
    for (let i = k + 1; i < 6; i++) {
      const f = a[i * 6 + k]! / a[k * 7]!;
      for (let j = k; j < 6; j++) a[i * 6 + j]! -= f * a[k * 6 + j]!;
    }
  }
  return true;
}

describe("coasting", () => {
  test("follows the equations of motion, forwards and backwards", () => {
    for (const start of STATES) {
      for (const dt of [1, 10, -10, 47, 120]) {
        const x = start.slice();
        coastState(x, 0, dt);
        const exact = reference(start, dt);
        for (let i = 0; i < 3; i++) expect(Math.abs(x[i]! - exact[i]!)).toBeLessThan(5e-3);
        for (let i = 3; i < 6; i++) expect(Math.abs(x[i]! - exact[i]!)).toBeLessThan(5e-4);
      }
    }
  });

  test("its transition is what differences give, at negative and zero components too", () => {
    for (const start of STATES) {
      for (const h of [0.5, 10, -7, 20]) {
        const f = new Float64Array(36);
        coastStep(start.slice(), 0, h, f);
        for (let c = 0; c < 6; c++) {
          const step = c < 3 ? 2000 : 2;
          const [up, down] = [1, -1].map((sign) => {
            const x = start.slice();
            x[c]! += sign * step;
            coastState(x, 0, h);
            return x;
          }) as [Float64Array, Float64Array];
          for (let r = 0; r < 6; r++) {
            const scale = (r < 3 ? Math.abs(h) : 1) / (c < 3 ? Math.abs(h) : 1);
            expect(Math.abs(f[r * 6 + c]! - (up[r]! - down[r]!) / (2 * step)) / scale).toBeLessThan(4e-6);
          }
        }
      }
    }
  });

  test("carries a covariance as full matrices do, and leaves its neighbours alone", () => {
    const x = new Float64Array(18).fill(7);
    const p = new Float64Array(63).fill(7);
    const full = someCovariance(3);
    x.set(STATES[0]!, 6);
    packCovariance(full, p, 21);
    const f = new Float64Array(36);
    coastStep(STATES[0]!.slice(), 0, 10, f);
    coast(x, 6, p, 21, 10, 0.01);
    const expected = multiply(multiply(f, full, 6, 6, 6), transpose(f, 6, 6), 6, 6, 6);
    for (let i = 0; i < 3; i++) {
      expected[i * 7]! += 0.01 * (1000 / 3);
      expected[(i + 3) * 7]! += 0.1;
      expected[i * 6 + i + 3]! += 0.5;
      expected[(i + 3) * 6 + i]! += 0.5;
    }
    const got = new Float64Array(36);
    unpackCovariance(p, 21, got);
    expect(difference(got, expected)).toBeLessThan(1e-12);
    for (const at of [0, 5, 12, 17]) expect(x[at]).toBe(7);
    for (const at of [0, 20, 42, 62]) expect(p[at]).toBe(7);
  });

  test("in one go or in pieces gives the same, noise and all", () => {
    const once = { x: STATES[0]!.slice(), p: new Float64Array(21) };
    packCovariance(someCovariance(9), once.p, 0);
    const pieces = { x: once.x.slice(), p: once.p.slice() };
    coast(once.x, 0, once.p, 0, 60, 1e-3);
    for (let i = 0; i < 12; i++) coast(pieces.x, 0, pieces.p, 0, 5, 1e-3);
    const a = new Float64Array(36);
    const b = new Float64Array(36);
    unpackCovariance(once.p, 0, a);
    unpackCovariance(pieces.p, 0, b);
    expect(difference(a, b)).toBeLessThan(2e-5);
    expect(Math.abs(once.x[0]! - pieces.x[0]!)).toBeLessThan(1e-2);
  });
});

describe("what a radar sees", () => {
  test("is what the frames' own look says, and turns back into the place", () => {
    const out = new Float64Array(13);
    for (const state of STATES) {
      lineariseAt(state, 0, frame, 0, out);
      const site = { latitude: LATITUDE, longitude: 0.1745329252, height: 100 };
      const look = lookAt(site, [state[0]!, state[1]!, state[2]!]);
      expect(out[0]).toBeCloseTo(look.range, 5);
      expect(Math.cos(out[1]! - look.azimuth)).toBeCloseTo(1, 12);
      expect(out[2]).toBeCloseTo(look.elevation, 10);
      const place = new Float64Array(3);
      plotPosition(frame, 0, out, 0, place, 0);
      for (let i = 0; i < 3; i++) expect(place[i]).toBeCloseTo(state[i]!, 4);
    }
  });

  test("its derivatives are what differences give, in every quadrant and along the axes", () => {
    const out = new Float64Array(13);
    const up = new Float64Array(13);
    const down = new Float64Array(13);
    for (const [e, n, u] of [
      [8e5, 4e5, 6e5],
      [-8e5, 4e5, -2e5],
      [0, -9e5, 3e5],
      [-7e5, 0, 0],
      [3e3, -1e3, 9e5],
    ] as const) {
      const at = Float64Array.from({ length: 3 }, (_, i) => {
        return frame[i]! + e * frame[3 + i]! + n * frame[6 + i]! + u * frame[9 + i]!;
      });
      lineariseAt(at, 0, frame, 0, out);
      const across = Math.hypot(e, n);
      for (let c = 0; c < 3; c++) {
        const moved = at.slice();
        moved[c]! += 1;
        lineariseAt(moved, 0, frame, 0, up);
        moved[c]! -= 2;
        lineariseAt(moved, 0, frame, 0, down);
        for (let r = 0; r < 3; r++) {
          const turn = r === 1 ? 2 * Math.PI * Math.round((up[1]! - down[1]!) / (2 * Math.PI)) : 0;
          const slope = (up[r]! - down[r]! - turn) / 2;
          const scale = r === 0 ? 1 : 1 / across;
          expect(Math.abs(out[3 + 3 * r + c]! - slope) / scale).toBeLessThan(1e-5);
        }
      }
    }
  });
});

/** A plot of a state with the given errors in deviations. */
function plotOf(x: Float64Array, errors: readonly number[]): Float64Array {
  const out = new Float64Array(13);
  lineariseAt(x, 0, frame, 0, out);
  const values = [0, 1, 2].map((i) => out[i]! + errors[i]! * Math.sqrt(VARIANCES[i]!));
  return Float64Array.of(...values, ...VARIANCES);
}

/** A state that R1 sees, 1,000 km away, known to some 30 m and m/s. */
const seen = Float64Array.from({ length: 6 }, (_, i) =>
  i < 3
    ? frame[i]! + 6e5 * frame[3 + i]! - 4e5 * frame[6 + i]! + 7e5 * frame[9 + i]!
    : [-4000, 3000, 2500][i - 3]!,
);

describe("a radar's update", () => {
  test("of a well-known state is the plain extended filter's", () => {
    const full = someCovariance(5).map((v) => v / 100);
    const x = seen.slice();
    const p = new Float64Array(21);
    packCovariance(full, p, 0);
    const z = plotOf(seen, [1.2, -0.7, 0.4]);
    const h = new Float64Array(13);
    lineariseAt(x, 0, frame, 0, h);
    const big = new Float64Array(18);
    for (let r = 0; r < 3; r++) for (let c = 0; c < 3; c++) big[r * 6 + c] = h[3 + r * 3 + c]!;
    const ph = multiply(full, transpose(big, 3, 6), 6, 6, 3);
    const s = multiply(big, ph, 3, 6, 3);
    for (let i = 0; i < 3; i++) s[i * 4]! += VARIANCES[i]!;
    const spread = Math.min(full[0]! + full[7]! + full[14]!, h[0]! ** 2 * 1e-6) / h[12]!;
    s[4]! += 0.5 * spread * spread;
    const inverse = inverse3(s);
    const k = multiply(ph, inverse.matrix, 6, 3, 3);
    const d = Float64Array.from({ length: 3 }, (_, i) => z[i]! - h[i]!);
    d[1]! -= 2 * Math.PI * Math.round(d[1]! / (2 * Math.PI));
    const nis = multiply(d, multiply(inverse.matrix, d, 3, 3, 1), 1, 3, 1)[0]!;
    const out = new Float64Array(2);
    expect(updateFromRadar(x, 0, p, 0, frame, 0, z, 0, out)).toBe(UPDATED);
    expect(out[0]).toBeCloseTo(nis, 8);
    expect(out[1]).toBeCloseTo(-0.5 * (nis + Math.log(inverse.determinant * (2 * Math.PI) ** 3)), 8);
    const move = multiply(k, d, 6, 3, 1);
    for (let i = 0; i < 6; i++) expect(x[i]! - seen[i]!).toBeCloseTo(move[i]!, 6);
    const got = new Float64Array(36);
    unpackCovariance(p, 0, got);
    const less = multiply(k, transpose(ph, 6, 3), 6, 3, 6);
    expect(
      difference(
        got,
        full.map((v, i) => v - less[i]!),
      ),
    ).toBeLessThan(1e-9);
  });

  test("of a state known to 50 km ends at the most probable place, whatever way it was predicted", () => {
    const truth = seen;
    const stream = randomStream(11, 2);
    let worst = 0;
    for (let run = 0; run < 200; run++) {
      const x = truth.slice();
      for (let i = 0; i < 3; i++) x[i]! += 5e4 * normalAt(stream, run * 3 + i);
      const p = new Float64Array(21);
      for (const [at, v] of [
        [0, 25e8],
        [2, 25e8],
        [5, 25e8],
        [9, 1.6e7],
        [14, 1.6e7],
        [20, 1.6e7],
      ] as const)
        p[at] = v;
      const out = new Float64Array(2);
      const z = plotOf(truth, [0, 0, 0]);
      expect(updateFromRadar(x, 0, p, 0, frame, 0, z, 0, out)).toBe(UPDATED);
      const h = new Float64Array(13);
      lineariseAt(x, 0, frame, 0, h);
      worst = Math.max(worst, Math.abs(h[0]! - z[0]!));
      expect(positiveDefinite(p)).toBe(true);
    }
    // A plain extended update is off by hundreds of metres here; the radar's range is good to 30 m.
    expect(worst).toBeLessThan(3);
  });

  test("near the zenith gives azimuth no more weight than it has", () => {
    for (const across of [0, 1e-3, 1, 100, 3000]) {
      const x = Float64Array.from({ length: 6 }, (_, i) =>
        i < 3 ? frame[i]! + across * frame[3 + i]! + 8e5 * frame[9 + i]! : 100 * i,
      );
      const p = new Float64Array(21);
      packCovariance(
        someCovariance(2).map((v) => v / 4),
        p,
        0,
      );
      const before = x.slice();
      const z = Float64Array.of(8e5, 2.5, Math.PI / 2 - 1e-3, ...VARIANCES);
      expect(updateFromRadar(x, 0, p, 0, frame, 0, z, 0, new Float64Array(2))).toBe(UPDATED);
      expect(positiveDefinite(p)).toBe(true);
      expect(Math.hypot(x[0]! - before[0]!, x[1]! - before[1]!, x[2]! - before[2]!)).toBeLessThan(3000);
    }
  });

  test("takes the short way round in azimuth", () => {
    const x = Float64Array.from({ length: 6 }, (_, i) =>
      i < 3 ? frame[i]! + 10 * frame[3 + i]! - 8e5 * frame[6 + i]! + 3e5 * frame[9 + i]! : 0,
    );
    const p = new Float64Array(21);
    packCovariance(someCovariance(4), p, 0);
    const z = plotOf(x, [0, 0, 0]);
    for (const turns of [-1, 0, 1]) {
      const out = new Float64Array(2);
      const turned = z.slice();
      turned[1]! += turns * 2 * Math.PI;
      expect(updateFromRadar(x.slice(), 0, p.slice(), 0, frame, 0, turned, 0, out)).toBe(UPDATED);
      expect(out[0]).toBeLessThan(1e-9);
    }
  });

  test("refuses what is no number or no covariance, and leaves the state as it was", () => {
    const good = new Float64Array(21);
    packCovariance(someCovariance(6), good, 0);
    const refuse = (change: (x: Float64Array, p: Float64Array, z: Float64Array) => void) => {
      const x = seen.slice();
      const p = good.slice();
      const z = plotOf(seen, [0, 0, 0]);
      change(x, p, z);
      const before = [x.slice(), p.slice()];
      const out = new Float64Array(2);
      const status = updateFromRadar(x, 0, p, 0, frame, 0, z, 0, out);
      expect([x, p]).toEqual(before);
      expect(out[0]).toBeNaN();
      expect(out[1]).toBe(Number.NEGATIVE_INFINITY);
      return status;
    };
    for (let i = 0; i < 6; i++)
      expect(refuse((_x, _p, z) => z.fill(Number.NaN, i, i + 1))).toBe(NOT_A_NUMBER);
    expect(refuse((x) => x.fill(Number.NaN, 1, 2))).toBe(NOT_A_NUMBER);
    expect(refuse((_x, p) => p.fill(Number.NaN, 4, 5))).toBe(NOT_A_NUMBER);
    expect(refuse((_x, p) => p.fill(-1e9, 0, 1))).toBe(NOT_POSITIVE_DEFINITE);
    expect(refuse((_x, p) => p.fill(-1, 20, 21))).toBe(NOT_POSITIVE_DEFINITE);
    expect(refuse((_x, _p, z) => z.fill(-1e12, 3, 4))).not.toBe(UPDATED);
  });

  test("keeps a covariance positive definite over any run of steps and plots", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 3, maxLength: 25 }),
        (seed, gaps) => {
          const stream = randomStream(seed, 3);
          const truth = seen.slice();
          const x = new Float64Array(6);
          const p = new Float64Array(21);
          startFromPlot(frame, 0, plotOf(truth, [0.3, -0.2, 0.5]), 0, 4000, x, 0, p, 0);
          gaps.forEach((gap, i) => {
            coastState(truth, 0, gap);
            coast(x, 0, p, 0, gap, 1e-4);
            const errors = [0, 1, 2].map((k) => normalAt(stream, 3 * i + k));
            updateFromRadar(x, 0, p, 0, frame, 0, plotOf(truth, errors), 0, new Float64Array(2));
            expect(positiveDefinite(p)).toBe(true);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("a predicted plot has the covariance that the update's likelihood tells", () => {
  const p = new Float64Array(21);
  packCovariance(
    someCovariance(8).map((v) => v / 100),
    p,
    0,
  );
  const out = new Float64Array(9);
  predictedPlot(seen, 0, p, 0, frame, 0, out, 0);
  const z = plotOf(seen, [0, 0, 0]);
  expect(out[0]).toBeCloseTo(z[0]!, 1);
  expect(out[1]).toBeCloseTo(z[1]!, 10);
  expect(out[2]).toBeCloseTo(z[2]!, 10);
  const s = Float64Array.of(out[3]!, out[4]!, out[6]!, out[4]!, out[5]!, out[7]!, out[6]!, out[7]!, out[8]!);
  for (let i = 0; i < 3; i++) s[i * 4]! += VARIANCES[i]!;
  const likelihood = new Float64Array(2);
  updateFromRadar(seen.slice(), 0, p, 0, frame, 0, z, 0, likelihood);
  expect(likelihood[1]).toBeCloseTo(-0.5 * Math.log(inverse3(s).determinant * (2 * Math.PI) ** 3), 3);
});

test("a state from one plot is where it was seen, as exactly as the plot tells", () => {
  const x = new Float64Array(6);
  const p = new Float64Array(21);
  const z = plotOf(seen, [0, 0, 0]);
  startFromPlot(frame, 0, z, 0, 4000, x, 0, p, 0);
  for (let i = 0; i < 3; i++) expect(x[i]).toBeCloseTo(seen[i]!, 4);
  const out = new Float64Array(9);
  predictedPlot(x, 0, p, 0, frame, 0, out, 0);
  expect(out[3]).toBeCloseTo(900, -1);
  expect(out[5]! / 1e-6).toBeCloseTo(1, 4);
  expect(out[8]! / 1e-6).toBeCloseTo(1, 4);
  expect(Math.abs(out[7]!) / 1e-6).toBeLessThan(1e-4);
  expect([p[9], p[14], p[20]]).toEqual([16e6, 16e6, 16e6]);
});

function inverse3(m: Float64Array): { matrix: Float64Array; determinant: number } {
  const [a, b, c, d, e, f, g, h, k] = m as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const determinant = a * (e * k - f * h) - b * (d * k - f * g) + c * (d * h - e * g);
  const matrix = Float64Array.of(
    e * k - f * h,
    c * h - b * k,
    b * f - c * e,
    f * g - d * k,
    a * k - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ).map((v) => v / determinant);
  return { matrix, determinant };
}
