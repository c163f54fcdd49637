import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, Summary, type TruthRecord } from "../messages/index.js";
import { openReplay } from "../service/index.js";
import type { MatchingRule, RunRecord } from "../study/index.js";
import { VERSION } from "./bundled.js";
import type { CommandContext } from "./context.js";
import { deriveFiles } from "./derived-files.js";
import { readFolderLog } from "./folder-log.js";
import { loadMatchingRule } from "./scoring-rule.js";
import { readTruth } from "./truth-file.js";

/** Something that does not hold, and where. */
export interface Fault {
  /** File with line, as the user would look for it. */
  readonly where: string;
  readonly wrong: string;
}

/** What the verification of a folder gave. */
export interface Verification {
  readonly records: number;
  readonly faults: readonly Fault[];
}

/**
 * Checks an output folder: the log's chain, the replay of its measurements, and every file that follows from it.
 *
 * @param folder output folder
 * @throws {InputError} where there is no log to check
 */
export async function verifyFolder(folder: string, context: CommandContext): Promise<Verification> {
  const replay = openReplay();
  const log = await readFolderLog(folder, context, (line, record) => {
    try {
      return replay.take(line, record.body, record.bodyText);
    } catch (error) {
      if (error instanceof InputError) return { line, wrong: `can't be replayed (${error.message})` };
      throw error;
    }
  });
  const { records } = log;
  if (log.fault !== undefined) return { records, faults: [withVersion(log.fault, log.version)] };
  context.progress.show("comparing the other files");
  return { records, faults: await compareDerived(folder, log.run) };
}

/** Another version of the program may well give another replay: then that is the first thing to know. */
function withVersion(fault: Fault, version: string | undefined): Fault {
  if (version === undefined || version === VERSION) return fault;
  return {
    ...fault,
    wrong: `${fault.wrong} (the log was written by version ${version}, this is ${VERSION})`,
  };
}

async function compareDerived(folder: string, run: RunRecord): Promise<Fault[]> {
  const summaryPath = join(folder, "summary.json");
  const truthPath = join(folder, "truth.jsonl");
  const summary = readSummary(summaryPath);
  if ("wrong" in summary) return [summary];
  let truth: { readonly records: TruthRecord[]; readonly rule: MatchingRule } | undefined;
  try {
    if (existsSync(truthPath))
      truth = { records: await readTruth(truthPath), rule: await loadMatchingRule() };
  } catch (error) {
    if (error instanceof InputError) return [{ where: error.where, wrong: error.wrong }];
    throw error;
  }
  const { files } = deriveFiles(run, summary, truth);
  const faults: Fault[] = [];
  for (const [name, content] of files) {
    const wrong = difference(join(folder, name), content);
    if (wrong !== null) faults.push(wrong);
  }
  const warnings = join(folder, "warnings");
  for (const name of existsSync(warnings) ? readdirSync(warnings).sort() : [])
    if (!files.has(`warnings/${name}`))
      faults.push({ where: join(warnings, name), wrong: "no warning of the log stands behind this file" });
  return faults;
}

function readSummary(path: string): Summary | Fault {
  if (!existsSync(path)) return { where: path, wrong: "is missing" };
  try {
    return Summary.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return { where: path, wrong: "is not a summary any more" };
  }
}

function difference(path: string, expected: string): Fault | null {
  if (!existsSync(path)) return { where: path, wrong: "is missing" };
  const found = readFileSync(path);
  const wanted = Buffer.from(expected, "utf8");
  if (found.equals(wanted)) return null;
  let at = 0;
  while (at < found.length && at < wanted.length && found[at] === wanted[at]) at += 1;
  const line = 1 + wanted.subarray(0, at).filter((byte) => byte === 10).length;
  return { where: `${path}:${line}`, wrong: `is not what follows from the log (from byte ${at} on)` };
}
