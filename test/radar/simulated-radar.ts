import {
  coast,
  eastNorthUp,
  type Geodetic,
  geodeticToEcef,
  lookAt,
  normalAt,
  predictImpact,
  randomStream,
  surfaceDestination,
  type Vec3,
} from "../../src/astro/index.js";
import type { LogNormalPrior, RadarModel, RadarObservation } from "../../src/estimation/index.js";
import { refract } from "../../src/sensors/index.js";

export const RADIANS = Math.PI / 180;

/** A radar of the tests: 30 m and 1 mrad up to 1,000 km, beyond it growing with the square of range. */
export interface TestRadar {
  readonly site: Geodetic;
  readonly revisit: number;
  readonly refractivity: number;
  readonly biasSigma: { readonly range: number; readonly azimuth: number; readonly elevation: number };
  readonly refractionSigma: number;
}

/** What a seed draws: a body's ballistic coefficient, a radar's biases and its air. */
export interface Draws {
  readonly ballisticCoefficient: number;
  readonly bias: { readonly range: number; readonly azimuth: number; readonly elevation: number };
  readonly refractivity: number;
}

export const BODY: LogNormalPrior = { median: 3000, factor: 1.65 };

export function testRadar(latitudeDeg: number, longitudeDeg: number, angleBias = 0.4e-3): TestRadar {
  return {
    site: { latitude: latitudeDeg * RADIANS, longitude: longitudeDeg * RADIANS, height: 0 },
    revisit: 5,
    refractivity: 315,
    biasSigma: { range: 20, azimuth: angleBias, elevation: angleBias },
    refractionSigma: 0.05,
  };
}

export function modelOf(radar: TestRadar): RadarModel {
  return {
    positionEcef: geodeticToEcef(radar.site),
    ...eastNorthUp(radar.site),
    bias: radar.biasSigma,
    refractionSigma: radar.refractionSigma,
    refraction: (elevation, range, out) => {
      const apparent = refract(radar.refractivity, { azimuth: 0, elevation, range });
      out[0] = apparent.elevation - elevation;
      out[1] = apparent.range - range;
    },
  };
}

export function draw(seed: number, radar: TestRadar, beta: LogNormalPrior = BODY): Draws {
  const stream = randomStream(seed, "run");
  return {
    ballisticCoefficient: beta.median * beta.factor ** normalAt(stream, 0),
    bias: {
      range: radar.biasSigma.range * normalAt(stream, 1),
      azimuth: radar.biasSigma.azimuth * normalAt(stream, 2),
      elevation: radar.biasSigma.elevation * normalAt(stream, 3),
    },
    refractivity: radar.refractivity * (1 + radar.refractionSigma * normalAt(stream, 4)),
  };
}

/** A point of a flight. */
export interface FlightPoint {
  readonly time: number;
  readonly position: Vec3;
  readonly velocity: Vec3;
}

/** Start of free flight: place, speed, slope and azimuth over the turning Earth. */
export function burnout(
  latitudeDeg: number,
  longitudeDeg: number,
  height: number,
  speed: number,
  slopeDeg: number,
  azimuthDeg: number,
): FlightPoint {
  const place: Geodetic = { latitude: latitudeDeg * RADIANS, longitude: longitudeDeg * RADIANS, height };
  const { east, north, up } = eastNorthUp(place);
  const level = speed * Math.cos(slopeDeg * RADIANS);
  const e = level * Math.sin(azimuthDeg * RADIANS);
  const n = level * Math.cos(azimuthDeg * RADIANS);
  const u = speed * Math.sin(slopeDeg * RADIANS);
  const velocity = [0, 1, 2].map((i) => e * east[i]! + n * north[i]! + u * up[i]!) as unknown as Vec3;
  return { time: 0, position: geodeticToEcef(place), velocity };
}

/** The demo's kind of flight: 3.4 km/s at some 70 km, range some 1,500 km, from 20° N 45° W to the north-west. */
export function mediumRange(seed: number): FlightPoint {
  const stream = randomStream(seed, "flight");
  const at = surfaceDestination(
    { latitude: 20 * RADIANS, longitude: -45 * RADIANS, height: 0 },
    330 * RADIANS,
    90_000,
  );
  return burnout(
    at.latitude / RADIANS + 0.3 * normalAt(stream, 0),
    at.longitude / RADIANS + 0.3 * normalAt(stream, 1),
    70_000 + 3000 * normalAt(stream, 2),
    3400 + 40 * normalAt(stream, 3),
    41 + normalAt(stream, 4),
    330 + 3 * normalAt(stream, 5),
  );
}

/** The flight each `step` seconds, in free flight, until it comes down. */
export function flight(start: FlightPoint, beta: number | null, step: number, until: number): FlightPoint[] {
  const points = [start];
  let at = start;
  while (at.time + step <= until) {
    const next = coast(at.position, at.velocity, step, beta);
    at = { time: at.time + step, position: next.positionEcef, velocity: next.velocityEcef };
    if (Math.hypot(...at.position) < 6_360_000) break;
    points.push(at);
  }
  return points;
}

/** Plots of a flight by a radar, above 3° of elevation. */
export function plots(
  radar: TestRadar,
  draws: Draws,
  points: readonly FlightPoint[],
  seed: number,
  maximumRange = 4_000_000,
): RadarObservation[] {
  const stream = randomStream(seed, "noise");
  const list: RadarObservation[] = [];
  for (const [k, point] of points.entries()) {
    const look = lookAt(radar.site, point.position);
    const apparent = refract(draws.refractivity, look);
    if (apparent.elevation < 3 * RADIANS || look.range > maximumRange) continue;
    const growth = Math.max(1, look.range / 1e6) ** 2;
    const sigmaRange = 30 * growth;
    const sigmaElevation = 1e-3 * growth;
    const sigmaAzimuth = sigmaElevation / Math.cos(look.elevation);
    list.push({
      time: point.time,
      range: apparent.range + draws.bias.range + sigmaRange * normalAt(stream, 3 * k),
      azimuth: look.azimuth + draws.bias.azimuth + sigmaAzimuth * normalAt(stream, 3 * k + 1),
      elevation: apparent.elevation + draws.bias.elevation + sigmaElevation * normalAt(stream, 3 * k + 2),
      sigmaRange,
      sigmaAzimuth,
      sigmaElevation,
    });
  }
  return list;
}

/** Where the flight truly comes down. */
export function trueImpact(start: FlightPoint, beta: number | null) {
  const impact = predictImpact(start.position, start.velocity, beta);
  if (!impact) throw new Error("the test's flight does not come down");
  return { ...impact, time: start.time + impact.time };
}

/** A motor that burns in a flight: seconds after its start, sensed acceleration at its lighting, tilt up of its thrust. */
export interface Burn {
  readonly from: number;
  readonly to: number;
  readonly acceleration: number;
  readonly tiltDeg: number;
  /** −1: against the motion. */
  readonly sign?: 1 | -1;
}

/** A flight with burns in it, each `step` seconds: free flight and the thrust's push in turns of a tenth of a second. */
export function poweredFlight(
  start: FlightPoint,
  burns: readonly Burn[],
  step: number,
  until: number,
): FlightPoint[] {
  const points = [start];
  let { time, position, velocity } = start;
  const turn = 0.1;
  const exhaust = 3200;
  for (let k = 1; time < until; k += 1) {
    const next = coast(position, velocity, turn, null);
    position = next.positionEcef;
    velocity = next.velocityEcef;
    time = start.time + k * turn;
    for (const burn of burns) {
      const since = time - turn / 2 - burn.from;
      if (since < 0 || time - turn / 2 > burn.to) continue;
      const a = burn.acceleration / (1 - (burn.acceleration * since) / exhaust);
      const push = thrustDirection(position, velocity, burn);
      velocity = velocity.map((v, i) => v + a * turn * push[i]!) as unknown as Vec3;
      position = position.map((p, i) => p + 0.5 * a * turn * turn * push[i]!) as unknown as Vec3;
    }
    if (Math.abs(time / step - Math.round(time / step)) < 1e-6) points.push({ time, position, velocity });
    if (Math.hypot(...position) < 6_360_000) break;
  }
  return points;
}

function thrustDirection(position: Vec3, velocity: Vec3, burn: Burn): Vec3 {
  const r = Math.hypot(...position);
  const speed = Math.hypot(...velocity);
  const forward = velocity.map((v) => v / speed);
  const up = position.map((p) => p / r);
  const climb = forward[0]! * up[0]! + forward[1]! * up[1]! + forward[2]! * up[2]!;
  const normal = up.map((u, i) => (u - climb * forward[i]!) / Math.sqrt(1 - climb * climb));
  const tilt = burn.tiltDeg * RADIANS;
  const sign = burn.sign ?? 1;
  return forward.map((f, i) => sign * f * Math.cos(tilt) + normal[i]! * Math.sin(tilt)) as unknown as Vec3;
}
