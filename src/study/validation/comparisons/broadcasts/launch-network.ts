import { surfaceDestination } from "../../../../astro/index.js";
import type { Network, Radar } from "../../../../messages/index.js";
import { infraredSatellite } from "../generic-sensors/infrared-satellite.js";
import type { ReplaySite } from "./watch-launch.js";

const DEGREE = Math.PI / 180;
/** Satellites stand so far to both sides of the site, degrees. */
const SATELLITES = [-45, 40];
/** A radar stands so far down the course and to its right, km. */
const RADARS = [[600, 300]] as const;

/**
 * Two geostationary infrared satellites that see a site and a generic radar beside the course; priors and thresholds are another
 * network's.
 */
export function launchNetwork(base: Network, { latitudeDeg, longitudeDeg, azimuthDeg }: ReplaySite): Network {
  const start = { latitude: latitudeDeg * DEGREE, longitude: longitudeDeg * DEGREE, height: 0 };
  const radars = RADARS.map(([along, beside], i) => {
    const there = surfaceDestination(start, azimuthDeg * DEGREE, along * 1000);
    const site = surfaceDestination(there, (azimuthDeg + 90) * DEGREE, beside * 1000);
    return radar(`radar-${i + 1}`, site.latitude / DEGREE, site.longitude / DEGREE);
  });
  const satellites = SATELLITES.map((away, i) =>
    infraredSatellite(`infrared-${i + 1}`, longitudeDeg + away, { biasMicroradians: 30 }),
  );
  return { ...base, name: "generic sensors around a recorded launch", sensors: [...satellites, ...radars] };
}

function radar(id: string, latitudeDeg: number, longitudeDeg: number): Radar {
  const face = (boresightAzimuthDeg: number) => ({ boresightAzimuthDeg, tiltDeg: 20, halfWidthDeg: 60 });
  return {
    id,
    kind: "radar",
    site: { latitudeDeg, longitudeDeg, heightM: 20 },
    faces: [face(0), face(120), face(240)],
    elevationMinDeg: 3,
    elevationMaxDeg: 85,
    maximumRangeKm: 4000,
    frequencyMHz: 435,
    bandwidthMHz: 1,
    beamwidthDeg: 2,
    reference: { rangeKm: 1000, crossSectionM2: 1, signalToNoiseDb: 33 },
    scanLossExponent: 3,
    falseAlarmProbability: 1e-6,
    falsePlotsPerScan: 0.5,
    revisitSeconds: 5,
    errorFloor: { rangeM: 30, angleMilliradians: 0.8 },
    bias: { rangeM: 10, azimuthMilliradians: 0.4, elevationMilliradians: 0.4 },
    refraction: { surfaceRefractivity: 340, relativeSigma: 0.05 },
    dependsOn: { site: id, power: id, link: id, clock: id },
  };
}
