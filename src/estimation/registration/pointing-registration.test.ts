import { describe, expect, it } from "vitest";
import {
  add,
  cross,
  geodeticToEcef,
  geostationaryEcef,
  normalAt,
  type RandomStream,
  randomStream,
  scale,
  subpointAxes,
  subtract,
  uniformAt,
  unit,
  type Vec3,
} from "../../astro/index.js";
import { addError, averageNormalised, consistencyInterval, startErrorSum } from "../metrics/index.js";
import { type KnownSight, PointingRegistration } from "./pointing-registration.js";

const SATELLITE = geostationaryEcef(-1.3);
const PRIOR = { shift: 100e-6, roll: 200e-6 };
const NOISE = 30e-6;
const { east: EAST, north: NORTH } = subpointAxes(SATELLITE);
const DOWN = scale(unit(SATELLITE), -1);

/** How a source is seen: by the bias, its own offset and noise. */
function seen(known: Vec3, bias: Float64Array, offset: Vec3, noise: Vec3): Vec3 {
  const shift = add(scale(EAST, bias[0]!), add(scale(NORTH, bias[1]!), scale(cross(DOWN, known), bias[2]!)));
  return add(known, add(shift, add(offset, noise)));
}

const vector = (stream: RandomStream, at: number, sigma: number): Vec3 => [
  sigma * normalAt(stream, at),
  sigma * normalAt(stream, at + 1),
  sigma * normalAt(stream, at + 2),
];

/** Sights of one source. */
function sights(
  name: string,
  known: Vec3,
  sourceSigma: number,
  count: number,
  bias: Float64Array,
  seed: number,
): KnownSight[] {
  const stream = randomStream(seed, "pointing", name);
  const offset = vector(stream, 0, sourceSigma);
  return Array.from({ length: count }, (_, k) => ({
    source: name,
    satelliteEcef: SATELLITE,
    knownEcef: known,
    seenEcef: seen(known, bias, offset, vector(stream, 3 * k + 3, NOISE)),
    sigma: NOISE,
    sourceSigma,
  }));
}

/** Eight stars around the Earth's disc, and two beacons on the ground whose places are known to 500 m. */
function sources(): { name: string; known: Vec3; sigma: number }[] {
  const stars = Array.from({ length: 8 }, (_, k) => {
    const turn = 2 * Math.PI * uniformAt(randomStream(3, "stars"), k);
    const aside = add(scale(EAST, 0.17 * Math.cos(turn)), scale(NORTH, 0.17 * Math.sin(turn)));
    return { name: `star ${k}`, known: unit(add(DOWN, aside)), sigma: 0 };
  });
  const beacons = [0.3, -0.5].map((latitude, k) => {
    const away = subtract(geodeticToEcef({ latitude, longitude: -1.1 - 0.4 * k, height: 0 }), SATELLITE);
    return { name: `beacon ${k}`, known: unit(away), sigma: 500 / Math.hypot(...away) };
  });
  return [...stars, ...beacons];
}

const draw = (seed: number): Float64Array =>
  Float64Array.of(PRIOR.shift, PRIOR.shift, PRIOR.roll).map(
    (s, k) => s * normalAt(randomStream(seed, "pointing", "bias"), k),
  );

describe("PointingRegistration", () => {
  it.each([
    ["from stars and beacons", () => sources()],
    ["from beacons alone", () => sources().slice(8)],
  ])("finds the bias as well as it says, %s, over 200 seeds", (_, list) => {
    const sum = startErrorSum(3);
    let refused = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const bias = draw(seed);
      const registration = new PointingRegistration(PRIOR);
      for (const { name, known, sigma } of list())
        for (const sight of sights(name, known, sigma, 5, bias, seed)) registration.addSight(sight);
      const found = registration.finish();
      const error = Float64Array.of(found.east, found.north, found.roll).map((v, k) => v - bias[k]!);
      addError(sum, error, found.covariance);
      refused += found.sourcesRefused;
    }
    const [low, high] = consistencyInterval(3, 200, 0.999);
    expect(averageNormalised(sum)).toBeGreaterThan(low);
    expect(averageNormalised(sum)).toBeLessThan(high);
    // each of the 400 or 2,000 sources with 1e-4, by either test
    expect(refused).toBeLessThanOrEqual(3);
  });

  it("reaches a few microradians with stars; repeats of a beacon don't make its place better known", () => {
    const bias = draw(1);
    const sigmaWith = (count: number, list: ReturnType<typeof sources>) => {
      const registration = new PointingRegistration(PRIOR);
      for (const { name, known, sigma } of list)
        for (const sight of sights(name, known, sigma, count, bias, 1)) registration.addSight(sight);
      return Math.sqrt(registration.finish().covariance[0]!);
    };
    expect(sigmaWith(20, sources().slice(0, 8))).toBeLessThan(4e-6);
    expect(sigmaWith(400, sources().slice(8, 9))).toBeGreaterThan(10e-6);
  });

  it("refuses a star taken for its neighbour, and counts it", () => {
    const bias = draw(2);
    const registration = new PointingRegistration(PRIOR);
    sources().forEach(({ name, known, sigma }, k) => {
      for (const sight of sights(name, known, sigma, 5, bias, 2)) {
        const other = add(sight.seenEcef, scale(EAST, 400e-6));
        registration.addSight(k === 2 ? { ...sight, seenEcef: other } : sight);
      }
      registration.closeSource(name);
    });
    const found = registration.finish();
    expect(found.sourcesRefused).toBe(1);
    expect(found.sources).toBe(9);
    expect(Math.abs(found.east - bias[0]!)).toBeLessThan(4 * Math.sqrt(found.covariance[0]!));
    const [star] = sights("x", DOWN, 0, 1, bias, 1);
    for (const broken of [
      { sigma: Number.NaN },
      { sourceSigma: Number.POSITIVE_INFINITY },
      { seenEcef: [0, 0, 0] },
      { knownEcef: [0, Number.NaN, 1] },
      { satelliteEcef: [0, 0, 0] },
    ] as const)
      expect(registration.addSight({ ...star!, ...broken })).toBe("not a number");
    expect(registration.estimate()).toEqual(found);
  });
});
