import { drawLineChart, type LineChart } from "../../chart/line-chart.js";
import { validationRecord } from "../../validation/index.js";
import { html, type Markup } from "../html.js";
import { figureText, markText, quantityText } from "./figure-words.js";
import { type PlacedLine, STATE_WORDS, stateOf } from "./line-state.js";
import { thinChart } from "./thin-chart.js";

/** Width of a panel on a phone, px. */
const NARROW = 290;

/**
 * Lines with all that is known of them, and their pictures.
 *
 * @returns an article a line; a picture that several lines share is drawn once
 */
export function renderLines(placed: readonly PlacedLine[]): Markup {
  const drawn = new Map<string, PlacedLine>();
  return html`${placed.map((one) => {
    const { chart } = one.line;
    if (chart === undefined) return renderLine(one, null);
    const key = JSON.stringify(chart);
    const first = drawn.get(key);
    if (first === undefined) drawn.set(key, one);
    return renderLine(one, first === undefined ? renderChart(chart) : elsewhere(first));
  })}`;
}

function renderLine({ line, anchor }: PlacedLine, picture: Markup | null): Markup {
  const record = validationRecord(line);
  const state = stateOf(line);
  const words = [
    ["compared with", line.truth],
    ["independence", line.independence],
    ...(line.with === undefined || line.with.length === 0 ? [] : [["together with", line.with.join(", ")]]),
  ] as [string, string][];
  const figures = (record.beside ?? []).map(
    ({ name, value, unit }) => [name, quantityText(value, unit)] as const,
  );
  return html`<article class="line ${state}" id="${anchor}" aria-labelledby="${anchor}-h"><header><span class="state">${STATE_WORDS[state]}</span><h3 id="${anchor}-h">${line.comparison}</h3><span class="amount">${figureText(record)} <span>${markText(record)}</span></span></header>
<p class="path soft">${line.recording} · ${line.by}</p>
${record.reason === undefined ? null : html`<p class="why">${record.reason}</p>`}
<dl>${words.map(renderFact)}</dl>
${figures.length === 0 ? null : html`<dl class="beside">${figures.map(renderFact)}</dl>`}
${picture}</article>`;
}

function renderFact([name, value]: readonly [string, string]): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function elsewhere({ line, anchor }: PlacedLine): Markup {
  return html`<p class="soft">The picture stands with <a href="#${anchor}">${line.comparison}</a>.</p>`;
}

/** As pictures of their own: ids and looks of charts don't meet, and the page's colours leave them alone. */
function renderChart(chart: LineChart): Markup {
  const thin = thinChart(chart);
  const wide = drawPicture(thin);
  const narrow = drawPicture(narrowed(thin));
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
