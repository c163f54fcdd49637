import type { Command } from "commander";
import { bundledFile } from "../bundled.js";
import { withContext } from "../context.js";
import { type RunOptions, withJson, withSeed, withWorkers } from "../options.js";
import { printOutcome } from "../print-outcome.js";
import { runInputs } from "./run.js";

/** Adds the verb `demo`. */
export function addDemo(program: Command): void {
  const command = program
    .command("demo")
    .description(
      "do the main job on the bundled data: real orbits, a real ascent, real lightning, one generic launch",
    )
    .option("--out <folder>", "folder to write", "firstlight-demo");
  withJson(withWorkers(withSeed(command)))
    .addHelpText(
      "after",
      `
Examples:
  $ npx firstlight demo
  $ npx firstlight demo --seed 7 --out seven

It is the same as: firstlight run scenarios/demo.yaml --out firstlight-demo`,
    )
    .action(async (options: RunOptions) => {
      const summary = await withContext((context) =>
        runInputs([bundledFile("scenarios/demo.yaml")], options, context),
      );
      printOutcome(summary, options);
    });
}
