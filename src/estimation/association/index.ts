export { assign, type Pairing } from "./assignment.js";
export { bestAssignments, type RankedAssignment } from "./best-assignments.js";
export { Clusters } from "./clusters.js";
export {
  type Branch,
  DeferredDecisions,
  type DeferredOptions,
  type JointHypothesis,
} from "./deferred-decisions.js";
export { type JointOptions, JointProbabilities } from "./joint-probabilities.js";
export { LinearAssignment } from "./linear-assignment.js";
export { mixtureMoments, mixtureSpread } from "./mixture.js";
export { PairTable } from "./pair-table.js";
export { PointIndex } from "./point-index.js";
export {
  addEvidence,
  beginScore,
  hitScore,
  judge,
  missScore,
  pairGain,
  type SequentialTest,
  type SequentialVerdict,
  sequentialTest,
  type TrackScore,
} from "./sequential-test.js";
export { SparseAssignment } from "./sparse-assignment.js";
