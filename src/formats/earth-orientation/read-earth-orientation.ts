import {
  type EarthOrientationEntry,
  type EarthOrientationTable,
  earthOrientationTable,
} from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { readLines } from "../lines/read-lines.js";
import { RecordError, type RejectedRecord } from "../record-error.js";
import { bulletinReader, looksLikeBulletin } from "./bulletin-b.js";
import { csvReader, looksLikeCsv } from "./orientation-csv.js";

/** Tables of the Earth's orientation of one file. */
export interface EarthOrientationFile {
  readonly table: EarthOrientationTable;
  readonly rejected: readonly RejectedRecord[];
}

/** Takes a file line by line: an entry, or null where the line holds none. @throws {RecordError} on a bad record */
export type EntryReader = (line: string) => EarthOrientationEntry | null;

/** How many lines may stand before what a file is known by. */
const HEAD_LINES = 60;

/** Is this the head of a table of the Earth's orientation: values by date as CSV, or an IERS Bulletin B? */
export function looksLikeEarthOrientation(head: string): boolean {
  const lines = head.split("\n", HEAD_LINES);
  return (lines.some(looksLikeBulletin) && /UT1\s*-\s*UTC/.test(head)) || lines.some(looksLikeCsv);
}

/**
 * Reads values of the Earth's orientation: IERS Bulletin B as text (with its preliminary extension), or a CSV with a
 * modified Julian date, polar motion and UT1 − UTC in columns whose names say so.
 *
 * @throws {InputError} where the file is neither, or holds no entry that can be used
 */
export async function readEarthOrientation(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<EarthOrientationFile> {
  const entries: EarthOrientationEntry[] = [];
  const rejected: RejectedRecord[] = [];
  let read: EntryReader | null = null;
  for await (const { line, ...content } of readLines(chunks)) {
    if (content.tooLong === true) {
      rejected.push({ line, reason: `line of ${content.bytes} bytes` });
      continue;
    }
    const text = content.text.replace(/^\uFEFF/, "").trimEnd();
    if (read === null) {
      read = readerFor(text, `${file}:${line}`);
      if (line >= HEAD_LINES && read === null) break;
      continue;
    }
    try {
      const entry = read(text);
      if (entry !== null) entries.push(entry);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      rejected.push({ line, reason: error.reason });
    }
  }
  if (read === null)
    throw new InputError(file, "holds no Earth orientation", "Bulletin B or a CSV is expected");
  if (entries.length > 0) return { table: earthOrientationTable(entries), rejected };
  const first = rejected[0];
  if (first === undefined) throw new InputError(file, "holds no values of the Earth's orientation");
  throw new InputError(`${file}:${first.line}`, first.reason, "no record of the file can be used");
}

function readerFor(line: string, where: string): EntryReader | null {
  if (looksLikeBulletin(line)) return bulletinReader();
  return looksLikeCsv(line) ? csvReader(line, where) : null;
}
