import { drawLineChart, type LineChart } from "../../chart/line-chart.js";
import { validationRecord } from "../../validation/index.js";
import { html, type Markup } from "../html.js";
import { figureText, markText, quantityText } from "./figure-words.js";
import { type PlacedLine, STATE_WORDS, stateOf } from "./line-state.js";

/** Width of a panel on a phone, px. */
const NARROW = 290;

/** A line with all that is known of it, and its picture. */
export function renderLine({ line, anchor }: PlacedLine): Markup {
  const record = validationRecord(line);
  const state = stateOf(line);
  const facts: (readonly [string, string])[] = [
    ["compared with", line.truth],
    ["independence", line.independence],
    ...(record.beside ?? []).map(({ name, value, unit }) => [name, quantityText(value, unit)] as const),
    ...(line.with === undefined || line.with.length === 0
      ? []
      : ([["together with", line.with.join(", ")]] as const)),
  ];
  return html`<article class="line ${state}" id="${anchor}" aria-labelledby="${anchor}-h"><header><span class="state">${STATE_WORDS[state]}</span><h3 id="${anchor}-h">${line.comparison}</h3><span class="amount">${figureText(record)} <span>${markText(record)}</span></span></header>
<p class="path soft">${line.recording} · ${line.by}</p>
${record.reason === undefined ? null : html`<p class="why">${record.reason}</p>`}
<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${line.chart === undefined ? null : renderChart(line.chart)}</article>`;
}

/** As pictures of their own: ids and looks of charts don't meet, and the page's colours leave them alone. */
function renderChart(chart: LineChart): Markup {
  const wide = drawPicture(chart);
  const narrow = drawPicture(narrowed(chart));
  return html`<div class="chart" tabindex="0"><picture><source media="(max-width:760px)" srcset="${narrow.address}" width="${narrow.width}" height="${narrow.height}"><img src="${wide.address}" alt="${chart.title}" width="${wide.width}" height="${wide.height}"></picture></div>`;
}

/** For a phone: one panel under another, as narrow as their words allow. */
function narrowed(chart: LineChart): LineChart {
  const longest = Math.max(
    ...chart.panels.map(({ title, x }) => Math.max(title.length * 7.2, x.label.length * 6)),
  );
  const panelWidth = Math.min(chart.panelWidth ?? NARROW * 1.2, Math.max(NARROW, longest));
  return { ...chart, columns: 1, panelWidth };
}

function drawPicture(chart: LineChart): { address: string; width: number; height: number } {
  const svg = drawLineChart(chart);
  const [width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/
    .exec(svg)!
    .slice(1)
    .map((size) => Math.round(Number(size)));
  const sized = svg.replace("<svg ", `<svg width="${width}" height="${height}" `);
  const address = `data:image/svg+xml;base64,${Buffer.from(sized, "utf8").toString("base64")}`;
  return { address, width: width!, height: height! };
}
