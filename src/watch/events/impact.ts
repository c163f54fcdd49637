import { EARTH, randomStream, signedAngle, surfaceDistance } from "../../astro/index.js";
import { type CoastEstimate, ellipse95, impactOfCoast, type LaunchSolution } from "../../estimation/index.js";
import type { ImpactEstimate, Network } from "../../messages/index.js";
import { DEGREES, rounded } from "./written.js";

const SAMPLES = 400;
/** Less than this share on the ground is no impact: it may stay up. */
const COMES_DOWN = 0.9;
const EARTH_MEAN_RADIUS = EARTH.meanRadius;

/** Where and when a body comes down, and the protected area that its ellipse touches. */
export interface ImpactFacts {
  readonly estimate: ImpactEstimate;
  readonly dataTime: number;
  readonly nearProtected: string | null;
}

/**
 * The impact by radar: an ellipse that claims 95 %.
 *
 * @param kind whose prior of the ballistic coefficient is taken
 * @param utc writes s after the reference as UTC
 * @returns null where it does not come down
 */
export function radarImpact(
  coast: CoastEstimate,
  network: Network,
  kind: "body" | "stage",
  seed: number,
  utc: (seconds: number) => string,
): ImpactFacts | null {
  const prior = kind === "body" ? network.priors.ballisticCoefficient : network.priors.fallingStage;
  const stream = randomStream(seed, "watch", "impact");
  const d = impactOfCoast(coast, prior, stream, SAMPLES);
  if (d === null || d.fractionReachingGround < COMES_DOWN) return null;
  const e = ellipse95(d.covarianceEastNorth);
  const estimate: ImpactEstimate = {
    time: utc(coast.time + d.time),
    timeSigma: rounded(d.timeSigma, 10),
    latitudeDeg: rounded(d.latitude * DEGREES, 1e5),
    longitudeDeg: rounded(d.longitude * DEGREES, 1e5),
    ellipse95: {
      semiMajor: Math.ceil(e.semiMajor),
      semiMinor: Math.ceil(e.semiMinor),
      azimuthDeg: rounded(e.azimuth * DEGREES, 10),
    },
    basis: "radar",
    ballisticCoefficient: coast.ballisticCoefficient,
  };
  return {
    estimate,
    dataTime: coast.time,
    nearProtected: protectedArea(network, d.latitude, d.longitude, e.semiMajor),
  };
}

/** The impact area by infrared alone: drawn by sampling, without a claim of 95 %. */
export function infraredImpact(
  solution: LaunchSolution,
  network: Network,
  utc: (seconds: number) => string,
): ImpactFacts | null {
  const samples = solution.impactSamples;
  if (samples.length < 20) return null;
  const n = samples.length;
  const base = samples[0]!.longitude;
  let latitude = 0;
  let longitude = 0;
  let time = 0;
  for (const s of samples) {
    latitude += s.latitude / n;
    longitude += signedAngle(s.longitude - base) / n;
    time += s.time / n;
  }
  const timeSigma = Math.sqrt(samples.reduce((sum, s) => sum + (s.time - time) ** 2 / n, 0));
  const middle = base + longitude;
  const points = samples.map((s) => [middle + signedAngle(s.longitude - middle), s.latitude] as const);
  const reach = Math.max(
    ...points.map(
      ([lon, lat]) => Math.hypot(lat - latitude, (lon - middle) * Math.cos(latitude)) * EARTH_MEAN_RADIUS,
    ),
  );
  const estimate: ImpactEstimate = {
    time: utc(time),
    timeSigma: rounded(timeSigma, 10),
    latitudeDeg: rounded(latitude * DEGREES, 1e4),
    longitudeDeg: rounded(signedAngle(middle) * DEGREES, 1e4),
    area: outline(points).map(([lon, lat]) => [
      rounded(signedAngle(lon) * DEGREES, 1e4),
      rounded(lat * DEGREES, 1e4),
    ]),
    basis: "infrared",
    ballisticCoefficient: "prior",
  };
  return {
    estimate,
    dataTime: solution.lastLook.time,
    nearProtected: protectedArea(network, latitude, middle, reach),
  };
}

/** The protected area that a circle around a place touches. */
function protectedArea(network: Network, latitude: number, longitude: number, reach: number): string | null {
  for (const area of network.protectedAreas) {
    const distance = surfaceDistance(
      { latitude, longitude: signedAngle(longitude), height: 0 },
      { latitude: area.latitudeDeg / DEGREES, longitude: area.longitudeDeg / DEGREES, height: 0 },
    );
    if (distance < reach + area.radiusKm * 1000) return area.name;
  }
  return null;
}

/** Convex hull, counter-clockwise (Andrew 1979). */
function outline(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o: readonly [number, number], a: readonly [number, number], b: readonly [number, number]) =>
    (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list: readonly (readonly [number, number])[]) => {
    const hull: (readonly [number, number])[] = [];
    for (const p of list) {
      while (hull.length >= 2 && turn(hull.at(-2)!, hull.at(-1)!, p) <= 0) hull.pop();
      hull.push(p);
    }
    return hull.slice(0, -1);
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}
