import type { EventUpdate } from "../../messages/index.js";
import { byTime } from "../by-time.js";
import { type TimeAxis, tickLabel, timeAxis, timeGrid } from "./axis.js";
import { anchor, html, type Markup, px } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { CLASS_WORDS, duration, secondsAfter } from "./words.js";

const WIDTH = 1080;
const LEFT = 210;
const RIGHT = WIDTH - 24;
const ROW = 74;
const TOP = 16;

/** Draws from launch to warning: a row an event, a bar a kind of sensor, a mark a thing that happened. */
export function renderTimeline(picture: ReportPicture): Markup | null {
  const rows = picture.main.slice(0, 24);
  if (rows.length === 0) return null;
  const bottom = TOP + rows.length * ROW;
  const axis = timeAxis(0, lastSecond(picture, rows), LEFT, RIGHT);
  return html`<svg class="timeline" viewBox="0 0 ${WIDTH} ${bottom + 40}" role="img" aria-labelledby="timeline-title timeline-text">
<title id="timeline-title">Timeline from launch to warning</title>
<desc id="timeline-text">${rows.map((event) => describe(event, picture)).join(" ")}</desc>
${timeGrid(axis, TOP, bottom)}
<text class="axis-name" x="${LEFT}" y="${bottom + 34}">minutes and seconds after ${picture.startUtc.slice(11, 19)} UTC; light bar: seen by infrared, dark bar: by radar; dashed marks are estimates</text>
<text class="origin-mark small" x="${RIGHT}" y="${bottom + 34}" text-anchor="end">${picture.summary.origin.toUpperCase()}</text>
${rows.map((event, i) => row(event, picture, axis, TOP + i * ROW))}
</svg>`;
}

function lastSecond(picture: ReportPicture, rows: readonly EventUpdate[]): number {
  const impacts = rows.flatMap(({ impact }) =>
    impact === undefined ? [] : [secondsAfter(picture.start, impact.time)],
  );
  return Math.max(picture.span, ...impacts) * 1.02;
}

function row(event: EventUpdate, picture: ReportPicture, axis: TimeAxis, top: number): Markup {
  const at = (time: string) => axis.x(secondsAfter(picture.start, time));
  const spans = event.tracks.flatMap((id) => picture.run.series.trackSpans.get(id) ?? []);
  const bar = (kind: "line-of-sight-track" | "radar-track", y: number) =>
    spans
      .filter((span) => span.type === kind)
      .map(({ first, last, sensor }) => {
        const x = at(first);
        const width = Math.max(at(last) - x, 2);
        return html`<rect class="bar ${kind}" x="${px(x)}" y="${y}" width="${px(width)}" height="7" rx="2"><title>${sensor}</title></rect>`;
      });
  const name = `${event.parent === undefined ? "" : "↳ "}${CLASS_WORDS[event.class]}`;
  return html`<g class="c-${event.class}">
<path class="row-line" d="M0 ${top}H${WIDTH}"/>
<a href="#event-${anchor(event.id)}"><text class="row-name" x="0" y="${top + 30}">${name}</text><text class="row-id" x="0" y="${top + 48}">${event.id}</text></a>
${bar("line-of-sight-track", top + 46)}${bar("radar-track", top + 55)}
${placedMarks(marks(event, picture), at).map(
  ({ x, label, className, level, side }) =>
    html`<path class="mark ${className}" d="M${px(x)} ${top + 8 + level * 12}V${top + 62}"/><text class="mark-label" x="${px(side === "end" ? x - 4 : x + 4)}" y="${top + 16 + level * 12}" text-anchor="${side}">${label}</text>`,
)}
</g>`;
}

interface PlacedMark extends TimelineMark {
  readonly x: number;
  readonly level: number;
  readonly side: "start" | "end";
}

/** Puts each label on the first of three lines where it runs into no other. */
function placedMarks(list: readonly TimelineMark[], at: (time: string) => number): PlacedMark[] {
  const ends = [0, 0, 0];
  return list.map((mark) => {
    const x = at(mark.time);
    const width = mark.label.length * 6.2 + 10;
    const side = x + width > RIGHT + 20 ? "end" : "start";
    const left = side === "end" ? x - width : x;
    const free = ends.findIndex((end) => end <= left);
    const level = free === -1 ? ends.indexOf(Math.min(...ends)) : free;
    ends[level] = left + width;
    return { ...mark, x, level, side };
  });
}

interface TimelineMark {
  readonly time: string;
  readonly label: string;
  readonly className: string;
}

/** What happened to an event, in order of time. */
function marks(event: EventUpdate, picture: ReportPicture): TimelineMark[] {
  const warnings = picture.warningsOf.get(event.id) ?? [];
  const first = (level: string) => warnings.find((warning) => warning.level === level)?.at;
  const candidates: readonly (readonly [string | undefined, string, string])[] = [
    [event.parent === undefined ? event.launch?.time : undefined, "launch", "is-estimate"],
    [event.firstDetection, "first seen", "is-seen"],
    [first("notice"), "notice", "is-notice"],
    [event.burnout?.time, "burnout", "is-estimate"],
    [first("confirmed"), "CONFIRMED", "is-confirmed"],
    [warnings.find(({ msgType }) => msgType === "Cancel")?.at, "cancelled", "is-notice"],
    [event.impact?.time, event.class === "ballistic" ? "impact" : "comes down", "is-estimate"],
  ];
  const told = candidates.flatMap(([time, label, className]) =>
    time === undefined ? [] : [{ time, label, className }],
  );
  return byTime(told, ({ time }) => time);
}

function describe(event: EventUpdate, picture: ReportPicture): string {
  const happened = marks(event, picture).map(
    ({ time, label }) => `${label} ${tickLabel(secondsAfter(picture.start, time))}`,
  );
  const seen = duration(
    secondsAfter(picture.start, event.lastDetection) - secondsAfter(picture.start, event.firstDetection),
  );
  return `${CLASS_WORDS[event.class]} ${event.id}: ${happened.join(", ")}; seen for ${seen}.`;
}
