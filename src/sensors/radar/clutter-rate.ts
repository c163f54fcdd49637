import type { Radar } from "../../messages/index.js";

/**
 * Mean number of plots a scan that stand for no body, over a day and the whole cover: noise, meteors that live while the
 * beam comes by, clouds of aurora and spokes of interference while they last. Meteors too faint to be seen count
 * as seen: it is an upper estimate.
 */
export function falsePlotsPerScan(radar: Radar): number {
  const { clutter } = radar;
  let mean = radar.falsePlotsPerScan;
  if (clutter?.meteors !== undefined) {
    const { perHour, trailSeconds, headShare, headSeconds } = clutter.meteors;
    mean += (perHour / 3600) * ((1 - headShare) * trailSeconds + headShare * headSeconds);
  }
  if (clutter?.aurora !== undefined) {
    const { eventsPerDay, meanMinutes, plotsPerScan } = clutter.aurora;
    mean += ((eventsPerDay * meanMinutes) / 1440) * plotsPerScan;
  }
  if (clutter?.interference !== undefined) {
    const { eventsPerDay, meanSeconds, plotsPerScan } = clutter.interference;
    mean += ((eventsPerDay * meanSeconds) / 86_400) * plotsPerScan;
  }
  return mean;
}
