import type { OrbitFit, OrbitProblem, TrackingKind } from "../../../../estimation/index.js";
import type { TrackingSetup } from "../../../../formats/index.js";
import type { ChartPanel, ChartPoint, ChartSeries, LineChart } from "../../../chart/line-chart.js";

const DEGREE = Math.PI / 180;

/** Residuals of a fit over time, station by station. */
export function residualChart(
  title: string,
  problem: OrbitProblem,
  fit: OrbitFit,
  setup: TrackingSetup,
): LineChart {
  const panel = (kind: TrackingKind, unit: string, size: number): ChartPanel => ({
    title: kind,
    x: { label: "time after the epoch, h" },
    y: { label: `measured less fitted, ${unit}` },
    levels: [{ y: 0 }],
    series: setup.stations.map(({ name }, station): ChartSeries => {
      const points: ChartPoint[] = problem.measurements.flatMap((m, i): ChartPoint[] =>
        m.kind === kind && m.station === station ? [[m.seconds / 3600, fit.residuals[i]! / size]] : [],
      );
      return { name, points, as: "dots" };
    }),
  });
  const has = (kind: TrackingKind) => problem.measurements.some((m) => m.kind === kind);
  return {
    title,
    panels: [
      ...(has("range") ? [panel("range", "m", 1)] : []),
      ...(has("azimuth") ? [panel("azimuth", "°", DEGREE), panel("elevation", "°", DEGREE)] : []),
    ],
    panelWidth: 300,
  };
}

/** Standard deviation of the residuals of a kind, outliers left out; NaN of none. */
export function residualDeviation(problem: OrbitProblem, fit: OrbitFit, kind: TrackingKind): number {
  const values = fit.residuals.filter((_, i) => problem.measurements[i]!.kind === kind && !fit.outlier[i]);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
}
