import { existsSync, realpathSync, rmdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { InputError, type ValidationRecord } from "../../messages/index.js";
import {
  COMPARISONS,
  type Comparison,
  FOLDER_LINE,
  renderValidation,
  type ValidatedLine,
  validateRecordings,
  validationRecord,
} from "../../study/index.js";
import { bundledFile, VERSION } from "../bundled.js";
import { type CommandContext, withContext } from "../context.js";
import { EXIT, type SetExit } from "../exit.js";
import { openRecordingsFolder } from "../inputs/recordings-folder.js";
import { Interrupted } from "../interrupt.js";
import { makeFolder } from "../make-folder.js";
import { withJson } from "../options.js";
import { writeFileWhole } from "../output-file.js";
import { printValidation, validationSummary } from "../print-validation.js";

interface ValidateOptions {
  readonly out: string;
  readonly only?: readonly string[];
  readonly list: boolean;
  readonly json: boolean;
}

/** Adds the verb `validate`. */
export function addValidate(program: Command, setExit: SetExit): void {
  const command = program
    .command("validate")
    .description("compare what others recorded with what is independently known of it")
    .argument("[folder]", "folder of recordings, with its sub-folders; packed by gzip or not")
    .option("--out <folder>", "folder for validation.json and validation.html", "firstlight-validation")
    .option("--only <names>", "run these comparisons alone, separated by commas (see --list)", namesOf)
    .option("--list", "name the kinds of comparison, and do nothing", false);
  withJson(command)
    .addHelpText(
      "after",
      `
Every file is recognised by its content, whatever its name. Recordings that belong together (a laser station's ranges and
the predicted orbit of the satellite) find each other by content too. What is not recognised, or has no use in any
comparison, is named in both files. Exit code 3 says that some line doesn't reach its mark.

Examples:
  $ npx firstlight validate data/validation
  $ npx firstlight validate recordings --out checked
  $ npx firstlight validate recordings --only precise-orbits,fireballs --json`,
    )
    .action(async (folder: string | undefined, options: ValidateOptions) => {
      if (options.list) return listComparisons(options.json);
      if (folder === undefined)
        throw new InputError("validate", "names no folder", "name a folder of recordings");
      const { records, seconds } = await withContext((context) => validateFolder(folder, options, context));
      if (records.some(({ pass }) => pass === false)) setExit(EXIT.checkFailed);
      printValidation(records, seconds, options);
    });
}

function listComparisons(json: boolean): void {
  const names = COMPARISONS.map(({ name }) => name);
  process.stdout.write(
    json ? `${JSON.stringify({ comparisons: names })}\n` : names.map((name) => `${name}\n`).join(""),
  );
}

function namesOf(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  const strange = names.find((name) => !COMPARISONS.some((comparison) => comparison.name === name));
  if (strange !== undefined)
    throw new InvalidArgumentError(
      `"${strange}" is no comparison; there are: ${COMPARISONS.map(({ name }) => name).join(", ")}`,
    );
  return names;
}

/**
 * Validates a folder and writes validation.json and validation.html.
 *
 * @throws {InputError} where the folder holds nothing that can be compared, or the output can't be written
 */
async function validateFolder(
  folder: string,
  { out, only }: ValidateOptions,
  context: CommandContext,
): Promise<{ records: ValidationRecord[]; seconds: Readonly<Record<string, number>> }> {
  const target = outputPlace(out);
  const { recordings, unknown } = await openRecordingsFolder(folder, {
    signal: context.interruption.signal,
    except: existsSync(target) ? realpathSync(target) : undefined,
    async looking(path, done) {
      context.progress.show(`looking at ${path}`, done);
      await context.interruption.breathe();
    },
  });
  const made = !existsSync(target);
  makeFolder(target, out);
  let written = false;
  try {
    const seconds: Record<string, number> = {};
    const wanted = COMPARISONS.filter(({ name }) => only === undefined || only.includes(name));
    const faults: unknown[] = [];
    const comparisons = wanted.map((comparison) => timed(outlived(comparison, faults), seconds));
    const contextOf = (comparison: Comparison) => comparisonContext(comparison, context);
    const lines = await validateRecordings(recordings, unknown, comparisons, contextOf, only === undefined);
    if (lines.every(({ by }) => by === FOLDER_LINE))
      throw new InputError(
        folder,
        `holds nothing that ${only === undefined ? "any comparison" : only.join(" or ")} can use`,
        "`firstlight validate --list` names the comparisons",
      );
    const records = lines.map(validationRecord);
    const page = { folder: basename(resolve(folder)), version: VERSION };
    writeFileWhole(join(target, "validation.json"), jsonArray(records));
    writeFileWhole(join(target, "validation.html"), [renderValidation(lines, page)]);
    written = true;
    sayUnrecognised(lines, context);
    if (faults.length > 0) throw faults[0];
    return { records, seconds };
  } finally {
    if (made && !written) rmdirSync(target);
  }
}

/**
 * The same comparison, whose bugs cost no other comparison its lines: what it had said stands, a line names the fault, and
 * the command fails once all is written.
 */
function outlived(comparison: Comparison, faults: unknown[]): Comparison {
  const { name } = comparison;
  return {
    name,
    async *compare(recordings, context) {
      try {
        yield* comparison.compare(recordings, context);
      } catch (error) {
        if (error instanceof InputError || error instanceof Interrupted) throw error;
        faults.push(error);
        yield {
          recording: ".",
          comparison: `${name}: internal error`,
          truth: "none",
          independence: "nothing is compared from here on: this is a fault of Firstlight, not of a recording",
          figure: Number.NaN,
          unit: "1",
          reason: error instanceof Error ? error.message : String(error),
        };
      }
    },
  };
}

/** The same comparison, noting how long it takes. */
function timed(comparison: Comparison, seconds: Record<string, number>): Comparison {
  const { name } = comparison;
  return {
    name,
    async *compare(recordings, context) {
      const begun = performance.now();
      try {
        yield* comparison.compare(recordings, context);
      } finally {
        seconds[name] = (seconds[name] ?? 0) + (performance.now() - begun) / 1000;
      }
    },
  };
}

function comparisonContext({ name }: Comparison, { progress, interruption }: CommandContext) {
  return {
    bundledFile,
    async progress(what: string, done?: number) {
      progress.show(`${name}: ${what}`, done);
      await interruption.breathe();
    },
  };
}

function outputPlace(out: string): string {
  if (out === "") throw new InputError("--out", "is empty", "name a folder");
  return resolve(out);
}

/** One object a line, so that two reports can be compared line by line. */
function* jsonArray(records: readonly ValidationRecord[]): Generator<string> {
  for (const [index, record] of records.entries())
    yield `${index === 0 ? "[\n" : ",\n"}${JSON.stringify(record)}`;
  yield "\n]\n";
}

function sayUnrecognised(lines: readonly ValidatedLine[], { progress }: CommandContext): void {
  progress.clear();
  const { unknown, unused } = validationSummary(lines.map(validationRecord)).files;
  if (unknown + unused > 0)
    process.stderr.write(
      `firstlight: ${unknown} files of no known kind, ${unused} that no comparison uses: named in validation.json\n`,
    );
}
