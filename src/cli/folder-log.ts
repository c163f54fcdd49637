import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../messages/index.js";
import { type ChainStep, type LogFault, readChain } from "../service/index.js";
import { collectRun, type RunRecord } from "../study/index.js";
import type { CommandContext } from "./context.js";
import type { Fault } from "./verify-folder.js";

const RECORDS_BETWEEN_BREATHS = 512;

/** A folder's log, read to its end or to its first fault. */
export type FolderLog =
  | { readonly records: number; readonly fault: Fault; readonly run?: undefined; readonly version?: string }
  | { readonly records: number; readonly fault?: undefined; readonly run: RunRecord };

type ChainRecord = Extract<ChainStep, { readonly record: unknown }>["record"];

/**
 * Reads the log of an output folder in bounded memory.
 *
 * @param folder output folder
 * @param examine told of every record that stands in its place; a fault that it returns ends the reading
 * @throws {InputError} where the folder holds no log
 */
export async function readFolderLog(
  folder: string,
  context: CommandContext,
  examine: (line: number, record: ChainRecord) => LogFault | null = () => null,
): Promise<FolderLog> {
  const path = join(folder, "log.jsonl");
  if (!existsSync(folder))
    throw new InputError(folder, "no such folder", "name an output folder of Firstlight");
  if (!existsSync(path))
    throw new InputError(folder, "holds no log.jsonl", "name an output folder of Firstlight");
  const size = Math.max(statSync(path).size, 1);
  const collector = collectRun();
  let records = 0;
  let read = 0;
  let version: string | undefined;
  for await (const step of readChain(path)) {
    const fault = "fault" in step ? step.fault : examine(step.line, step.record);
    if (fault !== null) {
      const place = { where: `${path}:${fault.line}`, wrong: fault.wrong };
      return { records, fault: place, ...(version === undefined ? {} : { version }) };
    }
    if ("fault" in step) continue;
    const { body, bodyText } = step.record;
    if (body.type === "header") version = body.version;
    collector.take(body);
    records += 1;
    read += bodyText.length;
    if (records % RECORDS_BETWEEN_BREATHS !== 0) continue;
    context.progress.show("reading the log", read / size);
    await context.interruption.breathe();
  }
  return { records, run: collector.finish() };
}
