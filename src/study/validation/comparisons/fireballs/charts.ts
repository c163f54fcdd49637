import { ecefToGeodetic } from "../../../../astro/index.js";
import type { TriangulatedPath } from "../../../../estimation/index.js";
import { evenlyThinned } from "../../../chart/evenly-thinned.js";
import { CHART_COLOURS, type ChartPoint, type LineChart } from "../../../chart/line-chart.js";
import type { BesideSolution } from "./against-solution.js";

const ARCMINUTES = (180 / Math.PI) * 60;
const MOST_POINTS = 400;

/** Distance of a published path from the own one, and both speeds, by height. */
export function solutionChart(path: TriangulatedPath, beside: BesideSolution): LineChart {
  const own = path.points.map((p) => ({ ...p, height: ecefToGeodetic(p.positionEcef).height / 1000 }));
  const published = evenlyThinned(beside.points, MOST_POINTS);
  return {
    title: "A fireball's path from cameras' angles beside a published solution",
    panels: [
      {
        title: "published points from the path",
        x: { label: "height, km" },
        y: { label: "distance across the path, m", from: 0 },
        series: [{ points: published.map((p): ChartPoint => [p.height / 1000, p.distance]), as: "dots" }],
        levels: [{ y: 500, text: "mark" }],
      },
      {
        title: "speed over the ground",
        x: { label: "height, km" },
        y: { label: "speed, km/s" },
        series: [
          {
            name: "published",
            points: published.flatMap((p): ChartPoint[] =>
              p.published === undefined ? [] : [[p.height / 1000, p.published / 1000]],
            ),
            as: "dots",
            colour: CHART_COLOURS[1]!,
          },
          {
            name: "from angles alone",
            points: own.map((p): ChartPoint => [p.height, p.speed / 1000]),
            colour: CHART_COLOURS[0]!,
          },
        ],
        bands: [
          {
            name: "± 2σ",
            points: own.map(
              (p) =>
                [p.height, (p.speed - 2 * p.speedSigma) / 1000, (p.speed + 2 * p.speedSigma) / 1000] as const,
            ),
          },
        ],
      },
    ],
  };
}

/** Residuals of every camera along the path and across it. */
export function residualChart(path: TriangulatedPath): LineChart {
  const panel = (title: string, of: "along" | "across") => ({
    title,
    x: { label: "time, s" },
    y: { label: "angle, ′" },
    series: path.cameras
      .filter((c) => c.used)
      .map((c, i) => ({
        name: c.camera,
        points: evenlyThinned(c.residuals, MOST_POINTS).map((r): ChartPoint => [r.time, r[of] * ARCMINUTES]),
        as: "dots" as const,
        colour: CHART_COLOURS[i % CHART_COLOURS.length]!,
      })),
  });
  return {
    title: "How each camera's sights lie to the path",
    panels: [panel("along the path", "along"), panel("across the path", "across")],
  };
}
