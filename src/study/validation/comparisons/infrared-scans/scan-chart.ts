import { type HotSpot, radianceTemperature } from "../../../../watch/index.js";
import type { ChartPoint, LineChart } from "../../../chart/line-chart.js";
import type { FiresOfScan } from "./agency-fires.js";
import type { ScanLook } from "./watch-scans.js";

/** More points than this only make the file larger. */
const MOST_POINTS = 2000;
/** About the fires that are judged. */
const MARGIN_PIXELS = 6;

/** Hot pixels of a scan: as warm as they are against their surroundings, and where they lie beside the agency's fires. */
export function scanChart(look: ScanLook, fires: FiresOfScan | null): LineChart {
  const { head } = look;
  const temperature = (radiance: number) => radianceTemperature(look.heat.planck, radiance);
  const kinds: readonly (readonly [name: string, kind: HotSpot["kind"], colour: string])[] = [
    ["static source", "static-source", "#0072b2"],
    ["may begin a track", "candidate", "#d55e00"],
    ["undecided", "undecided", "#cc79a7"],
    ["held back", "held", "#999999"],
  ];
  const pixelsOf = (kind: HotSpot["kind"]) =>
    look.spots.filter((spot) => spot.kind === kind).flatMap(({ pixels }) => pixels.slice(0, MOST_POINTS));
  const series = (point: (pixel: HotSpot["pixels"][number]) => ChartPoint) =>
    kinds.map(([name, kind, colour]) => ({
      name,
      colour,
      as: "dots" as const,
      points: pixelsOf(kind).slice(0, MOST_POINTS).map(point),
    }));
  const place = (at: number): ChartPoint => [
    1000 * (head.x0 + (at % head.columns) * head.dx),
    1000 * (head.y0 + Math.floor(at / head.columns) * head.dy),
  ];
  const hot = series(({ at }) => place(at));
  const strong = fires?.strong.map(({ fire }): ChartPoint => [1000 * fire.x, 1000 * fire.y]) ?? [];
  const others = fires?.all.map((fire): ChartPoint => [1000 * fire.x, 1000 * fire.y]) ?? [];
  // a weak fire far off would shrink the picture of what is judged
  const shown = strong.length > 0 ? strong : [...others, ...hot.flatMap(({ points }) => points)];
  const margin = MARGIN_PIXELS * 1000 * head.dx;
  return {
    title: "Hot pixels of a scan at 3.9 µm",
    panels: [
      {
        title: "hot pixels at 3.9 µm",
        x: { label: "surroundings, K" },
        y: { label: "pixel, K" },
        series: series(({ background, excess }) => [
          temperature(background),
          temperature(background + excess),
        ]),
      },
      {
        title: "where they lie",
        x: { label: "scan angle eastwards, mrad", ...rangeOf(shown, 0, margin) },
        y: { label: "scan angle northwards, mrad", ...rangeOf(shown, 1, margin) },
        series: [
          { name: "agency's fires", points: others, as: "dots", colour: "#e69f00" },
          { name: "agency's fires over 30 MW", points: strong, as: "dots", colour: "#009e73" },
          // drawn a little lower, so that both are seen where they agree
          ...hot.map((one) => ({
            ...one,
            points: one.points.map(([x, y]): ChartPoint => [x, y - 400 * head.dx]),
          })),
        ],
      },
    ],
  };
}

function rangeOf(points: readonly ChartPoint[], axis: 0 | 1, margin: number): { from?: number; to?: number } {
  if (points.length === 0) return {};
  const values = points.map((point) => point[axis]);
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return { from: least - margin, to: most + margin };
}
