import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { BoundReport } from "../../messages/index.js";
import { InputError } from "../../messages/index.js";
import { boundPicture, ScenarioBound } from "../../study/index.js";
import { simulateTruth } from "../../world/index.js";
import { VERSION } from "../bundled.js";
import { type CommandContext, withContext } from "../context.js";
import { openSource } from "../inputs/source.js";
import { makeFolder } from "../make-folder.js";
import { type RunOptions, withJson, withSeed, withWorkers } from "../options.js";
import { writeFileWhole } from "../output-file.js";
import { openSimulation } from "../simulate-scenario.js";

type BoundOptions = RunOptions & { readonly step: number };

/** Adds the verb `study` with its parts. */
export function addStudy(program: Command): void {
  const study = program
    .command("study")
    .description("what could be known, and how it would go in many worlds");
  const bound = study
    .command("bound")
    .description("the least error that the measurements of a scenario allow: posterior Cramér–Rao bounds")
    .argument("<scenario>", "scenario file (.yaml)")
    .requiredOption("--out <folder>", "folder for bound.json and bound.html")
    .option("--step <seconds>", "between two points of a bound", secondsOf, 5);
  withJson(withWorkers(withSeed(bound)))
    .addHelpText(
      "after",
      `
For each object that a sensor saw: position and velocity against time, the launch point by all that was seen so far,
and the impact of what falls freely. Fixed errors of the sensors are unknowns with the priors of the network file.

Example:
  $ npx firstlight study bound scenarios/ballistic.yaml --out bound`,
    )
    .action(async (scenario: string, options: BoundOptions) => {
      const report = await withContext((context) => studyBound(scenario, options, context));
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : told(report, options.out));
    });
  for (const part of study.commands)
    part.exitOverride().showHelpAfterError(`(see \`firstlight study ${part.name()} --help\`)`);
}

const LONGEST_STEP = 3600;

function secondsOf(text: string): number {
  const value = Number(text);
  if (!(value >= 0.1 && value <= LONGEST_STEP))
    throw new InvalidArgumentError(`must be a number from 0.1 to ${LONGEST_STEP}`);
  return value;
}

async function studyBound(
  scenario: string,
  { out, step, seed = 1, workers }: BoundOptions,
  context: CommandContext,
): Promise<BoundReport> {
  if (out === "") throw new InputError("--out", "is empty", "name a folder");
  const folder = resolve(out);
  const source = await openSource(scenario, context.interruption.signal);
  makeFolder(folder, out);
  const simulation = await openSimulation(source, { seed, workers }, context);
  const { world } = simulation.loaded;
  const bound = new ScenarioBound(world, simulateTruth(world));
  for await (const { messages } of simulation.slices)
    for (const message of messages) if ("measurement" in message) bound.take(message.measurement);
  const report = await bound.report(step, VERSION, async (done) => {
    context.progress.show("working out the bounds", done);
    await context.interruption.breathe();
  });
  writeFileWhole(join(folder, "bound.json"), [`${JSON.stringify(report, null, 1)}\n`]);
  writeFileWhole(join(folder, "bound.html"), [boundPicture(report)]);
  return report;
}

function told(report: BoundReport, folder: string): string {
  const rows = report.objects.map(({ id, sensors, series }) => {
    const last = series.at(-1);
    const looks = sensors.reduce((sum, { looks: n }) => sum + n, 0);
    const figures = [
      last?.position === undefined ? "" : `position ${metres(last.position)}`,
      last?.velocity === undefined ? "" : `velocity ${last.velocity.toPrecision(3)} m/s`,
      last?.launch === undefined ? "" : `launch ${metres(last.launch.semiMajor)}`,
      last?.launchByProfile === undefined ? "" : `with profile ${metres(last.launchByProfile.semiMajor)}`,
      last?.impact === undefined ? "" : `impact ${metres(last.impact.semiMajor)}`,
    ].filter((text) => text !== "");
    return `  ${id.padEnd(24)} ${String(looks).padStart(6)} looks  ${figures.join(", ")}\n`;
  });
  const told = rows.length === 0 ? "no sensor saw any object" : "at the end of each object:";
  return `bound.json and bound.html in ${folder}; ${told}\n${rows.join("")}`;
}

function metres(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(0)} km` : `${value.toPrecision(3)} m`;
}
