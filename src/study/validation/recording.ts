import type { FormatKind } from "../../formats/index.js";

/** One file of a folder of recordings, opened by whoever walks the folder. */
export interface Recording {
  /** Relative to the folder, with forward slashes: `slr/blits_201206.frd.gz`. */
  readonly path: string;
  /** What its content says it is. */
  readonly kind: FormatKind;
  /** Its bytes from the beginning, unpacked where the file is compressed; each call reads anew. */
  chunks(): AsyncIterable<Uint8Array>;
  /** All of its bytes, unpacked. @throws {InputError} where they are too many to hold */
  bytes(): Promise<Uint8Array>;
  /** All of it as text. @throws {InputError} where it is no UTF-8, or too long to hold */
  text(): Promise<string>;
}

/** @returns those of some kinds, in the order of their paths */
export function recordingsOf(recordings: readonly Recording[], ...kinds: readonly FormatKind[]): Recording[] {
  return recordings
    .filter(({ kind }) => kinds.includes(kind))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
