import { describe, expect, it } from "vitest";
import { geodeticToEcef, normalAt, randomStream, subtract, unit, type Vec3 } from "../../astro/index.js";
import { type InfraredSatellite, witness } from "../../messages/index.js";
import { advanceInfrared, openInfrared, takeDetection } from "./picture.js";
import type { Detection, LineTrack } from "./track.js";

const RADIANS = Math.PI / 180;
const REVISIT = 5;
const SIGMA = 30e-6;
const satelliteEcef: Vec3 = [4.2164e7 * Math.cos(-50 * RADIANS), 4.2164e7 * Math.sin(-50 * RADIANS), 0];
const sensor = { id: "s", kind: "infrared", payload: { revisitSeconds: REVISIT } } as InfraredSatellite;

function detection(
  look: number,
  latitudeDeg: number,
  longitudeDeg: number,
  height: number,
  index: number,
): Detection {
  const target = geodeticToEcef({
    latitude: latitudeDeg * RADIANS,
    longitude: longitudeDeg * RADIANS,
    height,
  });
  const line = unit(subtract(target, satelliteEcef));
  const noise = randomStream(1, "test", look, index);
  const shaken = line.map((x, i) => x + SIGMA * normalAt(noise, i)) as unknown as Vec3;
  const id = `s/${look}/${index}`;
  return {
    time: look * REVISIT,
    look,
    positionEcef: satelliteEcef,
    lineOfSightEcef: unit(shaken),
    sigma: SIGMA,
    irradiance: 1e-11,
    signalToNoise: 50,
    provenance: witness({
      kind: "infrared",
      sensor: "s",
      origin: "test",
      digest: id,
      measurement: id,
      path: [],
    }),
  };
}

/** Sources by look, each [latitude, longitude, height]; returns every track with its last state. */
function follow(looks: number, sources: (look: number) => [number, number, number][]): LineTrack[] {
  const picture = openInfrared(sensor);
  const tracks = new Map<string, LineTrack>();
  const keep = (changed: LineTrack[]) => {
    for (const t of changed) tracks.set(t.id, t);
  };
  for (let look = 0; look < looks; look++) {
    keep(advanceInfrared(picture, look * REVISIT));
    for (const [i, [latitude, longitude, height]] of sources(look).entries())
      keep(takeDetection(picture, detection(look, latitude, longitude, height, i)));
  }
  keep(advanceInfrared(picture, looks * REVISIT + 1));
  return [...tracks.values()];
}

/** A boost that begins at a place: northwards, upwards, at 30 m/s². */
const boost = (seconds: number, latitude = 20): [number, number, number] => {
  const way = 15 * seconds * seconds;
  return [latitude + (0.7 * way) / 111_000, -45, 8000 + 0.7 * way];
};

describe("line-of-sight tracks of one satellite", () => {
  it("finds that a boosting source moves, within some five looks", () => {
    const [track, ...others] = follow(7, (look) => [boost(look * REVISIT)]);
    expect(others).toHaveLength(0);
    expect(track).toMatchObject({ state: "confirmed", motion: "moving" });
  });

  it("finds that a fire stays, and does not take it for a launch over many looks", () => {
    const tracks = follow(300, () => [[45, -60, 0]]);
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({ state: "confirmed", motion: "static" });
  });

  it("lets false detections die", () => {
    const tracks = follow(30, (look) => [[10 + ((look * 37) % 40), -80 + ((look * 53) % 60), 0]]);
    expect(tracks.every((t) => t.sightings.length < 3)).toBe(true);
  });

  it("does not end a track over a staging gap of 11 s", () => {
    const tracks = follow(24, (look) => (look === 14 || look === 15 ? [] : [boost(look * REVISIT)]));
    expect(tracks).toHaveLength(1);
    expect(tracks[0]!.state).toBe("confirmed");
  });

  it("ends a track whose source is gone", () => {
    const [track] = follow(40, (look) => (look < 12 ? [boost(look * REVISIT)] : []));
    expect(track!.state).toBe("ended");
  });

  it("keeps two close sources apart", () => {
    const tracks = follow(12, (look) => [boost(look * REVISIT), boost(look * REVISIT, 20.15)]);
    expect(tracks.filter((t) => t.state === "confirmed")).toHaveLength(2);
    for (const t of tracks.filter((x) => x.state === "confirmed")) expect(t.sightings).toHaveLength(12);
  });
});
