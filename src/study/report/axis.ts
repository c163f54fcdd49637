import { type ScaleContinuousNumeric, scaleLinear } from "d3-scale";
import { html, type Markup, px } from "./html.js";

/** Distances between ticks of time that read well, s. */
const TIME_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];

/** An axis of time in seconds after the start of the data. */
export interface TimeAxis {
  readonly x: (seconds: number) => number;
  readonly ticks: readonly number[];
  readonly left: number;
  readonly right: number;
}

/**
 * Lays out an axis of time.
 *
 * @param from first second shown
 * @param to last second shown
 */
export function timeAxis(from: number, to: number, left: number, right: number): TimeAxis {
  const scale = scaleLinear([from, to], [left, right]);
  const step = TIME_STEPS.find((candidate) => (to - from) / candidate <= 10) ?? Math.ceil((to - from) / 10);
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick);
  return { x: (seconds) => scale(Math.min(Math.max(seconds, from), to)), ticks, left, right };
}

/** @returns minutes and seconds after the start: `+6:30` */
export function tickLabel(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 ? "−" : "+";
  if (whole >= 3600)
    return `${sign}${Math.floor(whole / 3600)}:${two((whole % 3600) / 60)}:${two(whole % 60)}`;
  return `${sign}${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}

/** Draws lines of a time axis down a plot, and their labels below it. */
export function timeGrid(axis: TimeAxis, top: number, bottom: number): Markup {
  return html`<g class="grid">${axis.ticks.map(
    (tick) =>
      html`<path d="M${px(axis.x(tick))} ${top}V${bottom}"/><text x="${px(axis.x(tick))}" y="${bottom + 16}" text-anchor="middle">${tickLabel(tick)}</text>`,
  )}</g>`;
}

/** Draws lines of a value axis across a plot, and their labels left of it. */
export function valueGrid(
  scale: ScaleContinuousNumeric<number, number>,
  ticks: readonly number[],
  label: (value: number) => string,
  left: number,
  right: number,
): Markup {
  return html`<g class="grid">${ticks.map(
    (tick) =>
      html`<path d="M${left} ${px(scale(tick))}H${right}"/><text x="${left - 8}" y="${px(scale(tick) + 4)}" text-anchor="end">${label(tick)}</text>`,
  )}</g>`;
}
