export { looksLikeLaserRanging, readLaserRanging } from "./read-laser-ranging.js";
export type {
  EpochEvent,
  LaserCalibration,
  LaserPointing,
  LaserRange,
  LaserRanging,
  LaserSession,
  LaserTarget,
  LaserWeather,
} from "./session.js";
