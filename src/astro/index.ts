export { positiveAngle, signedAngle } from "./angle.js";
export {
  type AscentDeviation,
  type AscentProfile,
  type AscentStage,
  type AscentStart,
  type AscentTable,
  integrateAscent,
  massRatio,
  NOMINAL_ASCENT,
  type StageTimes,
  stageTimes,
  thrustAcceleration,
  thrustFactor,
} from "./ascent/index.js";
export {
  type Air,
  airDensity,
  airPressure,
  densityExponentialAbove84,
  EARTH,
  earthGravityAt,
  earthGravityGradient,
  GRAVITY_DEGREES,
  type Gravity,
  heightOf,
  logAirDensitySlope,
  opticalDelay,
  opticalMapping,
  pointMassGravity,
  quickHeightGradient,
  radioRefraction,
  type SurfaceAir,
  standardAtmosphere,
  troposphericDelay,
  waterVapourPressure,
  zenithOpticalDelay,
  zonalGravity,
  zonalGravityAt,
  zonalGravityGradient,
  zonalGravityToDegree,
} from "./earth/index.js";
export {
  type CelestialState,
  celestialToFixed,
  type EarthFixedState,
  type EarthOrientation,
  type EarthOrientationEntry,
  type EarthOrientationTable,
  type EarthTurn,
  earthOrientationAt,
  earthOrientationTable,
  earthTurn,
  eastNorthUp,
  ecefToGeodetic,
  ecefToGeodeticInto,
  ecefToTeme,
  eme2000ToGcrf,
  type Geodetic,
  type GeostationaryView,
  type GridPlace,
  gcrfToItrf,
  gcrfToItrfState,
  geodeticToEcef,
  geodeticToEcefInto,
  itrfToGcrf,
  itrfToGcrfState,
  itrfToPef,
  type Look,
  lookAt,
  lookToEcef,
  modifiedJulianDate,
  NO_EARTH_ORIENTATION,
  type OrientationAtEpoch,
  pefToItrf,
  type ScanAngles,
  subpointAxes,
  surfaceCourse,
  surfaceDestination,
  surfaceDistance,
  swathSeconds,
  temeToEcef,
  temeToPef,
  viewAngles,
  viewPlace,
  viewSatellite,
  viewSight,
} from "./frames/index.js";
export {
  normalBetween,
  normalLowerTail,
  normalUpperTail,
  scaledComplementaryError,
} from "./normal-distribution.js";
export { geostationaryEcef } from "./orbits/geostationary.js";
export { interpolateTable, interpolateTableWithRates } from "./orbits/interpolate-table.js";
export {
  type OrbitElements,
  orbitEcef,
  orbitEcefInto,
  orbitFromElements,
  orbitFromTle,
  orbitMeanMotion,
  propagateOrbit,
  propagateOrbitMinutes,
  type Sgp4Orbit,
} from "./orbits/sgp4.js";
export {
  type CelestialForces,
  celestialFlight,
  celestialVariations,
  flyCelestial,
  flyEarthFixed,
} from "./propagation/celestial-flight.js";
export { coast } from "./propagation/coast.js";
export type { Derivative } from "./propagation/dop853.js";
export { apogeeEvent, climbOfState, groundEvent, heightOfState } from "./propagation/flight-events.js";
export { type FreeFlightOptions, freeFlight, freeFlightInertial } from "./propagation/free-flight.js";
export { type Impact, type ImpactOptions, predictImpact } from "./propagation/impact.js";
export {
  downlinkTime,
  type PlaceAt,
  pulseThereAndBack,
  SPEED_OF_LIGHT,
  uplinkTime,
} from "./propagation/light-time.js";
export { type OrbitalShape, orbitalShape } from "./propagation/orbital-shape.js";
export { findRoot } from "./propagation/root.js";
export {
  type EventFunction,
  type IntegrationOptions,
  integrate,
  integrateTo,
  type Trajectory,
} from "./propagation/trajectory.js";
export { normalAt, poissonAt, type RandomStream, randomStream, uniformAt } from "./random.js";
export { type Shadow, shadow } from "./sun/shadow.js";
export { sunApparentGcrf, sunPositionEcef } from "./sun/sun.js";
export { addSunAndMoon, moonGcrf } from "./sun/tides.js";
export { dateOfYearDay } from "./time/calendar.js";
export {
  addSeconds,
  compareEpochs,
  type Epoch,
  epochFromModifiedJulianDate,
  epochFromUtc,
  epochFromUtcOrNull,
  epochToUtc,
  secondsBetween,
} from "./time/epoch.js";
export { earthRotationAngle, gmst82, type JulianDate, taiMinusUtc, ttJulianDate } from "./time/rotation.js";
export { add, angleBetween, cross, dot, norm, scale, subtract, unit, type Vec3 } from "./vector.js";
