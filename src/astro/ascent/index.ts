export {
  type AscentDeviation,
  type AscentProfile,
  type AscentStage,
  type AscentStart,
  massRatio,
  NOMINAL_ASCENT,
  type StageTimes,
  stageTimes,
  thrustAcceleration,
  thrustFactor,
} from "./profile.js";
export { type AscentTable, integrateAscent } from "./table.js";
