import { surfaceDestination } from "../../../../astro/index.js";
import type { InfraredSatellite, Network, Radar } from "../../../../messages/index.js";
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
  const satellites = SATELLITES.map((away, i) => satellite(`infrared-${i + 1}`, longitudeDeg + away));
  return { ...base, name: "generic sensors around a recorded launch", sensors: [...satellites, ...radars] };
}

function satellite(id: string, longitudeDeg: number): InfraredSatellite {
  return {
    id,
    kind: "infrared",
    orbit: { geostationaryLongitudeDeg: ((((longitudeDeg + 180) % 360) + 360) % 360) - 180 },
    payload: {
      mode: "staring",
      revisitSeconds: 5,
      fieldOfRegardDeg: 10,
      view: "earth",
      band: "swir",
      noiseEquivalentIrradiance: 2e-13,
      thresholdSignalToNoise: 6,
      falseDetectionsPerLook: 0.02,
      resolutionMicroradians: 30,
      randomMicroradians: 30,
      biasMicroradians: 30,
      sunExclusionDeg: 0,
    },
    dependsOn: { power: id, link: id, clock: id },
  };
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
