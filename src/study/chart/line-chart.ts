/**
 * Line charts as SVG text: panels in rows, linear or logarithmic axes, lines, dots, shaded bands and level lines, one
 * legend for all. Every plot of docs/images that is made of lines is drawn by it, so that they look alike.
 */
import { scaleLinear, scaleLog } from "d3-scale";
import { area, line } from "d3-shape";

/** x and y of one point, in the units of the axes. Points that aren't finite (or not positive on a log axis) break a line. */
export type ChartPoint = readonly [number, number];

export interface ChartAxis {
  /** With its unit: `time, s`. */
  readonly label: string;
  readonly log?: boolean;
  /** Ends of the axis; taken from what is drawn, and rounded outwards, where absent. */
  readonly from?: number;
  readonly to?: number;
  /** About how many ticks. */
  readonly ticks?: number;
}

export interface ChartSeries {
  /** In the legend; series of one name share an entry, those without a name have none. */
  readonly name?: string;
  readonly points: readonly ChartPoint[];
  readonly colour?: string;
  /** Dash pattern such as `5 3`. */
  readonly dash?: string;
  readonly width?: number;
  /** `line` (default), `dots`, or both. */
  readonly as?: "line" | "dots" | "both";
}

/** The region between two curves over the same x, or between two levels. */
export interface ChartBand {
  readonly name?: string;
  readonly points: readonly (readonly [x: number, low: number, high: number])[];
  readonly colour?: string;
  readonly opacity?: number;
}

/** A horizontal line across a panel, with words at its right end. */
export interface ChartLevel {
  readonly y: number;
  readonly text?: string;
  readonly colour?: string;
  readonly dash?: string;
}

export interface ChartPanel {
  readonly title: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  readonly bands?: readonly ChartBand[];
  readonly levels?: readonly ChartLevel[];
}

export interface LineChart {
  /** What a reader who can't see the picture is told. */
  readonly title: string;
  readonly panels: readonly ChartPanel[];
  /** Panels in a row; all of them where absent. */
  readonly columns?: number;
  /** Size of one panel's field, px. */
  readonly panelWidth?: number;
  readonly panelHeight?: number;
}

/** Told apart by people who see no red or green too (Okabe and Ito 2008, without its yellow). */
export const CHART_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555"];

const LEFT = 66;
const RIGHT = 14;
const TOP = 34;
const BOTTOM = 50;
const LEGEND_ROW = 22;
const CHARACTER = 6.6;

type Scale = ((value: number) => number) & { ticks(count?: number): number[]; domain(): number[] };

interface Field {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const round = (x: number) => Math.round(x * 10) / 10;
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const colourOf = (colour: string | undefined, index: number) =>
  colour ?? CHART_COLOURS[index % CHART_COLOURS.length]!;

/** 10,000 for five digits and more, powers of ten far from one. */
function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-3)) {
    const power = Math.floor(Math.log10(size) + 1e-9);
    const factor = Number((value / 10 ** power).toPrecision(3));
    const raised = `10<tspan dy="-4" font-size="9">${String(power).replace("-", "−")}</tspan>`;
    return factor === 1 ? raised : `${String(factor).replace("-", "−")}·${raised}`;
  }
  const text = String(Number(value.toPrecision(6))).replace("-", "−");
  return size >= 10_000 ? text.replace(/\B(?=(\d{3})+(?!\d))/g, ",") : text;
}

function makeScale(axis: ChartAxis, values: readonly number[], range: [number, number]): Scale {
  const usable = values.filter((v) => Number.isFinite(v) && (!axis.log || v > 0));
  const least = usable.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = usable.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const from = axis.from ?? (Number.isFinite(least) ? least : axis.log ? 0.1 : 0);
  let to = axis.to ?? (Number.isFinite(most) ? most : from + 1);
  if (to === from) to = axis.log ? from * 10 : from + 1;
  const plain = axis.log ? scaleLog([from, to], range) : scaleLinear([from, to], range);
  if (axis.from !== undefined && axis.to !== undefined) return plain;
  const nice = plain.copy().nice();
  const ends = nice.domain() as [number, number];
  return plain.domain([axis.from ?? ends[0], axis.to ?? ends[1]]);
}

/** Ticks worth a number: on a logarithmic axis whole decades, with 2 and 5 between them where there are few. */
function ticksOf(scale: Scale, axis: ChartAxis, usual: number): number[] {
  if (!axis.log) return scale.ticks(axis.ticks ?? usual);
  const [from, to] = scale.domain() as [number, number];
  const decades = Math.log10(to / from);
  const factors = decades > 3 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(3));
      if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) ticks.push(tick);
    }
  const each = Math.ceil(ticks.length / 10);
  return ticks.filter((_, k) => k % each === 0);
}

function drawFrame(panel: ChartPanel, field: Field, x: Scale, y: Scale): string {
  const { left, top, width, height } = field;
  const bottom = top + height;
  const across = ticksOf(y, panel.y, 6).map((v) => {
    const at = round(y(v));
    return `<path stroke="#e4e4e4" d="M${left} ${at}h${width}"/><text x="${left - 7}" y="${at + 4}" text-anchor="end">${tickText(v)}</text>`;
  });
  const along = ticksOf(x, panel.x, 7).map((v) => {
    const at = round(x(v));
    return `<path stroke="#e4e4e4" d="M${at} ${top}v${height}"/><text x="${at}" y="${bottom + 17}" text-anchor="middle">${tickText(v)}</text>`;
  });
  const words = [
    `<text x="${left}" y="${top - 12}" font-weight="bold" font-size="13">${escaped(panel.title)}</text>`,
    `<text x="${left + width / 2}" y="${bottom + 36}" text-anchor="middle">${escaped(panel.x.label)}</text>`,
    `<text transform="translate(${left - 52} ${top + height / 2}) rotate(-90)" text-anchor="middle">${escaped(panel.y.label)}</text>`,
  ];
  const frame = `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#999"/>`;
  return [...across, ...along, frame, ...words].join("");
}

function drawLevel({ y: value, colour = "#444", dash = "6 3" }: ChartLevel, field: Field, y: Scale): string {
  return `<path stroke="${colour}" stroke-dasharray="${dash}" d="M${field.left} ${round(y(value))}h${field.width}"/>`;
}

/** Words of a level, over everything else and with a halo. */
function drawLevelText({ y: value, text, colour = "#444" }: ChartLevel, field: Field, y: Scale): string {
  if (!text) return "";
  return `<text x="${field.left + field.width - 5}" y="${round(y(value)) - 5}" text-anchor="end" font-size="11" fill="${colour}" stroke="#fff" stroke-width="3" paint-order="stroke">${escaped(text)}</text>`;
}

function drawSeries(
  series: ChartSeries,
  colour: string,
  x: Scale,
  y: Scale,
  usable: (p: ChartPoint) => boolean,
): string {
  const { points, as = "line" } = series;
  const dash = series.dash ? ` stroke-dasharray="${series.dash}"` : "";
  const path = line<ChartPoint>(
    (p) => round(x(p[0])),
    (p) => round(y(p[1])),
  ).defined(usable)(points);
  const stroke = `<path fill="none" stroke="${colour}" stroke-width="${series.width ?? 1.7}"${dash} stroke-linejoin="round" d="${path}"/>`;
  const dots = points
    .filter(usable)
    .map((p) => `<circle cx="${round(x(p[0]))}" cy="${round(y(p[1]))}" r="2.8" fill="${colour}"/>`);
  return `${as === "dots" || !path ? "" : stroke}${as === "line" ? "" : dots.join("")}`;
}

function drawPanel(panel: ChartPanel, field: Field, clip: string): string {
  const { series, bands = [], levels = [] } = panel;
  const xs = [
    ...series.flatMap((s) => s.points.map((p) => p[0])),
    ...bands.flatMap((b) => b.points.map((p) => p[0])),
  ];
  const ys = [
    ...series.flatMap((s) => s.points.map((p) => p[1])),
    ...bands.flatMap((b) => b.points.flatMap((p) => [p[1], p[2]])),
    ...levels.map((l) => l.y),
  ];
  const x = makeScale({ from: Math.min(...xs), to: Math.max(...xs), ...panel.x }, xs, [
    field.left,
    field.left + field.width,
  ]);
  const y = makeScale(panel.y, ys, [field.top + field.height, field.top]);
  const usable = ([a, b]: ChartPoint) =>
    Number.isFinite(a) && Number.isFinite(b) && (!panel.x.log || a > 0) && (!panel.y.log || b > 0);
  const shades = bands.map((band, k) => {
    const floor = panel.y.log ? y.domain()[0]! : Number.NEGATIVE_INFINITY;
    const path = area<ChartBand["points"][number]>(
      (p) => round(x(p[0])),
      (p) => round(y(Math.max(p[1], floor))),
      (p) => round(y(p[2])),
    )([...band.points]);
    return `<path fill="${colourOf(band.colour, k)}" fill-opacity="${band.opacity ?? 0.18}" d="${path}"/>`;
  });
  const lines = series.map((s, k) => drawSeries(s, colourOf(s.colour, k), x, y, usable));
  const { left, top, width, height } = field;
  return `<clipPath id="${clip}"><rect x="${left}" y="${top}" width="${width}" height="${height}"/></clipPath>${drawFrame(panel, field, x, y)}<g clip-path="url(#${clip})">${shades.join("")}${levels.map((l) => drawLevel(l, field, y)).join("")}${lines.join("")}${levels.map((l) => drawLevelText(l, field, y)).join("")}</g>`;
}

/** Mark and words of every name, once. */
function legendEntries(panels: readonly ChartPanel[]): { name: string; mark: string }[] {
  const marks = new Map<string, string>();
  for (const { series, bands = [] } of panels) {
    series.forEach(({ name, colour, dash, width, as = "line" }, k) => {
      if (name === undefined || marks.has(name)) return;
      const paint = colourOf(colour, k);
      const stroke = `<path stroke="${paint}" stroke-width="${width ?? 1.7}"${dash ? ` stroke-dasharray="${dash}"` : ""} d="M0 0h24"/>`;
      const dot = `<circle cx="12" cy="0" r="2.8" fill="${paint}"/>`;
      marks.set(name, `${as === "dots" ? "" : stroke}${as === "line" ? "" : dot}`);
    });
    bands.forEach(({ name, colour, opacity }, k) => {
      if (name === undefined || marks.has(name)) return;
      marks.set(
        name,
        `<rect y="-5" width="24" height="10" fill="${colourOf(colour, k)}" fill-opacity="${opacity ?? 0.18}"/>`,
      );
    });
  }
  return [...marks].map(([name, mark]) => ({ name, mark }));
}

function drawLegend(
  panels: readonly ChartPanel[],
  width: number,
  top: number,
): { svg: string; height: number } {
  let x = LEFT;
  let row = 0;
  const parts = legendEntries(panels).map(({ name, mark }) => {
    const space = 30 + name.length * CHARACTER + 22;
    if (x > LEFT && x + space > width) {
      x = LEFT;
      row += 1;
    }
    const part = `<g transform="translate(${round(x)} ${top + row * LEGEND_ROW})">${mark}<text x="30" y="4">${escaped(name)}</text></g>`;
    x += space;
    return part;
  });
  return { svg: parts.join(""), height: parts.length ? (row + 1) * LEGEND_ROW : 0 };
}

/**
 * Draws a chart.
 *
 * @returns the text of an SVG file
 */
export function drawLineChart(chart: LineChart): string {
  const { panels, columns = panels.length, panelWidth = 340, panelHeight = 260 } = chart;
  const cellWidth = LEFT + panelWidth + RIGHT;
  const cellHeight = TOP + panelHeight + BOTTOM;
  const fields = panels.map((panel, k) => {
    const left = (k % columns) * cellWidth + LEFT;
    const top = Math.floor(k / columns) * cellHeight + TOP;
    return drawPanel(panel, { left, top, width: panelWidth, height: panelHeight }, `panel${k}`);
  });
  const width = Math.min(columns, panels.length) * cellWidth + 6;
  const rows = Math.ceil(panels.length / columns) * cellHeight;
  const legend = drawLegend(panels, width, rows + 8);
  const height = rows + legend.height + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#222"><title>${escaped(chart.title)}</title><rect width="${width}" height="${height}" fill="#fff"/>${fields.join("")}${legend.svg}</svg>\n`;
}
