import type { FalseRate } from "./threshold.js";

export const FALSE_RATES: readonly FalseRate[] = [
  { frames: 8, pointSpreadPixels: 0.4, logRate: [0, 0.2, 0], meanSum: 26, deviationSum: 8 },
  { frames: 8, pointSpreadPixels: 1.2, logRate: [0, 0.2, 0], meanSum: 26, deviationSum: 8 },
  { frames: 16, pointSpreadPixels: 0.4, logRate: [0, 0.12, 0], meanSum: 60, deviationSum: 11 },
  { frames: 16, pointSpreadPixels: 1.2, logRate: [0, 0.12, 0], meanSum: 60, deviationSum: 11 },
];
