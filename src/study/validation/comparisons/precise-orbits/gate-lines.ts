import type { LineChart } from "../../../chart/line-chart.js";
import { CHART_COLOURS } from "../../../chart/line-chart.js";
import type { SideFigure, ValidationLine } from "../../comparison.js";
import { AGES, type AgeClass, GATE_PROBABILITY, type GateFinding, shareWithin } from "./catalogue-gates.js";
import type { PreciseFile } from "./gather.js";
import { TRUTH } from "./propagation-lines.js";

/** Pooled, and for each satellite and age, %. */
const POOLED_MARK = 95;
const EACH_MARK = 88;
/** Fewer places, or places of fewer sets, tell nothing of a share. */
const LEAST_PLACES = 50;
const LEAST_SETS = 3;
const INDEPENDENCE =
  "elements come of the US network's radars and telescopes, the precise orbit of none of these; places of one set are not independent of each other";
const KM3 = 1e9;

/** A satellite's finding with the file of its precise orbit. */
export interface FileFinding {
  readonly file: PreciseFile;
  readonly finding: GateFinding;
}

const judged = (c: AgeClass): boolean => c.squares.length >= LEAST_PLACES && c.sets.size >= LEAST_SETS;
const percent = (squares: readonly number[]): number => 100 * shareWithin(squares, GATE_PROBABILITY);
const named = ({ from, to }: AgeClass): string => `age ${from}–${to} d`;

function classFigures({ classes }: GateFinding): SideFigure[] {
  return classes
    .filter((c) => c.squares.length > 0)
    .flatMap((c) => [
      {
        name: `${named(c)}: inside${judged(c) ? "" : " (too few to judge)"}`,
        value: percent(c.squares),
        unit: "%",
      },
      { name: `${named(c)}: inside the gate of 50 %`, value: 100 * shareWithin(c.squares, 0.5), unit: "%" },
      { name: `${named(c)}: mean volume`, value: Math.round(c.volume / KM3), unit: "km³" },
    ]);
}

const SHOWN_PROBABILITIES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999];
const MOST_DOTS = 700;

function gateChart({ track, history, inTrack, classes }: GateFinding): LineChart {
  const stride = Math.max(1, Math.ceil(inTrack.length / MOST_DOTS));
  const dots = inTrack.filter((_, i) => i % stride === 0);
  const edges = [...dots].sort((a, b) => a[0] - b[0]);
  return {
    title: `Element sets of ${history.name} against the precise orbit of ${track.satellite}`,
    panels: [
      {
        title: `along the track, and the gate of ${100 * GATE_PROBABILITY} %`,
        x: { label: "age of the set, days", from: 0, to: AGES[AGES.length - 1]! },
        y: { label: "offset, km" },
        series: [{ name: "places", as: "dots", points: dots.map(([age, offset]) => [age, offset]) }],
        bands: [{ name: "gate", points: edges.map(([age, , half]) => [age, -half, half]), opacity: 0.2 }],
      },
      {
        title: "gates of any probability",
        x: { label: "claimed, %", from: 0, to: 100 },
        y: { label: "places inside, %", from: 0, to: 100 },
        series: [
          {
            name: "as claimed",
            points: [
              [0, 0],
              [100, 100],
            ],
            colour: "#888888",
            dash: "3 3",
          },
          ...classes
            .filter((c) => c.squares.length > 0)
            .map((c, i) => ({
              name: named(c),
              colour: CHART_COLOURS[i % CHART_COLOURS.length]!,
              points: SHOWN_PROBABILITIES.map((p) => [100 * p, 100 * shareWithin(c.squares, p)] as const),
            })),
        ],
      },
    ],
    panelWidth: 330,
    panelHeight: 250,
  };
}

const NO_EARTH = "no table has the Earth's orientation of these days: UT1 = UTC may be wrong by 400 m";

function satelliteLine({ file, finding }: FileFinding): ValidationLine {
  const { track, history, classes, scale } = finding;
  const told = classes.filter(judged);
  const worst = told.reduce<AgeClass | null>(
    (a, b) => (a === null || percent(b.squares) < percent(a.squares) ? b : a),
    null,
  );
  const reason = worst === null ? "too few places to judge" : file.earthKnown ? null : NO_EARTH;
  return {
    recording: history.paths[0]!,
    comparison: `${history.name} is ${track.satellite}: gates of ${100 * GATE_PROBABILITY} % by age of the elements, the worst age`,
    truth: TRUTH(file.agency),
    independence: INDEPENDENCE,
    figure: worst === null ? 0 : percent(worst.squares),
    unit: "%",
    ...(reason === null ? { atLeast: EACH_MARK } : { reason }),
    beside: [
      ...(worst === null
        ? []
        : [
            {
              name: `the worst: ${named(worst)}, volume`,
              value: Math.round(worst.volume / KM3),
              unit: "km³",
            },
          ]),
      ...classFigures(finding),
      { name: "element sets used", value: new Set(classes.flatMap((c) => [...c.sets])).size, unit: "1" },
      { name: "places left out: manoeuvre since the set", value: finding.manoeuvred, unit: "1" },
      { name: "changes of orbit in the sets", value: finding.changes, unit: "1" },
      { name: "scale learnt, in-track", value: scale.inTrack, unit: "1" },
    ],
    with: [file.path, ...history.paths.slice(1), ...file.earthPaths],
    chart: gateChart(finding),
  };
}

/** One line a satellite, and one for all together. */
export function gateLines(found: readonly FileFinding[]): ValidationLine[] {
  if (found.length === 0) return [];
  const counted = found.filter(({ file }) => file.earthKnown);
  const squares = counted.flatMap(({ finding }) => finding.classes.flatMap((c) => c.squares));
  const first = (counted[0] ?? found[0])!;
  const pooled: ValidationLine = {
    recording: first.finding.history.paths[0]!,
    comparison: `catalogue gates of ${100 * GATE_PROBABILITY} %, all satellites and ages to ${AGES[AGES.length - 1]} days pooled (${counted.length} satellites)`,
    truth: "precise orbits of the folder",
    independence: INDEPENDENCE,
    figure: squares.length === 0 ? 0 : percent(squares),
    unit: "%",
    ...(squares.length === 0 ? { reason: NO_EARTH } : { atLeast: POOLED_MARK }),
    beside: [{ name: "places", value: squares.length, unit: "1" }, ...pooledVolumes(counted)],
    with: [...new Set(counted.flatMap(({ file, finding }) => [file.path, ...finding.history.paths]))],
  };
  return [...found.map(satelliteLine), pooled];
}

/** Mean volume of the gates by age. */
function pooledVolumes(found: readonly FileFinding[]): SideFigure[] {
  return AGES.slice(0, -1).flatMap((_, k) => {
    const classes = found.map(({ finding }) => finding.classes[k]!).filter((c) => c.squares.length > 0);
    const places = classes.reduce((n, c) => n + c.squares.length, 0);
    if (places === 0) return [];
    const volume = classes.reduce((sum, c) => sum + c.volume * c.squares.length, 0) / places;
    return [{ name: `${named(classes[0]!)}: mean volume`, value: Math.round(volume / KM3), unit: "km³" }];
  });
}
