export {
  type Comparison,
  passes,
  type SideFigure,
  type ValidationContext,
  type ValidationLine,
} from "./comparison.js";
export { COMPARISONS } from "./comparisons/index.js";
export { type Recording, recordingsOf } from "./recording.js";
