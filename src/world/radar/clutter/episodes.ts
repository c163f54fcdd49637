import { poissonAt, randomStream, uniformAt } from "../../../astro/index.js";
import { exponentialAt } from "../../draws.js";
import type { RadarScene } from "../scene.js";

/** Episodes are drawn hour by hour; none lasts longer than so many hours. */
const HOUR = 3600;
const LONGEST_HOURS = 3;

/** A time in which something shows itself again and again. */
export interface Episode {
  /** Hour in which it began and its number there: what its own draws are keyed by. */
  readonly hour: number;
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Episodes that last at a time: they begin as a Poisson process and last an exponential time, cut at three hours.
 *
 * @param purpose names the draws
 * @param perHour rate at which they begin in an hour, by the hour's middle, s after the run's start
 * @param meanSeconds mean length
 */
export function episodesAt(
  { setting, radar }: RadarScene,
  purpose: string,
  perHour: (time: number) => number,
  meanSeconds: number,
  time: number,
): Episode[] {
  const found: Episode[] = [];
  const now = Math.floor(time / HOUR);
  for (let hour = now - LONGEST_HOURS; hour <= now; hour++) {
    const draws = randomStream(setting.inputs.seed, "radar", radar.id, purpose, hour);
    const count = poissonAt(draws, 0, perHour((hour + 0.5) * HOUR));
    for (let number = 0; number < count; number++) {
      const start = HOUR * (hour + uniformAt(draws, 1 + 2 * number));
      const length = Math.min(meanSeconds * exponentialAt(draws, 2 + 2 * number), LONGEST_HOURS * HOUR);
      if (time >= start && time < start + length) found.push({ hour, number, start, end: start + length });
    }
  }
  return found;
}
