import type { Command } from "commander";
import { withContext } from "../context.js";
import { EXIT, type SetExit } from "../exit.js";
import { withJson } from "../options.js";
import { verifyFolder } from "../verify-folder.js";

/** Adds the verb `verify`. */
export function addVerify(program: Command, setExit: SetExit): void {
  withJson(
    program
      .command("verify")
      .description("check that an output folder is as it was written, and that a replay gives the same")
      .argument("<folder>", "output folder of demo, run or watch"),
  )
    .addHelpText(
      "after",
      `
Checked are the log's chain of hashes (every byte of it), that its measurements give the same tracks, events and
warnings when they are watched again, and that every other file of the folder follows from the log.

A chain without a signature shows damage and contradictions, not that its author told the truth: whoever runs other
measurements gets another log that holds. Keep the last record's hash elsewhere to know the log again. Files that are not
Firstlight's are not looked at.

Example:
  $ npx firstlight verify firstlight-demo`,
    )
    .action(async (folder: string, options: { json: boolean }) => {
      const { faults, records } = await withContext((context) => verifyFolder(folder, context));
      if (faults.length > 0) setExit(EXIT.checkFailed);
      if (options.json)
        process.stdout.write(`${JSON.stringify({ holds: faults.length === 0, records, faults })}\n`);
      else if (faults.length === 0)
        process.stdout.write(
          `holds: ${records} records chained, the replay gives the same, all files follow from them\n`,
        );
      else for (const { where, wrong } of faults) process.stderr.write(`firstlight: ${where}: ${wrong}\n`);
    });
}
