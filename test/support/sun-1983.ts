import {
  addSeconds,
  EARTH,
  type Epoch,
  earthRotationAngle,
  epochFromUtc,
  geodeticToEcef,
  geostationaryEcef,
  subtract,
  sunPositionEcef,
  unit,
  type Vec3,
} from "../../src/astro/index.js";
import { SceneryBlock } from "../../src/messages/index.js";
import { glintAngles } from "../../src/sensors/index.js";
import { cloudField } from "../../src/world/scenery/cloud-field.js";
import { FIELD, FIELDS, sightOf } from "../../src/world/scenery/sight.js";

const DEGREE = Math.PI / 180;
/** The instant of FACTS 9.4. */
export const EVENT = "1983-09-25T20:15:00Z";
/** The same place in the middle of its night. */
export const NIGHT = "1983-09-25T08:15:00Z";
/** A pixel's area across the line of sight, m². */
export const PIXEL = 1e7;

const PERIGEE = EARTH.radius + 600_000;
const APOGEE = EARTH.radius + 39_700_000;
const SEMI_MAJOR = (PERIGEE + APOGEE) / 2;
const ECCENTRICITY = (APOGEE - PERIGEE) / (APOGEE + PERIGEE);
const INCLINATION = 63 * DEGREE;
const ARGUMENT_OF_PERIGEE = 316 * DEGREE;

/** Time from perigee to a true anomaly on the Kepler orbit, s. */
function timeFromPerigee(trueAnomaly: number): number {
  const half = Math.sqrt((1 - ECCENTRICITY) / (1 + ECCENTRICITY)) * Math.tan(trueAnomaly / 2);
  const eccentric = 2 * Math.atan(half);
  const mean = eccentric - ECCENTRICITY * Math.sin(eccentric);
  return mean * Math.sqrt(SEMI_MAJOR ** 3 / EARTH.gm);
}

/** Longitude from the node of a point of the orbit. */
const fromNode = (argument: number): number =>
  Math.atan2(Math.cos(INCLINATION) * Math.sin(argument), Math.cos(argument));

/**
 * Earth-fixed place of the satellite of FACTS 9.4 on its Kepler orbit.
 *
 * @param trueAnomalyDeg where it is
 * @param apogeeLongitudeDeg under its apogee, when it will be there
 */
export function grazingSatellite(trueAnomalyDeg: number, apogeeLongitudeDeg: number): Vec3 {
  const anomaly = trueAnomalyDeg * DEGREE;
  const toApogee = timeFromPerigee(Math.PI) - timeFromPerigee(anomaly);
  const argument = ARGUMENT_OF_PERIGEE + anomaly;
  const radius = (SEMI_MAJOR * (1 - ECCENTRICITY ** 2)) / (1 + ECCENTRICITY * Math.cos(anomaly));
  const longitude =
    apogeeLongitudeDeg * DEGREE +
    fromNode(argument) -
    fromNode(ARGUMENT_OF_PERIGEE + Math.PI) +
    EARTH.rotation * toApogee;
  const sine = Math.sin(INCLINATION) * Math.sin(argument);
  const level = radius * Math.sqrt(1 - sine * sine);
  return [level * Math.cos(longitude), level * Math.sin(longitude), radius * sine];
}

/** Right ascension of the node for the satellite to pass its apogee over a longitude, deg. */
export function nodeDeg(trueAnomalyDeg: number, apogeeLongitudeDeg: number, at: Epoch): number {
  const toApogee = timeFromPerigee(Math.PI) - timeFromPerigee(trueAnomalyDeg * DEGREE);
  const turn = earthRotationAngle(addSeconds(at, toApogee)) / DEGREE;
  const node = apogeeLongitudeDeg + turn - fromNode(ARGUMENT_OF_PERIGEE + Math.PI) / DEGREE;
  return ((node % 360) + 360) % 360;
}

export const GEOSTATIONARY = geostationaryEcef(-75 * DEGREE);

/** Thick high cloud over a place as a satellite sees it. */
export interface SunlitCloud {
  readonly scatteringDeg: number;
  readonly viewElevationDeg: number;
  /** Sunlight that it scatters, and its own glow with the air's, in a pixel of {@link PIXEL}, W/sr. */
  readonly scattered: number;
  readonly glow: number;
}

/** @returns null where the satellite is below the horizon of the cloud's top */
export function sunlitCloud(
  satellite: Vec3,
  latitudeDeg: number,
  longitudeDeg: number,
  utc: string,
  band: "swir" | "mwir" = "swir",
): SunlitCloud | null {
  const sunEcef = sunPositionEcef(epochFromUtc(utc));
  const clouds = cloudField(1, utc, SceneryBlock.parse({}));
  const place = geodeticToEcef({
    latitude: latitudeDeg * DEGREE,
    longitude: longitudeDeg * DEGREE,
    height: 11_000,
  });
  const angles = glintAngles(satellite, place, sunEcef);
  if (angles.viewElevation < -1 * DEGREE) return null;
  const scene = { band, clouds, seaWindSpeed: 7, satellite, sunEcef, fineHigh: 0, fineLow: 0 };
  const sight = new Float64Array(FIELDS);
  const direction = unit(subtract(place, satellite));
  sightOf(scene)(direction[0], direction[1], direction[2], sight);
  if (sight[FIELD.meets] === 0) return null;
  return {
    scatteringDeg: angles.scattering / DEGREE,
    viewElevationDeg: angles.viewElevation / DEGREE,
    scattered: sight[FIELD.highScatter]! * PIXEL,
    glow: sight[FIELD.highGlow]! * PIXEL,
  };
}
