import { FOLDER_LINE, type ValidatedLine, validationRecord } from "../../validation/index.js";
import { html, type Markup } from "../html.js";
import { figureText, markText } from "./figure-words.js";
import { type PlacedLine, STATE_WORDS, stateOf } from "./line-state.js";

/** One row a line. Roles are said aloud: on a phone the rows are drawn as cards, and would be no table any more. */
export function renderLineTable(placed: readonly PlacedLine[]): Markup {
  const heads = ["mark", "what is compared", "figure", "with what, and how independent that is"];
  return html`<table class="lines" role="table"><thead role="rowgroup"><tr role="row">${heads.map(
    (head) => html`<th scope="col" role="columnheader">${head}</th>`,
  )}</tr></thead><tbody role="rowgroup">${placed.map(renderRow)}</tbody></table>`;
}

function renderRow({ line, anchor }: PlacedLine): Markup {
  const record = validationRecord(line);
  const state = stateOf(line);
  const why =
    record.reason === undefined || state === "holds" ? null : html`<p class="why">${record.reason}</p>`;
  return html`<tr class="${state}" role="row"><td role="cell"><span class="state">${STATE_WORDS[state]}</span></td>
<th scope="row" role="rowheader"><a href="#${anchor}">${line.comparison}</a><span class="soft place">${line.recording}</span>${why}</th>
<td class="figure" role="cell"><b>${figureText(record)}</b><span>${markText(record)}</span></td>
<td role="cell">${line.truth}<span class="soft">${line.independence}</span></td></tr>`;
}

/** What the folder holds beside: first what could have been of use, then what nobody knows. */
export function renderFiles(lines: readonly ValidatedLine[]): Markup {
  const files = lines.filter(({ by }) => by === FOLDER_LINE).sort((a, b) => b.figure - a.figure);
  return html`<table class="files" role="table"><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">file</th><th scope="col" role="columnheader">what it is</th></tr></thead><tbody role="rowgroup">${files.map(
    ({ recording, reason }) =>
      html`<tr role="row"><th scope="row" role="rowheader">${recording}</th><td role="cell">${reason}</td></tr>`,
  )}</tbody></table>`;
}
