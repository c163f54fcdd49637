import {
  addInstant,
  gospa,
  ospa,
  pairSets,
  type SiapInstant,
  siapMetrics,
  startContinuity,
  totalBreaks,
  totalSwitches,
} from "../../src/estimation/index.js";
import { drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, showExample, table } from "./support/example.js";

// #region shown
/** Two bodies on a line, and what three trackers say of them, second by second: track number and place, m. */
const BODIES = { a: (t: number) => 100 * t, b: (t: number) => 20_000 - 100 * t };
type Picture = readonly (readonly [track: number, place: number])[];
const TRACKERS: Record<string, (t: number) => Picture> = {
  careful: (t) => [[1, BODIES.a(t) + 200], ...(t < 20 ? [] : [[2, BODIES.b(t) + 200] as const])],
  hasty: (t) => [
    [1, BODIES.a(t) + 200],
    [2, BODIES.b(t) + 200],
    [3, 40_000],
  ],
  muddled: (t) => {
    const [one, two] = t < 100 ? ([1, 2] as const) : ([2, 1] as const); // they change places where the bodies meet
    return t >= 60 && t < 70
      ? [[one, BODIES.a(t) + 200]]
      : [
          [one, BODIES.a(t) + 200],
          [two, BODIES.b(t) + 200],
        ];
  },
};
const CUTOFF = 10_000;
const TIMES = Array.from({ length: 200 }, (_, t) => t);

function score(tracker: (t: number) => Picture) {
  const continuity = startContinuity();
  const pictures: SiapInstant[] = [];
  const series = TIMES.map((time) => {
    const [objects, truths] = [Object.keys(BODIES), Object.values(BODIES).map((place) => place(time))];
    const picture = tracker(time);
    const apart = (i: number, j: number) => Math.abs(truths[i] - picture[j][1]);
    const pairing = pairSets(truths.length, picture.length, apart, CUTOFF, 2);
    const trackOf = (i: number) => {
      const pair = pairing.pairs.find(({ truth }) => truth === i);
      return pair === undefined ? null : picture[pair.estimate][0];
    };
    addInstant(
      continuity,
      time,
      objects.map((object, i) => ({ object, track: trackOf(i) })),
    );
    const bodyOf = (j: number) =>
      objects[pairing.pairs.find(({ estimate }) => estimate === j)?.truth ?? -1] ?? null;
    pictures.push({ time, objects, tracks: picture.map(([track], j) => ({ track, object: bodyOf(j) })) });
    return { time, ospa: ospa(pairing).distance, gospa: gospa(pairing) };
  });
  return {
    series,
    siap: siapMetrics(pictures),
    switches: totalSwitches(continuity),
    breaks: totalBreaks(continuity),
  };
}
// #endregion

export function run(): Example {
  const scores = Object.entries(TRACKERS).map(([name, tracker]) => ({ name, ...score(tracker) }));
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const row = (name: string, of: (s: (typeof scores)[number]) => string | number) => [
    name,
    ...scores.map(of),
  ];
  const text = table([
    ["over 200 s", ...scores.map(({ name }) => name)],
    row("OSPA, mean, m", (s) => mean(s.series.map((i) => i.ospa)).toFixed(0)),
    row("GOSPA, mean, m", (s) => mean(s.series.map((i) => i.gospa.distance)).toFixed(0)),
    row("missed, mean", (s) => mean(s.series.map((i) => i.gospa.missed)).toFixed(2)),
    row("false, mean", (s) => mean(s.series.map((i) => i.gospa.false)).toFixed(2)),
    row("SIAP completeness", (s) => s.siap.completeness.toFixed(3)),
    row("SIAP spuriousness", (s) => s.siap.spuriousness.toFixed(3)),
    row("switches", (s) => s.switches),
    row("breaks", (s) => s.breaks),
  ]);
  const offsets = Array.from({ length: 61 }, (_, k) => 200 * k);
  const one = (d: number) => pairSets(2, 2, (i, j) => (i !== j ? 1e6 : i === 0 ? 200 : d), CUTOFF, 2);
  const svg = drawLineChart({
    title: "OSPA of three trackers against time, and OSPA and GOSPA of two tracks one of which strays",
    panels: [
      {
        title: "Three trackers",
        x: { label: "time, s" },
        y: { label: "OSPA, m", from: 0, to: 10_000 },
        series: scores.map(({ name, series }, k) => ({
          name,
          points: series.map((i) => [i.time, i.ospa] as const),
          dash: k === 2 ? "5 4" : "",
        })),
      },
      {
        title: "One of two tracks strays",
        x: { label: "how far, m", ticks: 5 },
        y: { label: "metric, m", from: 0, to: 15_000 },
        series: [
          {
            name: "OSPA",
            points: offsets.map((d) => [d, ospa(one(d)).distance] as const),
            colour: "#cc79a7",
          },
          {
            name: "GOSPA",
            points: offsets.map((d) => [d, gospa(one(d)).distance] as const),
            colour: "#555555",
          },
        ],
        levels: [{ y: CUTOFF, text: "cutoff" }],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
