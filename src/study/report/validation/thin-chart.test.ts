import { describe, expect, it } from "vitest";
import type { ChartPoint, ChartSeries } from "../../chart/line-chart.js";
import { thinChart } from "./thin-chart.js";

function thinned(series: ChartSeries, log = false): readonly ChartPoint[] {
  const panel = { title: "t", x: { label: "x" }, y: { label: "y", log }, series: [series] };
  return thinChart({ title: "t", panels: [panel] }).panels[0]!.series[0]!.points;
}

const wave = (n: number): ChartPoint[] => Array.from({ length: n }, (_, k) => [k / n, Math.sin(k * 1.7) + 2]);

describe("a chart of fewer points", () => {
  it("is left alone where it has few", () => {
    for (const as of ["line", "dots", "both"] as const)
      expect(thinned({ points: wave(300), as })).toEqual(wave(300));
  });

  it("keeps ends, peaks and order of a line", () => {
    const points = wave(50_000);
    points[20_003] = [points[20_003]![0], 9];
    points[20_004] = [points[20_004]![0], -9];
    const few = thinned({ points });
    expect(few.length).toBeLessThan(5000);
    expect(few[0]).toEqual(points[0]);
    expect(few.at(-1)).toEqual(points.at(-1));
    expect(few).toContainEqual(points[20_003]);
    expect(few).toContainEqual(points[20_004]);
    expect(few).toEqual([...few].sort((a, b) => a[0] - b[0]));
  });

  it("keeps every place where there is a dot, and every break of a line", () => {
    const dots = Array.from({ length: 20_000 }, (_, k): ChartPoint => [k % 10, 10 ** ((k % 7) - 3)]);
    expect(thinned({ points: dots, as: "dots" }, true)).toHaveLength(70);
    const broken: ChartPoint[] = wave(10_000).map(([x, y], k) => [x, k % 5000 === 7 ? Number.NaN : y]);
    expect(thinned({ points: broken }).filter(([, y]) => Number.isNaN(y))).toHaveLength(2);
  });

  it("takes what has no extent, and nothing at all", () => {
    expect(thinned({ points: [] })).toEqual([]);
    expect(
      thinned({
        points: [
          [1, 1],
          [1, 1],
        ],
        as: "dots",
      }),
    ).toEqual([[1, 1]]);
    expect(
      thinned(
        {
          points: [
            [1, 0],
            [2, -1],
          ],
        },
        true,
      ),
    ).toHaveLength(2);
  });
});
