import {
  COVARIANCE,
  coast,
  coastMotion,
  coastUnscented,
  consistencyInterval,
  cubatureFilter,
  extendedFilter,
  type Filter,
  type Gaussian,
  gaussian,
  iteratedFilter,
  kalmanFilter,
  PLOT,
  type RootGaussian,
  rangeAzimuthElevation,
  rootGaussian,
  squareRootCubatureFilter,
  squareRootExtendedFilter,
  squareRootUnscentedFilter,
  unscentedFilter,
  updateFromRadar,
  updateUnscented,
} from "../../estimation/index.js";
import { allocatedBytes } from "./allocation.js";
import type { BenchContext, BenchFigure, Benchmark } from "./benchmark.js";
import {
  type FilterScene,
  makeFilterScene,
  NOISE_DENSITY,
  PERIOD,
  SCANS,
  SIGMA,
  SITE,
  START_VARIANCES,
} from "./filter-scene.js";
import { plainPredict, plainUpdate } from "./plain-filter.js";
import { JUDGED, wideBeginnings } from "./wide-beginning.js";

/** A filter over the whole scene: each call takes all scans, from the same beginning. */
type Run = () => { readonly mean: Float64Array };

const SHORTEST_TURN_SECONDS = 0.15;
const TURNS = 8;

function kernelRun(
  scene: FilterScene,
  predict: (x: Float64Array, xAt: number, p: Float64Array, pAt: number, dt: number, q: number) => unknown,
  update: typeof updateFromRadar,
): Run {
  const x = new Float64Array(6);
  const p = new Float64Array(COVARIANCE);
  const out = new Float64Array(2);
  const { frame, plots, start } = scene;
  const result = { mean: x };
  return () => {
    x.set(start);
    p.fill(0);
    for (let i = 0, at = 0; i < 6; i++, at += i + 1) p[at] = START_VARIANCES[i];
    for (let at = 0; at < SCANS * PLOT; at += PLOT) {
      predict(x, 0, p, 0, PERIOD, NOISE_DENSITY);
      update(x, 0, p, 0, frame, 0, plots, at, out);
    }
    return result;
  };
}

function plainRun({ frame, plots, start }: FilterScene): Run {
  const x = new Float64Array(6);
  const p = new Float64Array(36);
  return () => {
    x.set(start);
    p.fill(0);
    for (let i = 0; i < 6; i++) p[7 * i] = START_VARIANCES[i];
    for (let at = 0; at < SCANS * PLOT; at += PLOT) {
      plainPredict(x, p, PERIOD, NOISE_DENSITY);
      plainUpdate(x, p, frame, plots, at);
    }
    return { mean: x };
  };
}

/** A general filter over general models. */
function generalRun<State extends { time: number; readonly mean: Float64Array }>(
  scene: FilterScene,
  filter: Filter<State>,
  fresh: () => State,
  restart: (state: State) => void,
): Run {
  const radar = rangeAzimuthElevation(SITE, { sigma: SIGMA });
  const z = Array.from({ length: SCANS }, (_, k) => scene.plots.slice(PLOT * k, PLOT * k + 3));
  const state = fresh();
  return () => {
    restart(state);
    for (let k = 0; k < SCANS; k++) {
      filter.predict(state, PERIOD * (k + 1));
      filter.update(state, radar, z[k]);
    }
    return state;
  };
}

function generalRuns(scene: FilterScene): readonly (readonly [string, Run])[] {
  const motion = coastMotion({ gravity: "J2", acceleration: NOISE_DENSITY });
  const first = gaussian(0, scene.start, START_VARIANCES);
  const root = rootGaussian(first);
  const plain = (filter: Filter): Run =>
    generalRun<Gaussian>(
      scene,
      filter,
      () => gaussian(0, scene.start, START_VARIANCES),
      (g) => {
        g.time = 0;
        g.mean.set(first.mean);
        g.covariance.set(first.covariance);
      },
    );
  const factorised = (filter: Filter<RootGaussian>): Run =>
    generalRun<RootGaussian>(
      scene,
      filter,
      () => rootGaussian(first),
      (s) => {
        s.time = 0;
        s.mean.set(root.mean);
        s.root.set(root.root);
      },
    );
  return [
    ["general Kalman", plain(kalmanFilter(motion))],
    ["general extended", plain(extendedFilter(motion))],
    ["general iterated", plain(iteratedFilter(motion))],
    ["general unscented", plain(unscentedFilter(motion))],
    ["general cubature", plain(cubatureFilter(motion))],
    ["square-root extended", factorised(squareRootExtendedFilter(motion))],
    ["square-root extended, Carlson", factorised(squareRootExtendedFilter(motion, { update: "Carlson" }))],
    ["square-root unscented", factorised(squareRootUnscentedFilter(motion))],
    ["square-root cubature", factorised(squareRootCubatureFilter(motion))],
  ];
}

/** Seconds of CPU time for `times` calls. */
function seconds(run: Run, times: number): number {
  const before = process.cpuUsage();
  for (let k = 0; k < times; k++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Predictions and updates a second of each run, best of turns that they take one after another. */
async function speeds(runs: readonly (readonly [string, Run])[], context: BenchContext): Promise<number[]> {
  const times: number[] = [];
  for (const [name, run] of runs) {
    // long enough for the optimising compiler to settle
    let enough = 4;
    while (seconds(run, enough) < SHORTEST_TURN_SECONDS) enough *= 2;
    times.push(enough);
    await context.progress(`warming up: ${name}`);
  }
  const best = runs.map(() => 0);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [k, [, run]] of runs.entries())
      best[k] = Math.max(best[k], (times[k] * SCANS) / seconds(run, times[k]));
    await context.progress("predictions and updates of one body", (turn + 1) / TURNS);
  }
  return best;
}

const ALLOCATION_STEPS = 300_000;

async function bytesPerStep(run: Run): Promise<number> {
  const bytes = await allocatedBytes(() => {
    for (let k = 0; k < ALLOCATION_STEPS / SCANS; k++) run();
  });
  return bytes / ALLOCATION_STEPS;
}

function errorOf(run: Run, { end }: FilterScene): number {
  const { mean } = run();
  return Math.hypot(mean[0] - end[0], mean[1] - end[1], mean[2] - end[2]);
}

const BEGINNINGS = 300;

/** NEES from a beginning whose velocity is not known: who stays true to its own covariance. */
function consistency(): BenchFigure[] {
  const [least, most] = consistencyInterval(6, BEGINNINGS, 0.999);
  return wideBeginnings(BEGINNINGS).flatMap(({ name, nees, error }) =>
    JUDGED.flatMap((plots, k) => {
      // the plain extended filter stands here to be seen failing
      const band = name === "extended" ? {} : { atLeast: least, atMost: most };
      const note = `${BEGINNINGS} bodies, first plot 2,000 km off, velocity ±4 km/s, plots every 10 s; 6 is right`;
      const where = `wide beginning, ${name}, ${plots} plots`;
      return [
        { name: `${where}: NEES`, value: nees[k], unit: "", ...band, note },
        { name: `${where}: error`, value: error[k], unit: "m" },
      ];
    }),
  );
}

/** Filters of one body: how many predictions and updates a second, and what they allocate. */
export const filtersBenchmark: Benchmark = {
  name: "filters",
  about: "one body, range, azimuth and elevation, J2: predictions and updates a second, bytes allocated",
  async run(context) {
    const scene = makeFilterScene(1);
    const kernels = [
      ["extended kernel", kernelRun(scene, coast, updateFromRadar)],
      ["unscented kernel", kernelRun(scene, coastUnscented, updateUnscented)],
    ] as const;
    const plain = ["plain extended filter", plainRun(scene)] as const;
    const runs = [...kernels, plain, ...generalRuns(scene)];
    const best = await speeds(runs, context);
    const figures: BenchFigure[] = [];
    const note = "predict + update, one core, CPU time, best of 8 turns";
    const marks = [2e6, 4e5];
    for (const [k, [name]] of runs.entries()) {
      const mark = marks[k] === undefined ? {} : { atLeast: marks[k] };
      figures.push({ name, value: best[k], unit: "1/s", ...mark, note });
    }
    const peer = "over a plain extended filter of full matrices and differences, same run";
    for (const k of [0, 1])
      figures.push({ name: `${runs[k][0]}: ratio`, value: best[k] / best[2], unit: "×", note: peer });
    for (const [k, [name, run]] of runs.entries()) {
      if (run === plain[1]) continue;
      const limit = marks[k] === undefined ? {} : { atMost: 0.05 };
      figures.push({
        name: `${name}: allocated a step`,
        value: await bytesPerStep(run),
        unit: "B",
        ...limit,
        note: "heap sampling, 300,000 steps; resolution 0.01",
      });
      await context.progress("heap sampling", k / runs.length);
    }
    for (const [name, run] of runs.slice(0, 3))
      figures.push({
        name: `${name}: error in the end`,
        value: errorOf(run, scene),
        unit: "m",
        note: "300 scans",
      });
    await context.progress("wide beginnings");
    return [...figures, ...consistency()];
  },
};
