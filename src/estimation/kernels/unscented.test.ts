import { describe, expect, it } from "vitest";
import { geodeticToEcef, normalAt, randomStream } from "../../astro/index.js";
import { cubatureFilter, gaussian } from "../filters/index.js";
import { coastMotion, rangeAzimuthElevation } from "../models/index.js";
import { packCovariance } from "./layout.js";
import { radarFrame } from "./radar-frame.js";
import { NOT_A_NUMBER, NOT_POSITIVE_DEFINITE, UPDATED } from "./radar-update.js";
import { coastUnscented } from "./unscented.js";
import { updateUnscented } from "./unscented-update.js";

const site = { latitude: 0.7, longitude: -1.2, height: 100 };
const frame = radarFrame(site.latitude, site.longitude, site.height);
const sigma = [30, 1e-3, 1e-3];
const Q = 1e-3;
const AT = 5;
const PAT = 3;

function begin() {
  const place = geodeticToEcef({ latitude: 0.75, longitude: -1.1, height: 250e3 });
  const g = gaussian(0, [...place, -2000, 500, 1500], [1e6, 1e6, 1e6, 1e4, 1e4, 1e4]);
  for (const [i, j] of [
    [1, 0],
    [4, 2],
    [5, 3],
  ])
    g.covariance[6 * i + j] = g.covariance[6 * j + i] =
      0.3 * Math.sqrt(g.covariance[7 * i] * g.covariance[7 * j]);
  const x = new Float64Array(16);
  const p = new Float64Array(30);
  x.set(g.mean, AT);
  packCovariance(g.covariance, p, PAT);
  return { g, x, p };
}

describe("unscented kernels", () => {
  const motion = coastMotion({ gravity: "J2", acceleration: Q });
  const filter = cubatureFilter(motion);
  const radar = rangeAzimuthElevation(site, { sigma });
  const stream = randomStream(1, "unscented");

  it("are the general filter with the same points", () => {
    const { g, x, p } = begin();
    const truth = g.mean.slice();
    const z = Float64Array.of(0, 0, 0, 0, ...sigma.map((s) => s * s));
    const out = new Float64Array(2);
    let time = 0;
    for (const [k, dt] of [0.5, 1, 0, 7, 18, 2].entries()) {
      time += dt;
      motion.move(truth, dt);
      radar.measure(truth, z.subarray(1));
      for (let a = 0; a < 3; a++) z[1 + a] += sigma[a] * normalAt(stream, 3 * k + a);
      expect(filter.predict(g, time)).toBe(null);
      expect(coastUnscented(x, AT, p, PAT, dt, Q)).toBe(UPDATED);
      const { nis, logLikelihood } = filter.update(g, radar, z.slice(1, 4));
      expect(updateUnscented(x, AT, p, PAT, frame, 0, z, 1, out)).toBe(UPDATED);
      expect(out[0] / nis).toBeCloseTo(1, 4);
      expect(out[1]).toBeCloseTo(logLikelihood, 3);
      for (let i = 0, at = PAT; i < 6; i++) {
        const spread = Math.sqrt(g.covariance[7 * i]);
        expect(Math.abs(x[AT + i] - g.mean[i])).toBeLessThan(1e-3 * spread);
        for (let j = 0; j <= i; j++) {
          const scale = spread * Math.sqrt(g.covariance[7 * j]);
          expect(Math.abs(p[at++] - g.covariance[6 * i + j])).toBeLessThan(1e-5 * scale);
        }
      }
    }
  });

  it("know that a turn is nothing, and that azimuths meet in the south", () => {
    const place = geodeticToEcef({ latitude: 0.65, longitude: -1.2 + 1e-5, height: 250e3 });
    const [predicted, out] = [new Float64Array(3), new Float64Array(2)];
    radar.measure(Float64Array.of(...place, 0, 0, 0), predicted);
    expect(Math.PI - predicted[1]).toBeLessThan(2e-3);
    const [first, ...others] = [0, 2 * Math.PI, -4 * Math.PI].map((turns) => {
      const { x, p } = begin();
      x.set(place, AT);
      const plot = [predicted[0], predicted[1] + 3e-3 + turns, predicted[2]];
      const z = Float64Array.of(...plot, ...sigma.map((s) => s * s));
      expect(updateUnscented(x, AT, p, PAT, frame, 0, z, 0, out)).toBe(UPDATED);
      return { x, nis: out[0] };
    });
    expect(first.nis).toBeLessThan(12);
    for (const { x, nis } of others) {
      expect(nis).toBeCloseTo(first.nis, 6);
      for (let i = AT; i < AT + 6; i++) expect(x[i]).toBeCloseTo(first.x[i], 4);
    }
  });

  it("leave alone what is around them, and what they refuse", () => {
    const { x, p } = begin();
    const z = Float64Array.of(1e6, 0, 0.5, 900, 1e-6, 1e-6);
    const out = new Float64Array(2);
    const spoil = (array: Float64Array, at: number, value: number, status: number) => {
      const { x: state, p: spread } = begin();
      (array === x ? state : spread)[at] = value;
      const [before, wide] = [state.slice(), spread.slice()];
      expect(coastUnscented(state, AT, spread, PAT, 1, Q)).toBe(status);
      expect(updateUnscented(state, AT, spread, PAT, frame, 0, z, 0, out)).toBe(status);
      expect([...out]).toEqual([Number.NaN, Number.NEGATIVE_INFINITY]);
      expect(state).toEqual(before);
      expect(spread).toEqual(wide);
    };
    spoil(x, AT + 4, Number.NaN, NOT_A_NUMBER);
    spoil(x, AT, Number.POSITIVE_INFINITY, NOT_A_NUMBER);
    spoil(p, PAT + 20, -1, NOT_POSITIVE_DEFINITE);
    spoil(p, PAT, 0, NOT_POSITIVE_DEFINITE);
    spoil(p, PAT + 1, 2e6, NOT_POSITIVE_DEFINITE);
    spoil(p, PAT + 7, Number.NaN, NOT_A_NUMBER);
    const before = x.slice();
    expect(updateUnscented(x, AT, p, PAT, frame, 0, Float64Array.of(Number.NaN, 0, 0, 1, 1, 1), 0, out)).toBe(
      NOT_A_NUMBER,
    );
    expect(updateUnscented(x, AT, p, PAT, frame, 0, Float64Array.of(1e6, 0, 0, -1e12, 1, 1), 0, out)).toBe(
      NOT_POSITIVE_DEFINITE,
    );
    for (const noise of [Number.NaN, -1, Number.POSITIVE_INFINITY])
      expect(coastUnscented(x, AT, p, PAT, 1, noise)).toBe(NOT_A_NUMBER);
    expect(coastUnscented(x, AT, p, PAT, 0, Q)).toBe(UPDATED);
    expect(x).toEqual(before);
    coastUnscented(x, AT, p, PAT, 1, Q);
    expect([...x.subarray(0, AT), ...x.subarray(AT + 6)].every((v) => v === 0)).toBe(true);
    expect([...p.subarray(0, PAT), ...p.subarray(PAT + 21)].every((v) => v === 0)).toBe(true);
  });
});
