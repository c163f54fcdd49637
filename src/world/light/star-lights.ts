import { addSeconds, EARTH, gcrfToItrf, randomStream, uniformAt, type Vec3 } from "../../astro/index.js";
import type { StarsObject } from "../../messages/index.js";
import {
  backgroundFigures,
  bandTable,
  blackBodyRadiance,
  brightStars,
  infraredSightTime,
  infraredVisibility,
} from "../../sensors/index.js";
import type { Setting } from "../setting.js";
import type { LightSource, LookQuestion, Moment, PointLight } from "./light-source.js";

const DEGREE = Math.PI / 180;
/** As far as any star: only its direction matters, m. */
const FAR = 1e15;
/** The Earth's axes are worked out in full this often, s; between, it turns about its axis (error under 1e-9 rad). */
const AXES_SECONDS = 600;

/** A star as all satellites see it. */
export interface Star {
  readonly id: string;
  /** Unit vector along the axes of GCRF. */
  readonly direction: Vec3;
  /** W/m² by band. */
  readonly irradiance: { readonly swir: number; readonly mwir: number };
}

/**
 * Irradiance of a star in a band, from its K magnitude and a black body's shape: E = E₀·10^(−0.4 K)·L(band)/L(K), where E₀
 * is the spectral irradiance of magnitude 0.
 *
 * @param temperature K
 * @returns W/m²
 */
export function starIrradiance(band: "swir" | "mwir", magnitude: number, temperature: number): number {
  const { zeroMicrometres, zeroIrradiance } = backgroundFigures().stars;
  const [short, long] = bandTable().bands[band].micrometres;
  const mean = blackBodyRadiance(band, temperature) / (long - short);
  const inK = spectral(zeroMicrometres, temperature);
  return ((zeroIrradiance * 10 ** (-0.4 * magnitude) * mean) / inK) * (long - short);
}

/** Planck's law a micrometre, W/(m² sr µm), with the radiation constants 2hc² and hc/k. */
function spectral(micrometres: number, temperature: number): number {
  return 1.191042972e8 / (micrometres ** 5 * Math.expm1(14387.76877 / (micrometres * temperature)));
}

/** Stars brighter than a magnitude over the whole sky: N(3)·10^(0.6 (K − 3)), a uniform density. */
export function starsBrighter(magnitude: number): number {
  const { brighterThanThree, slope } = backgroundFigures().stars;
  return brighterThanThree * 10 ** (slope * (magnitude - 3));
}

/**
 * The table's bright stars and, beyond those, as many as there should be down to a magnitude at drawn places (uniform
 * over the sky: their crowding to the Milky Way is left out).
 */
export function starsOf(seed: number, object: StarsObject): Star[] {
  const { brightestDrawn, slope, temperatureK } = backgroundFigures().stars;
  const limit = object.faintestMagnitude;
  const star = (id: string, direction: Vec3, magnitude: number, temperature: number): Star => ({
    id,
    direction,
    irradiance: {
      swir: starIrradiance("swir", magnitude, temperature),
      mwir: starIrradiance("mwir", magnitude, temperature),
    },
  });
  const named = brightStars().stars.map(([name, alphaDeg, deltaDeg, magnitude, temperature]) => {
    const [alpha, delta] = [alphaDeg * DEGREE, deltaDeg * DEGREE];
    const level = Math.cos(delta);
    return star(
      `${object.id}/${name}`,
      [level * Math.cos(alpha), level * Math.sin(alpha), Math.sin(delta)],
      magnitude,
      temperature,
    );
  });
  const counted = brightStars().stars.filter(([, , , magnitude]) => magnitude <= limit).length;
  const missing = Math.max(0, Math.round(starsBrighter(limit)) - counted);
  const stream = randomStream(seed, "stars", object.id);
  const faintest = 10 ** (slope * limit);
  const brightest = 10 ** (slope * Math.min(limit, brightestDrawn));
  const drawn = Array.from({ length: missing }, (_, k) => {
    const z = 2 * uniformAt(stream, 3 * k) - 1;
    const turn = 2 * Math.PI * uniformAt(stream, 3 * k + 1);
    const level = Math.sqrt(1 - z * z);
    const magnitude = Math.log10(brightest + (faintest - brightest) * uniformAt(stream, 3 * k + 2)) / slope;
    return star(
      `${object.id}/star-${k + 1}`,
      [level * Math.cos(turn), level * Math.sin(turn), z],
      magnitude,
      temperatureK,
    );
  });
  return [...named, ...drawn];
}

/** The stars in a satellite's field: what stands still in inertial axes crosses the field of a sensor that turns with the Earth. */
export function starLights(setting: Setting, object: StarsObject): LightSource {
  const stars = starsOf(setting.inputs.seed, object);
  let axesOf = -1;
  let placed: Vec3[] = [];
  const directionsOf = (interval: number): readonly Vec3[] => {
    if (interval !== axesOf) {
      const epoch = addSeconds(setting.start, interval * AXES_SECONDS);
      placed = stars.map(({ direction }) => gcrfToItrf(direction, epoch));
      axesOf = interval;
    }
    return placed;
  };
  return {
    lights(question) {
      const { sensor, start, sun } = question;
      const interval = Math.floor(start.time / AXES_SECONDS);
      const directions = directionsOf(interval);
      const turn = EARTH.rotation * (start.time - interval * AXES_SECONDS);
      const [sx, sy, sz] = start.satellite;
      const radius = Math.hypot(sx, sy, sz);
      const least = Math.cos(sensor.payload.fieldOfRegardDeg * DEGREE + 1e-3);
      const found: PointLight[] = [];
      for (const [k, star] of stars.entries()) {
        const direction = withEarthTurned(directions[k]!, turn);
        if (-(direction[0] * sx + direction[1] * sy + direction[2] * sz) < least * radius) continue;
        const moment = meeting(question, direction);
        if (moment === null) continue;
        const then = withEarthTurned(direction, EARTH.rotation * (moment.time - start.time));
        const far: Vec3 = [then[0] * FAR, then[1] * FAR, then[2] * FAR];
        if (infraredVisibility(sensor.payload, moment.satellite, far, sun) !== "visible") continue;
        found.push({
          moment,
          direction: then,
          irradiance: star.irradiance[sensor.payload.band],
          source: star.id,
        });
      }
      return found;
    },
  };

  function meeting({ sensor, look, start, momentAt }: LookQuestion, direction: Vec3): Moment | null {
    if (sensor.payload.mode === "staring") return start;
    const { satellite } = start;
    const there: Vec3 = [
      satellite[0] + direction[0] * FAR,
      satellite[1] + direction[1] * FAR,
      satellite[2] + direction[2] * FAR,
    ];
    const time = infraredSightTime(sensor, look, satellite, there);
    return time > setting.duration ? null : momentAt(time);
  }
}

/** A fixed direction in axes that have meanwhile turned with the Earth. */
function withEarthTurned([x, y, z]: Vec3, turn: number): Vec3 {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return [c * x + s * y, c * y - s * x, z];
}
