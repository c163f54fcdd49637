import { join } from "node:path";
import type { ValidationRecord } from "../messages/index.js";
import { FOLDER_LINE, figureText, markText } from "../study/index.js";

/** What `validate --json` prints. */
export interface ValidationSummary {
  /** Comparisons, with a mark or without; files that are only named are not among them. */
  readonly lines: number;
  readonly held: number;
  readonly short: number;
  readonly unmarked: number;
  readonly files: {
    /** Recordings that a comparison judged or took a part of. */
    readonly compared: number;
    /** Of a known kind, but in no comparison. */
    readonly unused: number;
    /** Of no known kind, empty, unreadable, or no file. */
    readonly unknown: number;
  };
}

/** Counts lines and files. */
export function validationSummary(records: readonly ValidationRecord[]): ValidationSummary {
  const lines = records.filter(({ by }) => by !== FOLDER_LINE);
  const files = records.filter(({ by }) => by === FOLDER_LINE);
  const compared = new Set(lines.flatMap((line) => [line.recording, ...(line.with ?? [])]));
  return {
    lines: lines.length,
    held: lines.filter(({ pass }) => pass === true).length,
    short: lines.filter(({ pass }) => pass === false).length,
    unmarked: lines.filter(({ pass }) => pass === undefined).length,
    files: {
      compared: compared.size,
      unused: files.filter(({ figure }) => figure === 1).length,
      unknown: files.filter(({ figure }) => figure === 0).length,
    },
  };
}

/**
 * Says on standard output what a validation gave.
 *
 * @param seconds that each comparison took
 * @param options folder, and whether one JSON object is wanted
 */
export function printValidation(
  records: readonly ValidationRecord[],
  seconds: Readonly<Record<string, number>>,
  options: { readonly out: string; readonly json: boolean },
): void {
  const summary = validationSummary(records);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...summary, seconds: tenths(seconds) })}\n`);
  else process.stdout.write(`${outcomeLines(records, summary, options.out).join("\n")}\n`);
}

function tenths(seconds: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(seconds).map(([name, s]) => [name, Math.round(s * 10) / 10]));
}

function outcomeLines(
  records: readonly ValidationRecord[],
  { held, short, unmarked }: ValidationSummary,
  out: string,
): string[] {
  return [
    ...records
      .filter(({ by }) => by !== FOLDER_LINE)
      .map((record) => {
        const { recording, comparison, reason, pass } = record;
        const state = pass === undefined ? "-    " : pass ? "ok   " : "SHORT";
        const figure = [figureText(record), markText(record)].filter((text) => text !== "").join(", ");
        const why = reason === undefined || pass === true ? "" : ` (${reason})`;
        return `${state}  ${recording}: ${comparison}: ${figure}${why}`;
      }),
    `${held} of ${held + short} marks hold, ${unmarked} lines without a mark; read ${join(out, "validation.html")}`,
  ];
}
