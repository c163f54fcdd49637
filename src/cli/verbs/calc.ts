import type { Command } from "commander";
import { Argument } from "commander";
import { readLines } from "../../formats/index.js";
import { InputError } from "../../messages/index.js";
import { CALCULATIONS, calculate } from "../calc/index.js";
import { EXIT, type SetExit } from "../exit.js";

/** Adds the verb `calc`. */
export function addCalc(program: Command, setExit: SetExit): void {
  program
    .command("calc")
    .description("a calculator for scripts: cases as JSON lines in, one JSON line each out")
    .addArgument(new Argument("<kind>", "what to calculate").choices([...CALCULATIONS]))
    .addHelpText(
      "after",
      `
A bad line gives {"error": "…"} in its place, and the exit code is 2 at the end.

Examples:
  $ echo '{"altitude": 20000}' | npx firstlight calc atmosphere
  $ echo '{"utc": "2026-08-22T06:00:00Z"}' | npx firstlight calc sun`,
    )
    .action(async (kind: string) => {
      let bad = 0;
      for await (const line of readLines(process.stdin)) {
        if (!line.tooLong && line.text.trim() === "") continue;
        const answer = line.tooLong ? { error: "line is too long" } : answerTo(kind, line.text);
        if ("error" in answer) bad += 1;
        if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await drained();
      }
      if (bad > 0) setExit(EXIT.unusableInput);
    });
}

function answerTo(kind: string, text: string): object {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { error: "not JSON" };
  }
  try {
    return calculate(kind, input);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const id = typeof input === "object" && input !== null && "id" in input ? { id: input.id } : {};
    return { ...id, error: error.message };
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once("drain", resolve));
}
