import type { Command } from "commander";
import { openCompactWriter } from "../../formats/index.js";
import { InputError } from "../../messages/index.js";
import type { Delivery } from "../../world/index.js";
import { type CommandContext, withContext } from "../context.js";
import { writeFrameFiles } from "../frame-files.js";
import { openSource } from "../inputs/source.js";
import { type RunOptions, withJson, withSeed, withWorkers } from "../options.js";
import { isSameFile, jsonLines, openWholeFile, type WholeFile } from "../output-file.js";
import { lineOf, openSimulation } from "../simulate-scenario.js";

type SimulateOptions = RunOptions & {
  readonly truth?: string;
  readonly frames?: string;
  readonly compact: boolean;
};

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
    .requiredOption("--out <file>", "measurements to write (.jsonl, or .flm in the compact form)")
    .option("--compact", "write the compact form whatever the file is called: a tenth of the bytes", false)
    .option("--truth <file>", "write what really flew, to a separate file (.jsonl)")
    .option("--frames <folder>", "write the images of each camera of the network, a file a camera (.frames)");
  withJson(withWorkers(withSeed(command)))
    .addHelpText(
      "after",
      `
Example:
  $ npx firstlight simulate scenarios/demo.yaml --out seen.jsonl --truth truth.jsonl
  $ npx firstlight watch seen.jsonl --network scenarios/demo-network.yaml --out watched
  $ npx firstlight score watched --truth truth.jsonl
  $ npx firstlight simulate scenarios/demo.yaml --out seen.flm`,
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
    const form = options.compact || /\.flm$/i.test(out) ? compactForm() : LINES;
    let measurements = 0;
    measured.write(form.head());
    for await (const { messages } of simulation.slices) {
      measurements += messages.length;
      measured.write(form.body(messages));
      await measured.ready();
    }
    measured.write(form.end());
    let records = 0;
    for (const line of jsonLines(simulation.truth)) {
      records += 1;
      flown?.write(line);
    }
    if (options.frames !== undefined)
      await writeFrameFiles(options.frames, simulation.loaded.world, options, opened, context);
    context.interruption.check();
    for (const file of files) file.publish();
    return { scenario: simulation.loaded.world.scenario.name, seed, measurements, truth: records };
  } finally {
    discard();
  }
}

/** How a log is written, bit by bit. */
interface LogForm {
  head(): string | Uint8Array;
  body(messages: readonly Delivery[]): string | Uint8Array;
  end(): string | Uint8Array;
}

const LINES: LogForm = {
  head: () => "",
  body: (messages) => messages.map((message) => `${lineOf(message)}\n`).join(""),
  end: () => "",
};

function compactForm(): LogForm {
  const writer = openCompactWriter((measurement) => lineOf({ time: 0, measurement }));
  return { head: () => writer.head(), body: (messages) => writer.blocks(messages), end: () => writer.end() };
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
