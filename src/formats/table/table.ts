import { InputError } from "../../messages/index.js";

/** Kinds of our own small tables. The first line of such a file names its kind. */
export type TableKind =
  | "elements"
  | "ascent"
  | "lightning"
  | "precise-orbit"
  | "earth-orientation"
  | "antenna-tracking"
  | "antenna-setup"
  | "laser-ranging"
  | "predicted-orbit"
  | "station-coordinates";

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * A small table of ours: comma-separated values under lines of comment, all of it readable by a person.
 *
 *     # firstlight table: ascent
 *     # source: where the figures come from
 *     time,speed,altitude
 *     0,0,0
 */
export interface Table {
  readonly kind: TableKind;
  /** The comments of the form `# key: value`, by key. */
  readonly notes: ReadonlyMap<string, { readonly line: number; readonly value: string }>;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** A row or comment longer than this was not written as one. */
const ROW_LIMIT = 10_000;

const FIRST_LINE = /^\uFEFF?# firstlight table: ([\w-]+)\s*$/;

/** @returns the kind that the first line of a table names, or null where it is none of ours */
export function tableKind(head: string): string | null {
  return FIRST_LINE.exec(head.split("\n", 1)[0]!.trimEnd())?.[1] ?? null;
}

/**
 * Reads one of our small tables.
 *
 * @param columns those that must be there, in any order; others are passed over
 * @throws {InputError} where the first line names another kind, a column is missing, or there is no header row
 */
export function readTable(text: string, file: string, kind: TableKind, columns: readonly string[]): Table {
  const found = tableKind(text);
  if (found !== kind) {
    throw new InputError(
      `${file}:1`,
      found === null ? "is not a table of ours" : `is a table of kind "${found}"`,
      `its first line must be "# firstlight table: ${kind}"`,
    );
  }
  const notes = new Map<string, { line: number; value: string }>();
  const rows: TableRow[] = [];
  let header: readonly string[] | null = null;
  let line = 0;
  for (const raw of text.split("\n")) {
    line += 1;
    const row = raw.trim();
    if (row === "") continue;
    if (row.length > ROW_LIMIT && header === null) {
      throw new InputError(
        `${file}:${line}`,
        `line of ${row.length} characters`,
        `at most ${ROW_LIMIT} are read`,
      );
    }
    if (row.startsWith("#")) {
      const note = /^#\s*([^:]+?)\s*:\s*(.*)$/.exec(row);
      if (note !== null && header === null) notes.set(note[1]!, { line, value: note[2]! });
    } else if (header === null) {
      header = splitRow(row);
      requireColumns(header, columns, `${file}:${line}`);
    } else rows.push({ line, cells: row.length > ROW_LIMIT ? [] : splitRow(row) });
  }
  if (header === null) {
    throw new InputError(file, "has no header row", `its columns must be ${columns.join(",")}`);
  }
  return { kind, notes, columns: header, rows };
}

function requireColumns(header: readonly string[], columns: readonly string[], where: string): void {
  const missing = columns.find((c) => !header.includes(c));
  if (missing !== undefined) {
    throw new InputError(where, `column "${missing}" is missing`, `the columns are ${columns.join(",")}`);
  }
}

/** Splits a row at commas outside double quotes; a doubled quote inside quotes stands for one. */
function splitRow(row: string): string[] {
  if (!row.includes('"')) return row.split(",").map((c) => c.trim());
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < row.length; i += 1) {
    const c = row.charAt(i);
    if (quoted && c === '"' && row.charAt(i + 1) === '"') {
      cell += '"';
      i += 1;
    } else if (c === '"') quoted = !quoted;
    else if (c === "," && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += c;
  }
  cells.push(cell.trim());
  return cells;
}

/** Writes one of our small tables. */
export function writeTable(
  kind: TableKind,
  notes: Readonly<Record<string, string>>,
  columns: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
): string {
  const lines = [`# firstlight table: ${kind}`];
  for (const [key, value] of Object.entries(notes)) lines.push(`# ${key}: ${value.replace(/\s+/g, " ")}`);
  lines.push(columns.join(","));
  for (const row of rows) lines.push(row.map(writeCell).join(","));
  return `${lines.join("\n")}\n`;
}

function writeCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = value.replace(/\s+/g, " ");
  return /[",#]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** @returns the number in a cell, or NaN where there is none */
export function numberIn(cell: string | undefined): number {
  return cell !== undefined && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)
    ? Number(cell)
    : Number.NaN;
}

/**
 * @returns the value of a note that must be there
 * @throws {InputError} where it isn't
 */
export function requireNote(table: Table, key: string, file: string): string {
  const note = table.notes.get(key);
  if (note === undefined || note.value === "") {
    throw new InputError(file, `the line "# ${key}: …" is missing`, "write it above the header row");
  }
  return note.value;
}
