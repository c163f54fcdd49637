import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  InputError,
  type IntakeRejection,
  type LogBody,
  type LogEnd,
  type Summary,
} from "../messages/index.js";
import { openLogWriter, openSession } from "../service/index.js";
import { collectRun, type RunRecord } from "../study/index.js";
import type { CommandContext } from "./context.js";
import { deriveFiles } from "./derived-files.js";
import { inFile } from "./in-file.js";
import type { RunPlan } from "./inputs/plan.js";
import { jsonLines, writeFileWhole } from "./output-file.js";
import { type OutputFolder, openOutputFolder } from "./output-folder.js";
import { loadMatchingRule } from "./scoring-rule.js";

/** So many items between two turns of the event loop. */
const ITEMS_BETWEEN_BREATHS = 256;

/**
 * Runs a plan through the watch and writes the output folder.
 *
 * @param plan what is watched
 * @param target the folder
 * @param context progress, Ctrl-C, and when the command began
 * @returns the summary that was written
 * @throws {InputError} where every record was bad, or where the folder can't be written
 */
export async function runWatch(plan: RunPlan, target: string, context: CommandContext): Promise<Summary> {
  const folder = openOutputFolder(target);
  context.onForcedEnd(() => folder.discard());
  try {
    const run = await watchPlan(plan, folder, context);
    const rule = await loadMatchingRule();
    context.progress.show("writing the report");
    await context.interruption.breathe();
    const costs = {
      wallSeconds: rounded(context.secondsSinceStart(), 2),
      peakRssMiB: rounded(context.peakRssMiB(), 0),
    };
    const truth = plan.truth === undefined ? undefined : { records: [...plan.truth], rule };
    const { summary, files } = inFile(plan.configuredBy, () => deriveFiles(run, costs, truth));
    for (const [name, content] of files) writeInto(folder, name, content);
    if (truth !== undefined) writeFileWhole(join(folder.path, "truth.jsonl"), jsonLines(truth.records));
    context.interruption.check();
    folder.publish();
    return summary;
  } finally {
    folder.discard();
    context.progress.clear();
  }
}

async function watchPlan(plan: RunPlan, folder: OutputFolder, context: CommandContext): Promise<RunRecord> {
  const writer = openLogWriter(join(folder.path, "log.jsonl"));
  try {
    const collector = collectRun();
    const session = inFile(plan.configuredBy, () =>
      openSession(plan.header, plan.catalogue, (body: LogBody, text: string) => {
        writer.append(text);
        collector.take(body);
      }),
    );
    let firstRejection: IntakeRejection | undefined;
    let items = 0;
    for await (const item of plan.items) {
      if ("measurement" in item) {
        const { measurement } = item;
        inFile(plan.configuredBy, () => session.measure(measurement));
      } else {
        firstRejection ??= item.rejection;
        session.reject(item.rejection);
      }
      items += 1;
      if (items % ITEMS_BETWEEN_BREATHS !== 0) continue;
      context.progress.show("watching", plan.itemCount === undefined ? undefined : items / plan.itemCount);
      await context.interruption.breathe();
    }
    const end = inFile(plan.configuredBy, () => session.finish());
    refuseUseless(plan, end, items, firstRejection);
    return collector.finish();
  } finally {
    writer.close();
  }
}

/** A file of which no record could be used is unusable; one with some bad records is not. */
function refuseUseless(plan: RunPlan, end: LogEnd, items: number, first: IntakeRejection | undefined): void {
  const measured = plan.header.inputs.filter(({ purpose }) => purpose === "measurements");
  const name = (measured[0] ?? plan.header.inputs[0])?.name ?? "input";
  // In images, and in a recording read whole, there may well be nothing: a calm sky. A log of no line is a mistake.
  if (plan.looksAtImages === true) return;
  if (items === 0 && measured.some(({ sha256 }) => sha256 === undefined))
    throw new InputError(name, "holds no measurement", "name a measurement log, a recording or a scenario");
  if (end.rejected === 0 || end.infrared + end.radar > 0) return;
  const where = first?.where ?? name;
  const reason = first?.reason ?? Object.keys(end.rejectedReasons)[0] ?? "rejected";
  throw new InputError(where, `${reason} (and no other of ${end.rejected} records can be used)`);
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

function writeInto(folder: OutputFolder, name: string, content: string): void {
  const path = join(folder.path, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
