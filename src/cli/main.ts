import { CommanderError } from "commander";
import { InputError } from "../messages/index.js";
import { listenForClosedOutput } from "./closed-output.js";
import { EXIT } from "./exit.js";
import { Interrupted } from "./interrupt.js";
import { buildProgram } from "./program.js";

/**
 * Runs the `firstlight` command.
 *
 * @param args command line without node and script
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  listenForClosedOutput();
  const outcome: { code: number } = { code: EXIT.success };
  try {
    await buildProgram((code) => {
      outcome.code = code;
    }).parseAsync(args, { from: "user" });
    return outcome.code;
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof InputError) {
    process.stderr.write(`firstlight: ${oneLine(error.message)}\n`);
    return EXIT.unusableInput;
  }
  if (error instanceof Interrupted) {
    process.stderr.write("firstlight: interrupted; what was begun has been removed\n");
    return EXIT.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.unusableInput;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`firstlight: internal error, please report it\n${detail}\n`);
  return EXIT.internalError;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, " ").slice(0, 1000);
}
