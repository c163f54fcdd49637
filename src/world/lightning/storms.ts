import {
  EARTH,
  ecefToGeodetic,
  type Geodetic,
  geodeticToEcef,
  normalAt,
  type RandomStream,
  surfaceDestination,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import { exponentialAt } from "../draws.js";

/** An area of thunderstorms; the flashes whose draw lies below its `upTo`, and not below the one before, are its own. */
export interface Storm {
  readonly latitude: number;
  readonly longitude: number;
  readonly upTo: number;
}

/** Half-angle of a lightning mapper's field about nadir, rad: to about 52° of latitude from a geostationary place. */
const FIELD = 0.133;
/** Storms thin out away from the equator as a Gaussian of latitude with this deviation, rad. Grade C. */
const LATITUDE_SPREAD = 0.45;
/** Logarithm of how unequal storms are, 1σ. Grade C. */
const SHARE_SPREAD = 1;
/** Deviation of flashes about their storm's middle, and of pulses about their flash's, m. Grade C. */
const STORM_METRES = 20_000;
const FLASH_METRES = 6000;
/** Height from which the light comes, m. */
export const CLOUD_TOP = 12_000;

/** A direction in the field, uniform over its solid angle, met with the ground; null where it misses. */
function drawnPlace(satellite: Vec3, draws: RandomStream, index: number): Geodetic | null {
  const radius = Math.hypot(...satellite);
  const angle = Math.acos(1 - uniformAt(draws, index) * (1 - Math.cos(FIELD)));
  const sine = (radius / EARTH.radius) * Math.sin(angle);
  if (sine >= 1) return null;
  const below = ecefToGeodetic(satellite);
  const turn = 2 * Math.PI * uniformAt(draws, index + 1);
  return surfaceDestination({ ...below, height: 0 }, turn, (Math.asin(sine) - angle) * EARTH.radius);
}

/**
 * Draws the storms in a mapper's field.
 *
 * @param satellite Earth-fixed, m
 * @param count how many
 */
export function drawStorms(satellite: Vec3, count: number, draws: RandomStream): Storm[] {
  const storms: { latitude: number; longitude: number; weight: number }[] = [];
  for (let tries = 0; storms.length < count && tries < 200 * count; tries++) {
    const place = drawnPlace(satellite, draws, 4 * tries);
    if (place === null) continue;
    const kept = Math.exp(-((place.latitude / LATITUDE_SPREAD) ** 2) / 2);
    if (uniformAt(draws, 4 * tries + 2) > kept) continue;
    const weight = Math.exp(SHARE_SPREAD * normalAt(draws, 4 * tries + 3));
    storms.push({ latitude: place.latitude, longitude: place.longitude, weight });
  }
  const total = storms.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  return storms.map(({ latitude, longitude, weight }) => {
    sum += weight;
    return { latitude, longitude, upTo: sum / total };
  });
}

function spread(middle: Geodetic, metres: number, draws: RandomStream, index: number): Geodetic {
  const north = metres * normalAt(draws, index);
  const east = metres * normalAt(draws, index + 1);
  return surfaceDestination(middle, Math.atan2(east, north), Math.hypot(north, east));
}

/** Figures by which one granule's flashes are drawn. */
export interface FlashLaw {
  readonly durationMedian: number;
  readonly durationTail: number;
  readonly energyMedian: number;
  readonly energyTail: number;
  readonly pulsesMedian: number;
  readonly pulsesTail: number;
}

/** One pulse of a flash. */
export interface DrawnPulse {
  /** s after the flash's first. */
  readonly after: number;
  /** At the aperture, J. */
  readonly energy: number;
  readonly positionEcef: Vec3;
}

/** Upper 10 % point of the standard normal. */
const NORMAL_Q90 = 1.2815515655446004;
/** The mapper's frame, s: pulses come at whole frames. */
const FRAME = 0.002;
const DRAWS_A_PULSE = 4;

function logNormal(median: number, tail: number, draws: RandomStream, index: number): number {
  return median * tail ** (normalAt(draws, index) / NORMAL_Q90);
}

/**
 * Draws one flash: duration, energy and number of pulses are log-normal with the law's median and 90 % quantile; the
 * pulses lie at random between the first and the last and share the energy at random. Without storms, as under a low
 * satellite near a pole, there is none.
 *
 * @param maximum number of pulses
 */
export function drawFlash(
  law: FlashLaw,
  storms: readonly Storm[],
  draws: RandomStream,
  maximum = Number.POSITIVE_INFINITY,
): DrawnPulse[] {
  if (storms.length === 0) return [];
  const duration = logNormal(law.durationMedian, law.durationTail, draws, 0);
  const energy = logNormal(law.energyMedian, law.energyTail, draws, 1);
  const wanted = Math.round(logNormal(law.pulsesMedian, law.pulsesTail, draws, 2));
  const count = Math.max(2, Math.min(wanted, maximum));
  const chosen = uniformAt(draws, 3);
  const storm = storms.find(({ upTo }) => chosen < upTo) ?? storms.at(-1)!;
  const middle = spread(
    { latitude: storm.latitude, longitude: storm.longitude, height: 0 },
    STORM_METRES,
    draws,
    4,
  );
  const pulses: { after: number; weight: number; positionEcef: Vec3 }[] = [];
  for (let k = 0; k < count; k++) {
    const base = 8 + DRAWS_A_PULSE * k;
    const share = k === 0 ? 0 : k === count - 1 ? 1 : uniformAt(draws, base);
    const place = spread(middle, FLASH_METRES, draws, base + 1);
    pulses.push({
      after: k === count - 1 ? duration : Math.min(duration, Math.round((share * duration) / FRAME) * FRAME),
      weight: exponentialAt(draws, base + 3),
      positionEcef: geodeticToEcef({ ...place, height: CLOUD_TOP }),
    });
  }
  const total = pulses.reduce((sum, { weight }) => sum + weight, 0);
  return pulses
    .map(({ after, weight, positionEcef }) => ({ after, energy: (energy * weight) / total, positionEcef }))
    .sort((a, b) => a.after - b.after);
}
