import {
  add,
  addSeconds,
  cross,
  dot,
  norm,
  orbitEcef,
  type Sgp4Orbit,
  scale,
  shadow,
  subtract,
  unit,
  type Vec3,
} from "../../astro/index.js";
import { blackBodyRadiance, infraredSightTime, infraredVisibility } from "../../sensors/index.js";
import type { Setting } from "../setting.js";
import type { LightSource, LookQuestion, PointLight } from "./light-source.js";

/** The Sun as a black body of its effective temperature, K, and its radius, m. */
const SUN_TEMPERATURE = 5772;
const SUN_RADIUS = 6.957e8;
/** Variance of a uniform disc along one axis over the square of its radius: the Sun's part in a lobe. */
const DISC_VARIANCE = 1 / 4;
/** A lobe is followed out to so many standard deviations. */
const LOBE = 5;
/** Whether a facet may flash is asked for so long a time at once, s. */
const INTERVAL = 30;
/** A facet that keeps its attitude to its orbit turns no faster than this, and the satellite's aspect with it, rad/s. */
const TURN_RATE = 2.5e-3;

/** State of a satellite, Earth-fixed: position m, velocity m/s; null where there is none. */
export type StateAt = (time: number) => { readonly positionEcef: Vec3; readonly velocityEcef: Vec3 } | null;

/** A flat facet on a satellite that keeps its attitude to its orbit. */
export interface Facet {
  readonly id: string;
  /** It flashes only within this span, s after the run's start. */
  readonly from: number;
  readonly to: number;
  stateAt: StateAt;
  /** Unit normal in the axes outwards, along the track, across it. */
  readonly normal: Vec3;
  readonly area: number;
  readonly reflectance: number;
  /** 1σ of the facet's own normals an axis, rad. */
  readonly unevenness: number;
}

/** A direction given in the axes of an orbit, Earth-fixed: outwards, along the track (level), across it. */
export function inOrbitAxes([out, along, across]: Vec3, position: Vec3, velocity: Vec3): Vec3 {
  const up = unit(position);
  const side = unit(cross(up, velocity));
  const ahead = cross(side, up);
  return add(add(scale(up, out), scale(ahead, along)), scale(side, across));
}

/**
 * Intensity of a facet's mirror image of the Sun towards a sensor: what it gathers, ρ·A·cos θ·E, sent into a Gaussian lobe
 * about the mirrored direction, whose width is the Sun's disc and twice the facet's own unevenness together.
 *
 * @param normal unit, turned either way: both sides mirror
 * @param toSun unit vector from the facet
 * @param toSensor unit vector from the facet
 * @param sunDistance m
 * @returns W/sr
 */
export function glintIntensity(
  facet: Pick<Facet, "area" | "reflectance" | "unevenness">,
  normal: Vec3,
  toSun: Vec3,
  toSensor: Vec3,
  sunDistance: number,
  band: "swir" | "mwir",
): number {
  const cosine = dot(normal, toSun);
  if (cosine * dot(normal, toSensor) <= 0) return 0;
  const mirrored = subtract(scale(normal, 2 * cosine), toSun);
  const off = 2 * Math.asin(Math.min(1, norm(subtract(mirrored, toSensor)) / 2));
  const disc = SUN_RADIUS / sunDistance;
  const variance = DISC_VARIANCE * disc * disc + 4 * facet.unevenness ** 2;
  if (off * off > LOBE * LOBE * variance) return 0;
  const irradiance = Math.PI * disc * disc * blackBodyRadiance(band, SUN_TEMPERATURE);
  const gathered = facet.reflectance * facet.area * Math.abs(cosine) * irradiance;
  return (gathered * Math.exp((-0.5 * off * off) / variance)) / (2 * Math.PI * variance);
}

/** A satellite's motion by its elements. */
export function orbitMotion(setting: Setting, orbit: Sgp4Orbit): StateAt {
  return (time) => orbitEcef(orbit, addSeconds(setting.start, time));
}

/**
 * Facets that flash when they mirror the Sun into a sensor.
 *
 * Whether one may do so is asked by its aspect in the middle of each half minute, with the farthest that it can turn until
 * its ends: only then it is looked at in each look.
 */
export function glintLights(setting: Setting, facets: readonly Facet[]): LightSource {
  const intervals = new Map<string, { interval: number; awake: Facet[] }>();
  const awakeIn = (question: LookQuestion): readonly Facet[] => {
    const interval = Math.floor(question.start.time / INTERVAL);
    const before = intervals.get(question.sensor.id);
    if (before?.interval === interval) return before.awake;
    const middle = (interval + 0.5) * INTERVAL;
    const awake = facets.filter((facet) => mayFlash(facet, question, middle));
    intervals.set(question.sensor.id, { interval, awake });
    return awake;
  };
  return {
    lights(question) {
      const found: PointLight[] = [];
      for (const facet of awakeIn(question)) {
        const light = flash(setting, facet, question);
        if (light !== null) found.push(light);
      }
      return found;
    },
  };
}

/** Angle by which a facet misses the bisector of Sun and sensor, rad. */
function aspect(facet: Facet, position: Vec3, velocity: Vec3, sensor: Vec3, sun: Vec3): number {
  const normal = inOrbitAxes(facet.normal, position, velocity);
  const bisector = unit(add(unit(subtract(sun, position)), unit(subtract(sensor, position))));
  return Math.acos(Math.min(1, Math.abs(dot(normal, bisector))));
}

function mayFlash(facet: Facet, question: LookQuestion, middle: number): boolean {
  // a scanning look may end a turn later than it began
  const reach = INTERVAL / 2 + question.duration;
  if (middle + reach < facet.from || middle - reach > facet.to) return false;
  const state = facet.stateAt(middle);
  if (state === null) return false;
  const { satellite } = question.start;
  const miss = aspect(facet, state.positionEcef, state.velocityEcef, satellite, question.sun);
  return miss < TURN_RATE * reach + (LOBE / 2) * Math.hypot(0.0025, 2 * facet.unevenness);
}

function flash(setting: Setting, facet: Facet, question: LookQuestion): PointLight | null {
  const { sensor, look, start, sun } = question;
  let moment = start;
  let state = facet.stateAt(start.time);
  if (state === null) return null;
  if (sensor.payload.mode === "scanning") {
    moment = question.momentAt(infraredSightTime(sensor, look, start.satellite, state.positionEcef));
    state = facet.stateAt(moment.time);
  }
  const { time, satellite } = moment;
  if (state === null || time < facet.from || time > facet.to || time > setting.duration) return null;
  const { positionEcef, velocityEcef } = state;
  if (shadow(positionEcef, sun) !== "sunlit") return null;
  const away = subtract(satellite, positionEcef);
  const toSun = subtract(sun, positionEcef);
  const range = norm(away);
  const intensity = glintIntensity(
    facet,
    inOrbitAxes(facet.normal, positionEcef, velocityEcef),
    unit(toSun),
    unit(away),
    norm(toSun),
    sensor.payload.band,
  );
  if (intensity <= 0) return null;
  if (infraredVisibility(sensor.payload, satellite, positionEcef, sun) !== "visible") return null;
  return {
    moment,
    direction: scale(away, -1 / range),
    irradiance: intensity / (range * range),
    source: facet.id,
  };
}
