import type { RejectedRecord } from "./catalogue-object.js";
import type { OmmRecord } from "./omm-record.js";

type Fields = Map<string, { line: number; value: string; unit?: string }>;

/** Cuts a text of `KEYWORD = value [unit]` lines into the OMM messages that it holds. */
export function scanOmmKvn(text: string): { messages: OmmRecord[]; rejected: RejectedRecord[] } {
  const messages: { line: number; fields: Fields }[] = [];
  const rejected: RejectedRecord[] = [];
  let line = 0;
  for (const raw of text.split("\n")) {
    line += 1;
    const row = raw.trim();
    if (row === "" || /^COMMENT\b/.test(row)) continue;
    const pair = /^([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*(?:\[([^\]]*)\])?$/.exec(row.replace(/^\uFEFF/, ""));
    if (pair === null) {
      rejected.push({ line, reason: `"${row.slice(0, 40)}" is not of the form KEYWORD = value` });
      continue;
    }
    const keyword = pair[1]!;
    if (keyword === "CCSDS_OMM_VERS" || messages.length === 0) messages.push({ line, fields: new Map() });
    const fields = messages.at(-1)!.fields;
    if (fields.has(keyword)) rejected.push({ line, reason: `${keyword} stands twice in one message` });
    else fields.set(keyword, { line, value: pair[2]!, ...(pair[3] === undefined ? {} : { unit: pair[3] }) });
  }
  return { messages, rejected };
}
