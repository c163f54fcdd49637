import {
  add,
  addSeconds,
  cross,
  dot,
  EARTH,
  orbitFromElements,
  randomStream,
  scale,
  subpointAxes,
  subtract,
  sunPositionEcef,
  uniformAt,
  unit,
  type Vec3,
} from "../../astro/index.js";
import {
  type BackgroundRatesObject,
  type InfraredSatellite,
  InputError,
  type SatelliteGlintsObject,
} from "../../messages/index.js";
import { backgroundFigures, sensorOrbit } from "../../sensors/index.js";
import { logNormalAt } from "../draws.js";
import { betweenAt } from "../objects/backgrounds/draws.js";
import { poissonInstants } from "../objects/backgrounds/rates.js";
import type { Setting } from "../setting.js";
import { type Facet, orbitMotion, type StateAt } from "./glint-lights.js";

const DEGREE = Math.PI / 180;
const DAY = 86_400;
/** A drawn satellite is there for so long about its flash, s: its mirror image has long gone by. */
const BESIDE = 120;

/** A direction, uniform over the sphere. Takes the draws `index` and `index + 1`. */
function anyDirection(stream: ReturnType<typeof randomStream>, index: number): Vec3 {
  const z = 2 * uniformAt(stream, index) - 1;
  const turn = 2 * Math.PI * uniformAt(stream, index + 1);
  const level = Math.sqrt(1 - z * z);
  return [level * Math.cos(turn), level * Math.sin(turn), z];
}

/**
 * One facet on each satellite of a catalogue; how it is fixed to the orbit is drawn, uniform over all directions.
 *
 * @throws InputError where the catalogue was not loaded or an orbit is unusable
 */
export function catalogueFacets(setting: Setting, object: SatelliteGlintsObject): Facet[] {
  const catalogue = setting.inputs.catalogues.get(object.file);
  if (catalogue === undefined) throw new InputError(object.id, `catalogue ${object.file} was not loaded`);
  return catalogue.slice(0, object.maximum ?? catalogue.length).map(({ name, elements }) => {
    const id = `${object.id}/${elements.catalogueNumber}`;
    return {
      id,
      from: 0,
      to: setting.duration,
      stateAt: orbitMotion(setting, usable(elements, `${object.file} ${name}`)),
      normal: anyDirection(randomStream(setting.inputs.seed, "facet", id), 0),
      area: object.facetM2,
      reflectance: object.reflectance,
      unevenness: object.unevennessDeg * DEGREE,
    };
  });
}

function usable(elements: Parameters<typeof orbitFromElements>[0], where: string) {
  try {
    return orbitFromElements(elements);
  } catch (cause) {
    if (cause instanceof RangeError) throw new InputError(where, cause.message);
    throw cause;
  }
}

/**
 * Facets that flash at one satellite at the instants of a Poisson process: each on a circular orbit that passes somewhere
 * in the satellite's view, set so that at its instant it mirrors the Sun straight at it. In the Earth's shadow it stays dark,
 * so that about a third of them are never seen.
 */
export function drawnFacets(
  setting: Setting,
  object: BackgroundRatesObject,
  sensor: InfraredSatellite,
): Facet[] {
  const { seed, networkCatalogue } = setting.inputs;
  const figures = backgroundFigures().glint;
  const orbit = sensorOrbit(
    sensor.orbit,
    networkCatalogue.map((c) => c.elements),
  );
  const stream = randomStream(seed, "background rates", object.id, "glints", sensor.id);
  return poissonInstants(stream, object.glints / DAY, 0, setting.duration).flatMap((time, k) => {
    const id = `${object.id}/glint-${sensor.id}-${k + 1}`;
    const draws = randomStream(seed, "background rates", id);
    const epoch = addSeconds(setting.start, time);
    const satellite = orbit.positionEcef(epoch);
    const height = 1000 * betweenAt(draws, 0, figures.heightKm);
    const position = inView(satellite, EARTH.radius + height, uniformAt(draws, 1), uniformAt(draws, 2));
    if (position === null) return [];
    const stateAt = circular(time, position, 2 * Math.PI * uniformAt(draws, 3));
    const sun = sunPositionEcef(epoch);
    const bisector = unit(add(unit(subtract(sun, position)), unit(subtract(satellite, position))));
    const { velocityEcef } = stateAt(time)!;
    const up = unit(position);
    const side = unit(cross(up, velocityEcef));
    return [
      {
        id,
        from: time - BESIDE,
        to: time + BESIDE,
        stateAt,
        normal: [dot(bisector, up), dot(bisector, cross(side, up)), dot(bisector, side)] as Vec3,
        area: logNormalAt(draws, 4, figures.facetM2),
        reflectance: figures.reflectance,
        unevenness: figures.unevennessDeg * DEGREE,
      },
    ];
  });
}

/** A place on a sphere as a satellite sees it, uniform over the disc; null where the satellite is inside. */
function inView(satellite: Vec3, radius: number, first: number, second: number): Vec3 | null {
  const distance = Math.hypot(...satellite);
  if (distance <= radius) return null;
  const { east, north } = subpointAxes(satellite);
  const away = Math.sqrt(first) * (radius / distance); // sine of the angle from nadir
  const turn = 2 * Math.PI * second;
  const across = add(scale(east, Math.cos(turn)), scale(north, Math.sin(turn)));
  const ray = add(scale(unit(satellite), -Math.sqrt(1 - away * away)), scale(across, away));
  const middle = -dot(satellite, ray);
  const half = Math.sqrt(Math.max(0, radius * radius - distance * distance + middle * middle));
  return add(satellite, scale(ray, middle - half));
}

/** A circular orbit through a place, seen from the turning Earth. */
function circular(time: number, position: Vec3, azimuth: number): StateAt {
  const radius = Math.hypot(...position);
  const up = unit(position);
  const { east, north } = subpointAxes(position);
  const ahead = add(scale(east, Math.sin(azimuth)), scale(north, Math.cos(azimuth)));
  const motion = Math.sqrt(EARTH.gm / radius ** 3);
  const turned = ([x, y, z]: Vec3, angle: number): Vec3 => [
    Math.cos(angle) * x + Math.sin(angle) * y,
    Math.cos(angle) * y - Math.sin(angle) * x,
    z,
  ];
  return (at) => {
    const angle = motion * (at - time);
    const inertial = add(scale(up, radius * Math.cos(angle)), scale(ahead, radius * Math.sin(angle)));
    const speed = add(
      scale(up, -radius * motion * Math.sin(angle)),
      scale(ahead, radius * motion * Math.cos(angle)),
    );
    const relative = subtract(speed, [-EARTH.rotation * inertial[1], EARTH.rotation * inertial[0], 0]);
    const turn = EARTH.rotation * (at - time);
    return { positionEcef: turned(inertial, turn), velocityEcef: turned(relative, turn) };
  };
}
