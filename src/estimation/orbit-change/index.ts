export {
  changeThreshold,
  type OrbitChange,
  type OrbitChangeScore,
  type OrbitHistory,
  orbitChanges,
  scoreOrbitChanges,
} from "./detect-changes.js";
export type { ChangeChannel } from "./orbit-difference.js";
