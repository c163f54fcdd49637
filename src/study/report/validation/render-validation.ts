import type { ValidatedLine } from "../../validation/index.js";
import { FOLDER_LINE } from "../../validation/index.js";
import { html, Markup } from "../html.js";
import { STYLE } from "../style.js";
import { counted } from "../words.js";
import { renderLines } from "./line-card.js";
import { type PlacedLine, stateOf } from "./line-state.js";
import { renderFiles, renderKindTable, renderLineTable } from "./line-table.js";
import { VALIDATION_STYLE } from "./style.js";

/** What the page says of itself. */
export interface ValidationPage {
  /** The folder's name. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Renders the page of a validation: one file that needs nothing else.
 *
 * @param lines all of them, in order
 * @returns the HTML; it follows from the arguments alone
 */
export function renderValidation(lines: readonly ValidatedLine[], page: ValidationPage): string {
  const placed = lines
    .filter(({ by }) => by !== FOLDER_LINE)
    .map((line, index) => ({ line, anchor: `line-${index + 1}` }));
  const files = lines.filter(({ by }) => by === FOLDER_LINE);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${`Validation of ${page.folder} · Firstlight`}</title><style>${new Markup(STYLE + VALIDATION_STYLE)}</style></head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<main id="main">
<header class="head"><p class="over">Firstlight ${page.version} · validation · ${page.folder}</p>
<h1>${headline(placed)}</h1>
<p class="sub">What others recorded, run through the same rooms as everything else, and compared with what is independently known of it. The recordings are theirs: where noise is added to one, or sensors of ours look at the flight it tells, its line says so.</p>
${tiles(placed, files)}</header>
${section("kinds", "Kind by kind", renderKindTable(placed))}
${section("lines", "Line by line", renderLineTable(placed))}
${foldersOf(placed).map(([folder, inFolder], index) =>
  section(`folder-${index + 1}`, folder, renderLines(inFolder)),
)}
${files.length === 0 ? null : section("files", "What was not compared", renderFiles(files))}
${section("reading", "How to read this", reading(page))}
</main></body></html>
`.text;
}

function section(id: string, title: string, content: Markup): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>${content}</section>`;
}

function headline(placed: readonly PlacedLine[]): string {
  const states = placed.map(({ line }) => stateOf(line));
  const held = states.filter((state) => state === "holds").length;
  const short = states.filter((state) => state === "short").length;
  const open = states.length - held - short;
  const others = open === 0 ? "" : ` ${counted(open, "comparison")} claim${open === 1 ? "s" : ""} nothing.`;
  if (held + short === 0) return `No mark was set.${others}`;
  if (short === 0)
    return `${held === 1 ? "The one mark" : `All ${held} marks`} hold${held === 1 ? "s" : ""}.${others}`;
  return `${held} of ${held + short} marks hold.${others}`;
}

function tiles(placed: readonly PlacedLine[], files: readonly ValidatedLine[]): Markup {
  const states = placed.map(({ line }) => stateOf(line));
  const count = (state: string) => states.filter((s) => s === state).length;
  const compared = new Set(placed.flatMap(({ line }) => [line.recording, ...(line.with ?? [])]));
  const figures: readonly (readonly [string, number])[] = [
    ["marks that hold", count("holds")],
    ["marks not reached", count("short")],
    ["comparisons without a mark", count("open")],
    ["recordings compared", compared.size],
    ["files not compared", files.length],
  ];
  return html`<ul class="tiles">${figures.map(([name, value]) => html`<li><b>${value}</b><span>${name}</span></li>`)}</ul>`;
}

/** Lines by the sub-folder in which their recordings lie. */
function foldersOf(placed: readonly PlacedLine[]): [string, PlacedLine[]][] {
  const folders = new Map<string, PlacedLine[]>();
  for (const one of placed) {
    const slash = one.line.recording.indexOf("/");
    const folder = slash < 0 ? "In the folder itself" : one.line.recording.slice(0, slash);
    folders.set(folder, [...(folders.get(folder) ?? []), one]);
  }
  return [...folders];
}

function reading({ version }: ValidationPage): Markup {
  return html`<ul>
<li><b>Holds</b>: the figure reaches its mark. <b>Short</b>: it doesn’t, and the line says why where that is known. <b>No mark</b>: nothing is claimed; the figure is there to be known, or the line says what was missing.</li>
<li>Marks were set before the figures were known, and are not moved to fit them.</li>
<li>Each line says how independent its truth is. A truth that shares instruments or makers with what is judged proves less than one that does not.</li>
<li>Files are recognised by their content. What is of no known kind, or has no use in any comparison, is named above and not passed over in silence.</li>
<li>The same lines stand in validation.json. Made by Firstlight ${version}.</li>
</ul>`;
}
