import { createReadStream } from "node:fs";

/** No record of ours is longer; a longer line is a fault, and is not held in memory. */
export const MAXIMUM_RECORD_BYTES = 16 * 1024 * 1024;

/** One line of a file as its bytes stand there. */
export interface RawLine {
  /** From 1. */
  readonly number: number;
  /** Without the line feed; empty where the line is too long. */
  readonly bytes: Buffer;
  readonly tooLong: boolean;
  /** Whether a line feed ends it. */
  readonly ended: boolean;
}

/**
 * Reads a file line by line as bytes. Only a line feed ends a line: a carriage return is content.
 *
 * @param path file to read
 * @throws the file system's error where it can't be read
 */
export async function* readRawLines(path: string): AsyncGenerator<RawLine> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (ended: boolean): RawLine => {
    number += 1;
    const tooLong = length > MAXIMUM_RECORD_BYTES;
    const bytes = tooLong ? Buffer.alloc(0) : parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    parts = [];
    length = 0;
    return { number, bytes, tooLong, ended };
  };
  for await (const data of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const chunk = data as Buffer;
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      length += at - from;
      if (length <= MAXIMUM_RECORD_BYTES) parts.push(chunk.subarray(from, at));
      yield take(true);
      from = at + 1;
    }
    length += chunk.length - from;
    if (length > MAXIMUM_RECORD_BYTES) parts = [];
    else if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (length > 0) yield take(false);
}
