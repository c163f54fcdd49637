export { looksLikeLaserRanging, readLaserRanging } from "./read-laser-ranging.js";
export type { LaserRange, LaserRanging, LaserSession, LaserTarget } from "./session.js";
