import { PLOT, radarFrame } from "../../estimation/index.js";
import { makePlotScene } from "../tracking/index.js";
import { plainPredict, plainUpdate } from "./plain-filter.js";

const SEED = 1;
const WARM_UP = 20;
const RUNS = 120;
/** m²/s³ */
const NOISE = 1e-4;
/** m and m/s at the beginning: round where the plot is flat, the first updates mend it. */
const START_DEVIATIONS = [3e3, 3e3, 3e3, 4e3, 4e3, 4e3];

/**
 * Runs the plain filter over one body's plots again and again: one radar, once a second for five minutes.
 *
 * @returns predictions with update a second on this machine
 */
export function plainFilterSpeed(): number {
  const { plots, radars, truth } = makePlotScene({
    seed: SEED,
    radars: ["R1"],
    objects: 1,
    duration: 300,
    scanPeriod: 1,
    clutter: 0,
    detectionProbability: 1,
    kind: "arcs",
    births: false,
  });
  const { latitude, longitude, height } = radars[0]!;
  const frame = radarFrame(latitude, longitude, height);
  const z = new Float64Array(PLOT * plots.count);
  for (let k = 0; k < plots.count; k++)
    z.set(
      [
        plots.range[k]!,
        plots.azimuth[k]!,
        plots.elevation[k]!,
        plots.rangeVariance[k]!,
        plots.azimuthVariance[k]!,
        plots.elevationVariance[k]!,
      ],
      PLOT * k,
    );
  const start = truth.instants[0]!.states;
  const x = new Float64Array(6);
  const p = new Float64Array(36);
  const follow = () => {
    x.set(start);
    p.fill(0);
    for (let i = 0; i < 6; i++) p[7 * i] = START_DEVIATIONS[i]! ** 2;
    for (let k = 1; k < plots.count; k++) {
      plainPredict(x, p, 1, NOISE);
      plainUpdate(x, p, frame, z, PLOT * k);
    }
  };
  for (let run = 0; run < WARM_UP; run++) follow();
  const begun = performance.now();
  for (let run = 0; run < RUNS; run++) follow();
  return (RUNS * (plots.count - 1)) / ((performance.now() - begun) / 1000);
}
