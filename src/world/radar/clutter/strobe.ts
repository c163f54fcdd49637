import { poissonAt, randomStream, uniformAt } from "../../../astro/index.js";
import type { JammingStrobe } from "../../../messages/index.js";
import { radarLookTime, radarScanTime } from "../../../sensors/index.js";
import type { Echo } from "../echo.js";
import type { RadarScene } from "../scene.js";
import { foreignNoiseEcho } from "./noise-echoes.js";

const DEGREE = Math.PI / 180;
/** A jammer stands on the ground or flies far off: this far above the least elevation at most, rad. */
const ELEVATION_SPAN = 5 * DEGREE;
/** Draws that one plot takes. */
const DRAWS = 6;

/** Peaks of a jammer's noise that pass for plots in a scan: in its beam, at any range. */
export function strobeEchoes(scene: RadarScene, strobe: JammingStrobe, scan: number): Echo[] {
  const { setting, radar } = scene;
  const azimuth = strobe.azimuthDeg * DEGREE;
  const met = radarLookTime(radar, scan, azimuth);
  if (!scene.disturbances.strobes(met).includes(strobe)) return [];
  const draws = randomStream(setting.inputs.seed, "radar", radar.id, "\u0000strobe", strobe.id, scan);
  const count = poissonAt(draws, 0, strobe.falsePlotsPerSecond * radar.revisitSeconds);
  const echoes: Echo[] = [];
  for (let k = 0; k < count; k++) {
    const at = DRAWS * (k + 1);
    const direction = {
      azimuth: azimuth + (uniformAt(draws, at) - 0.5) * strobe.widthDeg * DEGREE,
      elevation: radar.elevationMinDeg * DEGREE + ELEVATION_SPAN * uniformAt(draws, at + 1),
    };
    const echo = foreignNoiseEcho(scene, scan, direction, draws, at + 2);
    if (echo !== null && echo.time <= radarScanTime(radar, scan + 1)) echoes.push(echo);
  }
  return echoes;
}
