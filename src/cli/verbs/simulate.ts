import type { Command } from "commander";
import { InputError, type Measurement, type TruthRecord } from "../../messages/index.js";
import { withContext } from "../context.js";
import { openSource } from "../inputs/source.js";
import { type RunOptions, withJson, withSeed, withWorkers } from "../options.js";
import { isSameFile, writeFileWhole } from "../output-file.js";
import { simulateScenario } from "../simulate-scenario.js";

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
    .action(async (scenario: string, options: RunOptions & { truth?: string }) => {
      if (
        options.truth === options.out ||
        (options.truth !== undefined && isSameFile(options.truth, options.out))
      )
        throw new InputError("--truth", "is the file of the measurements", "truth goes to a file of its own");
      keepInputs([scenario], options);
      const seed = options.seed ?? 1;
      const { measurements, truth, loaded } = await withContext(async (context) =>
        simulateScenario(
          await openSource(scenario, context.interruption.signal),
          { seed, workers: options.workers },
          context,
        ),
      );
      keepInputs(loaded.paths, options);
      writeFileWhole(options.out, lines(measurements));
      if (options.truth !== undefined) writeFileWhole(options.truth, lines(truth));
      const told = {
        scenario: loaded.world.scenario.name,
        seed,
        measurements: measurements.length,
        truth: truth.length,
      };
      process.stdout.write(
        options.json
          ? `${JSON.stringify(told)}\n`
          : `${measurements.length} measurements in ${options.out}${
              options.truth === undefined ? "" : `, ${truth.length} records of truth in ${options.truth}`
            }\n`,
      );
    });
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

function* lines(records: readonly (Measurement | TruthRecord)[]): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
}
