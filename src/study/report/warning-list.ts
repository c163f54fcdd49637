import { CAP_STATUS } from "../../formats/index.js";
import type { Warning } from "../../messages/index.js";
import { warningFile } from "../summary.js";
import { anchor, html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { clock, counted, KIND_WORDS, LEVEL_WORDS } from "./words.js";

const TYPE_WORDS = { Alert: "first word", Update: "update", Cancel: "withdrawn" } as const;

/** So many routine updates in a row are folded away. */
const FOLD_FROM = 2;

/** Lists every warning in order, with its text and what it rests on; runs of routine updates open on demand. */
export function renderWarnings(picture: ReportPicture): Markup {
  const { warnings } = picture.run;
  if (warnings.length === 0) return html`<p>No warning was given.</p>`;
  return html`<ol class="warnings">${runsOf(warnings).map((run) =>
    run.routine && run.warnings.length >= FOLD_FROM
      ? html`<li class="fold"><details><summary>${counted(run.warnings.length, "update")}, ${clock(run.warnings[0]!.at)} to ${clock(run.warnings.at(-1)!.at)} UTC</summary><ol class="warnings">${run.warnings.map(item)}</ol></details></li>`
      : html`${run.warnings.map(item)}`,
  )}</ol>`;
}

interface WarningRun {
  readonly routine: boolean;
  readonly warnings: Warning[];
}

/** An update is routine when it neither raises the level nor is the last word on its event. */
function runsOf(warnings: readonly Warning[]): WarningRun[] {
  const runs: WarningRun[] = [];
  const levels = new Map<string, string>();
  const last = new Map(warnings.map((warning) => [warning.event, warning]));
  for (const warning of warnings) {
    const routine =
      warning.msgType === "Update" &&
      levels.get(warning.event) === warning.level &&
      last.get(warning.event) !== warning;
    levels.set(warning.event, warning.level);
    const run = runs.at(-1);
    if (run !== undefined && run.routine === routine) run.warnings.push(warning);
    else runs.push({ routine, warnings: [warning] });
  }
  return runs;
}

function item(warning: Warning): Markup {
  const { at, level, msgType, event, headline, description, evidence } = warning;
  return html`<li class="warning level-${level}">
<div class="when"><time datetime="${at}">${clock(at)}</time><span>UTC</span></div>
<div class="what"><p class="tags"><span class="level" title="${LEVEL_WORDS[level]}">${level}</span> <span>${TYPE_WORDS[msgType]}</span> <span class="status">${CAP_STATUS[warning.origin]}</span> <a href="#event-${anchor(event)}">${event}</a></p>
<h3>${headline}</h3>
<details><summary>Text and evidence</summary><p>${description}</p>
<ul>${evidence.map(
    ({ kind, sensor, measurements, digest }) =>
      html`<li>${KIND_WORDS[kind]}: ${sensor}, ${counted(measurements.length, "measurement")}, digest <code>${digest.slice(0, 16)}…</code></li>`,
  )}</ul>
<p>As a message for machines (CAP 1.2): <a href="${warningFile(warning)}">${warningFile(warning)}</a></p></details></div></li>`;
}
