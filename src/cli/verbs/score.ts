import { join } from "node:path";
import type { Command } from "commander";
import { readFileText } from "../../formats/index.js";
import { InputError, Summary } from "../../messages/index.js";
import { type CommandContext, withContext } from "../context.js";
import { deriveFiles } from "../derived-files.js";
import { readFolderLog } from "../folder-log.js";
import { withJson } from "../options.js";
import { writeFileWhole } from "../output-file.js";
import { loadMatchingRule } from "../scoring-rule.js";
import { readTruth } from "../truth-file.js";

/** Adds the verb `score`. */
export function addScore(program: Command): void {
  withJson(
    program
      .command("score")
      .description("compare what a watch said with what really flew")
      .argument("<folder>", "output folder of watch or run")
      .requiredOption("--truth <file>", "truth file of simulate (.jsonl)")
      .option("--scoring <file>", "when event and truth are the same (default: scenarios/scoring.yaml)"),
  )
    .addHelpText(
      "after",
      `
The score enters the folder's summary.json and report.html, and a copy of the truth its truth.jsonl.

Example:
  $ npx firstlight score watched --truth truth.jsonl`,
    )
    .action(async (folder: string, options: { truth: string; scoring?: string; json: boolean }) => {
      const { score } = await withContext((context) => scoreFolder(folder, options, context));
      process.stdout.write(`${JSON.stringify(score, null, options.json ? 0 : 2)}\n`);
    });
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
