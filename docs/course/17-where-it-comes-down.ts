import {
  eastNorthUp,
  geodeticToEcef,
  predictImpact,
  randomStream,
  surfaceDistance,
  unit,
  type Vec3,
} from "../../src/astro/index.js";
import { areaHolds, ellipse95, impactArea, impactDistribution } from "../../src/estimation/index.js";
import { CHART_COLOURS, type ChartPanel, drawLineChart } from "../../src/study/chart/line-chart.js";
import { type Example, ellipseLine, percent, showExample, table } from "./support/example.js";
import { offsetOf } from "./support/ground.js";

/** A body at 100 km over 60° N 10° E, climbing to the south-east at 3.4 km/s. */
const PLACE = { latitude: Math.PI / 3, longitude: Math.PI / 18, height: 100e3 };
const position = geodeticToEcef(PLACE);
const axes = eastNorthUp(PLACE);
const velocity = [0, 1, 2].map(
  (i) => 1900 * axes.east[i] - 1700 * axes.north[i] + 2300 * axes.up[i],
) as unknown as Vec3;

// #region shown
/** How well it is known, 1σ: position; velocity along and across the flight; and the ballistic coefficient. */
const CASES = [
  {
    name: "a heavy body, well tracked",
    metres: 100,
    along: 2,
    across: 2,
    ballistic: { median: 5000, factor: 1.2 },
  },
  {
    name: "a light one, of a kind little known",
    metres: 100,
    along: 2,
    across: 2,
    ballistic: { median: 100, factor: 2 },
  },
  {
    name: "the direction of flight hardly known",
    metres: 200,
    along: 2,
    across: 500,
    ballistic: { median: 5000, factor: 1.05 },
  },
];

function comeDown({ metres, along, across, ballistic }: (typeof CASES)[number], seed = 1, draws = 500) {
  const state = Float64Array.of(...position, ...velocity);
  const covariance = new Float64Array(36);
  const ahead = unit(velocity);
  for (let i = 0; i < 3; i++) {
    covariance[7 * i] = metres ** 2;
    covariance[7 * (i + 3)] = across ** 2;
    for (let j = 0; j < 3; j++)
      covariance[6 * (i + 3) + j + 3] += (along ** 2 - across ** 2) * ahead[i] * ahead[j];
  }
  return impactDistribution(state, covariance, ballistic, randomStream(seed, "impact"), draws)!;
}

/** The 95 % ellipse and the smallest area that holds 95 %, and how many of other draws each really holds. */
function areasOf(which: (typeof CASES)[number]) {
  const distribution = comeDown(which);
  const area = impactArea(distribution);
  const others = comeDown(which, 2).samples;
  const { semiMajor, semiMinor } = ellipse95(distribution.covarianceEastNorth);
  return {
    ...which,
    distribution,
    area,
    semiMajor,
    semiMinor,
    held: others.filter((sample) => areaHolds(area, sample, distribution)).length / others.length,
  };
}
// #endregion

/** What the air does: how much shorter than in a vacuum, and how much later. */
function airOf(ballistic: number) {
  const [without, within] = [null, ballistic].map((beta) => predictImpact(position, velocity, beta)!);
  return [surfaceDistance(without.geodetic, within.geodetic) / 1e3, within.time - without.time];
}

export function run(): Example {
  const results = CASES.map(areasOf);
  const text = [
    table([
      [
        "95 % areas",
        "ellipse, km",
        "ellipse, km²",
        "outline, km²",
        "an ellipse?",
        "others in outline",
        "arrival, s",
      ],
      ...results.map((r) => [
        r.name,
        `${(r.semiMajor / 1e3).toFixed(1)} × ${(r.semiMinor / 1e3).toFixed(1)}`,
        ((Math.PI * r.semiMajor * r.semiMinor) / 1e6).toFixed(1),
        (r.area.area / 1e6).toFixed(1),
        r.area.isEllipse ? "yes" : "no",
        percent(r.held),
        r.distribution.timeInterval.map((t) => t.toFixed(0)).join(" to "),
      ]),
    ]),
    table([
      ["β, kg/m²", "falls short by, km", "later by, s"],
      ...[10_000, 3000, 1000, 300, 100].map((beta) => [
        String(beta),
        ...airOf(beta).map((v) => v.toFixed(1)),
      ]),
    ]),
  ].join("\n");
  const panel = ({ name, distribution: d, area }: (typeof results)[number]): ChartPanel => ({
    title: name,
    x: { label: "east of the mean, km" },
    y: { label: "north of it, km" },
    series: [
      { name: "draws", points: d.samples.map((s) => offsetOf(s, d)), as: "dots", colour: CHART_COLOURS[4] },
      {
        name: "95 % ellipse",
        points: ellipseLine([0, 0], d.covarianceEastNorth, 2.448).map(
          ([e, n]) => [e / 1e3, n / 1e3] as const,
        ),
        colour: CHART_COLOURS[1],
      },
      ...area.rings.map((ring) => ({
        name: "smallest area that holds 95 %",
        points: [...ring, ring[0]].map((place) => offsetOf(place, d)),
        colour: CHART_COLOURS[0],
      })),
    ],
  });
  const svg = drawLineChart({
    title: "Where a heavy and a light body come down: draws, the 95 % ellipse and the smallest 95 % area",
    panels: results.map(panel),
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
