import { type Geodetic, normalUpperTail } from "../../astro/index.js";
import type { Radar, RadarIonosphere } from "../../messages/index.js";
import { EARTH_RADIUS } from "./ray.js";

const RADIANS = Math.PI / 180;
/** Electrons a square metre in one unit of total electron content. */
const TECU = 1e16;
/** e²/(8π²·ε₀·m), m³/s²: the group delay of one electron a cubic metre, times f². */
const DISPERSION = 40.308;
/** The day's electron content is highest at this local time, and gone a quarter of the period from it, hours. */
const PEAK_HOUR = 14;
const PERIOD_HOURS = 28;

/**
 * Vertical electron content by local time: a constant night and half a cosine about 14 h (the form of Klobuchar,
 * IEEE T-AES 23(3), 1987, with its longest usual period).
 *
 * @param localHours mean solar time, any day
 * @returns electrons a square metre
 */
export function verticalElectrons(ionosphere: RadarIonosphere, localHours: number): number {
  let from = (localHours - PEAK_HOUR) % 24;
  if (from > 12) from -= 24;
  if (from < -12) from += 24;
  const phase = (2 * Math.PI * from) / PERIOD_HOURS;
  const share = Math.abs(phase) < Math.PI / 2 ? Math.cos(phase) : 0;
  return TECU * (ionosphere.nightTecu + (ionosphere.dayTecu - ionosphere.nightTecu) * share);
}

/**
 * Slant factor of a thin shell: 1/cos of the angle at which the ray meets it.
 *
 * @param elevation at the antenna, rad
 * @param shellHeight m
 */
export function slantFactor(elevation: number, shellHeight: number): number {
  const sine = (EARTH_RADIUS * Math.cos(elevation)) / (EARTH_RADIUS + shellHeight);
  return 1 / Math.sqrt(1 - sine * sine);
}

/**
 * Share of a Chapman layer's electrons that lie below a height: erfc(exp(−z/2)/√2), z = (h − peak)/scale, the
 * integral of exp(½(1 − z − e^−z)) (Chapman, Proc. Phys. Soc. 43, 1931).
 *
 * @param height m
 */
export function electronsBelow(ionosphere: RadarIonosphere, height: number): number {
  const z = (height - ionosphere.peakHeightKm * 1000) / (ionosphere.scaleHeightKm * 1000);
  return 2 * normalUpperTail(Math.exp(-z / 2));
}

/**
 * Group delay, one way: 40.3·N/f² (Appleton 1927; ITU-R P.531).
 *
 * @param electrons along the path, a square metre
 * @param frequency Hz
 * @returns m of range
 */
export function groupDelay(electrons: number, frequency: number): number {
  return (DISPERSION * electrons) / (frequency * frequency);
}

/**
 * Longitude of the point where a ray meets the shell: there it is that local time counts.
 *
 * @param site of the radar
 * @param elevation at the antenna, rad
 * @param shellHeight m
 * @returns rad, any turn
 */
export function piercePointLongitude(
  site: Geodetic,
  azimuth: number,
  elevation: number,
  shellHeight: number,
): number {
  const sine = (EARTH_RADIUS * Math.cos(elevation)) / (EARTH_RADIUS + shellHeight);
  const central = Math.PI / 2 - elevation - Math.asin(sine);
  const latitude = Math.asin(
    Math.sin(site.latitude) * Math.cos(central) +
      Math.cos(site.latitude) * Math.sin(central) * Math.cos(azimuth),
  );
  const east = Math.sin(central) * Math.sin(azimuth) * Math.cos(site.latitude);
  const level = Math.cos(central) - Math.sin(site.latitude) * Math.sin(latitude);
  return site.longitude + Math.atan2(east, level);
}

/** What the ionosphere adds to a look before any correction. */
export interface IonosphericBias {
  /** Apparent less true range, m. */
  readonly range: number;
  /** Apparent less true elevation, rad. */
  readonly elevation: number;
}

/**
 * Delay and bending by a thin shell. The bending follows from how the phase path A·M(e) changes as the antenna is
 * moved level by dx (Fermat): the elevation of a target at range R changes by dx·(sin e/R + 1/R_E), so that
 * δe = −A·M′(e)·(1/R + 1/(R_E·sin e)), of first order; below 1° it is held at 1°'s.
 *
 * @param elevation rad
 * @param range m
 * @param height of the target, m
 * @param electrons vertical, a square metre
 */
export function ionosphericBias(
  radar: Radar,
  elevation: number,
  range: number,
  height: number,
  electrons: number,
): IonosphericBias {
  const { ionosphere } = radar;
  if (ionosphere === undefined) return { range: 0, elevation: 0 };
  const shell = ionosphere.shellHeightKm * 1000;
  const vertical = groupDelay(electrons * electronsBelow(ionosphere, height), radar.frequencyMHz * 1e6);
  const slant = slantFactor(elevation, shell);
  const e = Math.max(elevation, RADIANS);
  const m = slantFactor(e, shell);
  const ratio = EARTH_RADIUS / (EARTH_RADIUS + shell);
  const slope = -(m ** 3) * ratio * ratio * Math.cos(e) * Math.sin(e);
  return {
    range: vertical * slant,
    elevation: -vertical * slope * (1 / range + 1 / (EARTH_RADIUS * Math.sin(e))),
  };
}

/** The largest delay that a radar's ionosphere gives in its cover, by day, m: the unit of its fixed error. */
export function greatestDelay(radar: Radar): number {
  const { ionosphere } = radar;
  if (ionosphere === undefined) return 0;
  const electrons = TECU * Math.max(ionosphere.dayTecu, ionosphere.nightTecu);
  const slant = slantFactor(radar.elevationMinDeg * RADIANS, ionosphere.shellHeightKm * 1000);
  return groupDelay(electrons, radar.frequencyMHz * 1e6) * slant;
}
