import {
  addSeconds,
  cross,
  dot,
  EARTH,
  type RandomStream,
  randomStream,
  subtract,
  sunPositionEcef,
  uniformAt,
  unit,
  type Vec3,
} from "../../astro/index.js";
import type { InfraredPayload, InfraredSatellite, SceneryBlock } from "../../messages/index.js";
import { glintAngles, infraredSightTime, infraredVisibility } from "../../sensors/index.js";
import type { LightSource, LookQuestion, Moment, PointLight } from "../light/light-source.js";
import type { Setting } from "../setting.js";
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

/** The patches of one run's scenery, as any of its satellites sees them. */
class Patches {
  private readonly places: Float64Array;
  /** A lot that each place keeps, so that few come and go when others do. */
  private readonly lots: RandomStream;
  private readonly chosen = new Map<string, { interval: number; places: readonly number[] }>();
  private readonly sights = new Float64Array(FIELDS);
  private readonly composers = { swir: composer("swir"), mwir: composer("mwir") };

  constructor(
    private readonly setting: Setting,
    private readonly clouds: CloudField,
    private readonly block: SceneryBlock,
  ) {
    const { seed } = setting.inputs;
    this.places = patchPlaces(seed);
    this.lots = randomStream(seed, "scenery", "patches", "lots");
  }

  /** Where a place has drifted to, m. */
  placeAt(place: number, time: number): Vec3 {
    const up = driftedPlace(this.places, place, time);
    return aboveEllipsoid(up, byLatitude(this.clouds.climate.high.top, Math.asin(up[2])));
  }

  /** Radiances at a moment, until another moment is asked for. */
  radianceAt({ sensor }: LookQuestion, { time, satellite }: Moment, sun: Vec3): Radiance {
    const { clouds, sights } = this;
    const compose = this.composers[sensor.payload.band];
    const cell = (Math.hypot(...satellite) - EARTH.meanRadius) * sensor.payload.resolutionMicroradians * 1e-6;
    clouds.high.setTime(time);
    clouds.low.setTime(time);
    let fine = 0;
    while (fine < clouds.high.count && clouds.high.wavelength(fine) >= CELLS_PER_WAVE * cell) fine++;
    const sight = sightOf({
      band: sensor.payload.band,
      clouds,
      seaWindSpeed: this.block.seaWindSpeed,
      satellite,
      sunEcef: sun,
      fineHigh: fine,
      fineLow: fine,
    });
    return (direction) => {
      sight(direction[0], direction[1], direction[2], sights);
      return compose(sights, 0, 0);
    };
  }

  /** The places that a satellite is shown in the interval in which a look begins. */
  shownTo(question: LookQuestion): readonly number[] {
    const { sensor, start } = question;
    const { leastGlintIntensity, mostGlints } = this.block;
    const interval = Math.floor(start.time / INTERVAL);
    const known = this.chosen.get(sensor.id);
    if (known?.interval === interval) return known.places;
    // one instant for the whole interval, so that any look of it chooses the same
    const moment = question.momentAt(interval * INTERVAL);
    const sun = sunPositionEcef(addSeconds(this.setting.start, moment.time));
    const mayShine = shineTest(sensor, moment, sun, leastGlintIntensity);
    const radiance = this.radianceAt(question, moment, sun);
    const found: number[] = [];
    for (let place = 0; place < this.places.length / 3; place++) {
      const position = this.placeAt(place, moment.time);
      if (!mayShine(position)) continue;
      const intensity = patchIntensity(radiance, position, moment.satellite, sensor.payload);
      if (intensity > FAINT * leastGlintIntensity) found.push(place);
    }
    found.sort((a, b) => uniformAt(this.lots, a) - uniformAt(this.lots, b));
    const places = found.slice(0, mostGlints);
    this.chosen.set(sensor.id, { interval, places });
    return places;
  }
}

/**
 * Patches of the scene that stand out from their surroundings in one resolution cell: edges and gaps of sunlit cloud, chiefly
 * where ice scatters forwards or level plates mirror the Sun. Their contrast is that of the scenery's own radiance.
 *
 * The scene is asked at 20,000 places that drift with the high clouds; a patch keeps its place, and its light changes as Sun,
 * satellite and cloud do. Only for payloads that give no images: those see the scenery itself.
 */
export function sceneryLights(setting: Setting, clouds: CloudField, block: SceneryBlock): LightSource {
  const patches = new Patches(setting, clouds, block);
  return {
    lights(question) {
      const { sensor, look, start, sun } = question;
      const found: PointLight[] = [];
      const shown = sensor.payload.output === "frames" ? [] : patches.shownTo(question);
      if (shown.length === 0) return found;
      const atStart = patches.radianceAt(question, start, sun);
      for (const place of shown) {
        let moment = start;
        let position = patches.placeAt(place, start.time);
        if (sensor.payload.mode === "scanning") {
          moment = question.momentAt(infraredSightTime(sensor, look, start.satellite, position));
          position = patches.placeAt(place, moment.time);
        }
        const { satellite } = moment;
        if (infraredVisibility(sensor.payload, satellite, position, sun) !== "visible") continue;
        const radiance = moment === start ? atStart : patches.radianceAt(question, moment, sun);
        const intensity = patchIntensity(radiance, position, satellite, sensor.payload);
        if (intensity < block.leastGlintIntensity) continue;
        const away = subtract(position, satellite);
        const irradiance = intensity / dot(away, away);
        found.push({ moment, direction: unit(away), irradiance, source: `sunlit patch ${place}` });
      }
      return found;
    },
  };
}

/** Radiance of a resolution cell over the mean of those about it, as the intensity of a point in its place, W/sr. */
function patchIntensity(
  radiance: Radiance,
  position: Vec3,
  satellite: Vec3,
  { resolutionMicroradians }: InfraredPayload,
): number {
  const cell = resolutionMicroradians * 1e-6;
  const away = subtract(position, satellite);
  const direction = unit(away);
  const own = radiance(direction);
  const right = unit(cross(direction, Math.abs(direction[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  const down = cross(direction, right);
  let mean = 0;
  for (let k = 0; k < RING; k++) {
    const [c, s] = [Math.cos((2 * Math.PI * k) / RING), Math.sin((2 * Math.PI * k) / RING)];
    const off = RING_RADIUS * cell;
    const beside = direction.map((x, i) => x + off * (c * right[i]! + s * down[i]!)) as unknown as Vec3;
    mean += radiance(unit(beside)) / RING;
  }
  return (own - mean) * dot(away, away) * cell * cell;
}

/** Whether thick cloud at a place could reach the least intensity, were there no air: quick, before any cloud is looked at. */
function shineTest(
  { payload }: InfraredSatellite,
  { satellite }: Moment,
  sun: Vec3,
  leastIntensity: number,
): (position: Vec3) => boolean {
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
