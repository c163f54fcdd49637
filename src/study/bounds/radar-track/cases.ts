import { coastScene, studyRadar, type TrackScene } from "./scene.js";

/** A case in which the radar filter is held against its bound. */
export interface TrackCase {
  readonly name: string;
  readonly scene: TrackScene;
}

const NEAR = [29.5, -42] as const;
const BESIDE = [24, -55] as const;
const FAR = [39, -43] as const;

/** The cases of the benchmark `ballistic-track`. */
export const TRACK_CASES: readonly TrackCase[] = [
  { name: "one radar", scene: coastScene([studyRadar(...NEAR)]) },
  // Its range of 30 m is finer than a sphere's departure from its tangent over the first place, 10 km wide.
  { name: "far radar", scene: coastScene([studyRadar(...FAR)], 160, { duration: 300 }) },
  { name: "range rate 1 m/s", scene: coastScene([studyRadar(...NEAR, 1)]) },
  { name: "range rate 0.1 m/s", scene: coastScene([studyRadar(...NEAR, 0.1)]) },
  { name: "two radars", scene: coastScene([studyRadar(...NEAR), studyRadar(...BESIDE)]) },
];
