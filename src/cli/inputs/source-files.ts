import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join } from "node:path";
import { readFileBytes } from "../../formats/index.js";
import type { LogInput } from "../../messages/index.js";

/** Reads files that a run is made of, and remembers each by name and digest for the log's header. */
export interface SourceFiles {
  /**
   * @param file path as the user or a file wrote it
   * @param beside the file in which it was written; absent: relative to where the command runs
   * @returns where it lies, and its bytes
   */
  read(file: string, beside?: string): Promise<{ readonly path: string; readonly bytes: Uint8Array }>;
  /** Takes up a file that was read elsewhere. */
  add(name: string, bytes: Uint8Array): void;
  /** Names and digests of what was read, in order, each once. */
  list(): LogInput[];
  /** Where the files lie that were read. */
  paths(): string[];
}

/** Begins with no file read. */
export function openSourceFiles(): SourceFiles {
  const digests = new Map<string, string>();
  const paths = new Set<string>();
  const add = (name: string, bytes: Uint8Array) => {
    digests.set(name, createHash("sha256").update(bytes).digest("hex"));
  };
  return {
    add,
    async read(file, beside) {
      const path = beside === undefined || isAbsolute(file) ? file : join(dirname(beside), file);
      const bytes = await readFileBytes(path);
      paths.add(path);
      add(nameInLog(file, beside), bytes);
      return { path, bytes };
    },
    list: () => [...digests].map(([name, sha256]) => ({ name, purpose: "configuration", sha256 })),
    paths: () => [...paths],
  };
}

/** A path of this machine means nothing on another: only what a scenario itself writes is kept whole. */
function nameInLog(file: string, beside: string | undefined): string {
  return beside === undefined || isAbsolute(file) ? basename(file) : file;
}
