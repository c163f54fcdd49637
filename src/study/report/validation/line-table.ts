import { FOLDER_LINE, type ValidatedLine, validationRecord } from "../../validation/index.js";
import { html, type Markup } from "../html.js";
import { figureText, markText } from "./figure-words.js";
import { type LineState, type PlacedLine, STATE_WORDS, stateOf } from "./line-state.js";

/** How the lines of each kind of comparison stand to their marks. */
export function renderKindTable(placed: readonly PlacedLine[]): Markup {
  const kinds = [...new Set(placed.map(({ line }) => line.by))];
  const heads = ["kind of comparison", "marks that hold", "not reached", "without a mark"];
  return html`<table class="kinds"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${kinds.map(
    (kind) => {
      const lines = placed.filter(({ line }) => line.by === kind);
      const count = (state: LineState) => lines.filter(({ line }) => stateOf(line) === state).length;
      return html`<tr class="${count("short") > 0 ? "short" : "holds"}"><th scope="row"><a href="#${lines[0]!.anchor}">${kind}</a></th><td>${count("holds")}</td><td class="missed">${count("short")}</td><td>${count("open")}</td></tr>`;
    },
  )}</tbody></table>`;
}

/**
 * One row a line, those of one recording under its name. Roles are said aloud: on a phone the rows are drawn as cards, and
 * would be no table any more.
 */
export function renderLineTable(placed: readonly PlacedLine[]): Markup {
  const heads = ["mark", "what is compared", "figure", "with what, and how independent that is"];
  const recordings = [...new Set(placed.map(({ line }) => line.recording))];
  return html`<table class="lines" role="table"><thead role="rowgroup"><tr role="row">${heads.map(
    (head) => html`<th scope="col" role="columnheader">${head}</th>`,
  )}</tr></thead>${recordings.map(
    (recording) =>
      html`<tbody role="rowgroup"><tr class="group" role="row"><th scope="rowgroup" role="rowheader" colspan="4">${recording}</th></tr>${placed
        .filter(({ line }) => line.recording === recording)
        .map(renderRow)}</tbody>`,
  )}</table>`;
}

function renderRow({ line, anchor }: PlacedLine): Markup {
  const record = validationRecord(line);
  const state = stateOf(line);
  const why =
    record.reason === undefined || state === "holds" ? null : html`<p class="why">${record.reason}</p>`;
  return html`<tr class="${state}" role="row"><td role="cell"><span class="state">${STATE_WORDS[state]}</span></td>
<th scope="row" role="rowheader"><a href="#${anchor}">${line.comparison}</a>${why}</th>
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
