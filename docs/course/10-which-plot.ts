import {
  assign,
  constantVelocity,
  copyGaussian,
  DeferredDecisions,
  type Gaussian,
  gaussian,
  JointProbabilities,
  kalmanFilter,
  linearMeasurement,
  mixtureMoments,
  PairTable,
  pairGain,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { DENSITY, pass, SCANS, SEEN, SIGMA } from "./support/crossing.js";
import { type Example, percent, showExample, table } from "./support/example.js";

const RUNS = 40;

// #region shown
const filter = kalmanFilter(constantVelocity(2, 2));
const place = linearMeasurement(
  4,
  Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0),
  Float64Array.of(SIGMA ** 2, 0, 0, SIGMA ** 2),
);
const GATE = 13.8; // χ² with two degrees of freedom: one own plot in a thousand lies outside

/** Every plot that may be a track's: what it gains over leaving both alone, and the track afterwards. */
function waysOf(track: Gaussian, plots: readonly Float64Array[]) {
  return plots.flatMap((z, plot) => {
    const after = copyGaussian(track);
    const { nis, logLikelihood } = filter.update(after, place, z);
    return nis < GATE ? [{ plot, gain: pairGain(logLikelihood, SEEN, DENSITY), track: after }] : [];
  });
}
type Ways = ReturnType<typeof waysOf>;
type Decision = (tracks: readonly Gaussian[], ways: readonly Ways[], plots: number) => readonly Gaussian[];

/** Each track takes its likeliest plot, whatever the other takes. */
const nearest: Decision = (tracks, ways) =>
  ways.map((own, i) => own.toSorted((a, b) => b.gain - a.gain)[0]?.track ?? tracks[i]);

/** One plot a track at most and one track a plot, the likeliest way as a whole. */
const oneToOne: Decision = (tracks, ways, plots) => {
  const pairs = ways.flatMap((own, row) => own.map(({ plot, gain }) => ({ row, column: plot, gain })));
  const chosen = assign(tracks.length, plots, pairs);
  return ways.map((own, i) => own.find(({ plot }) => plot === chosen[i])?.track ?? tracks[i]);
};

/** No decision: every track becomes the mean over its plots, by their probabilities. */
const joint = new JointProbabilities();
const pairs = new PairTable();
const jointly: Decision = (tracks, ways, plots) => {
  pairs.begin(tracks.length, plots);
  for (const [row, own] of ways.entries()) for (const { plot, gain } of own) pairs.add(row, plot, gain);
  joint.solve(pairs);
  return tracks.map((track, row) => {
    const parts = [track, ...ways[row].map((way) => way.track)];
    const first = pairs.rowStart[row];
    const weights = Float64Array.of(
      joint.alone[row],
      ...joint.pair.subarray(first, first + ways[row].length),
    );
    const means = Float64Array.from(parts.flatMap(({ mean }) => [...mean]));
    const covariances = Float64Array.from(parts.flatMap(({ covariance }) => [...covariance]));
    const mixed = copyGaussian(track);
    mixtureMoments(4, parts.length, weights, means, covariances, mixed.mean, mixed.covariance);
    return mixed;
  });
};
// #endregion

/** Follows both tracks scan by scan. A decision at once, or (`null`) one that is left open for 15 scans. */
function follow(scene: ReturnType<typeof pass>, decide: Decision | null): (readonly Gaussian[])[] {
  let tracks: readonly Gaussian[] = scene.truth[0].map((x) => gaussian(0, x, [900, 900, 25, 25]));
  const later = new DeferredDecisions(tracks, { scans: 15, mostHypotheses: 8, ranked: 3, largestGap: 6 });
  return scene.plots.map((plots, time) => {
    const predicted = (track: Gaussian) => {
      const g = copyGaussian(track);
      filter.predict(g, time);
      return g;
    };
    if (decide === null) {
      later.takeScan(plots.length, (track) => {
        const g = predicted(track);
        return [{ plot: -1, gain: 0, track: g }, ...waysOf(g, plots)];
      });
      return later.tracks;
    }
    const now = tracks.map(predicted);
    tracks = decide(
      now,
      now.map((track) => waysOf(track, plots)),
      plots.length,
    );
    return tracks;
  });
}

export function run(): Example {
  const ways = {
    "nearest plot": nearest,
    "one to one": oneToOne,
    "joint probabilities": jointly,
    "decided later": null,
  };
  const scenes = Array.from({ length: RUNS }, (_, seed) => pass(seed));
  const results = Object.entries(ways).map(([name, decide]) => {
    const runs = scenes.map((scene) => follow(scene, decide));
    const away = (run: number, t: number, track: number, body: number) => {
      const [x, truth] = [runs[run][t][track].mean, scenes[run].truth[t][body]];
      return Math.hypot(x[0] - truth[0], x[1] - truth[1]);
    };
    const count = (is: (run: number) => boolean) => runs.filter((_, run) => is(run)).length / RUNS;
    const own = (run: number) => Math.max(away(run, SCANS - 1, 0, 0), away(run, SCANS - 1, 1, 1));
    const swapped = (run: number) => Math.max(away(run, SCANS - 1, 0, 1), away(run, SCANS - 1, 1, 0));
    return {
      name,
      runs,
      right: count((run) => own(run) < 150),
      swapped: count((run) => swapped(run) < 150),
      near: Array.from({ length: SCANS }, (_, t) =>
        count((run) => Math.max(away(run, t, 0, 0), away(run, t, 1, 1)) < 150),
      ),
    };
  });
  const text = table([
    [`after the crossing, ${RUNS} runs`, "both right", "swapped", "one lost or both on one"],
    ...results.map((r) => [
      r.name,
      percent(r.right),
      percent(r.swapped),
      percent(Math.max(0, 1 - r.right - r.swapped)),
    ]),
  ]);
  const [scene] = scenes;
  const line = (points: readonly Float64Array[]) => points.map((x) => [x[0] / 1e3, x[1]] as const);
  const svg = drawLineChart({
    title:
      "Two bodies cross among false plots: one run, and how many runs keep both tracks by four ways to decide",
    panels: [
      {
        title: "One run",
        x: { label: "x, km" },
        y: { label: "y, m", from: -400, to: 400 },
        series: [
          { name: "plots", points: line(scene.plots.flat()), as: "dots", colour: "#bbbbbb" },
          ...[0, 1].map((k) => ({
            name: "tracks, decided later",
            points: line(results[3].runs[0].map((tracks) => tracks[k].mean)),
            colour: CHART_COLOURS[3],
          })),
        ],
      },
      {
        title: "Both tracks on their own body",
        x: { label: "time, s", from: 30 },
        y: { label: "share of runs", from: 0.5, to: 1 },
        series: results.map(({ name, near }) => ({ name, points: near.map((v, t) => [t, v] as const) })),
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
