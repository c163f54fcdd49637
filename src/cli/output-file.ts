import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../messages/index.js";

const WRITE_AT = 1 << 20;

/**
 * Writes a file beside its place and puts it there when it is whole: nobody finds half of it.
 *
 * @param target the file; `-` writes to standard output
 * @param parts its text
 * @throws {InputError} where it can't be written
 */
export function writeFileWhole(target: string, parts: Iterable<string>): void {
  if (target === "-") {
    for (const part of parts) process.stdout.write(part);
    return;
  }
  if (target === "") throw new InputError("--out", "is empty", "name a file");
  if (isSpecial(target)) throw new InputError(target, "is not a place for a file", "name a file");
  const partial = `${target}.partial-${process.pid}`;
  try {
    const file = openSync(partial, "w");
    try {
      let pending = "";
      for (const part of parts) {
        pending += part;
        if (pending.length < WRITE_AT) continue;
        writeAll(file, pending);
        pending = "";
      }
      writeAll(file, pending);
    } finally {
      closeSync(file);
    }
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new InputError(
      target,
      `can't be written (${code})`,
      "name a file in a folder that you may write to",
    );
  }
}

/**
 * @returns whether two names lead to one file, whether it is there already or not: by another spelling, a link or a
 *   second entry of the same file; standard output (`-`) is none
 */
export function isSameFile(one: string, other: string): boolean {
  if (one === "-" || other === "-") return false;
  const a = statSync(one, { throwIfNoEntry: false });
  const b = statSync(other, { throwIfNoEntry: false });
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
  const status = statSync(target, { throwIfNoEntry: false });
  return status !== undefined && !status.isFile();
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
