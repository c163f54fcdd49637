import { normalUpperTail } from "../../astro/index.js";
import { bandNoise } from "../../sensors/index.js";
import { CONTRAST_RULES, findContrast } from "../../watch/index.js";
import type { PlantingGround } from "./planted.js";

/** Pixels of a background that pass a threshold by themselves. */
export interface FalseAlarmRate {
  readonly threshold: number;
  readonly pixels: number;
  readonly passed: number;
  /** Per million pixels looked at. */
  readonly perMillion: number;
  /** Per million in Gaussian noise of known spread: 10⁶·Q(threshold). */
  readonly gaussian: number;
}

/**
 * Counts what passes in a background without targets.
 *
 * @param isKnownHeat whether something is known to burn at a pixel, which is then neither counted nor looked at
 */
export function falseAlarmRates(
  ground: PlantingGround,
  thresholds: readonly number[],
  isKnownHeat: (at: number) => boolean = () => false,
): FalseAlarmRate[] {
  return thresholds.map((threshold) => {
    const { bright, looked } = findContrast(ground, ground, bandNoise(ground.band), {
      ...CONTRAST_RULES,
      threshold,
    });
    const passed = bright.filter(({ at }) => !isKnownHeat(at)).length;
    return {
      threshold,
      pixels: looked,
      passed,
      perMillion: (passed / looked) * 1e6,
      gaussian: normalUpperTail(threshold) * 1e6,
    };
  });
}
