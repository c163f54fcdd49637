import { createHash } from "node:crypto";
import { epochFromUtc } from "../../astro/index.js";
import { LINE_LIMIT_BYTES, type OverlongLine, type TextLine } from "../../formats/index.js";
import { type IntakeRejection, LogCatalogueObject, LogHeader, Measurement } from "../../messages/index.js";

/** What one line of a measurement log turned out to be. */
export type IntakeItem =
  | { readonly measurement: Measurement }
  | { readonly rejection: IntakeRejection }
  | { readonly header: LogHeader }
  | { readonly catalogueObject: LogCatalogueObject }
  /** Something that a watch put out, in a finished log: not an input. */
  | { readonly output: true };

/** Records of a finished log that are no input: what the watch said, and the marks of its end. */
const OUTPUT_TYPES: ReadonlySet<unknown> = new Set([
  "rejection",
  "line-of-sight-track",
  "radar-track",
  "event",
  "warning",
  "input-end",
  "end",
]);

/**
 * Reads one line of a measurement log, plain or of a finished `log.jsonl`.
 *
 * @param line the line
 * @param file name under which a rejection points at it
 * @returns what it is; null for a blank line
 */
export function readMeasurementLine(line: TextLine | OverlongLine, file: string): IntakeItem | null {
  const where = `${file} line ${line.line}`;
  if (line.tooLong) return refuse(where, `line longer than ${LINE_LIMIT_BYTES / 1024 / 1024} MiB`);
  const text = line.line === 1 ? line.text.replace(/^\uFEFF/, "") : line.text;
  if (text.trim() === "") return null;
  const sha256 = createHash("sha256").update(text).digest("hex");
  if (line.malformed) return refuse(where, "not UTF-8 text", sha256);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(where, line.terminated ? "not JSON" : "not JSON: the last line is cut off", sha256);
  }
  return understand(unwrap(value), where, sha256);
}

/** A record of a finished log carries its message in `body`. */
function unwrap(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "hash" in value && "body" in value) return value.body;
  return value;
}

function understand(value: unknown, where: string, sha256: string): IntakeItem {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (OUTPUT_TYPES.has(type)) return { output: true };
  if (type === "header") {
    const header = LogHeader.safeParse(value);
    return header.success ? { header: header.data } : refuse(where, reasonOf(header.error), sha256);
  }
  if (type === "catalogue-object") {
    const object = LogCatalogueObject.safeParse(value);
    return object.success ? { catalogueObject: object.data } : refuse(where, reasonOf(object.error), sha256);
  }
  if (type === "intake-rejection") return { rejection: value as IntakeRejection };
  const parsed = Measurement.safeParse(value);
  if (!parsed.success) return refuse(where, reasonOf(parsed.error), sha256);
  const impossible = impossibleTime(parsed.data.time);
  return impossible === null ? { measurement: parsed.data } : refuse(where, impossible, sha256);
}

function impossibleTime(time: string): string | null {
  try {
    epochFromUtc(time);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return "time: no such instant";
    throw error;
  }
}

function reasonOf(error: {
  readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
}): string {
  const issue = error.issues[0]!;
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}

function refuse(where: string, reason: string, sha256?: string): IntakeItem {
  const rejection: IntakeRejection = { type: "intake-rejection", where, reason };
  return { rejection: sha256 === undefined ? rejection : { ...rejection, sha256 } };
}
