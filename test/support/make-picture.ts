import type { Picture } from "../../src/formats/index.js";
import { EventUpdate, Network, RadarTrack, Warning } from "../../src/messages/index.js";

/** A network of one radar and three satellites, for tests of what is written out. */
export function makeNetwork(): Network {
  const payload = {
    mode: "staring",
    revisitSeconds: 5,
    noiseEquivalentIrradiance: 1e-12,
    randomMicroradians: 30,
    biasMicroradians: 20,
  };
  const line1 = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927";
  const line2 = "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537";
  return Network.parse({
    name: "made",
    sensors: [
      { id: "geo", kind: "infrared", orbit: { geostationaryLongitudeDeg: -75 }, payload },
      { id: "low", kind: "infrared", orbit: { line1, line2 }, payload },
      { id: "lost", kind: "optical", orbit: { catalogueNumber: 99_999 } },
      {
        id: "radar",
        kind: "radar",
        site: { latitudeDeg: 27, longitudeDeg: -57 },
        faces: [{ boresightAzimuthDeg: 0 }],
        frequencyMHz: 430,
        bandwidthMHz: 5,
        beamwidthDeg: 2,
        reference: { rangeKm: 1000, crossSectionM2: 1, signalToNoiseDb: 20 },
        revisitSeconds: 5,
        errorFloor: { rangeM: 10, angleMilliradians: 0.5 },
        bias: { rangeM: 10, azimuthMilliradians: 0.3, elevationMilliradians: 0.3 },
      },
    ],
    priors: {
      boostFamilies: [
        {
          name: "medium",
          class: "ballistic",
          stages: [{ initialAcceleration: 20, exhaustVelocity: 2500, burnSeconds: 100 }],
          kickDeg: 10,
          radiantIntensity: 1e6,
        },
      ],
    },
    protectedAreas: [{ name: "island", latitudeDeg: 30, longitudeDeg: -60, radiusKm: 50 }],
  });
}

const ELLIPSE = { semiMajor: 9000, semiMinor: 4000, azimuthDeg: 30 };

/** An event of a confirmed ballistic launch. @param over what shall be otherwise */
export function makeEvent(over: Record<string, unknown> = {}): EventUpdate {
  return EventUpdate.parse({
    type: "event",
    id: "event-1",
    revision: 3,
    at: "2008-09-20T12:30:00Z",
    origin: "exercise",
    state: "open",
    class: "ballistic",
    probability: 0.97,
    probabilities: { ballistic: 0.97, "space-launch": 0.03 },
    kinds: ["infrared", "radar"],
    independentPaths: 2,
    confirmed: true,
    confirmedAt: "2008-09-20T12:29:00Z",
    firstDetection: "2008-09-20T12:26:00Z",
    lastDetection: "2008-09-20T12:30:00Z",
    launch: {
      time: "2008-09-20T12:25:40.5Z",
      timeSigma: 2,
      latitudeDeg: 20,
      longitudeDeg: -45,
      azimuthDeg: 330,
      ellipse95: { semiMajor: 900, semiMinor: 400, azimuthDeg: 100 },
    },
    impact: {
      time: "2008-09-20T12:40:00Z",
      timeSigma: 5,
      latitudeDeg: 31,
      longitudeDeg: -53,
      ellipse95: ELLIPSE,
      basis: "radar",
      ballisticCoefficient: "prior",
    },
    tracks: ["radar/1"],
    sensors: ["geo", "radar"],
    evidence: [],
    ...over,
  });
}

/** A warning of that event. @param over what shall be otherwise */
export function makeWarning(over: Record<string, unknown> = {}): Warning {
  const { launch, impact } = makeEvent();
  return Warning.parse({
    type: "warning",
    id: "event-1/warning-1",
    event: "event-1",
    at: "2008-09-20T12:29:00.25Z",
    origin: "exercise",
    level: "confirmed",
    msgType: "Alert",
    references: [],
    class: "ballistic",
    probability: 0.97,
    headline: "Ballistic launch",
    description: "Launched near 20 N 45 W, expected near 31 N 53 W at 12:40 UTC.",
    launch,
    impact,
    expires: "2008-09-20T12:59:00Z",
    evidence: [
      {
        kind: "infrared",
        sensor: "geo",
        tracks: ["geo/1"],
        measurements: ["a", "b"],
        digest: "0f".repeat(32),
      },
      { kind: "radar", sensor: "radar", tracks: ["radar/1"], measurements: ["c"], digest: "f0".repeat(32) },
    ],
    ...over,
  });
}

/** Messages of a radar track on its way north-west. */
export function makeTracks(id = "radar/1", count = 4): RadarTrack[] {
  return Array.from({ length: count }, (_, i) =>
    RadarTrack.parse({
      type: "radar-track",
      id,
      sensor: "radar",
      origin: "exercise",
      at: `2008-09-20T12:27:${String(10 * i).padStart(2, "0")}Z`,
      state: "confirmed",
      plots: 3 + i,
      first: "2008-09-20T12:27:00Z",
      last: `2008-09-20T12:27:${String(10 * i).padStart(2, "0")}Z`,
      positionEcef: [4_300_000 - 9000 * i, -4_300_000 - 9000 * i, 2_400_000 + 15_000 * i],
      measurements: [],
    }),
  );
}

/** What an output folder would hold of that event. */
export function makePicture(over: Partial<Picture> = {}): Picture {
  return {
    name: "made",
    origin: "exercise",
    start: "2008-09-20T12:25:00Z",
    end: "2008-09-20T12:45:00Z",
    network: makeNetwork(),
    catalogue: [],
    events: [makeEvent()],
    tracks: makeTracks(),
    warnings: [makeWarning()],
    ...over,
  };
}
