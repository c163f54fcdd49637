import type { Command } from "commander";
import { withContext } from "../context.js";
import { planRecordings } from "../inputs/open-run.js";
import { openSource } from "../inputs/source.js";
import { type RunOptions, withJson, withSeed } from "../options.js";
import { printOutcome } from "../print-outcome.js";
import { runWatch } from "../run-watch.js";

/** Adds the verb `watch`. */
export function addWatch(program: Command): void {
  const command = program
    .command("watch")
    .description("turn measurements into warnings, and into nothing else")
    .argument("<file>", "measurement log (.jsonl); - is standard input")
    .requiredOption("--network <file>", "network file (.yaml)")
    .requiredOption("--out <folder>", "folder to write");
  withJson(withSeed(command))
    .addHelpText(
      "after",
      `
Example:
  $ npx firstlight watch seen.jsonl --network scenarios/demo-network.yaml --out watched`,
    )
    .action(async (file: string, options: RunOptions & { network: string }) => {
      const summary = await withContext(async (context) =>
        runWatch(
          await planRecordings([await openSource(file, context.interruption.signal)], options),
          options.out,
          context,
        ),
      );
      printOutcome(summary, options);
    });
}
