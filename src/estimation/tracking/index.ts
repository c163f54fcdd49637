import { LayeredTracker } from "./layered-tracker.js";
import type { PlotTable, RadarTracker, TrackingRadar } from "./plots.js";
import { TRACKER_SETTINGS, type TrackerSettings } from "./settings.js";

export { type CloudTracker, createCloudTracker, type UnresolvedGroup } from "./cloud/index.js";
export type { PlotTable, RadarScan, RadarTracker, TrackingRadar, TrackSink } from "./plots.js";
export { TRACKER_SETTINGS, type TrackerSettings } from "./settings.js";

/**
 * The tracker of this library: many coasting bodies, apart or in pieces, any number of radars.
 *
 * @param radars as the scans number them
 * @param plots table that the scans' rows lie in
 */
export function createRadarTracker(
  radars: readonly TrackingRadar[],
  plots: PlotTable,
  options: Partial<TrackerSettings> = {},
): RadarTracker {
  let last = 0;
  return new LayeredTracker(radars, plots, () => ++last, { ...TRACKER_SETTINGS, ...options });
}
