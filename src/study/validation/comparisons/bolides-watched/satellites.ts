import type { InfraredSatellite, Network } from "../../../../messages/index.js";
import { infraredSatellite } from "../generic-sensors/infrared-satellite.js";

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

/**
 * Generic infrared satellites all around the equator: staring ones that look once or five times a second (so that a meteor of a
 * second makes a track that moves), or staring and scanning ones by turns that look each 5 and 10 s, as in the demonstration.
 * Priors and thresholds are another network's.
 */
export function ringOfSatellites(base: Network, ring: Ring): Network {
  const sensors = Array.from({ length: 360 / APART }, (_, i): InfraredSatellite => {
    const quick = QUICK[ring];
    const scanning = quick === null && i % 2 === 1;
    const satellite = infraredSatellite(`infrared-${i + 1}`, -180 + APART * i, {
      mode: scanning ? "scanning" : "staring",
      output: "detections",
      revisitSeconds: quick ?? (scanning ? 10 : 5),
    });
    const dependsOn = {
      power: `ground-${i}`,
      link: `link-${i}`,
      processor: `centre-${i % 3}`,
      clock: "gnss",
    };
    return { ...satellite, dependsOn };
  });
  return { ...base, name: ring, sensors };
}
