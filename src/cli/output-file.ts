import {
  closeSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../messages/index.js";

const WRITE_AT = 1 << 20;

/** A file that is written beside its place and put there when it is whole: nobody finds half of it. */
export interface WholeFile {
  write(part: string | Uint8Array): void;
  /** Settles when more can be written without piling up in memory. */
  ready(): Promise<void>;
  /** Puts it in its place. */
  publish(): void;
  /** Removes what was written; does nothing after `publish`. */
  discard(): void;
}

/**
 * Opens a file for writing.
 *
 * @param target the file; `-` writes to standard output
 * @throws {InputError} where it can't be written, now or later
 */
export function openWholeFile(target: string): WholeFile {
  if (target === "-") return standardOutput();
  if (target === "") throw new InputError("--out", "is empty", "name a file");
  if (isSpecial(target)) throw new InputError(target, "is not a place for a file", "name a file");
  const partial = `${target}.partial-${process.pid}`;
  const file = guarded(target, () => openSync(partial, "w"));
  let open = true;
  let pending: Buffer[] = [];
  let length = 0;
  const flush = () => {
    if (length > 0) guarded(target, () => writeAll(file, Buffer.concat(pending, length)));
    pending = [];
    length = 0;
  };
  return {
    write(part) {
      const bytes = typeof part === "string" ? Buffer.from(part, "utf8") : Buffer.from(part);
      pending.push(bytes);
      length += bytes.length;
      if (length >= WRITE_AT) flush();
    },
    ready: () => Promise.resolve(),
    publish() {
      flush();
      closeSync(file);
      open = false;
      guarded(target, () => renameSync(partial, target), partial);
    },
    discard() {
      if (open) {
        closeSync(file);
        rmSync(partial, { force: true });
      }
      open = false;
    },
  };
}

function standardOutput(): WholeFile {
  let full = false;
  return {
    write(part) {
      full = !process.stdout.write(part);
    },
    ready: () => (full ? new Promise((resolve) => process.stdout.once("drain", resolve)) : Promise.resolve()),
    publish() {},
    discard() {},
  };
}

/**
 * Writes a file beside its place and puts it there when it is whole.
 *
 * @param target the file; `-` writes to standard output
 * @param parts its text
 * @throws {InputError} where it can't be written
 */
export function writeFileWhole(target: string, parts: Iterable<string>): void {
  const file = openWholeFile(target);
  try {
    for (const part of parts) file.write(part);
    file.publish();
  } finally {
    file.discard();
  }
}

/** One record a line. */
export function* jsonLines(records: Iterable<object>): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
}

/**
 * @returns whether two names lead to one file, whether it is there already or not: by another spelling, a link or a
 *   second entry of the same file; standard output (`-`) is none
 */
export function isSameFile(one: string, other: string): boolean {
  if (one === "-" || other === "-") return false;
  const [a, b] = [statusOf(one), statusOf(other)];
  if (a !== undefined && b !== undefined) return a.dev === b.dev && a.ino === b.ino;
  return a === undefined && b === undefined && realPlace(one) === realPlace(other);
}

function realPlace(path: string): string {
  const place = resolve(path);
  try {
    return join(realpathSync(dirname(place)), basename(place));
  } catch {
    return place;
  }
}

function isSpecial(target: string): boolean {
  const status = statusOf(target);
  return status !== undefined && !status.isFile();
}

/** @returns undefined where nothing is there, or nothing can be: opening it says why */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Does something to a file; what the disk refuses is said with the file's name. */
function guarded<T>(target: string, work: () => T, leftOver?: string): T {
  try {
    return work();
  } catch (error) {
    if (leftOver !== undefined) rmSync(leftOver, { force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new InputError(
      target,
      `can't be written (${code})`,
      "name a file in a folder that you may write to",
    );
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
