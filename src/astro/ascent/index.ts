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
} from "./profile.js";
export { type AscentTable, integrateAscent } from "./table.js";
