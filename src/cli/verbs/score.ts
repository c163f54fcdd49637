import { statSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { readFileText } from "../../formats/index.js";
import { InputError, Summary } from "../../messages/index.js";
import { type CommandContext, withContext } from "../context.js";
import { deriveFiles } from "../derived-files.js";
import { readFolderLog } from "../folder-log.js";
import { withJson } from "../options.js";
import { writeFileWhole } from "../output-file.js";
import { type PrintedTrackScore, scoreTrackFile } from "../score-track-file.js";
import { loadMatchingRule } from "../scoring-rule.js";
import { readTruth } from "../truth-file.js";

interface ScoreOptions {
  readonly truth: string;
  readonly scoring?: string;
  readonly meta?: string;
  readonly plots?: string;
  readonly assoc?: string;
  readonly json: boolean;
}

/** Adds the verb `score`. */
export function addScore(program: Command): void {
  withJson(
    program
      .command("score")
      .description("compare what a watch or a tracker said with what really flew")
      .argument("<folder or file>", "output folder of watch or run, or tracks of track (.jsonl)")
      .requiredOption("--truth <file>", "truth file of simulate, or of radar plots (.jsonl)")
      .option("--scoring <file>", "when event and truth are the same (default: scenarios/scoring.yaml)")
      .option("--meta <file>", "for tracks: what stands beside the plots (.json)")
      .option("--plots <file>", "for tracks: their plots, to set perfect association beside them (.jsonl)")
      .option("--assoc <file>", "for tracks: which plots each used, for their purity (.json)"),
  )
    .addHelpText(
      "after",
      `
The score of a folder enters its summary.json and report.html, and a copy of the truth its truth.jsonl. That of tracks
is printed alone: OSPA and GOSPA with a cutoff of 10 km, switches, breaks, NEES, delays, SIAP, all times one by one.
Times after the last report are not scored; how many they are is told.

Examples:
  $ npx firstlight score watched --truth truth.jsonl
  $ npx firstlight score tracks.jsonl --truth n100.truth.jsonl --meta n100.meta.json \\
      --plots n100.meas.jsonl --assoc assoc.json`,
    )
    .action(async (place: string, options: ScoreOptions) => {
      const figures = await withContext(async (context) =>
        holdsTracks(place)
          ? tellSilence(place, await scoreTrackFile(place, options))
          : (await scoreFolder(place, options, context)).score,
      );
      process.stdout.write(`${JSON.stringify(figures, null, options.json ? 0 : 2)}\n`);
    });
}

/** Says on standard error where nothing is reported towards the end: no figure counts that. */
function tellSilence<T extends PrintedTrackScore>(place: string, score: T): T {
  const { evalTimes, unscoredTimes } = score;
  if (unscoredTimes > 0)
    process.stderr.write(
      `firstlight: ${place}: no report after ${evalTimes} of ${evalTimes + unscoredTimes} times of evaluation; the others are not scored\n`,
    );
  return score;
}

/** @returns whether it is a file, of tracks, and no folder; faults of a place that can't be looked at are told later */
function holdsTracks(place: string): boolean {
  try {
    if (statSync(place).isDirectory()) return false;
  } catch {
    throw new InputError(
      place,
      "no such file or folder",
      "name a folder of watch or run, or tracks of track",
    );
  }
  return true;
}

async function scoreFolder(
  folder: string,
  options: { readonly truth: string; readonly scoring?: string },
  context: CommandContext,
): Promise<Summary> {
  const records = await readTruth(options.truth);
  const rule = await loadMatchingRule(options.scoring);
  const { run, fault } = await readFolderLog(folder, context);
  if (fault !== undefined)
    throw new InputError(fault.where, fault.wrong, "run `firstlight verify` on the folder");
  const costs = await readCosts(join(folder, "summary.json"));
  const { summary, files } = deriveFiles(run, costs, { records, rule });
  for (const name of ["summary.json", "report.html"]) writeFileWhole(join(folder, name), [files.get(name)!]);
  writeFileWhole(
    join(folder, "truth.jsonl"),
    records.map((record) => `${JSON.stringify(record)}\n`),
  );
  return summary;
}

async function readCosts(path: string): Promise<Summary> {
  try {
    return Summary.parse(JSON.parse(await readFileText(path)));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(path, "is no summary", "name an output folder of Firstlight");
  }
}
