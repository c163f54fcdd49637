import { createHash } from "node:crypto";
import { LINE_LIMIT_BYTES, type OverlongLine, type TextLine } from "../../formats/index.js";
import {
  InputError,
  IntakeRejection,
  LogCatalogueObject,
  LogHeader,
  Measurement,
} from "../../messages/index.js";

/** What one line of a measurement log turned out to be. */
export type IntakeItem =
  | { readonly measurement: Measurement }
  | { readonly rejection: IntakeRejection }
  | { readonly header: LogHeader }
  | { readonly catalogueObject: LogCatalogueObject }
  /** Something that a watch put out: in a finished log no input, in any other a bad record. */
  | { readonly output: IntakeRejection };

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
 * @throws {InputError} where it is a header that breaks its schema
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
    return refuse(where, notJson(line), sha256);
  }
  return understand(unwrap(value), where, sha256);
}

function notJson({ text, terminated }: TextLine): string {
  if (/\r[^\r\n]/.test(text))
    return "not JSON: its lines end in a bare carriage return; a line feed would do";
  return terminated ? "not JSON" : "not JSON: the last line is cut off";
}

/** A record of a finished log carries its message in `body`. */
function unwrap(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "hash" in value && "body" in value) return value.body;
  return value;
}

function understand(value: unknown, where: string, sha256: string): IntakeItem {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (OUTPUT_TYPES.has(type))
    return { output: refusal(where, "is what a watch said, no measurement", sha256) };
  if (type === "header") {
    const header = LogHeader.safeParse(value);
    if (header.success) return { header: header.data };
    throw new InputError(where, `header: ${reasonOf(header.error)}`, "a header of format firstlight-log-1");
  }
  if (type === "catalogue-object") {
    const object = LogCatalogueObject.safeParse(value);
    return object.success ? { catalogueObject: object.data } : refuse(where, reasonOf(object.error), sha256);
  }
  if (type === "intake-rejection") {
    const rejection = IntakeRejection.safeParse(value);
    return rejection.success
      ? { rejection: rejection.data }
      : refuse(where, reasonOf(rejection.error), sha256);
  }
  const parsed = Measurement.safeParse(value);
  return parsed.success ? { measurement: parsed.data } : refuse(where, reasonOf(parsed.error), sha256);
}

function reasonOf(error: {
  readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
}): string {
  const issue = error.issues[0]!;
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}

function refuse(where: string, reason: string, sha256?: string): IntakeItem {
  return { rejection: refusal(where, reason, sha256) };
}

function refusal(where: string, reason: string, sha256?: string): IntakeRejection {
  const rejection: IntakeRejection = { type: "intake-rejection", where, reason };
  return sha256 === undefined ? rejection : { ...rejection, sha256 };
}
