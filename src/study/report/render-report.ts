import type { EventUpdate, Summary, TruthRecord } from "../../messages/index.js";
import type { RunRecord } from "../run-record.js";
import { renderBackground } from "./background-list.js";
import { renderLimits, renderOrigins, renderProvenance } from "./background-text.js";
import { renderEvents } from "./event-list.js";
import { eventTimes, gravestLevel, headline, subline } from "./headline.js";
import { html, Markup } from "./html.js";
import { renderImpactInset, renderLaunchInset } from "./map/inset.js";
import { renderOverview } from "./map/overview.js";
import { COVER_HEIGHT } from "./map/shapes.js";
import { pictureOf, type ReportPicture } from "./picture.js";
import { renderResiduals } from "./residual-plot.js";
import { renderSensors } from "./sensor-table.js";
import { STYLE } from "./style.js";
import { renderTimeline } from "./timeline.js";
import { renderUncertainty } from "./uncertainty-plot.js";
import { renderWarnings } from "./warning-list.js";
import { CLASS_WORDS, duration, length, ORIGIN_WORDS } from "./words.js";

/**
 * Renders the report of a run: one page that needs nothing else, for people who do not program.
 *
 * @param run what the log holds
 * @param summary the run in figures
 * @param truth what really flew, where it is known
 * @returns the HTML; it follows from the arguments alone
 */
export function renderReport(run: RunRecord, summary: Summary, truth: readonly TruthRecord[] = []): string {
  const picture = pictureOf(run, summary, truth);
  const origin = ORIGIN_WORDS[summary.origin];
  const title = `${summary.scenario ?? summary.input?.join(", ") ?? "run"} · ${origin.label} · Firstlight`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title><style>${new Markup(STYLE)}</style></head>
<body class="origin-${summary.origin}">
<a class="skip" href="#main">Skip to the report</a>
<div class="banner" role="note"><strong>${origin.label}</strong> <span>${origin.text}</span></div>
<main id="main">
<header class="head"><p class="over">Firstlight · ${summary.scenario ?? "recordings"} · ${dayOf(picture)}</p>
<h1>${headline(picture)}</h1><p class="sub">${subline(picture)}</p>${tiles(picture)}</header>
${section("map", "Where", html`<div class="scroll" tabindex="0">${renderOverview(picture)}</div>${legend(picture)}${insets(picture)}${renderSensors(picture)}`, origin.label)}
${section("time", "When", html`<div class="scroll" tabindex="0">${renderTimeline(picture) ?? html`<p>Nothing but background: there is no timeline to show.</p>`}</div>`, origin.label)}
${section("events", "What it was, and why we think so", html`${renderEvents(picture)}${renderBackground(picture)}`, origin.label)}
${section("warnings", "What was said to whom it concerns", renderWarnings(picture), origin.label)}
${section("fit", "How well the figures hold", agreement(picture), origin.label)}
${section("origins", "What is recorded and what is simulated", renderOrigins(picture), origin.label)}
${section("limits", "What this does not say", renderLimits(picture), origin.label)}
${section("made", "How this was made", renderProvenance(picture), origin.label)}
</main><footer class="banner"><strong>${origin.label}</strong> <span>${origin.text}</span></footer>
</body></html>
`.text;
}

function section(id: string, title: string, content: Markup, label: string): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title} <span class="tag">${label}</span></h2>${content}</section>`;
}

function dayOf(picture: ReportPicture): string {
  return `${picture.startUtc.slice(0, 10)}, from ${picture.startUtc.slice(11, 19)} UTC`;
}

/** The few figures that a hurried reader wants. */
function tiles(picture: ReportPicture): Markup | null {
  const event = picture.main.find((candidate) => gravestLevel(candidate, picture) === "confirmed");
  const figures: (readonly [string, string])[] = [];
  if (event !== undefined) {
    const times = eventTimes(event, picture);
    figures.push(["from lift-off to first sight", duration(times.seen)]);
    figures.push(["from lift-off to the confirmed warning", duration(times.confirmed)]);
    if (times.warnedBeforeImpact !== undefined)
      figures.push(["from the confirmed warning to impact", duration(times.warnedBeforeImpact)]);
    const ellipse = event.impact?.ellipse95;
    if (ellipse !== undefined)
      figures.push([
        "95 % area of impact, half-axes",
        `${length(ellipse.semiMajor)} × ${length(ellipse.semiMinor)}`,
      ]);
  }
  const { score } = picture.summary;
  if (score !== undefined) {
    figures.push(["launches detected", `${score.detected} of ${score.launches}`]);
    figures.push(["false warnings", String(score.falseWarnings)]);
  }
  if (figures.length === 0) return null;
  return html`<ul class="tiles">${figures.map(([name, value]) => html`<li><b>${value}</b><span>${name}</span></li>`)}</ul>`;
}

/** Explains the signs that the map really has. */
function legend(picture: ReportPicture): Markup {
  const { main, background, truth } = picture;
  const classes = [...new Set(main.map((event) => event.class))];
  const radar = picture.run.header.network.sensors.some(({ kind }) => kind === "radar");
  const signs: readonly (readonly [boolean, string, string])[] = [
    [main.some((event) => event.launch !== undefined), "key-launch", "launch"],
    [main.some((event) => event.impact !== undefined), "key-impact", "impact"],
    [main.length > 0 && radar, "key-track", "tracked by radar"],
    [truth.length > 0, "key-truth", "true path"],
    [radar, "key-cover", `seen by radar at ${length(COVER_HEIGHT)} height`],
    [background.length > 0, "key-spot", "background"],
  ];
  return html`<ul class="legend">${classes.map(
    (kind) => html`<li class="c-${kind}"><i class="swatch"></i>${CLASS_WORDS[kind]}</li>`,
  )}${signs.map(([has, key, words]) => (has ? html`<li><i class="${key}"></i>${words}</li>` : null))}</ul>`;
}

function insets(picture: ReportPicture): Markup {
  const shown = picture.main.filter(worthInset).slice(0, 6);
  return html`<div class="insets">${shown.flatMap((event) => {
    const history = picture.run.histories.get(event.id) ?? [];
    const truth = picture.truthOf.get(event.id);
    const { origin } = picture.summary;
    return [
      event.parent === undefined ? renderLaunchInset(event, history, truth, origin) : null,
      renderImpactInset(event, history, picture.warningsOf.get(event.id) ?? [], truth, origin),
    ].filter((figure) => figure !== null);
  })}</div>`;
}

function worthInset(event: EventUpdate): boolean {
  return event.launch !== undefined || event.impact?.ellipse95 !== undefined;
}

function agreement(picture: ReportPicture): Markup {
  const uncertain = picture.main
    .filter((event) => event.launch !== undefined || event.impact !== undefined)
    .slice(0, 4)
    .map((event) => renderUncertainty(event, picture))
    .filter((plot) => plot !== null);
  const residuals = renderResiduals(picture);
  return html`${
    uncertain.length === 0
      ? null
      : html`<h3>How sure, and how right</h3>
<p>Thick line: the longer half-axis of the 95 % ellipse; thin line: the shorter one.${picture.truth.length > 0 ? " Dotted: how far the centre really was from the true place." : ""} Lower is surer; the scale is logarithmic.</p>
${uncertain}`
  }${
    residuals.length === 0
      ? html`<p>No sensor had enough measurements in tracks to say how well they agree.</p>`
      : html`<h3>How measurements agreed with the tracks</h3>
<p>Each dot is a measurement: its distance from where the track expected it, squared, in units of what noise should do. Dots scattered about the line at 1 are as they should be; a cloud far above it would say that a sensor is worse than claimed.</p>
<div class="plots">${residuals}</div>`
  }`;
}
