import {
  EARTH,
  eastNorthUp,
  ecefToGeodetic,
  lookToEcef,
  normalAt,
  poissonAt,
  positiveAngle,
  type RandomStream,
  randomStream,
  uniformAt,
  type Vec3,
} from "../../../astro/index.js";
import type { MeteorClutter, Radar } from "../../../messages/index.js";
import { exponentialAt, logNormalAt } from "../../draws.js";
import type { Setting } from "../../setting.js";
import { localHours } from "../local-time.js";
import type { RadarScene } from "../scene.js";
import type { Transient } from "../targets.js";
import { faceAt } from "./noise-echoes.js";

const DEGREE = Math.PI / 180;
const EARTH_RADIUS = EARTH.meanRadius;
/** Meteors are drawn for so long a time together, s; none lives longer. */
export const METEOR_BIN = 10;
/** Local time at which the turning Earth meets most of them, hours. */
const MOST = 6;
/** Spread of their cross-sections. */
const FACTOR = 3;
/** Draws that one meteor takes. */
const DRAWS = 16;

/** Rate of meteors over a radar's cover, a second: the Earth's morning side runs into more of them. */
export function meteorRate(setting: Setting, radar: Radar, meteors: MeteorClutter, time: number): number {
  const hours = localHours(setting, time, radar.site.longitudeDeg * DEGREE);
  const daily = 1 + meteors.diurnalAmplitude * Math.cos(((hours - MOST) * Math.PI) / 12);
  return (meteors.perHour * daily) / 3600;
}

/** The meteors that begin in one bin of time, in no order. */
export function meteorsOf({ setting, radar }: RadarScene, meteors: MeteorClutter, bin: number): Transient[] {
  const start = bin * METEOR_BIN;
  const rate = meteorRate(setting, radar, meteors, start + METEOR_BIN / 2);
  const draws = randomStream(setting.inputs.seed, "radar", radar.id, "\u0000meteors", bin);
  const count = poissonAt(draws, 0, rate * METEOR_BIN);
  const found: Transient[] = [];
  for (let k = 0; k < count; k++)
    found.push(meteor(radar, meteors, draws, DRAWS * (k + 1), start, `${bin}/${k}`));
  return found;
}

function meteor(
  radar: Radar,
  meteors: MeteorClutter,
  draws: RandomStream,
  first: number,
  binStart: number,
  name: string,
): Transient {
  const uniform = (k: number) => uniformAt(draws, first + k);
  const position = placeOf(radar, meteors.heightKm, uniform);
  const isHead = uniform(4) < meteors.headShare;
  const start = binStart + METEOR_BIN * uniform(5);
  const life = (isHead ? meteors.headSeconds : meteors.trailSeconds) * exponentialAt(draws, first + 6);
  return {
    id: `\u0000meteor ${name}`,
    start,
    end: start + Math.min(life, METEOR_BIN),
    position,
    velocity: isHead
      ? headVelocity(position, meteors.headSpeed, uniform)
      : drift(draws, first, meteors.windSigma),
    crossSection: logNormalAt(draws, first + 10, { median: meteors.crossSectionM2, factor: FACTOR }),
  };
}

/** A place in the radar's cover at a meteor's height, uniform over the area there. */
function placeOf(
  radar: Radar,
  [lowKm, highKm]: readonly [number, number],
  uniform: (k: number) => number,
): Vec3 {
  const height = 1000 * (lowKm + (highKm - lowKm) * uniform(0));
  const face = faceAt(radar, uniform(1));
  const azimuth = positiveAngle(
    (face.boresightAzimuthDeg + (2 * uniform(2) - 1) * face.halfWidthDeg) * DEGREE,
  );
  const central = (elevation: number) =>
    Math.acos((EARTH_RADIUS * Math.cos(elevation)) / (EARTH_RADIUS + height)) - elevation;
  const near = Math.cos(central(radar.elevationMaxDeg * DEGREE));
  const far = Math.cos(central(radar.elevationMinDeg * DEGREE));
  const cosine = near + (far - near) * uniform(3);
  const angle = Math.acos(cosine);
  const level = (EARTH_RADIUS + height) * Math.sin(angle);
  const rise = (EARTH_RADIUS + height) * cosine - EARTH_RADIUS;
  const site = {
    latitude: radar.site.latitudeDeg * DEGREE,
    longitude: radar.site.longitudeDeg * DEGREE,
    height: radar.site.heightM,
  };
  return lookToEcef(site, { azimuth, elevation: Math.atan2(rise, level), range: Math.hypot(level, rise) });
}

function drift(draws: RandomStream, first: number, sigma: number): [number, number, number] {
  return [7, 8, 9].map((k) => sigma * normalAt(draws, first + k)) as [number, number, number];
}

/** Downwards in any direction, 5° to 60° below the level. */
function headVelocity(
  position: Vec3,
  [slowest, fastest]: readonly [number, number],
  uniform: (k: number) => number,
): [number, number, number] {
  const { east, north, up } = eastNorthUp(ecefToGeodetic(position));
  const speed = slowest + (fastest - slowest) * uniform(11);
  const heading = 2 * Math.PI * uniform(12);
  const slope = (5 + 55 * uniform(13)) * DEGREE;
  const level = speed * Math.cos(slope);
  return [0, 1, 2].map(
    (i) =>
      level * (Math.sin(heading) * east[i]! + Math.cos(heading) * north[i]!) -
      speed * Math.sin(slope) * up[i]!,
  ) as [number, number, number];
}
