import {
  add,
  dot,
  eastNorthUp,
  ecefToGeodetic,
  geodeticToEcef,
  norm,
  scale,
  subtract,
  type Vec3,
} from "../../../../astro/index.js";
import type { Network, Radar } from "../../../../messages/index.js";
import { infraredSatellite } from "../generic-sensors/infrared-satellite.js";
import { type FlightPart, placeIn } from "./smoothed-flight.js";

const DEGREES = 180 / Math.PI;
/** The next radar stands where the flight is farther from all others than this, and so far beside its path, m. */
const REACH = 200_000;
const BESIDE = 70_000;
const MOST_RADARS = 60;
/** The path is looked at once in so many seconds. */
const STEP = 20;
/** Satellites stand so far to both sides of the flight, degrees. */
const SATELLITES = [-35, 20];

/**
 * Generic radars along a flight and two infrared satellites over it; priors and thresholds are another network's.
 *
 * The radars are of one made-up kind, an S-band surveillance radar with height finding: 30 m and 1 mrad at 200 km, a turn in
 * 5 s, 1 % of false plots a scan. It and its errors are stated to the watch as any network states them.
 */
export function flightNetwork(base: Network, parts: readonly FlightPart[]): Network {
  const sites: Vec3[] = [];
  let before: Vec3 | null = null;
  let last: Vec3 | null = null;
  for (const part of parts) {
    for (let t = part.seconds[0]!; t < part.seconds.at(-1)!; t += STEP) {
      const here = placeIn(part, t)!.positionEcef;
      last = here;
      if (sites.length < MOST_RADARS && sites.every((site) => norm(subtract(site, here)) > REACH))
        sites.push(siteBeside(here, before));
      before = here;
    }
  }
  const radars = sites.map((site, i) => makeRadar(`radar-${i + 1}`, site));
  const longitude = last === null ? 0 : ecefToGeodetic(last).longitude * DEGREES;
  const satellites = SATELLITES.map((away, i) => infraredSatellite(`infrared-${i + 1}`, longitude + away));
  return { ...base, name: "generic radars along the flight", sensors: [...satellites, ...radars] };
}

/** To the right of the way that the flight goes; to its south where that isn't known. */
function siteBeside(here: Vec3, before: Vec3 | null): Vec3 {
  const { east, north } = eastNorthUp(ecefToGeodetic(here));
  const way = before === null ? east : subtract(here, before);
  const [e, n] = [dot(way, east), dot(way, north)];
  const length = Math.hypot(e, n) || 1;
  const right = add(scale(east, n / length), scale(north, -e / length));
  const { latitude, longitude } = ecefToGeodetic(add(here, scale(right, BESIDE)));
  return geodeticToEcef({ latitude, longitude, height: 50 });
}

function makeRadar(id: string, site: Vec3): Radar {
  const { latitude, longitude } = ecefToGeodetic(site);
  const face = (boresightAzimuthDeg: number) => ({ boresightAzimuthDeg, tiltDeg: 20, halfWidthDeg: 60 });
  return {
    id,
    kind: "radar",
    site: { latitudeDeg: latitude * DEGREES, longitudeDeg: longitude * DEGREES, heightM: 50 },
    faces: [face(0), face(120), face(240)],
    elevationMinDeg: 0.5,
    elevationMaxDeg: 85,
    maximumRangeKm: 250,
    frequencyMHz: 3000,
    bandwidthMHz: 2,
    beamwidthDeg: 1.5,
    reference: { rangeKm: 300, crossSectionM2: 1, signalToNoiseDb: 25 },
    scanLossExponent: 3,
    falseAlarmProbability: 1e-6,
    falsePlotsPerScan: 0.01,
    revisitSeconds: 5,
    errorFloor: { rangeM: 30, angleMilliradians: 1 },
    bias: { rangeM: 10, azimuthMilliradians: 0.4, elevationMilliradians: 0.4 },
    refraction: { surfaceRefractivity: 315, relativeSigma: 0.05 },
    dependsOn: { site: id, power: id, link: id, clock: id },
  };
}
