import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../messages/index.js";

/** A folder that is filled beside its place and put there when it is whole. */
export interface OutputFolder {
  /** Where to write meanwhile. */
  readonly path: string;
  /** Puts the folder in its place; what Firstlight had written there before is replaced. */
  publish(): void;
  /** Removes what was written. Does nothing after `publish`. */
  discard(): void;
}

/**
 * Opens an output folder.
 *
 * @param target where the finished folder shall be
 * @throws {InputError} where something stands there that Firstlight did not write, or where it can't be made
 */
export function openOutputFolder(target: string): OutputFolder {
  const place = resolve(target);
  refuseForeign(target, place);
  const path = join(dirname(place), `.${basename(place)}.partial-${process.pid}`);
  try {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new InputError(
      target,
      `can't be made (${(error as Error).message})`,
      "name a folder you may write to",
    );
  }
  let open = true;
  return {
    path,
    publish() {
      refuseForeign(target, place);
      rmSync(place, { recursive: true, force: true });
      renameSync(path, place);
      open = false;
    },
    discard() {
      if (open) rmSync(path, { recursive: true, force: true });
      open = false;
    },
  };
}

/**
 * Looks whether a folder may be written, before any work is done for it.
 *
 * @throws {InputError} where something stands there that Firstlight did not write
 */
export function checkOutputFolder(target: string): void {
  refuseForeign(target, resolve(target));
}

function refuseForeign(target: string, place: string): void {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) throw new InputError(target, "is a file", "name a folder with --out");
  if (readdirSync(place).length === 0 || beginsWithOurHeader(join(place, "log.jsonl"))) return;
  throw new InputError(
    target,
    "is a folder with other content, which stays as it is",
    "name a new or empty folder, or an earlier output of Firstlight",
  );
}

function beginsWithOurHeader(log: string): boolean {
  if (!existsSync(log)) return false;
  const head = Buffer.alloc(400);
  const file = openSync(log, "r");
  const length = readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return /^\{"hash":"[0-9a-f]{64}","sequence":0,.*"format":"firstlight-log/.test(
    head.toString("utf8", 0, length),
  );
}
