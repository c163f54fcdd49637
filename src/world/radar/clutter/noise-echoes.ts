import {
  type Look,
  normalAt,
  poissonAt,
  positiveAngle,
  type RandomStream,
  randomStream,
  uniformAt,
} from "../../../astro/index.js";
import type { Radar, RadarFace } from "../../../messages/index.js";
import { pulseSeconds, radarCover, radarLookTime, radarScanTime } from "../../../sensors/index.js";
import { exponentialAt } from "../../draws.js";
import { microseconds } from "../../measure/rounding.js";
import type { Echo } from "../echo.js";
import type { RadarScene } from "../scene.js";

const DEGREE = Math.PI / 180;
/** Noise has any range rate that a radar's filters hold: even over ± this, m/s. */
const RATE_SPAN = 8000;

/** Noise that passes the threshold: uniform in range and over the solid angle of the cover. */
export function noiseEchoes(scene: RadarScene, scan: number): Echo[] {
  const { radar, setting } = scene;
  const burst = scene.disturbances.burst(radarScanTime(radar, scan)) * radar.revisitSeconds;
  const count = poissonAt(scene.stream("\u0000false count"), scan, radar.falsePlotsPerScan + burst);
  if (count === 0) return [];
  const draws = randomStream(setting.inputs.seed, "radar", radar.id, "\u0000false", scan);
  const [low, high] = [radar.elevationMinDeg, radar.elevationMaxDeg].map((e) => Math.sin(e * DEGREE));
  const echoes: Echo[] = [];
  for (let k = 0; k < count; k++) {
    const face = faceAt(radar, uniformAt(draws, 5 * k));
    const offset = (2 * uniformAt(draws, 5 * k + 1) - 1) * face.halfWidthDeg;
    const look: Look = {
      azimuth: positiveAngle((face.boresightAzimuthDeg + offset) * DEGREE),
      elevation: Math.asin(low! + (high! - low!) * uniformAt(draws, 5 * k + 2)),
      range: Math.max(1000, uniformAt(draws, 5 * k + 3) * radar.maximumRangeKm * 1000),
    };
    const cover = radarCover(radar, look);
    if (cover === null) continue;
    echoes.push({
      time: microseconds(radarLookTime(radar, scan, look.azimuth)),
      look,
      offBoresight: cover.offBoresight,
      signalToNoise: excess(scene, exponentialAt(draws, 5 * k + 4)),
      errors: [0, 0, 0],
      // five draws a plot are spoken for: the range rate has one from far up the counter
      rangeRate: radar.waveform === undefined ? Number.NaN : RATE_SPAN * (2 * uniformAt(draws, 1e9 + k) - 1),
      rateError: 0,
      pulse: pulseSeconds(radar, look.range),
    });
  }
  return echoes;
}

/**
 * A plot that noise from one direction makes: at any range, and as little over the threshold as noise is.
 *
 * @param direction apparent
 * @param at number of the first of its four draws
 * @returns null outside the cover
 */
export function foreignNoiseEcho(
  scene: RadarScene,
  scan: number,
  direction: Pick<Look, "azimuth" | "elevation">,
  draws: RandomStream,
  at: number,
): Echo | null {
  const { radar } = scene;
  const range = Math.max(1000, uniformAt(draws, at) * radar.maximumRangeKm * 1000);
  const look: Look = { azimuth: positiveAngle(direction.azimuth), elevation: direction.elevation, range };
  const cover = radarCover(radar, look);
  if (cover === null) return null;
  return {
    time: microseconds(radarLookTime(radar, scan, look.azimuth)),
    look,
    offBoresight: cover.offBoresight,
    signalToNoise: excess(scene, exponentialAt(draws, at + 1)),
    errors: [0, normalAt(draws, at + 2), normalAt(draws, at + 3)],
    rangeRate: Number.NaN,
    rateError: 0,
    pulse: pulseSeconds(radar, look.range),
  };
}

/** Signal-to-noise ratio of one pulse of what passes the threshold by so much. */
export function excess({ threshold, pulses }: RadarScene, over: number): number {
  return pulses === 1 ? threshold + over - 1 : (threshold + over) / pulses - 1;
}

/** The face in which a share of the whole width of cover lies. */
export function faceAt(radar: Radar, share: number): RadarFace {
  const width = radar.faces.reduce((sum, face) => sum + face.halfWidthDeg, 0);
  let passed = 0;
  for (const face of radar.faces) {
    passed += face.halfWidthDeg;
    if (share * width < passed) return face;
  }
  return radar.faces.at(-1)!;
}
