import {
  add,
  addSeconds,
  cross,
  type Epoch,
  epochToUtc,
  geostationaryEcef,
  normalAt,
  randomStream,
  scale,
  secondsBetween,
  subtract,
  sunPositionEcef,
  unit,
  type Vec3,
} from "../../../../astro/index.js";
import type { InfraredDetection, InfraredSatellite } from "../../../../messages/index.js";
import {
  infraredLooksBetween,
  infraredLookTime,
  infraredSightTime,
  infraredSignal,
  infraredVisibility,
  lineOfSightSigma,
} from "../../../../sensors/index.js";

/** A body that shines while it flies. */
export interface LitPath {
  readonly name: string;
  readonly start: Epoch;
  /** How long it is lit, s. */
  readonly seconds: number;
  /** @param time s after the start */
  placeAt(time: number): Vec3;
  /** W/sr in the satellites' band; absent: as bright as it takes to be seen clearly. */
  intensityAt?(time: number): number;
}

/** Signal to noise of what is shown whether or not it would be bright enough. */
const CLEAR = 30;
const RADIANS = Math.PI / 180;

/**
 * What satellites detect of a body, by the same geometry, signal and errors as the simulated world's.
 *
 * @param epoch from which the satellites count their looks
 * @returns in the order of time
 */
export function detectionsOf(
  path: LitPath,
  satellites: readonly InfraredSatellite[],
  epoch: Epoch,
): InfraredDetection[] {
  const from = secondsBetween(epoch, path.start);
  const sun = sunPositionEcef(path.start);
  const found: InfraredDetection[] = [];
  for (const sensor of satellites) {
    if (!("geostationaryLongitudeDeg" in sensor.orbit)) continue;
    const satellite = geostationaryEcef(sensor.orbit.geostationaryLongitudeDeg * RADIANS);
    if (infraredVisibility(sensor.payload, satellite, path.placeAt(path.seconds / 2), sun) !== "visible")
      continue;
    const draws = randomStream(1, "lit", sensor.id, path.name);
    // a scanner passes a place up to a turn after its look begins
    const [first, last] = infraredLooksBetween(
      sensor,
      from - sensor.payload.revisitSeconds,
      from + path.seconds,
    );
    for (let look = first; look <= last; look++) {
      const roughly = path.placeAt(
        Math.max(0, Math.min(path.seconds, infraredLookTime(sensor, look) - from)),
      );
      const time = infraredSightTime(sensor, look, satellite, roughly) - from;
      if (time < 0 || time > path.seconds) continue;
      const seen = detection(path, sensor, satellite, time, (k) => normalAt(draws, 3 * look + k));
      if (seen !== null)
        found.push({
          ...seen,
          id: `${sensor.id}/${look}/${path.name}`,
          look,
          time: utc(addSeconds(epoch, from + time)),
        });
    }
  }
  return found.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** Microseconds, so that texts of times sort as the times do. */
function utc(e: Epoch): string {
  const [whole, fraction = ""] = epochToUtc(e).replace("Z", "").split(".");
  return `${whole}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
}

type Seen = Omit<InfraredDetection, "id" | "look" | "time">;

function detection(
  path: LitPath,
  sensor: InfraredSatellite,
  satellite: Vec3,
  time: number,
  draw: (index: number) => number,
): Seen | null {
  const { payload } = sensor;
  const place = path.placeAt(time);
  const clean =
    path.intensityAt === undefined
      ? CLEAR
      : infraredSignal(payload, satellite, place, path.intensityAt(time)).signalToNoise;
  const signalToNoise = clean + draw(0);
  if (!(signalToNoise >= payload.thresholdSignalToNoise)) return null;
  const sigma = lineOfSightSigma(payload, signalToNoise);
  const line = unit(subtract(place, satellite));
  const east = unit([-line[1], line[0], 0]);
  const north = cross(line, east);
  return {
    type: "infrared-detection",
    sensor: sensor.id,
    origin: "replay",
    positionEcef: [...satellite],
    lineOfSightEcef: [
      ...unit(add(line, add(scale(east, sigma * draw(1)), scale(north, sigma * draw(2))))),
    ] as [number, number, number],
    sigma,
    band: payload.band,
    irradiance: signalToNoise * payload.noiseEquivalentIrradiance,
    signalToNoise,
  };
}
