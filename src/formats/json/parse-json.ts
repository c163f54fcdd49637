import { InputError } from "../../messages/index.js";

/**
 * Parses JSON.
 *
 * @throws {InputError} with line and column where it is none
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new InputError(file, "is nested too deeply");
    const at = /at position (\d+)/.exec(error.message)?.[1];
    const line = at === undefined ? "" : `:${text.slice(0, Number(at)).split("\n").length}`;
    throw new InputError(`${file}${line}`, `is not JSON (${oneLine(error.message)})`);
  }
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, " ").slice(0, 120);
}
