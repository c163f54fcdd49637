import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
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

function isSpecial(target: string): boolean {
  const status = statSync(target, { throwIfNoEntry: false });
  return status !== undefined && !status.isFile();
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
