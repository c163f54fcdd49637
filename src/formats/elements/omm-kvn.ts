import { RecordError } from "../record-error.js";
import type { OmmField, OmmRecord } from "./omm-record.js";

/** Longest line of a message (CCSDS 502.0-B-3, 7.3.2: 254 characters), with room for those who write more. */
const LINE_LIMIT = 1000;

/** Cuts a text of `KEYWORD = value [unit]` lines into the OMM messages that it holds (CCSDS 502.0-B-3, chapter 7). */
export function scanOmmKvn(text: string): OmmRecord[] {
  const messages: { line: number; fields: Map<string, OmmField>; fault?: RecordError }[] = [];
  let line = 0;
  for (const raw of text.split("\n")) {
    line += 1;
    const row = raw.replace(/^\uFEFF/, "").trim();
    if (row === "" || /^COMMENT\b/.test(row)) continue;
    const pair = row.length > LINE_LIMIT ? null : /^([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(row);
    if (messages.length === 0 || pair?.[1] === "CCSDS_OMM_VERS") messages.push({ line, fields: new Map() });
    const message = messages.at(-1)!;
    if (pair === null) {
      message.fault ??= new RecordError(`"${row.slice(0, 40)}" is not of the form KEYWORD = value`, line);
    } else if (message.fields.has(pair[1]!)) {
      message.fault ??= new RecordError(`${pair[1]} stands twice in one message`, line);
    } else message.fields.set(pair[1]!, fieldOf(pair[2]!, line));
  }
  return messages;
}

function fieldOf(text: string, line: number): OmmField {
  const withUnit = /^(.*?)\s*\[([^[\]]*)\]$/.exec(text);
  return withUnit === null ? { line, value: text } : { line, value: withUnit[1]!, unit: withUnit[2]! };
}
