import { poissonAt, randomStream, uniformAt } from "../../../astro/index.js";
import type { InterferenceClutter } from "../../../messages/index.js";
import { radarScanTime } from "../../../sensors/index.js";
import type { Echo } from "../echo.js";
import type { RadarScene } from "../scene.js";
import { type Episode, episodesAt } from "./episodes.js";
import { faceAt, foreignNoiseEcho } from "./noise-echoes.js";

const DEGREE = Math.PI / 180;
/** Transmitters on the ground and in the air stand this far above the least elevation at most, rad. */
const ELEVATION_SPAN = 5 * DEGREE;

/** Plots that other transmitters make in a scan: a spoke at one azimuth, uniform in range. */
export function interferenceEchoes(
  scene: RadarScene,
  interference: InterferenceClutter,
  scan: number,
): Echo[] {
  const time = radarScanTime(scene.radar, scan);
  const perHour = () => interference.eventsPerDay / 24;
  return episodesAt(scene, "\u0000interference", perHour, interference.meanSeconds, time).flatMap((episode) =>
    spoke(scene, interference, episode, scan),
  );
}

function spoke(
  scene: RadarScene,
  interference: InterferenceClutter,
  { hour, number }: Episode,
  scan: number,
): Echo[] {
  const { setting, radar } = scene;
  const { seed } = setting.inputs;
  const place = randomStream(seed, "radar", radar.id, "\u0000spoke", hour, number);
  const face = faceAt(radar, uniformAt(place, 0));
  const azimuth = (face.boresightAzimuthDeg + (2 * uniformAt(place, 1) - 1) * face.halfWidthDeg) * DEGREE;
  const elevation = radar.elevationMinDeg * DEGREE + ELEVATION_SPAN * uniformAt(place, 2);
  const draws = randomStream(seed, "radar", radar.id, "\u0000spoke plots", hour, number, scan);
  const count = poissonAt(draws, 0, interference.plotsPerScan);
  const echoes: Echo[] = [];
  for (let k = 0; k < count; k++) {
    const echo = foreignNoiseEcho(scene, scan, { azimuth, elevation }, draws, 6 * (k + 1));
    if (echo !== null) echoes.push(echo);
  }
  return echoes;
}
