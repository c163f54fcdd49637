import {
  add,
  EARTH,
  ecefToGeodetic,
  poissonAt,
  randomStream,
  scale,
  subpointAxes,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import type { RadiationObject } from "../../messages/index.js";
import {
  backgroundFigures,
  boresightAxes,
  imageDirectionInto,
  infraredSightTime,
} from "../../sensors/index.js";
import { type Setting, scenarioSeconds } from "../setting.js";
import type { LightSource, LookQuestion, PointLight } from "./light-source.js";

const DEGREE = Math.PI / 180;
/** Above this height a solar-proton storm comes through the Earth's field unhindered, m. */
const UNSHIELDED = 10_000_000;

/**
 * How much more hits there are than by cosmic rays alone: the storm's factor in high orbit (lower down the Earth's field
 * keeps its protons off, but for the poles, which are left out), and that of the South Atlantic within its bounds, falling
 * off as a Gaussian from its middle.
 *
 * @param satelliteEcef m
 */
export function radiationFactor(satelliteEcef: Vec3, stormFactor: number): number {
  const { latitude, longitude, height } = ecefToGeodetic(satelliteEcef);
  if (height > UNSHIELDED) return stormFactor;
  const { southAtlantic: s } = backgroundFigures().upset;
  if (height < s.lowestKm * 1000 || height > s.highestKm * 1000) return 1;
  const [phi, lambda] = [s.latitudeDeg * DEGREE, s.longitudeDeg * DEGREE];
  const cosine =
    Math.sin(latitude) * Math.sin(phi) + Math.cos(latitude) * Math.cos(phi) * Math.cos(longitude - lambda);
  const away = Math.acos(Math.min(1, Math.max(-1, cosine))) / (s.radiusDeg * DEGREE);
  return 1 + s.factor * Math.exp(-0.5 * away * away);
}

/**
 * Signal of a hit over the threshold: Pareto's law. Ionising particles leave charge in proportion to their way through
 * the pixel and their energy loss, whose distribution (Landau 1944) has a tail of this kind.
 *
 * @param share uniform in (0, 1)
 */
export function upsetSignal(share: number, threshold: number): number {
  const { tailExponent, greatestSignalToNoise } = backgroundFigures().upset;
  return Math.min(greatestSignalToNoise, threshold * share ** (-1 / tailExponent));
}

/** Particles that hit the detector: lights of one look, in one pixel, wherever it looks. */
export function upsetLights(setting: Setting, object: RadiationObject): LightSource {
  const from = scenarioSeconds(setting, object.time);
  const to = object.durationSeconds === undefined ? setting.duration : from + object.durationSeconds;
  const quiet = object.hitsPerSecond ?? backgroundFigures().upset.hitsPerSecond;
  return {
    lights(question) {
      const { sensor, look, start } = question;
      if (start.time < from || start.time > to) return [];
      const rate = quiet * radiationFactor(start.satellite, object.stormFactor);
      const seconds = question.duration > 0 ? question.duration : frameSeconds(question);
      const count = poissonAt(question.stream(`\u0000upsets ${object.id}`), look, rate * seconds);
      if (count === 0) return [];
      const draws = randomStream(setting.inputs.seed, "upsets", object.id, sensor.id, look);
      return Array.from({ length: count }, (_, k) => hit(question, draws, k)).filter(
        ({ moment }) => moment.time <= setting.duration,
      );
    },
  };

  function hit(question: LookQuestion, draws: ReturnType<typeof randomStream>, k: number): PointLight {
    const { sensor, look, start } = question;
    const { payload } = sensor;
    const direction = whereItHits(question, uniformAt(draws, 3 * k), uniformAt(draws, 3 * k + 1));
    const away = add(start.satellite, scale(direction, EARTH.radius));
    const moment =
      payload.mode === "staring"
        ? start
        : question.momentAt(infraredSightTime(sensor, look, start.satellite, away));
    const signal = upsetSignal(uniformAt(draws, 3 * k + 2), payload.thresholdSignalToNoise);
    return {
      moment,
      direction,
      irradiance: signal * payload.noiseEquivalentIrradiance,
      source: `${object.id}/upset-${k}`,
      onePixel: true,
    };
  }
}

/** A frame asks about an instant, but gathers hits from the frame before on. */
function frameSeconds({ sensor: { payload } }: LookQuestion): number {
  return payload.frames === undefined ? 0 : 1 / payload.frames.framesPerSecond;
}

/** The direction in which the pixel that is hit looks: in a camera's image, else anywhere in the field about nadir. */
function whereItHits({ sensor, start, duration }: LookQuestion, first: number, second: number): Vec3 {
  const { payload } = sensor;
  if (payload.frames === undefined || duration > 0)
    return withinField(start.satellite, payload.fieldOfRegardDeg * DEGREE, first, second);
  const out = new Float64Array(3);
  const [row, column] = [first * payload.frames.rows - 0.5, second * payload.frames.columns - 0.5];
  imageDirectionInto(
    boresightAxes(start.satellite, payload.frames.pointing),
    payload.frames,
    row,
    column,
    out,
  );
  return [out[0]!, out[1]!, out[2]!];
}

/** A direction of the field about nadir, uniform by solid angle. */
function withinField(satellite: Vec3, field: number, first: number, second: number): Vec3 {
  const { east, north } = subpointAxes(satellite);
  const radius = Math.hypot(...satellite);
  const cosine = 1 - first * (1 - Math.cos(field));
  const sine = Math.sqrt(1 - cosine * cosine);
  const [p, q] = [sine * Math.cos(2 * Math.PI * second), sine * Math.sin(2 * Math.PI * second)];
  const along = (i: 0 | 1 | 2) => (-cosine * satellite[i]) / radius + p * east[i] + q * north[i];
  return [along(0), along(1), along(2)];
}
