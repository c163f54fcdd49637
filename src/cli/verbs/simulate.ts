import type { Command } from "commander";
import { InputError } from "../../messages/index.js";
import { type CommandContext, withContext } from "../context.js";
import { openSource } from "../inputs/source.js";
import { type RunOptions, withJson, withSeed, withWorkers } from "../options.js";
import { isSameFile, jsonLines, openWholeFile, type WholeFile } from "../output-file.js";
import { lineOf, openSimulation } from "../simulate-scenario.js";

type SimulateOptions = RunOptions & { readonly truth?: string };

/** What came of a simulation. */
interface Outcome {
  readonly scenario: string;
  readonly seed: number;
  readonly measurements: number;
  readonly truth: number;
}

/** Adds the verb `simulate`. */
export function addSimulate(program: Command): void {
  const command = program
    .command("simulate")
    .description("turn a scenario into measurements, and into nothing else")
    .argument("<scenario>", "scenario file (.yaml)")
    .requiredOption("--out <file>", "measurements to write (.jsonl)")
    .option("--truth <file>", "write what really flew, to a separate file (.jsonl)");
  withJson(withWorkers(withSeed(command)))
    .addHelpText(
      "after",
      `
Example:
  $ npx firstlight simulate scenarios/demo.yaml --out seen.jsonl --truth truth.jsonl
  $ npx firstlight watch seen.jsonl --network scenarios/demo-network.yaml --out watched
  $ npx firstlight score watched --truth truth.jsonl`,
    )
    .action(async (scenario: string, options: SimulateOptions) => {
      const told = await withContext((context) => simulateToFiles(scenario, options, context));
      process.stdout.write(
        options.json
          ? `${JSON.stringify(told)}\n`
          : `${told.measurements} measurements in ${options.out}${
              options.truth === undefined ? "" : `, ${told.truth} records of truth in ${options.truth}`
            }\n`,
      );
    });
}

/** Writes as the simulation goes; both files come to their places when all of it is done. */
async function simulateToFiles(
  scenario: string,
  options: SimulateOptions,
  context: CommandContext,
): Promise<Outcome> {
  const { out, truth } = options;
  if (truth === out || (truth !== undefined && isSameFile(truth, out)))
    throw new InputError("--truth", "is the file of the measurements", "truth goes to a file of its own");
  keepInputs([scenario], options);
  const seed = options.seed ?? 1;
  const source = await openSource(scenario, context.interruption.signal);
  const simulation = await openSimulation(source, { seed, workers: options.workers }, context);
  keepInputs(simulation.loaded.paths, options);
  const files: WholeFile[] = [];
  const opened = (name: string) => {
    const file = openWholeFile(name);
    files.push(file);
    return file;
  };
  const discard = () => {
    for (const file of files) file.discard();
  };
  context.onForcedEnd(discard);
  try {
    const measured = opened(out);
    const flown = truth === undefined ? undefined : opened(truth);
    let measurements = 0;
    for await (const { messages } of simulation.slices) {
      measurements += messages.length;
      measured.write(messages.map((message) => `${lineOf(message)}\n`).join(""));
      await measured.ready();
    }
    let records = 0;
    for (const line of jsonLines(simulation.truth)) {
      records += 1;
      flown?.write(line);
    }
    context.interruption.check();
    for (const file of files) file.publish();
    return { scenario: simulation.loaded.world.scenario.name, seed, measurements, truth: records };
  } finally {
    discard();
  }
}

/** What a simulation is made from is never written over by what comes of it. */
function keepInputs(inputs: readonly string[], { out, truth }: { out: string; truth?: string }): void {
  for (const [option, file] of [
    ["--out", out],
    ["--truth", truth],
  ] as const)
    if (file !== undefined && inputs.some((input) => isSameFile(input, file)))
      throw new InputError(option, `${file} is a file that the scenario is made of`, "name another file");
}
