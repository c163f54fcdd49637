import { CLOCK_COLUMNS, cellsOf, columnsOfHeader, isClockRow, type TelemetryColumns } from "./columns.js";

/** So many rows under a header are looked at. */
const ROWS = 12;
/** No table has a longer row, and looking for columns in one takes its time. */
const LONGEST_ROW = 2000;

/** The first rows of a text that hold something; a comment begins with #. The last one may be cut off and is left out. */
function firstRows(head: string): string[] {
  const rows: string[] = [];
  const lines = head.slice(0, 32_768).split("\n");
  for (const line of lines.length > 1 && head.length > 32_768 ? lines.slice(0, -1) : lines) {
    const row = line.replace(/\r$/, "").replace(/^\uFEFF/, "");
    if (row.trim() === "" || row.startsWith("#")) continue;
    rows.push(row);
    if (rows.length > ROWS) break;
  }
  return rows;
}

/** @returns how the table that begins with this text is to be read, or null where it is no telemetry */
export function telemetryColumns(head: string): TelemetryColumns | null {
  const rows = firstRows(head);
  if (rows.length === 0 || rows.some(({ length }) => length > LONGEST_ROW)) return null;
  const clocked = rows.filter(isClockRow).length;
  if (clocked >= 2 && clocked >= 0.7 * rows.length) return CLOCK_COLUMNS;
  const columns = columnsOfHeader(rows[0]!);
  if (columns === null || rows.length < 2) return null;
  const alike = rows.slice(1).every((row) => {
    const cells = cellsOf(row, columns.separator);
    return (
      cells.length > columns.time &&
      cells.every((c) => /^[\d.,:+\-eT ]*$|^(nan|na|n\/a|null|none|inf)$/i.test(c))
    );
  });
  return alike ? columns : null;
}

/** Whether a text is telemetry read off a broadcast: judged by its header, or by its rows where it has none. */
export function looksLikeTelemetry(head: string): boolean {
  return telemetryColumns(head) !== null;
}
