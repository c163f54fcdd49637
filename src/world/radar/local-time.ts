import type { Setting } from "../setting.js";

/**
 * Mean solar time at a longitude.
 *
 * @param time s after the run's start
 * @param longitude rad, any turn
 * @returns hours, any day
 */
export function localHours(setting: Setting, time: number, longitude: number): number {
  const [hours, minutes, seconds] = setting.inputs.scenario.start.slice(11, -1).split(":").map(Number);
  return hours! + minutes! / 60 + (seconds! + time) / 3600 + (longitude * 12) / Math.PI;
}
