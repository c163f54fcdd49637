import { InputError } from "../../messages/index.js";

/**
 * Parses JSON.
 *
 * @throws {InputError} with the line where it is none
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(file, "is nested too deeply");
    if (!(error instanceof SyntaxError)) throw error;
    const at = /at position (\d+)/.exec(error.message)?.[1];
    const line = at === undefined ? "" : `:${text.slice(0, Number(at)).split("\n").length}`;
    throw new InputError(`${file}${line}`, `is not JSON (${printable(error.message)})`);
  }
}

/** @returns whether a value is a JSON object, no array and not null */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function printable(message: string): string {
  return message.replace(/[^\x20-\x7e]+/g, " ").slice(0, 120);
}
