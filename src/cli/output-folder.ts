import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../messages/index.js";
import { makeFolder } from "./make-folder.js";

/** What Firstlight writes into an output folder; everything else in it is somebody's own and stays. */
export const OUTPUT_FILES = [
  "log.jsonl",
  "events.jsonl",
  "summary.json",
  "report.html",
  "truth.jsonl",
] as const;
const WARNINGS = "warnings";
const PARTIAL = ".firstlight-partial-";

/** A folder that is filled apart and put in its place when it is whole. */
export interface OutputFolder {
  /** Where to write meanwhile. */
  readonly path: string;
  /** Puts what was written in its place; what Firstlight had written there before is replaced, nothing else. */
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
  const place = placeOf(target);
  refuseForeign(target, place);
  // Within a folder that stands already: it may be another disk's, and those above it may be closed to us.
  const path = existsSync(place)
    ? join(place, `${PARTIAL}${process.pid}`)
    : join(dirname(place), `.${basename(place)}.partial-${process.pid}`);
  rmSync(path, { recursive: true, force: true });
  makeFolder(path, target);
  let open = true;
  return {
    path,
    publish() {
      refuseForeign(target, place);
      if (existsSync(place)) replaceOwn(path, place);
      else renameSync(path, place);
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
  refuseForeign(target, placeOf(target));
}

/** Where a folder really is to lie: a link to a folder stays, and what it leads to is written. */
function placeOf(target: string): string {
  if (target === "") throw new InputError("--out", "is empty", "name a folder");
  const place = resolve(target);
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place;
  try {
    return realpathSync(place);
  } catch {
    throw new InputError(target, "is a link that leads nowhere", "name a folder with --out");
  }
}

function refuseForeign(target: string, place: string): void {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) throw new InputError(target, "is a file", "name a folder with --out");
  const content = readdirSync(place).filter((name) => !name.startsWith(PARTIAL));
  if (content.length === 0 || (beginsWithOurHeader(join(place, "log.jsonl")) && ownWarnings(place))) return;
  throw new InputError(
    target,
    "is a folder with other content, which stays as it is",
    "name a new or empty folder, or an earlier output of Firstlight",
  );
}

/** The folder of alerts is replaced whole: it must hold nothing else. */
function ownWarnings(place: string): boolean {
  const alerts = lstatSync(join(place, WARNINGS), { throwIfNoEntry: false });
  if (alerts === undefined) return true;
  return (
    alerts.isDirectory() && readdirSync(join(place, WARNINGS)).every((name) => /^[\w.-]+\.xml$/.test(name))
  );
}

/** The log goes first: from then on the folder is known as ours, whatever happens on the way. */
function replaceOwn(from: string, place: string): void {
  const written = readdirSync(from);
  for (const name of new Set([...OUTPUT_FILES, WARNINGS, ...written])) {
    if (name === WARNINGS || !written.includes(name))
      rmSync(join(place, name), { recursive: name === WARNINGS, force: true });
    if (written.includes(name)) renameSync(join(from, name), join(place, name));
  }
  rmSync(from, { recursive: true, force: true });
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
