import { scaleLog } from "d3-scale";
import { line } from "d3-shape";
import type { EventUpdate } from "../../messages/index.js";
import { byTime } from "../by-time.js";
import { groundDistance } from "../scoring/ellipse.js";
import { timeAxis, timeGrid, valueGrid } from "./axis.js";
import { html, type Markup, px } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { CLASS_WORDS, length, secondsAfter } from "./words.js";

const WIDTH = 1080;
const HEIGHT = 300;
const LEFT = 70;
const RIGHT = WIDTH - 64;
const TOP = 30;
const BOTTOM = HEIGHT - 32;

interface SizePoint {
  readonly x: number;
  /** Half-axes of the ellipse, m. */
  readonly major: number;
  readonly minor: number;
  /** Distance of the true place, m, where it is known. */
  readonly error?: number;
}

/** Draws how the launch and impact ellipses of an event shrank, and how far off they really were. */
export function renderUncertainty(event: EventUpdate, picture: ReportPicture): Markup | null {
  const states = byTime(
    [...(picture.run.histories.get(event.id) ?? []), ...(picture.warningsOf.get(event.id) ?? [])],
    ({ at }) => at,
  );
  const truth = picture.truthOf.get(event.id);
  const launches: SizePoint[] = [];
  const impacts: SizePoint[] = [];
  for (const { at, launch, impact } of states) {
    const x = secondsAfter(picture.start, at);
    if (launch !== undefined)
      launches.push({ x, ...sizes(launch.ellipse95), ...errorTo(launch, truth?.launch) });
    if (impact?.ellipse95 !== undefined)
      impacts.push({ x, ...sizes(impact.ellipse95), ...errorTo(impact, truth?.impact) });
  }
  const all = [...launches, ...impacts];
  return all.length < 2 ? null : plot(event, picture, launches, impacts);
}

function sizes(ellipse: { readonly semiMajor: number; readonly semiMinor: number }) {
  return { major: ellipse.semiMajor, minor: ellipse.semiMinor };
}

function errorTo(
  estimate: { readonly latitudeDeg: number; readonly longitudeDeg: number },
  truth: { readonly latitudeDeg: number; readonly longitudeDeg: number } | undefined,
) {
  return truth === undefined ? {} : { error: groundDistance(estimate, truth) };
}

function plot(
  event: EventUpdate,
  picture: ReportPicture,
  launches: readonly SizePoint[],
  impacts: readonly SizePoint[],
): Markup {
  const all = [...launches, ...impacts];
  const values = all
    .flatMap(({ major, minor, error }) => [major, minor, error ?? minor])
    .filter((v) => v > 0);
  const low = 10 ** Math.floor(Math.log10(Math.max(Math.min(...values), 10)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values, low * 10)));
  const times = all.map(({ x }) => x);
  const margin = Math.max((Math.max(...times) - Math.min(...times)) * 0.03, 5);
  const axis = timeAxis(Math.min(...times) - margin, Math.max(...times) + margin, LEFT, RIGHT);
  const y = scaleLog([low, high], [BOTTOM, TOP]).clamp(true);
  const powers = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, i) => low * 10 ** i);
  const drawn = (
    points: readonly SizePoint[],
    of: (point: SizePoint) => number | undefined,
    className: string,
  ) => {
    const kept = points.filter((point) => (of(point) ?? 0) > 0);
    const d = line<SizePoint>(
      (point) => axis.x(point.x),
      (point) => y(of(point)!),
    ).digits(1)(kept);
    return d === null || kept.length === 0 ? null : html`<path class="${className}" d="${d}"/>`;
  };
  const labels = labelHeights(launches.at(-1), impacts.at(-1), y);
  const series = (name: "launch" | "impact", points: readonly SizePoint[], className: string) => {
    const last = points.at(-1);
    if (last === undefined) return null;
    return html`<g class="${className}">${drawn(points, ({ major }) => major, "size")}${drawn(points, ({ minor }) => minor, "size thin")}${drawn(points, ({ error }) => error, "error")}<text class="series-name" x="${px(RIGHT + 8)}" y="${px(labels[name])}">${name}</text></g>`;
  };
  const id = `uncertainty-${event.id}`;
  const text = `How sure the places of ${CLASS_WORDS[event.class]} ${event.id} were over time. ${summaryOf("launch", launches)} ${summaryOf("impact", impacts)}`;
  return html`<figure class="plot wide c-${event.class}"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}">
<title id="${id}">${text}</title>
<text class="plot-name" x="${LEFT}" y="18">${CLASS_WORDS[event.class]}, ${event.id}</text>
<text class="origin-mark small" x="${RIGHT}" y="18" text-anchor="end">${picture.summary.origin.toUpperCase()}</text>
${timeGrid(axis, TOP, BOTTOM)}
${valueGrid(y, powers, length, LEFT, RIGHT)}
${series("launch", launches, "of-launch")}${series("impact", impacts, "of-impact")}
</svg></figure>`;
}

/** Names stand beside the ends of their lines, and never on each other. */
function labelHeights(
  launch: SizePoint | undefined,
  impact: SizePoint | undefined,
  y: (metres: number) => number,
): { readonly launch: number; readonly impact: number } {
  const heights = {
    launch: launch === undefined ? 0 : y(launch.major) + 4,
    impact: impact === undefined ? 0 : y(impact.major) + 4,
  };
  if (launch === undefined || impact === undefined || Math.abs(heights.launch - heights.impact) >= 14)
    return heights;
  const middle = (heights.launch + heights.impact) / 2;
  const launchAbove = heights.launch <= heights.impact;
  return { launch: middle + (launchAbove ? -7 : 7), impact: middle + (launchAbove ? 7 : -7) };
}

function summaryOf(name: string, points: readonly SizePoint[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  const error = last.error === undefined ? "" : `, ${length(last.error)} from the true place`;
  return `The ${name} ellipse went from ${length(first.major)} to ${length(last.major)} (longer half-axis)${error}.`;
}
