import { describe, expect, it } from "vitest";
import { makeNetwork } from "../../../../test/support/make-picture.js";
import { addSeconds, epochFromUtc, epochToUtc, geodeticToEcef, viewSatellite } from "../../../astro/index.js";
import { type EventUpdate, type InfraredDetection, Network } from "../../../messages/index.js";
import { closeWatch, openWatch, step, type WatchOutput } from "../../index.js";

const DEGREE = Math.PI / 180;
const network = Network.parse({
  ...makeNetwork(),
  sensors: [
    {
      id: "imager",
      kind: "infrared",
      orbit: { geostationaryLongitudeDeg: -137 },
      payload: {
        mode: "scanning",
        revisitSeconds: 300,
        band: "mwir",
        noiseEquivalentIrradiance: 1e-9,
        randomMicroradians: 20,
        biasMicroradians: 10,
      },
    },
  ],
});

function heat(
  seconds: number,
  latitudeDeg: number,
  longitudeDeg: number,
  assessed: "static-source" | "undecided" | "candidate",
): InfraredDetection {
  const satellite = viewSatellite({ longitude: -137 * DEGREE, radius: 42_164_160, equatorial: 0, polar: 0 });
  const place = geodeticToEcef({
    latitude: latitudeDeg * DEGREE,
    longitude: longitudeDeg * DEGREE,
    height: 0,
  });
  const away = satellite.map((s, i) => place[i]! - s);
  const range = Math.hypot(...away);
  return {
    type: "infrared-detection",
    id: `heat-${seconds}-${latitudeDeg}-${longitudeDeg}`,
    sensor: "imager",
    origin: "replay",
    time: epochToUtc(addSeconds(epochFromUtc("2024-05-01T06:00:00Z"), seconds)),
    look: Math.floor(seconds / 300),
    positionEcef: [...satellite],
    lineOfSightEcef: away.map((a) => a / range) as [number, number, number],
    sigma: 2e-5,
    band: "imager-7",
    irradiance: 1e-8,
    signalToNoise: 200,
    assessed,
  };
}

function watch(detections: readonly InfraredDetection[]): WatchOutput[] {
  const state = openWatch({ network, origin: "replay", catalogue: [], seed: 1 });
  const out = detections.flatMap((measurement) =>
    step(state, { measurement, digest: measurement.id.padEnd(64, "0") }),
  );
  return [...out, ...closeWatch(state)];
}

const eventsOf = (out: readonly WatchOutput[]): EventUpdate[] =>
  out.filter((o): o is EventUpdate => o.type === "event");

describe("heat that a front end knows to be of the ground", () => {
  it("is one source for all that burns within some kilometres, over as many looks as it burns, and no track", () => {
    const looks = [0, 300, 600, 900, 1200];
    const out = watch(
      looks.flatMap((t) => [
        heat(t, 38.7, -122.7, "static-source"),
        heat(t + 1, 38.8, -122.8, "static-source"),
      ]),
    );
    expect(new Set(eventsOf(out).map(({ id }) => id)).size).toBe(1);
    const last = eventsOf(out).at(-1)!;
    expect(last).toMatchObject({ class: "background", kinds: ["infrared"], sensors: ["imager"], tracks: [] });
    expect(last.seenAt!.latitudeDeg).toBeCloseTo(38.7, 2);
    expect(last.seenAt!.longitudeDeg).toBeCloseTo(-122.7, 2);
    expect(out.some(({ type }) => type === "line-of-sight-track" || type === "warning")).toBe(false);
  });

  it("is two sources where it burns far apart", () => {
    const out = watch([heat(0, 38.7, -122.7, "static-source"), heat(1, 34, -118, "static-source")]);
    expect(new Set(eventsOf(out).map(({ id }) => id)).size).toBe(2);
  });

  it("is believed less at a first look that can't decide, and more when it is decided", () => {
    const first = eventsOf(watch([heat(0, 38.7, -122.7, "undecided")])).at(-1)!;
    expect(first).toMatchObject({ class: "background", probability: 0.97 });
    expect(first.evidence[0]!.text).toContain("neither its height");
    const out = watch([heat(0, 38.7, -122.7, "undecided"), heat(300, 38.7, -122.7, "static-source")]);
    expect(eventsOf(out).at(-1)!.probability).toBeGreaterThan(0.99);
    const after = watch([heat(0, 38.7, -122.7, "static-source"), heat(300, 38.71, -122.7, "undecided")]);
    expect(eventsOf(after).at(-1)!.probability).toBeGreaterThan(0.99);
  });

  it("is refused where its line of sight misses the Earth", () => {
    const aside = heat(0, 38.7, -122.7, "static-source");
    const [x, y] = aside.positionEcef;
    const level = Math.hypot(x, y);
    const out = watch([{ ...aside, lineOfSightEcef: [x / level, y / level, 0] }]);
    expect(out).toMatchObject([{ type: "rejection", reason: "line of sight misses the Earth" }]);
  });
});
