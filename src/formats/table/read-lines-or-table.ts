import { type OverlongLine, readLines, type TextLine } from "../lines/read-lines.js";
import { type TableKind, tableKind } from "./table.js";

/**
 * Reads a recording line by line that may be a small table of ours as well.
 *
 * @param take called with each line, unless the first one says that it is a table
 * @returns the table's text, or null where it is none
 */
export async function linesOrTable(
  chunks: AsyncIterable<Uint8Array>,
  kind: TableKind,
  take: (line: TextLine | OverlongLine) => void,
): Promise<string | null> {
  let table: string[] | null = null;
  for await (const item of readLines(chunks)) {
    if (item.line === 1 && !item.tooLong && tableKind(item.text) === kind) table = [];
    if (table === null) take(item);
    else table.push(item.tooLong ? "" : item.text);
  }
  return table?.join("\n") ?? null;
}
