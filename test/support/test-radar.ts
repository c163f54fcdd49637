import { Radar } from "../../src/messages/index.js";

/** A radar for tests, of the order that open literature gives; every field can be put otherwise. */
export function makeRadar(changes: Record<string, unknown> = {}): Radar {
  return Radar.parse({
    id: "test-radar",
    kind: "radar",
    site: { latitudeDeg: 27, longitudeDeg: -57, heightM: 0 },
    faces: [
      { boresightAzimuthDeg: 30, tiltDeg: 20, halfWidthDeg: 60 },
      { boresightAzimuthDeg: 150, tiltDeg: 20, halfWidthDeg: 60 },
    ],
    frequencyMHz: 435,
    bandwidthMHz: 1,
    beamwidthDeg: 2.2,
    reference: { rangeKm: 3000, crossSectionM2: 1, signalToNoiseDb: 20 },
    revisitSeconds: 5,
    errorFloor: { rangeM: 0, angleMilliradians: 0 },
    bias: { rangeM: 10, azimuthMilliradians: 0.3, elevationMilliradians: 0.3 },
    ...changes,
  });
}
