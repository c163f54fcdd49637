import { describe, expect, it } from "vitest";
import { geodeticToEcef, type Vec3 } from "../../../astro/index.js";
import { type InfraredPayload, Thresholds } from "../../../messages/index.js";
import type { LineTrack } from "../../infrared/track.js";
import { judgePlume } from "./plume.js";

const satelliteEcef: Vec3 = [4.2164e7, 0, 0];
const bodyEcef = geodeticToEcef({ latitude: 0.2, longitude: 0.1, height: 120_000 });
const payload = {
  mode: "staring",
  revisitSeconds: 5,
  fieldOfRegardDeg: 10,
  view: "earth",
  thresholdSignalToNoise: 6,
  sunExclusionDeg: 0,
} as InfraredPayload;
const thresholds = Thresholds.parse({});

function seenUntil(last: number, revisit: number, signalToNoise = 100): LineTrack {
  const sightings = [3, 2, 1, 0].map((i) => ({
    time: last - i * revisit,
    positionEcef: satelliteEcef,
    signalToNoise,
  }));
  return { sensor: "s", revisit, sightings } as unknown as LineTrack;
}

const judge = (track: LineTrack, now: number) =>
  judgePlume([track], new Map([["s", payload]]), () => bodyEcef, [1.5e11, 0, 0], now, thresholds);

describe("a plume that is not seen", () => {
  it("is not gone over a staging gap of 11 s", () => {
    expect(judge(seenUntil(150, 5), 161).gone).toBe(false);
    expect(judge(seenUntil(150, 10), 161).gone).toBe(false);
  });

  it("is gone after 20 s, or two looks and 12 s where that is longer", () => {
    expect(judge(seenUntil(150, 5), 169.9).gone).toBe(false);
    expect(judge(seenUntil(150, 5), 172).gone).toBe(true);
    expect(judge(seenUntil(150, 10), 181).gone).toBe(false);
    expect(judge(seenUntil(150, 10), 183).gone).toBe(true);
  });

  it("says nothing where a weaker stage would not be seen", () => {
    const faint = judge(seenUntil(150, 5, 12), 400);
    expect(faint.gone).toBe(false);
    expect(faint.firstNotSeen).toBeUndefined();
  });

  it("says nothing where the satellite cannot look", () => {
    const behind = geodeticToEcef({ latitude: 0, longitude: Math.PI, height: 120_000 });
    const state = judgePlume(
      [seenUntil(150, 5)],
      new Map([["s", payload]]),
      () => behind,
      [1.5e11, 0, 0],
      400,
      thresholds,
    );
    expect(state.gone).toBe(false);
  });
});
