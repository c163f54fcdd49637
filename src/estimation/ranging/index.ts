export { fitPlaces, type PlaceInTime } from "./fit-places.js";
export { fitRanges } from "./fit-ranges.js";
export { knownAlongTrack } from "./known-orbit.js";
export type { RangeFit, RangePass, StateKnown } from "./range-pass.js";
export { searchOrbit } from "./search-orbit.js";
