import type { Command } from "commander";
import { isRecordedKind, recogniseFormat } from "../../formats/index.js";
import { InputError, type Summary } from "../../messages/index.js";
import { type CommandContext, withContext } from "../context.js";
import { expandFolders } from "../inputs/folder.js";
import { planRecordings } from "../inputs/open-run.js";
import { openSource, type Source } from "../inputs/source.js";
import { type RunOptions, withJson, withSeed, withWorkers } from "../options.js";
import { checkOutputFolder } from "../output-folder.js";
import { printOutcome } from "../print-outcome.js";
import { runWatch } from "../run-watch.js";
import { openSimulation, planOfSimulation } from "../simulate-scenario.js";

/** Adds the verb `run`. */
export function addRun(program: Command): void {
  const command = program
    .command("run")
    .description("simulate a scenario, or take recordings, and let the watch see it")
    .argument(
      "<input...>",
      "a scenario (.yaml), measurement logs (.jsonl), recordings (GLM granules, ABI scans, .nc) or a folder of them; - is standard input",
    )
    .requiredOption("--out <folder>", "folder to write")
    .option("--network <file>", "network file for logs that do not carry their own");
  withJson(withWorkers(withSeed(command)))
    .addHelpText(
      "after",
      `
Examples:
  $ npx firstlight run scenarios/demo.yaml --out my-run --seed 7
  $ npx firstlight run OR_GLM-L2-LCFA_G16_s….nc --out lightning
  $ npx firstlight run folder-of-abi-scans --out scans
  $ npx firstlight run my-run/log.jsonl --out again`,
    )
    .action(async (inputs: string[], options: RunOptions & { network?: string }) => {
      const summary = await withContext((context) => runInputs(inputs, options, context));
      printOutcome(summary, options);
    });
}

/**
 * Runs what the user named: one scenario, or any number of recordings.
 *
 * @throws {InputError} where an input can't be used
 */
export async function runInputs(
  inputs: readonly string[],
  options: RunOptions & { readonly network?: string },
  context: CommandContext,
): Promise<Summary> {
  checkOutputFolder(options.out);
  const sources: Source[] = [];
  for (const input of expandFolders(inputs))
    sources.push(await openSource(input, context.interruption.signal));
  const scenario = sources.find(isScenario);
  if (scenario === undefined) return runWatch(await planRecordings(sources, options), options.out, context);
  if (sources.length > 1)
    throw new InputError(
      scenario.path,
      "is a scenario, which is run alone",
      "name its recordings in it (kind: lightning)",
    );
  if (options.network !== undefined)
    throw new InputError("--network", "a scenario names its own network", "change it there");
  const simulation = await openSimulation(scenario, { ...options, seed: options.seed ?? 1 }, context);
  return runWatch(planOfSimulation(simulation), options.out, context);
}

function isScenario({ head, name }: Source): boolean {
  const kind = recogniseFormat(head, name);
  return kind === "scenario" || (/\.ya?ml$/i.test(name) && !isRecordedKind(kind));
}
