export { gcrfToItrf, itrfToGcrf } from "./celestial.js";
export {
  type EarthOrientationEntry,
  type EarthOrientationTable,
  earthOrientationAt,
  earthOrientationTable,
  modifiedJulianDate,
  type OrientationAtEpoch,
} from "./earth-orientation.js";
export {
  type CelestialState,
  celestialToFixed,
  type EarthFixedState,
  type EarthTurn,
  earthTurn,
  gcrfToItrfState,
  itrfToGcrfState,
} from "./earth-turn.js";
export { eme2000ToGcrf } from "./eme2000.js";
export {
  ecefToGeodetic,
  ecefToGeodeticInto,
  type Geodetic,
  geodeticToEcef,
  geodeticToEcefInto,
} from "./geodetic.js";
export {
  type GeostationaryView,
  type GridPlace,
  type ScanAngles,
  swathSeconds,
  viewAngles,
  viewPlace,
  viewSatellite,
  viewSight,
} from "./geostationary-view.js";
export { eastNorthUp, type Look, lookAt, lookToEcef, subpointAxes } from "./local.js";
export { surfaceCourse, surfaceDestination, surfaceDistance } from "./surface.js";
export {
  type EarthOrientation,
  ecefToTeme,
  itrfToPef,
  NO_EARTH_ORIENTATION,
  pefToItrf,
  temeToEcef,
  temeToPef,
} from "./teme.js";
