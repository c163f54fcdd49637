import type { Warning } from "../../messages/index.js";
import { capStatus, warningFile } from "../summary.js";
import { anchor, html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { clock, counted, KIND_WORDS, LEVEL_WORDS } from "./words.js";

const TYPE_WORDS = { Alert: "first word", Update: "update", Cancel: "withdrawn" } as const;

/** Lists every warning in order, with its text and what it rests on. */
export function renderWarnings(picture: ReportPicture): Markup {
  const { warnings } = picture.run;
  if (warnings.length === 0) return html`<p>No warning was given.</p>`;
  return html`<ol class="warnings">${warnings.map((warning) => item(warning))}</ol>`;
}

function item(warning: Warning): Markup {
  const { at, level, msgType, event, headline, description, evidence } = warning;
  return html`<li class="warning level-${level}">
<div class="when"><time datetime="${at}">${clock(at)}</time><span>UTC</span></div>
<div class="what"><p class="tags"><span class="level" title="${LEVEL_WORDS[level]}">${level}</span> <span>${TYPE_WORDS[msgType]}</span> <span class="status">${capStatus(warning.origin)}</span> <a href="#event-${anchor(event)}">${event}</a></p>
<h3>${headline}</h3>
<details><summary>Text and evidence</summary><p>${description}</p>
<ul>${evidence.map(
    ({ kind, sensor, measurements, digest }) =>
      html`<li>${KIND_WORDS[kind]}: ${sensor}, ${counted(measurements.length, "measurement")}, digest <code>${digest.slice(0, 16)}…</code></li>`,
  )}</ul>
<p>As a message for machines (CAP 1.2): <a href="${warningFile(warning)}">${warningFile(warning)}</a></p></details></div></li>`;
}
