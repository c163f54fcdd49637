import { describe, expect, it } from "vitest";
import { coast, geostationaryEcef, subtract, unit, type Vec3 } from "../../astro/index.js";
import type { CoastEstimate } from "../../estimation/index.js";
import type { LineTrack } from "../infrared/track.js";
import { matchFrom, matchLate } from "./radar-match.js";

/** Where a burn ended at 100 s, and what flew on from there. */
const BURNOUT: Vec3 = [4_145_316, -4_369_000, 2_434_900];
const VELOCITY: Vec3 = [-718, -2031, 3186];
const END = 100;

/** A satellite's lines to the end of the burn, for the last of its looks. */
function linesFrom(longitudeDeg: number, place: Vec3 = BURNOUT): LineTrack {
  const positionEcef = geostationaryEcef((longitudeDeg * Math.PI) / 180);
  const sighting = (time: number, at: Vec3) => ({
    time,
    positionEcef,
    lineOfSightEcef: unit(subtract(at, positionEcef)),
    sigmaMetres: 1200,
  });
  const earlier = coast(place, VELOCITY, -5, null).positionEcef;
  return {
    id: `line-${longitudeDeg}`,
    sensor: `infrared-${longitudeDeg}`,
    revisit: 5,
    sightings: [sighting(END - 5, earlier), sighting(END, place)],
  } as unknown as LineTrack;
}

/** A radar's estimate so long after the end of the burn. */
function estimateAfter(
  seconds: number,
  placeSigma = 300,
  speedSigma = 5,
  start = seconds - 60,
): CoastEstimate {
  const { positionEcef, velocityEcef } = coast(BURNOUT, VELOCITY, seconds, null);
  const covariance = new Float64Array(36);
  for (let i = 0; i < 3; i++) {
    covariance[i * 7] = placeSigma ** 2;
    covariance[(3 + i) * 7] = speedSigma ** 2;
  }
  const prior = { mean: Math.log(3000), variance: 0.25 };
  return {
    start: END + start,
    time: END + seconds,
    plots: 13,
    mean: Float64Array.of(...positionEcef, ...velocityEcef),
    covariance,
    logBallistic: { ...prior, covarianceWithState: new Float64Array(6), prior },
    ballisticCoefficient: "prior",
  };
}

const bias = () => 20e-6;
const lines = [linesFrom(-75), linesFrom(-10)];

describe("matchLate", () => {
  it("finds a body at the end of its burn that a radar saw first minutes later", () => {
    const match = matchLate(lines, estimateAfter(400), bias)!;
    expect(matchFrom(lines, estimateAfter(400), bias)).toBeNull();
    expect(match).toMatchObject({ how: "from", at: END });
    expect(match.distances.length).toBe(2);
    for (const d of match.distances) expect(d).toBeLessThan(2);
  });

  it("does not find what was 100 km away, as a stage that came off a minute earlier", () => {
    const away = BURNOUT.map((v, i) => v - [0, 0, 1][i]! * 100_000) as unknown as Vec3;
    const match = matchLate([linesFrom(-75, away), linesFrom(-10, away)], estimateAfter(400), bias);
    expect(match === null || match.distances.every((d) => d > 16)).toBe(true);
  });

  it("says nothing while the place at that time is known too widely, or for longer than twenty minutes", () => {
    expect(matchLate(lines, estimateAfter(400, 1000, 80), bias)).toBeNull();
    expect(matchLate(lines, estimateAfter(1250), bias)).toBeNull();
  });

  it("leaves what was picked up in time to the comparison with every instant", () => {
    expect(matchLate(lines, estimateAfter(200), bias)).toBeNull();
    expect(matchFrom(lines, estimateAfter(200), bias)).not.toBeNull();
  });
});
