export type { CameraFit } from "./camera-agreement.js";
export {
  type PathOptions,
  type PathPoint,
  type TriangulatedPath,
  triangulatePath,
} from "./fit-path.js";
export { PATH_PRIORS, type PathPriors } from "./path-problem.js";
export type { CameraSights, Sight } from "./sights.js";
export { type StraightLine, straightLineThrough } from "./straight-line.js";
