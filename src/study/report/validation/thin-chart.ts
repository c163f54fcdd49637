import type { ChartAxis, ChartPanel, ChartPoint, ChartSeries, LineChart } from "../../chart/line-chart.js";

/** Cells an axis is cut into: a line's are half a pixel of a wide panel, a dot's a third of its width. */
const LINE_CELLS = 1200;
const DOT_CELLS = 300;

/**
 * A chart of fewer points that looks the same: of dots that all but cover each other one stays, of a line that goes up and down
 * within half a pixel its ends and its least and greatest values.
 */
export function thinChart(chart: LineChart): LineChart {
  return { ...chart, panels: chart.panels.map(thinPanel) };
}

function thinPanel(panel: ChartPanel): ChartPanel {
  const points = panel.series.flatMap((series) => series.points);
  const cellX = cellOf(panel.x, points, 0, LINE_CELLS);
  const dotX = cellOf(panel.x, points, 0, DOT_CELLS);
  const dotY = cellOf(panel.y, points, 1, DOT_CELLS);
  const thin = (series: ChartSeries): ChartSeries => ({
    ...series,
    points:
      series.as === "dots"
        ? distinct(series.points, dotX, dotY)
        : series.as === "both"
          ? series.points
          : envelope(series.points, cellX),
  });
  return { ...panel, series: panel.series.map(thin) };
}

/** @returns in which of its cells a value lies, on the axis as it is drawn */
function cellOf(
  axis: ChartAxis,
  points: readonly ChartPoint[],
  of: 0 | 1,
  cells: number,
): (value: number) => number {
  const along = (value: number) => (axis.log ? Math.log(value) : value);
  let low = axis.from === undefined ? Number.POSITIVE_INFINITY : along(axis.from);
  let high = axis.to === undefined ? Number.NEGATIVE_INFINITY : along(axis.to);
  for (const point of points) {
    const value = along(point[of]);
    if (!Number.isFinite(value)) continue;
    if (axis.from === undefined && value < low) low = value;
    if (axis.to === undefined && value > high) high = value;
  }
  const cell = (high - low) / cells;
  return (value) => (cell > 0 ? Math.floor((along(value) - low) / cell) : along(value));
}

function distinct(
  points: readonly ChartPoint[],
  cellX: (value: number) => number,
  cellY: (value: number) => number,
): ChartPoint[] {
  const seen = new Set<string>();
  return points.filter(([x, y]) => {
    const cell = `${cellX(x)} ${cellY(y)}`;
    if (seen.has(cell)) return false;
    seen.add(cell);
    return true;
  });
}

/** Points that aren't finite break a line, and stay. */
function envelope(points: readonly ChartPoint[], cellX: (value: number) => number): ChartPoint[] {
  const kept: ChartPoint[] = [];
  for (let from = 0; from < points.length; ) {
    const cell = cellX(points[from]![0]);
    let end = from + 1;
    const drawn = (k: number) => Number.isFinite(points[k]![0]) && Number.isFinite(points[k]![1]);
    while (end < points.length && drawn(from) && drawn(end) && cellX(points[end]![0]) === cell) end += 1;
    let least = from;
    let most = from;
    for (let k = from; k < end; k++) {
      if (points[k]![1] < points[least]![1]) least = k;
      if (points[k]![1] > points[most]![1]) most = k;
    }
    for (const k of [...new Set([from, least, most, end - 1])].sort((a, b) => a - b)) kept.push(points[k]!);
    from = end;
  }
  return kept;
}
