import { parseDocument } from "yaml";
import { InputError } from "../../messages/index.js";
import { readLines } from "../lines/read-lines.js";
import type { RejectedRecord } from "../record-error.js";

/** One column of an ECSV table. */
export interface EcsvColumn {
  /** In lower case. */
  readonly name: string;
  /** As the head gives it. */
  readonly unit?: string;
}

/** One row with the number of its line. */
export interface EcsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * An enhanced character-separated table (APE 6 of the Astropy project): a YAML head in lines that begin with `#`, one row
 * of column names, rows.
 */
export interface Ecsv {
  /** Entries of `meta`, by key in lower case. */
  readonly meta: ReadonlyMap<string, unknown>;
  readonly columns: readonly EcsvColumn[];
  /** Line of the column names. */
  readonly line: number;
  readonly rows: readonly EcsvRow[];
  readonly rejected: RejectedRecord[];
}

/** Heads are some hundred lines at most. */
const MOST_HEAD = 5000;
/** What is longer was not written as an entry of a head. */
const LONGEST_ENTRY = 1000;
/** A camera sees a fireball for some seconds, on some hundred frames a second at most. */
const MOST_ROWS = 1_000_000;

/**
 * Reads a table whose head may be in any order, with comments between the rows, and with whatever delimiter its head or its
 * row of names shows.
 *
 * @throws {InputError} where no row of names comes, or there is too much of anything
 */
export async function readEcsv(chunks: AsyncIterable<Uint8Array>, file: string): Promise<Ecsv> {
  const head: string[] = [];
  const rows: EcsvRow[] = [];
  const rejected: RejectedRecord[] = [];
  let names: { line: number; text: string } | null = null;
  let split: (row: string) => string[] = splitAt(",");
  for await (const raw of readLines(chunks)) {
    if (raw.tooLong) {
      rejected.push({ line: raw.line, reason: `line of ${raw.bytes} bytes` });
      continue;
    }
    const text = raw.text.replace(/^\uFEFF/, "").replace(/\r$/, "");
    if (text.trim() === "") continue;
    if (/^\s*#/.test(text)) {
      if (names === null) head.push(text.replace(/^\s*# ?/, ""));
      if (head.length > MOST_HEAD)
        throw new InputError(
          `${file}:${raw.line}`,
          `a head of over ${MOST_HEAD} lines`,
          "it has some hundred",
        );
    } else if (names === null) {
      names = { line: raw.line, text };
      split = delimiterOf(head, text);
    } else rows.push({ line: raw.line, cells: split(text) });
    if (rows.length > MOST_ROWS) throw new InputError(`${file}:${raw.line}`, `more than ${MOST_ROWS} rows`);
  }
  if (names === null)
    throw new InputError(file, "has no row of column names", "it follows the head in lines of #");
  const { meta, units } = readHead(head);
  const columns = split(names.text).map((cell) => {
    const name = cell.toLowerCase();
    const unit = units.get(name);
    return { name, ...(unit === undefined ? {} : { unit }) };
  });
  return { meta, columns, line: names.line, rows, rejected };
}

/** The head's delimiter where the row of names has it, else the first of those in use that it has. */
function delimiterOf(head: readonly string[], names: string): (row: string) => string[] {
  const stated = head.map((l) => /^delimiter\s*:\s*(.*)$/.exec(l.trim())?.[1]).find((d) => d !== undefined);
  const character = stated?.replace(/^(["'])(.*)\1$/, "$2").replace("\\t", "\t");
  const candidates = [
    ...(character?.length === 1 && character !== " " ? [character] : []),
    ",",
    ";",
    "\t",
    "|",
  ];
  const found = candidates.find((c) => splitAt(c)(names).length > 1);
  return found === undefined ? splitAtSpaces : splitAt(found);
}

function splitAtSpaces(row: string): string[] {
  return (row.match(/"(?:[^"]|"")*"|\S+/g) ?? []).map(unquoted);
}

/** Splits at a character outside double quotes. */
function splitAt(delimiter: string): (row: string) => string[] {
  return (row) => {
    if (!row.includes('"')) return row.split(delimiter).map((c) => c.trim());
    const cells: string[] = [];
    let from = 0;
    let quoted = false;
    for (let i = 0; i <= row.length; i += 1) {
      if (row[i] === '"') quoted = !quoted;
      if (i < row.length && (quoted || row[i] !== delimiter)) continue;
      cells.push(unquoted(row.slice(from, i).trim()));
      from = i + 1;
    }
    return cells;
  };
}

function unquoted(cell: string): string {
  return /^".*"$/s.test(cell) ? cell.slice(1, -1).replace(/""/g, '"') : cell;
}

interface Head {
  readonly meta: ReadonlyMap<string, unknown>;
  readonly units: ReadonlyMap<string, string>;
}

/** Reads the head as YAML; where a writer broke that, line by line. */
function readHead(lines: readonly string[]): Head {
  const text = lines
    .filter((l) => l.length <= LONGEST_ENTRY && !/^\s*%/.test(l) && !/^---\s*$/.test(l))
    .join("\n");
  const byLine = headByLine(lines);
  try {
    const document = parseDocument(text, { customTags: ["omap"], logLevel: "silent", uniqueKeys: false });
    if (document.errors.length > 0) return byLine;
    const head = toEntries(document.toJS({ maxAliasCount: 10 }));
    const units = new Map(byLine.units);
    for (const column of asList(head.get("datatype"))) {
      const entry = toEntries(column);
      const [name, unit] = [entry.get("name"), entry.get("unit")];
      if (typeof name === "string" && typeof unit === "string") units.set(name.toLowerCase(), unit);
    }
    const meta = new Map(byLine.meta);
    for (const [key, value] of toEntries(head.get("meta"))) meta.set(key, value);
    return { meta, units };
  } catch {
    return byLine;
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Entries of a mapping, or of a list of mappings of one entry each, by key in lower case. */
function toEntries(value: unknown): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  const add = (part: unknown): void => {
    if (part instanceof Map) for (const [k, v] of part) entries.set(String(k).toLowerCase(), v);
    else if (Array.isArray(part)) for (const p of part) add(p);
    else if (typeof part === "object" && part !== null)
      for (const [k, v] of Object.entries(part)) entries.set(k.toLowerCase(), v);
  };
  add(value);
  return entries;
}

/** What can be had of a head that is no YAML: `- {key: value}`, `key: value`, units of columns. */
function headByLine(lines: readonly string[]): Head {
  const meta = new Map<string, unknown>();
  const units = new Map<string, string>();
  for (const raw of lines) {
    const line = raw.trim();
    if (line.length > LONGEST_ENTRY) continue;
    const column = /\{\s*name:\s*([^,}]+?)\s*,(?:.*?,)?\s*unit:\s*([^,}]+?)\s*[,}]/.exec(line);
    if (column !== null) units.set(column[1]!.toLowerCase(), column[2]!);
    const entry = /^\s*(?:-\s*)?\{?\s*([A-Za-z_]\w*)\s*:\s*(.*?)\s*\}?\s*$/.exec(line);
    if (entry === null || column !== null || entry[2] === "") continue;
    meta.set(entry[1]!.toLowerCase(), entry[2]!.replace(/^(["'])(.*)\1$/, "$2"));
  }
  return { meta, units };
}

/** @returns the number that an entry of the head holds, as number or text; NaN where it holds none */
export function metaNumber(meta: ReadonlyMap<string, unknown>, ...keys: readonly string[]): number {
  for (const key of keys) {
    const value = meta.get(key);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
      return Number(value);
  }
  return Number.NaN;
}

/** @returns the text of the first of some entries that has one */
export function metaText(meta: ReadonlyMap<string, unknown>, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = meta.get(key);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number") return String(value);
  }
  return undefined;
}
