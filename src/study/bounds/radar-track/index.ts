export { TRACK_CASES, type TrackCase } from "./cases.js";
export {
  SETTLED_LOOKS,
  summariseTrack,
  type TrackStatistics,
  type TrackSummary,
  trackStatistics,
} from "./statistics.js";
