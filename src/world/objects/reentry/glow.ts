import { airDensity, heightOf } from "../../../astro/index.js";
import { blackBodyRadiance } from "../../../sensors/index.js";
import type { Emission } from "../../body.js";
import type { Motion } from "../../motion.js";

/** s between two points of a brightness curve. */
const STEP = 0.5;
/** Light below this is left out of the curve, W/sr. */
const FAINTEST = 1;
/** There is no air above that would glow, m. */
const GLOW_CEILING = 130_000;

/** How what comes down turns its motion into light. */
export interface Glow {
  /** Share of the power that leaves as light in the short-wave band. */
  readonly efficiency: number;
  /** Of the glow as a black body, K: it sets the mid-wave band beside the short-wave one. */
  readonly temperature: number;
}

/**
 * Light of a body that the air brakes: a share of the power that its motion loses, mass times drag times speed,
 * leaves to all sides: I = η·m·(½ρv²/β)·v / 4π (the luminous efficiency of meteor physics: Ceplecha et al. 1998, 3.4,
 * for a band instead of the visible).
 *
 * @param motion of the body
 * @param mass kg
 * @param ballisticCoefficient kg/m²
 * @param look its efficiency and colour
 * @returns one curve, or none where it stays dark
 */
export function glow(
  motion: Motion,
  mass: number,
  ballisticCoefficient: number,
  { efficiency, temperature }: Glow,
): Emission[] {
  if (efficiency === 0) return [];
  const midWaveRatio = blackBodyRadiance("mwir", temperature) / blackBodyRadiance("swir", temperature);
  const state = new Float64Array(6);
  const times: number[] = [];
  const intensities: number[] = [];
  const steps = Math.max(1, Math.ceil((motion.end - motion.start) / STEP));
  for (let k = 0; k <= steps; k++) {
    const time = k === steps ? motion.end : motion.start + k * STEP;
    motion.stateAt(time, state);
    const height = heightOf(state[0]!, state[1]!, state[2]!);
    if (height > GLOW_CEILING) continue;
    const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
    const power = (mass * 0.5 * airDensity(height) * speed ** 3) / ballisticCoefficient;
    const intensity = (efficiency * power) / (4 * Math.PI);
    if (intensity < FAINTEST) {
      if (times.length > 0) break;
      continue;
    }
    times.push(time);
    intensities.push(intensity);
  }
  if (times.length < 2) return [];
  return [
    {
      start: times[0]!,
      end: times.at(-1)!,
      kind: "curve",
      radiantIntensity: Math.max(...intensities),
      midWaveRatio,
      curve: { times, intensities },
    },
  ];
}
