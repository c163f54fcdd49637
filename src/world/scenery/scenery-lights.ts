import { cross, dot, randomStream, subtract, uniformAt, unit, type Vec3 } from "../../astro/index.js";
import type { InfraredPayload, SceneryBlock } from "../../messages/index.js";
import { glintAngles, infraredSightTime, infraredVisibility } from "../../sensors/index.js";
import type { LightSource, LookQuestion, Moment, PointLight } from "../light/light-source.js";
import { byLatitude } from "./climate.js";
import type { CloudField } from "./cloud-field.js";
import { composer } from "./compose.js";
import { opticsOf } from "./ice-phase.js";
import { aboveEllipsoid, driftedPlace, patchPlaces } from "./patch-places.js";
import { FIELDS, sightOf } from "./sight.js";
import { solarIrradiance } from "./sunlight.js";
import { cloudClimate } from "./tables.js";

/** Which places may shine is asked anew after so long, s. */
const INTERVAL = 300;
/** The local mean is taken on a ring of so many places, so many resolutions away. */
const RING = 6;
const RING_RADIUS = 2.5;
/** Octaves with fewer resolution cells in a wavelength are left out. */
const CELLS_PER_WAVE = 2;
/** A patch is followed from this share of the least intensity on, so that it rises out of the scene and sinks into it. */
const FAINT = 0.5;
/** Level plates are followed out to so many standard deviations of their tilt. */
const PLATES = 5;

/** Radiance along a line of sight of one scene. */
type Radiance = (direction: Vec3) => number;

/**
 * Patches of the scene that stand out from their surroundings in one resolution cell: edges and gaps of sunlit cloud, chiefly
 * where ice scatters forwards or level plates mirror the Sun. Their contrast is that of the scenery's own radiance.
 *
 * The scene is asked at 20,000 places that drift with the high clouds; a patch keeps its place, and its light changes as Sun,
 * satellite and cloud do. Only for payloads that give no images: those see the scenery itself.
 */
export function sceneryLights(seed: number, clouds: CloudField, block: SceneryBlock): LightSource {
  const places = patchPlaces(seed);
  const lots = randomStream(seed, "scenery", "patches", "lots");
  const chosen = new Map<string, { interval: number; patches: readonly number[] }>();
  const sights = new Float64Array(FIELDS);
  const compose = composer();

  const radianceAt = (question: LookQuestion, { time, satellite }: Moment): Radiance => {
    const { sensor, sun } = question;
    const cell = (Math.hypot(...satellite) - 6_371_000) * sensor.payload.resolutionMicroradians * 1e-6;
    clouds.high.setTime(time);
    clouds.low.setTime(time);
    let fine = 0;
    while (fine < clouds.high.count && clouds.high.wavelength(fine) >= CELLS_PER_WAVE * cell) fine++;
    const sight = sightOf({
      band: sensor.payload.band,
      clouds,
      seaWindSpeed: block.seaWindSpeed,
      satellite,
      sunEcef: sun,
      fineHigh: fine,
      fineLow: fine,
    });
    return (direction) => {
      sight(direction[0], direction[1], direction[2], sights);
      return compose(sights, 0, 0);
    };
  };

  const placeOf = (place: number, time: number): Vec3 => {
    const up = driftedPlace(places, place, time);
    return aboveEllipsoid(up, byLatitude(clouds.climate.high.top, Math.asin(up[2])));
  };

  const choose = (question: LookQuestion): readonly number[] => {
    const { sensor, start } = question;
    const interval = Math.floor(start.time / INTERVAL);
    const known = chosen.get(sensor.id);
    if (known?.interval === interval) return known.patches;
    // one instant for the whole interval, so that any look of it chooses the same
    const moment = question.momentAt(interval * INTERVAL);
    const mayShine = shineTest(question, moment, block.leastGlintIntensity);
    const radiance = radianceAt(question, moment);
    const found: number[] = [];
    for (let place = 0; place < places.length / 3; place++) {
      const position = placeOf(place, moment.time);
      if (!mayShine(position)) continue;
      const contrast = contrastOf(radiance, position, moment.satellite, sensor.payload);
      if (
        intensityOf(contrast, position, moment.satellite, sensor.payload) >
        FAINT * block.leastGlintIntensity
      )
        found.push(place);
    }
    // by a lot that a place keeps, so that few come and go when others do
    found.sort((a, b) => uniformAt(lots, a) - uniformAt(lots, b));
    const patches = found.slice(0, block.mostGlints);
    chosen.set(sensor.id, { interval, patches });
    return patches;
  };

  return {
    lights(question) {
      const { sensor, look, start, sun } = question;
      if (sensor.payload.output === "frames") return [];
      const found: PointLight[] = [];
      const patches = choose(question);
      if (patches.length === 0) return found;
      const atStart = radianceAt(question, start);
      for (const place of patches) {
        let moment = start;
        let position = placeOf(place, start.time);
        if (sensor.payload.mode === "scanning") {
          moment = question.momentAt(infraredSightTime(sensor, look, start.satellite, position));
          position = placeOf(place, moment.time);
        }
        if (infraredVisibility(sensor.payload, moment.satellite, position, sun) !== "visible") continue;
        const radiance = moment === start ? atStart : radianceAt(question, moment);
        const contrast = contrastOf(radiance, position, moment.satellite, sensor.payload);
        const away = subtract(position, moment.satellite);
        const intensity = intensityOf(contrast, position, moment.satellite, sensor.payload);
        if (intensity < block.leastGlintIntensity) continue;
        const irradiance = intensity / dot(away, away);
        found.push({ moment, direction: unit(away), irradiance, source: `sunlit patch ${place}` });
      }
      return found;
    },
  };
}

/** Radiance of a resolution cell over the mean of those about it, W/(m² sr). */
function contrastOf(
  radiance: Radiance,
  position: Vec3,
  satellite: Vec3,
  { resolutionMicroradians }: InfraredPayload,
): number {
  const direction = unit(subtract(position, satellite));
  const own = radiance(direction);
  const right = unit(cross(direction, Math.abs(direction[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const down = cross(direction, right);
  let mean = 0;
  for (let k = 0; k < RING; k++) {
    const [c, s] = [Math.cos((2 * Math.PI * k) / RING), Math.sin((2 * Math.PI * k) / RING)];
    const off = RING_RADIUS * resolutionMicroradians * 1e-6;
    const beside = direction.map((x, i) => x + off * (c * right[i]! + s * down[i]!)) as unknown as Vec3;
    mean += radiance(unit(beside)) / RING;
  }
  return own - mean;
}

/** Contrast of a resolution cell as of a point in its place, W/sr. */
function intensityOf(
  contrast: number,
  position: Vec3,
  satellite: Vec3,
  { resolutionMicroradians }: InfraredPayload,
): number {
  const away = subtract(position, satellite);
  return contrast * dot(away, away) * (resolutionMicroradians * 1e-6) ** 2;
}

/** Whether thick cloud at a place could reach the least intensity, were there no air: quick, before any cloud is looked at. */
function shineTest(
  { sensor, sun }: LookQuestion,
  { satellite }: Moment,
  leastIntensity: number,
): (position: Vec3) => boolean {
  const { payload } = sensor;
  const optics = opticsOf(payload.band);
  const irradiance = solarIrradiance(payload.band, Math.hypot(...sun));
  const solidAngle = (payload.resolutionMicroradians * 1e-6) ** 2;
  const plateTilt = (PLATES * cloudClimate().plates.tiltDeg * Math.PI) / 180;
  const toSun = unit(sun);
  return (position) => {
    if (dot(position, toSun) < 0) return false;
    const away = subtract(satellite, position);
    // a satellite further than this under the horizontal is behind the Earth
    if (dot(position, away) < -0.07 * Math.hypot(...position) * Math.hypot(...away)) return false;
    const angles = glintAngles(satellite, position, sun);
    const brightest = irradiance * optics.scattering(angles.scattering) * solidAngle * dot(away, away);
    if (brightest < leastIntensity && angles.tilt > plateTilt) return false;
    return infraredVisibility(payload, satellite, position, sun) === "visible";
  };
}
