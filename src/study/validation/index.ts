export {
  type Comparison,
  passes,
  type ValidationContext,
  type ValidationLine,
} from "./comparison.js";
export { COMPARISONS } from "./comparisons/index.js";
export type { Recording } from "./recording.js";
export {
  FOLDER_LINE,
  type UnknownFile,
  type ValidatedLine,
  validateRecordings,
} from "./validate-recordings.js";
export { validationRecord } from "./validation-record.js";
