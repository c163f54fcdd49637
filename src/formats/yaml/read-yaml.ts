import type { z } from "zod";
import { epochFromUtc } from "../../astro/index.js";
import { InputError, UtcTime } from "../../messages/index.js";
import { explainIssues, type Fault, pathText } from "./explain-issue.js";
import { type KeyPath, YamlSource } from "./yaml-source.js";

/** A check beyond the schema: yields what is wrong in a document that otherwise fits. */
export type Check<T> = (document: T) => Iterable<Fault>;

/**
 * Reads a YAML file that people write.
 *
 * @param checks what the schema can't say, such as names that must differ; asked once every time in it is an instant
 * @throws {InputError} on one line: file and line, path, what is wrong, what would be right
 */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  checks: Check<z.output<S>> = () => [],
): z.output<S> {
  const source = new YamlSource(text, file);
  const result = schema.safeParse(source.value);
  if (!result.success) {
    const faults = explainIssues(result.error, schema, source.value);
    throw faultError(file, source, faults);
  }
  const impossible = [...impossibleTimes(result.data, [])];
  const faults = impossible.length > 0 ? impossible : [...checks(result.data)];
  if (faults.length > 0) throw faultError(file, source, faults);
  return result.data;
}

/** A misspelt key also leaves one missing: the unknown key is what the writer sees, so it is named first. */
function faultError(file: string, source: YamlSource, faults: readonly Fault[]): InputError {
  const placed = faults.map((fault) => ({ fault, line: source.lineOf(fault.path) }));
  const weight = (f: Fault): number => (f.wrong === "unknown key" ? 0 : 1);
  placed.sort((a, b) => weight(a.fault) - weight(b.fault) || a.line - b.line);
  const { fault, line } = placed[0]!;
  const path = pathText(fault.path);
  const more = placed.length > 1 ? ` (and ${placed.length - 1} more)` : "";
  return new InputError(
    `${file}:${line}${path === "" ? "" : ` ${path}`}`,
    fault.right === undefined ? `${fault.wrong}${more}` : fault.wrong,
    fault.right === undefined ? undefined : `${fault.right}${more}`,
  );
}

/** Times have the right form by now; whether there is such a day and hour the calendar knows. */
function* impossibleTimes(value: unknown, path: KeyPath): Generator<Fault> {
  if (typeof value === "string" && UtcTime.safeParse(value).success) {
    try {
      epochFromUtc(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      yield { path, wrong: `${value} is no instant`, right: "there is no such day or time in UTC" };
    }
  } else if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) yield* impossibleTimes(entry, [...path, i]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, entry] of Object.entries(value)) yield* impossibleTimes(entry, [...path, key]);
  }
}
