export { type PublishedFit, readPublishedFits } from "./published-fits.js";
export {
  looksLikeSetup,
  readSetup,
  type SetupStation,
  type TrackingSetup,
} from "./read-setup.js";
export {
  type AntennaMeasurement,
  type AntennaTracking,
  looksLikeTracking,
  readTracking,
} from "./read-tracking.js";
export { writeSetupTable, writeTrackingTable } from "./tracking-tables.js";
