import { normalAt, poissonAt, randomStream, uniformAt } from "../../src/astro/index.js";
import {
  addEvidence,
  beginScore,
  createRadarTracker,
  hitScore,
  missScore,
  sequentialTest,
} from "../../src/estimation/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { instantsOfReports, makePlotScene, reportsOf, scoreTracks } from "../../src/study/index.js";
import { type Example, showExample, table } from "./support/example.js";

// #region shown
const SEEN = 0.7;
/** A gate of 3σ on a line: a scan puts 0.1 false plots into it; new bodies are fifty times as rare. */
const [SIGMA, GATE, CLUTTER] = [1, 3, 0.1 / 6];
const NEWBORN = CLUTTER / 50;
const test = sequentialTest(1e-4, 1e-3);

/** ln of the odds that there is a body, scan by scan, until it is decided. */
function scoreOf(seed: number, isThere: boolean): { sums: number[]; verdict: string } {
  const chance = randomStream(seed, "track or not", isThere ? 1 : 0);
  const score = beginScore(NEWBORN, CLUTTER);
  const sums = [score.sum];
  for (let scan = 1; scan <= 30; scan++) {
    const offsets: number[] = [];
    if (isThere && uniformAt(chance, 9 * scan) < SEEN) offsets.push(SIGMA * normalAt(chance, 9 * scan));
    for (let k = poissonAt(chance, 9 * scan + 1, CLUTTER * 2 * GATE); k > 0; k--)
      offsets.push(2 * GATE * uniformAt(chance, 9 * scan + 1 + k) - GATE);
    const nearest = offsets.sort((a, b) => a * a - b * b).find((d) => Math.abs(d) < GATE);
    const logDensity = (d: number) => -0.5 * (d / SIGMA) ** 2 - Math.log(SIGMA * Math.sqrt(2 * Math.PI));
    const evidence =
      nearest === undefined ? missScore(SEEN, 0.997) : hitScore(logDensity(nearest), SEEN, CLUTTER);
    const verdict = addEvidence(score, evidence, test);
    sums.push(score.sum);
    if (verdict !== "undecided") return { sums, verdict };
  }
  return { sums, verdict: "undecided" };
}

/** The whole tracker on a scene of which the truth is known: 30 bodies, two radars, 40 false plots a scan. */
async function trackScene() {
  const scene = makePlotScene({
    seed: 5,
    radars: ["R1", "R2"],
    objects: 30,
    duration: 200,
    scanPeriod: 10,
    clutter: 40,
    detectionProbability: 0.7,
    kind: "mixed",
    births: true,
  });
  const tracker = createRadarTracker(scene.radars, scene.plots);
  const tracks = instantsOfReports(await reportsOf(scene, tracker));
  return {
    scene,
    score: scoreTracks(scene.truth.instants, tracks, { births: scene.truth.births, scan: 10 }),
  };
}
// #endregion

export async function run(): Promise<Example> {
  const seeds = Array.from({ length: 400 }, (_, k) => k);
  const cases = [true, false].map((isThere) => seeds.map((seed) => scoreOf(seed, isThere)));
  const row = (name: string, runs: (typeof cases)[number]) => {
    const count = (verdict: string) => runs.filter((r) => r.verdict === verdict).length;
    const scans = runs.reduce((sum, r) => sum + r.sums.length - 1, 0) / runs.length;
    return [name, count("accepted"), count("rejected"), scans.toFixed(1)];
  };
  const { scene, score } = await trackScene();
  const counted = scene.truth.sources.filter((source) => source < 0).length;
  const text = [
    table([
      ["sequential test, 400 runs each", "accepted", "rejected", "scans on average"],
      row("a body", cases[0]),
      row("chance only", cases[1]),
    ]),
    `${scene.plots.count} plots, ${counted} of them false`,
    table([
      ["tracker", "bodies", "tracks", "missed", "false", "switches"],
      ...[3, 6, 10, 20].map((k) => {
        const s = score.series[k];
        return [
          `after ${s.time} s`,
          s.objects,
          s.tracks,
          s.missed,
          s.false,
          k === 20 ? score.idSwitches : "",
        ];
      }),
    ]),
  ].join("\n");
  const lines = cases.flatMap((runs, which) =>
    runs.slice(0, 12).map(({ sums }) => ({
      name: which === 0 ? "a body" : "chance only",
      points: sums.map((v, k) => [k, v] as const),
      colour: CHART_COLOURS[which],
      width: 1.1,
    })),
  );
  const svg = drawLineChart({
    title:
      "Evidence for tracks against scans, and the number of tracks of a scene against the number of bodies",
    panels: [
      {
        title: "Sequential test: evidence",
        x: { label: "scan", from: 0, to: 16 },
        y: { label: "ln of the odds that there is a body" },
        series: lines,
        levels: [
          { y: test.accept, text: "a track" },
          { y: test.reject, text: "none" },
        ],
      },
      {
        title: "The tracker on a whole scene",
        x: { label: "time, s" },
        y: { label: "number", from: 0 },
        series: [
          {
            name: "bodies",
            points: score.series.map((s) => [s.time, s.objects] as const),
            colour: "#555555",
            dash: "6 3",
          },
          {
            name: "tracks",
            points: score.series.map((s) => [s.time, s.tracks] as const),
            colour: CHART_COLOURS[2],
          },
          {
            name: "false tracks",
            points: score.series.map((s) => [s.time, s.false] as const),
            colour: CHART_COLOURS[3],
          },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
