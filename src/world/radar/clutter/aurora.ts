import {
  EARTH,
  geodeticToEcef,
  lookAt,
  normalAt,
  poissonAt,
  positiveAngle,
  randomStream,
  uniformAt,
} from "../../../astro/index.js";
import type { AuroraClutter } from "../../../messages/index.js";
import { pulseSeconds, radarCover, radarLookTime, radarScanTime, refract } from "../../../sensors/index.js";
import { exponentialAt } from "../../draws.js";
import { microseconds } from "../../measure/rounding.js";
import type { Echo } from "../echo.js";
import { localHours } from "../local-time.js";
import type { RadarScene } from "../scene.js";
import { type Episode, episodesAt } from "./episodes.js";
import { excess } from "./noise-echoes.js";

const DEGREE = Math.PI / 180;
const EARTH_RADIUS = EARTH.meanRadius;
/** Clouds stand this far above the least elevation, rad: only near the horizon does a ray meet the field squarely. */
const ELEVATION_SPAN = 10 * DEGREE;
/** Aurora is stronger than noise by so much on the mean, in thresholds. */
const STRENGTH = 3;

/** Azimuth of the geomagnetic pole of a radar's own hemisphere, rad. */
export function geomagneticAzimuth({ site }: RadarScene, aurora: AuroraClutter): number {
  const north = site.geodetic.latitude >= 0;
  const latitude = (north ? 1 : -1) * aurora.poleLatitudeDeg * DEGREE;
  const longitude = (aurora.poleLongitudeDeg + (north ? 0 : 180)) * DEGREE;
  return lookAt(site.geodetic, geodeticToEcef({ latitude, longitude, height: 0 })).azimuth;
}

/** Plots that aurora makes in a scan: clouds in range and azimuth, most often about midnight. */
export function auroraEchoes(scene: RadarScene, aurora: AuroraClutter, scan: number): Echo[] {
  const { setting, radar, site } = scene;
  const time = radarScanTime(radar, scan);
  const longitude = site.geodetic.longitude;
  // half a cosine about midnight, of mean 1 over the day
  const perHour = (at: number) =>
    ((aurora.eventsPerDay * Math.PI) / 24) *
    Math.max(0, Math.cos((localHours(setting, at, longitude) * Math.PI) / 12));
  const episodes = episodesAt(scene, "\u0000aurora", perHour, aurora.meanMinutes * 60, time);
  return episodes.flatMap((episode) => cloudEchoes(scene, aurora, episode, scan));
}

function cloudEchoes(scene: RadarScene, aurora: AuroraClutter, episode: Episode, scan: number): Echo[] {
  const { setting, radar, fixed } = scene;
  const { seed } = setting.inputs;
  const place = randomStream(seed, "radar", radar.id, "\u0000aurora cloud", episode.hour, episode.number);
  const azimuth =
    geomagneticAzimuth(scene, aurora) + (2 * uniformAt(place, 0) - 1) * aurora.halfWidthDeg * DEGREE;
  const elevation = radar.elevationMinDeg * DEGREE + ELEVATION_SPAN * uniformAt(place, 1);
  const [low, high] = aurora.heightKm;
  const centre = rangeTo(elevation, 500 * (low + high));
  const draws = randomStream(
    seed,
    "radar",
    radar.id,
    "\u0000aurora plots",
    episode.hour,
    episode.number,
    scan,
  );
  const count = poissonAt(draws, 0, aurora.plotsPerScan);
  const echoes: Echo[] = [];
  for (let k = 0; k < count; k++) {
    const at = 8 * (k + 1);
    const range = centre + aurora.spreadKm * 1000 * normalAt(draws, at);
    const height = 1000 * (low + (high - low) * uniformAt(draws, at + 1));
    if (range <= height) continue;
    const apparent = refract(fixed.surfaceRefractivity, {
      azimuth: positiveAngle(azimuth + aurora.spreadDeg * DEGREE * normalAt(draws, at + 2)),
      elevation: elevationOf(range, height),
      range,
    });
    const cover = radarCover(radar, apparent);
    if (cover === null) continue;
    echoes.push({
      time: microseconds(radarLookTime(radar, scan, apparent.azimuth)),
      look: apparent,
      offBoresight: cover.offBoresight,
      signalToNoise: excess(scene, STRENGTH * scene.threshold * exponentialAt(draws, at + 3)),
      errors: [normalAt(draws, at + 4), normalAt(draws, at + 5), normalAt(draws, at + 6)],
      rangeRate: aurora.rangeRateSigma * normalAt(draws, at + 7),
      rateError: 0,
      pulse: pulseSeconds(radar, apparent.range),
    });
  }
  return echoes;
}

/** Range at which a straight ray of an elevation reaches a height over the sphere, m. */
function rangeTo(elevation: number, height: number): number {
  const across = EARTH_RADIUS * Math.sin(elevation);
  return Math.sqrt(across * across + height * (height + 2 * EARTH_RADIUS)) - across;
}

/** Elevation at which a height stands at a range, rad. */
function elevationOf(range: number, height: number): number {
  const sine = (height * (height + 2 * EARTH_RADIUS) - range * range) / (2 * range * EARTH_RADIUS);
  return Math.asin(Math.max(-1, Math.min(1, sine)));
}
