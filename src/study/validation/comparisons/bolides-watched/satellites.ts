import type { InfraredSatellite, Network } from "../../../../messages/index.js";

/** Rings of satellites that any bolide is held before. */
export const RINGS = ["five looks a second", "a look a second", "looks as in the demonstration"] as const;
const QUICK: Readonly<Record<Ring, number | null>> = {
  "five looks a second": 0.2,
  "a look a second": 1,
  "looks as in the demonstration": null,
};
export type Ring = (typeof RINGS)[number];

/** Satellites stand so far apart over the equator, degrees: each place of the middle latitudes is seen by two to four. */
const APART = 40;
const BAND = "swir";

/**
 * Generic infrared satellites all around the equator: staring ones that look once or five times a second (so that a meteor of a
 * second makes a track that moves), or staring and scanning ones by turns that look each 5 and 10 s, as in the demonstration.
 * Priors and thresholds are another network's.
 */
export function ringOfSatellites(base: Network, ring: Ring): Network {
  const sensors = Array.from({ length: 360 / APART }, (_, i): InfraredSatellite => {
    const longitude = -180 + APART * i;
    const quick = QUICK[ring];
    const scanning = quick === null && i % 2 === 1;
    return {
      id: `infrared-${i + 1}`,
      kind: "infrared",
      orbit: { geostationaryLongitudeDeg: longitude },
      payload: {
        mode: scanning ? "scanning" : "staring",
        output: "detections",
        revisitSeconds: quick ?? (scanning ? 10 : 5),
        fieldOfRegardDeg: 10,
        view: "earth",
        band: BAND,
        noiseEquivalentIrradiance: 2e-13,
        thresholdSignalToNoise: 6,
        falseDetectionsPerLook: 0.02,
        resolutionMicroradians: 30,
        randomMicroradians: 30,
        biasMicroradians: 20,
        sunExclusionDeg: 0,
      },
      dependsOn: { power: `ground-${i}`, link: `link-${i}`, processor: `centre-${i % 3}`, clock: "gnss" },
    } as InfraredSatellite;
  });
  return { ...base, name: ring, sensors };
}
