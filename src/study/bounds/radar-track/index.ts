export { TRACK_CASES } from "./cases.js";
export {
  summariseTrack,
  type TrackStatistics,
  trackStatistics,
} from "./statistics.js";
