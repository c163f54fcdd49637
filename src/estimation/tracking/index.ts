export type { PlotTable, RadarScan, RadarTracker, TrackingRadar, TrackSink } from "./plots.js";
