import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type Picture, writeCap, writeCzml, writeGeoJson } from "../../formats/index.js";
import { InputError, type RadarTrack } from "../../messages/index.js";
import { type RunRecord, warningFile } from "../../study/index.js";
import { type CommandContext, withContext } from "../context.js";
import { readFolderLog } from "../folder-log.js";
import { makeFolder } from "../make-folder.js";
import { withJson } from "../options.js";
import { isSameFile, writeFileWhole } from "../output-file.js";
import { OUTPUT_FILES } from "../output-folder.js";

interface ExportOptions {
  readonly to: "geojson" | "czml" | "cap" | "events";
  readonly out: string;
  readonly json: boolean;
}

/** Adds the verb `export`. */
export function addExport(program: Command): void {
  withJson(
    program
      .command("export")
      .description("write an output folder's content in other people's formats")
      .argument("<folder>", "output folder of demo, run or watch")
      .addOption(
        new Option(
          "--to <format>",
          "GeoJSON for maps, CZML for globes, CAP 1.2 messages, events as JSON lines",
        )
          .choices(["geojson", "czml", "cap", "events"])
          .makeOptionMandatory(),
      )
      .requiredOption("--out <path>", "file to write (for cap: a folder); - is standard output"),
  )
    .addHelpText(
      "after",
      `
Examples:
  $ npx firstlight export firstlight-demo --to geojson --out demo.geojson
  $ npx firstlight export firstlight-demo --to czml --out demo.czml
  $ npx firstlight export firstlight-demo --to cap --out alerts`,
    )
    .action(async (folder: string, options: ExportOptions) => {
      const written = await withContext((context) => exportFolder(folder, options, context));
      if (options.json) process.stdout.write(`${JSON.stringify({ written })}\n`);
      else if (options.out !== "-") process.stdout.write(`${written.join("\n")}\n`);
    });
}

/** @returns the files written */
async function exportFolder(
  folder: string,
  options: ExportOptions,
  context: CommandContext,
): Promise<string[]> {
  if (options.json && options.out === "-")
    throw new InputError("--json", "standard output is taken by --out -", "name a file with --out");
  if (OUTPUT_FILES.some((name) => isSameFile(join(folder, name), options.out)))
    throw new InputError("--out", `${options.out} belongs to the folder itself`, "name another file");
  const tracks: RadarTrack[] = [];
  const { run, fault } = await readFolderLog(folder, context, (_line, { body }) => {
    if (body.type === "radar-track") tracks.push(body);
    return null;
  });
  if (fault !== undefined)
    throw new InputError(fault.where, fault.wrong, "run `firstlight verify` on the folder");
  if (options.to === "cap") return exportWarnings(run, options.out);
  const text =
    options.to === "events"
      ? run.events.map((event) => `${JSON.stringify(event)}\n`).join("")
      : (options.to === "czml" ? writeCzml : writeGeoJson)(pictureOf(run, tracks));
  writeFileWhole(options.out, [text]);
  return [options.out];
}

function exportWarnings(run: RunRecord, folder: string): string[] {
  if (folder === "-") throw new InputError("--out", "CAP messages are files", "name a folder");
  if (folder === "") throw new InputError("--out", "is empty", "name a folder");
  makeFolder(resolve(folder), folder);
  return run.warnings.map((warning) => {
    const path = join(folder, warningFile(warning).replace(/^warnings\//, ""));
    writeFileWhole(path, [writeCap(warning, run)]);
    return path;
  });
}

function pictureOf(run: RunRecord, tracks: readonly RadarTrack[]): Picture {
  const { header, catalogue, events, warnings, firstTime, lastTime } = run;
  if (firstTime === undefined || lastTime === undefined)
    throw new InputError("log.jsonl", "holds no measurement", "there is nothing to draw");
  return {
    name: header.scenario ?? header.inputs.map(({ name }) => name).join(", "),
    origin: header.origin,
    start: firstTime,
    end: lastTime,
    network: header.network,
    catalogue,
    events,
    tracks,
    warnings,
  };
}
