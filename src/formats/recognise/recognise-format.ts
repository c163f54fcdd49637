import { isUtf8 } from "node:buffer";
import { beginsCompactLog } from "../compact/index.js";
import { beginsFrames } from "../frames/layout.js";
import { tableKind } from "../table/table.js";
import { RECORDED_KINDS, type RecordedKind } from "./recorded-kinds.js";

/** What a file turned out to be, judged by its content. */
export type FormatKind =
  | "scenario"
  | "network"
  | "vehicle"
  | "measurements"
  | "compact"
  | "frames"
  | "log"
  | "glm"
  | "lightning"
  | "netcdf"
  | "tle"
  | "omm"
  | "elements"
  | "ascent"
  | "cap"
  | RecordedKind
  | "empty"
  | "unknown";

/** So many bytes of a file's head are enough to recognise it. */
export const HEAD_BYTES = 65_536;

const HDF5_SIGNATURE = "\x89HDF\r\n\x1a\n";

/**
 * Recognises a format by content; the name decides nothing but between YAML files that could be anything.
 *
 * @param head the first bytes of the file, `HEAD_BYTES` of them where there are as many
 * @param name file name, for YAML
 * @returns the kind; "netcdf" is an HDF5 file that is no granule of a lightning mapper
 */
export function recogniseFormat(head: Uint8Array, name: string): FormatKind {
  if (head.length === 0) return "empty";
  if (beginsCompactLog(head)) return "compact";
  if (beginsFrames(head)) return "frames";
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES)).toString(
    "latin1",
  );
  if (latin.startsWith(HDF5_SIGNATURE)) {
    return latin.includes("event_time_offset") && latin.includes("event_parent_group_id") ? "glm" : "netcdf";
  }
  if (!isText(head)) return "unknown";
  const text = Buffer.from(head)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  if (text.trim() === "") return "empty";
  return (
    ofTable(text) ??
    ofRecorded(text) ??
    ofMarkup(text) ??
    ofJson(text) ??
    ofKeywords(text) ??
    ofYaml(text, name) ??
    "unknown"
  );
}

function ofRecorded(text: string): FormatKind | null {
  return RECORDED_KINDS.find(([, recognises]) => recognises(text))?.[0] ?? null;
}

/** Text has no control characters but white space; the head may end within a character. */
function isText(head: Uint8Array): boolean {
  for (const byte of head) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  }
  for (let cut = 0; cut < 4; cut += 1) {
    if (isUtf8(head.subarray(0, head.length - cut))) return true;
  }
  return false;
}

function ofTable(text: string): FormatKind | null {
  const kind = tableKind(text);
  return kind === "elements" || kind === "ascent" || kind === "lightning" ? kind : null;
}

function ofMarkup(text: string): FormatKind | null {
  if (!text.trimStart().startsWith("<")) return null;
  if (/<(omm|ndm)[\s>]/.test(text)) return "omm";
  return /<alert[\s>]/.test(text) && text.includes("urn:oasis:names:tc:emergency:cap") ? "cap" : "unknown";
}

function ofJson(text: string): FormatKind | null {
  const start = text.trimStart();
  if (!/^[[{]/.test(start)) return null;
  if (/^\{\s*"hash"\s*:/.test(start)) return "log";
  if (/"MEAN_MOTION"\s*:/.test(start)) return "omm";
  if (/^\{[^{]*"time"\s*:\s*\[/.test(start)) return "ascent";
  const first = start.split("\n", 1)[0]!;
  return /"type"\s*:\s*"[a-z-]+"/.test(first)
    ? "measurements"
    : /^\{\s*["}]/.test(start)
      ? "measurements"
      : null;
}

function ofKeywords(text: string): FormatKind | null {
  if (/^\s*(COMMENT[^\n]*\n\s*)*CCSDS_OMM_VERS\s*=/.test(text)) return "omm";
  return /^1 [ \w]{5}[\w ] .{40,}\r?\n2 [ \w]{5} .{40,}/m.test(text) ? "tle" : null;
}

function ofYaml(text: string, name: string): FormatKind | null {
  const has = (key: string): boolean => new RegExp(`^["']?${key}["']?\\s*:`, "m").test(text);
  if (has("objects") || (has("durationSeconds") && has("start"))) return "scenario";
  if (has("sensors") || has("priors")) return "network";
  if (has("boost") && has("payload")) return "vehicle";
  return /\.ya?ml$/i.test(name) ? "scenario" : null;
}
