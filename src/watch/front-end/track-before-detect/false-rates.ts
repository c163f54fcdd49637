import type { FalseRate } from "./threshold.js";

/**
 * Made by scripts/calibrate-track-before-detect.ts (seed 20260101, 1000 blocks of 16384 coarse cells a line): not to be edited.
 */
export const FALSE_RATES: readonly FalseRate[] = [
  {
    frames: 8,
    pointSpreadPixels: 0.4,
    logRate: [-34.4865, -1.16867, 0.0113736],
    meanSum: 35.71,
    deviationSum: 6.71,
  },
  {
    frames: 8,
    pointSpreadPixels: 0.6,
    logRate: [-15.1677, -0.642078, 0.0080119],
    meanSum: 31.75,
    deviationSum: 7.07,
  },
  {
    frames: 8,
    pointSpreadPixels: 0.9,
    logRate: [-5.46033, -0.31059, 0.00557602],
    meanSum: 27.5,
    deviationSum: 7.07,
  },
  {
    frames: 8,
    pointSpreadPixels: 1.3,
    logRate: [-11.5506, -0.458635, 0.00675166],
    meanSum: 24.57,
    deviationSum: 7.03,
  },
  {
    frames: 12,
    pointSpreadPixels: 0.4,
    logRate: [8.16269, -0.0871373, 0.00266322],
    meanSum: 57.83,
    deviationSum: 7.77,
  },
  {
    frames: 12,
    pointSpreadPixels: 0.6,
    logRate: [-16.1161, -0.549802, 0.00503258],
    meanSum: 51.78,
    deviationSum: 8.25,
  },
  {
    frames: 12,
    pointSpreadPixels: 0.9,
    logRate: [-22.8618, -0.66198, 0.00572014],
    meanSum: 45.02,
    deviationSum: 8.42,
  },
  {
    frames: 12,
    pointSpreadPixels: 1.3,
    logRate: [9.35416, 0.0909843, 0.0015539],
    meanSum: 40.29,
    deviationSum: 8.47,
  },
  {
    frames: 16,
    pointSpreadPixels: 0.4,
    logRate: [11.6675, -0.0621904, 0.0018347],
    meanSum: 79.91,
    deviationSum: 8.71,
  },
  {
    frames: 16,
    pointSpreadPixels: 0.6,
    logRate: [5.03903, -0.13208, 0.00210879],
    meanSum: 71.84,
    deviationSum: 9.26,
  },
  {
    frames: 16,
    pointSpreadPixels: 0.9,
    logRate: [-65.0288, -1.31864, 0.00733468],
    meanSum: 62.53,
    deviationSum: 9.56,
  },
  {
    frames: 16,
    pointSpreadPixels: 1.3,
    logRate: [-1.94792, -0.188237, 0.00246036],
    meanSum: 56.01,
    deviationSum: 9.68,
  },
];
