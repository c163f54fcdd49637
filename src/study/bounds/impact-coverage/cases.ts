import { coastScene, studyRadar } from "../radar-track/scene.js";
import type { ImpactCase } from "./coverage.js";

const radar = studyRadar(29.5, -42);
/** The watch's own: no white acceleration flies in the simulator. */
const exact = { acceleration: 0 };

/** The cases of the benchmark `impact`. */
export const IMPACT_CASES: readonly ImpactCase[] = [
  { name: "60 s of track", scene: coastScene([radar], 0, { ...exact, duration: 60 }), benched: true },
  { name: "200 s of track", scene: coastScene([radar], 0, { ...exact, duration: 200 }), benched: true },
  {
    name: "spent stage, 200 s",
    scene: coastScene([radar], 0, {
      ...exact,
      duration: 200,
      ballisticCoefficient: { median: 450, factor: 1.6 },
    }),
    benched: false,
  },
  { name: "three plots, 10 s", scene: coastScene([radar], 0, { ...exact, duration: 10 }), benched: false },
];
