import { describe, expect, it } from "vitest";
import {
  addSeconds,
  type CelestialForces,
  type CelestialState,
  eastNorthUp,
  ecefToGeodetic,
  epochFromUtc,
  flyCelestial,
  geodeticToEcef,
  itrfToGcrfState,
  norm,
  normalAt,
  randomStream,
  subtract,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import { normalisedError } from "../metrics/index.js";
import { fitPlaces, fitRanges, knownAlongTrack, type RangePass, searchOrbit } from "./index.js";

const EPOCH = epochFromUtc("2020-03-01T12:00:00Z");
const FORCES: CelestialForces = { degree: 8, sunAndMoon: true };
const SITE = geodeticToEcef({ latitude: 0.9, longitude: 0.2, height: 100 });

/** An object at 800 km over a place some degrees from the site, flying north-west. */
function truth(): CelestialState {
  const { east, north, up } = eastNorthUp(ecefToGeodetic(SITE));
  const place = (e: number, n: number, u: number): Vec3 => [
    SITE[0] + e * east[0] + n * north[0] + u * up[0],
    SITE[1] + e * east[1] + n * north[1] + u * up[1],
    SITE[2] + e * east[2] + n * north[2] + u * up[2],
  ];
  const velocity = subtract(place(-0.45, 0.893, 0), SITE);
  return itrfToGcrfState(
    {
      positionEcef: place(3e5, 2e5, 7.8e5),
      velocityEcef: [7600 * velocity[0], 7600 * velocity[1], 7600 * velocity[2]],
    },
    EPOCH,
  );
}

const times = Array.from({ length: 60 }, (_, i) => -150 + 5 * i);
const air = (elevation: number) => 2.4 / Math.sin(elevation);

/** Ranges of the truth, with noise of 2 cm, every tenth a photon of noise up to kilometres away. */
function pass(outliers: boolean): RangePass {
  const stream = randomStream(3, "ranges");
  const ranges = times.map((t, k) => {
    const { positionGcrf } = flyCelestial(truth(), EPOCH, t, FORCES);
    const e = addSeconds(EPOCH, t);
    const station = itrfToGcrfState({ positionEcef: SITE, velocityEcef: [0, 0, 0] }, e).positionGcrf;
    const { up } = eastNorthUp(ecefToGeodetic(SITE));
    const vertical = itrfToGcrfState({ positionEcef: up, velocityEcef: [0, 0, 0] }, e).positionGcrf;
    const away = subtract(positionGcrf, station);
    const range = norm(away);
    const sine = (away[0] * vertical[0] + away[1] * vertical[1] + away[2] * vertical[2]) / range;
    const noise =
      0.02 * normalAt(stream, k) + (outliers && k % 10 === 3 ? 4000 * (uniformAt(stream, 500 + k) - 0.5) : 0);
    return range + air(Math.asin(sine)) + noise;
  });
  return {
    epoch: EPOCH,
    seconds: Float64Array.from(times),
    ranges: Float64Array.from(ranges),
    stationItrf: SITE,
    delay: (elevation) => air(elevation),
    sigma: 0.02,
  };
}

/** The truth, late by so many seconds. */
function late(seconds: number): CelestialState {
  return flyCelestial(truth(), EPOCH, -seconds, FORCES);
}

describe("a state from one station's ranges of one pass", () => {
  it("leaves the noise alone, and rejects what is none of the object's", () => {
    const fit = fitRanges(pass(true), knownAlongTrack(late(0.5), 8000, 50), FORCES)!;
    expect(fit.rms).toBeGreaterThan(0.01);
    expect(fit.rms).toBeLessThan(0.03);
    expect(fit.rejected).toBe(6);
    expect([...fit.used.keys()].filter((k) => fit.used[k] === 0)).toEqual([3, 13, 23, 33, 43, 53]);
    expect(norm(subtract(fit.state.positionGcrf, truth().positionGcrf))).toBeLessThan(300);
  });

  it("is as far from the truth as it says", () => {
    const fit = fitRanges(pass(false), knownAlongTrack(late(0.02), 200, 20), FORCES)!;
    const error = Float64Array.from([
      ...subtract(fit.state.positionGcrf, truth().positionGcrf),
      ...subtract(fit.state.velocityGcrf, truth().velocityGcrf),
    ]);
    expect(normalisedError(error, fit.covariance)).toBeLessThan(16.8);
  });

  it("doesn't care how the Earth is turned as a whole", () => {
    const turned: CelestialForces = { ...FORCES, orientation: { ut1MinusUtc: 0, polarMotion: [0, 0] } };
    const fit = fitRanges(pass(false), knownAlongTrack(late(0.02), 200, 20), turned)!;
    expect(fit.rms).toBeLessThan(0.03);
  });

  it("is sought in vain where the ranges are no satellite's", () => {
    expect(searchOrbit({ ...pass(false), ranges: new Float64Array(60).fill(1e6) }, FORCES)).toBeNull();
  });

  it("is none where nothing is a number", () => {
    const spoilt = { ...pass(false), ranges: new Float64Array(60).fill(Number.NaN) };
    expect(fitRanges(spoilt, knownAlongTrack(truth(), 200, 20), FORCES)).toBeNull();
  });
});

it("an orbit through places of a table is the orbit they are of", () => {
  const places = [-3000, -2000, -1000, 0, 1000, 2000, 3000].map((seconds) => ({
    seconds,
    positionGcrf: flyCelestial(truth(), EPOCH, seconds, FORCES).positionGcrf,
  }));
  const fit = fitPlaces(places, EPOCH, late(0.1), FORCES)!;
  expect(fit.rms).toBeLessThan(0.01);
  expect(norm(subtract(fit.state.positionGcrf, truth().positionGcrf))).toBeLessThan(0.02);
  expect(norm(subtract(fit.state.velocityGcrf, truth().velocityGcrf))).toBeLessThan(2e-5);
});
