import { createReadStream } from "node:fs";
import { fileProblem } from "./read-file.js";

/** A line longer than this is refused, and never held in memory. */
export const LINE_LIMIT_BYTES = 16 * 1024 * 1024;

/** One line of a file, without its line feed. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
  /** False for a last line that no line feed ends: whoever wrote it may have been cut off. */
  readonly terminated: boolean;
  /** True where the bytes were not UTF-8; the text then holds U+FFFD in their place. */
  readonly malformed: boolean;
  readonly tooLong?: undefined;
}

/** A line over the limit: only its number and length are known. */
export interface OverlongLine {
  readonly line: number;
  readonly tooLong: true;
  readonly bytes: number;
}

const LINE_FEED = 0x0a;

/**
 * Reads a file or a stream line by line in bounded memory.
 *
 * Lines end at a line feed; a carriage return before it stays in the text, so that the text is the file's own.
 * @param source a path, or chunks of bytes as they come
 * @param limit longest line that is held, bytes
 * @throws {InputError} where the file can't be read
 */
export async function* readLines(
  source: string | AsyncIterable<Uint8Array>,
  limit: number = LINE_LIMIT_BYTES,
): AsyncGenerator<TextLine | OverlongLine, void, undefined> {
  const splitter = new LineSplitter(limit);
  const name = typeof source === "string" ? source : "input stream";
  const iterator = (typeof source === "string" ? openChunks(source) : source)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextChunk(iterator, name);
      if (next === null) break;
      yield* splitter.take(next);
    }
    yield* splitter.end();
  } finally {
    await iterator.return?.();
  }
}

function openChunks(path: string): AsyncIterable<Uint8Array> {
  try {
    return createReadStream(path, { highWaterMark: 1 << 18 });
  } catch (error) {
    throw fileProblem(path, error) ?? error;
  }
}

async function nextChunk(iterator: AsyncIterator<Uint8Array>, name: string): Promise<Uint8Array | null> {
  try {
    const next = await iterator.next();
    return next.done === true ? null : next.value;
  } catch (error) {
    throw fileProblem(name, error) ?? error;
  }
}

/** Cuts chunks of bytes into lines; holds at most one line and never more than the limit. */
class LineSplitter {
  private readonly strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  private readonly lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  private parts: Uint8Array[] = [];
  private held = 0;
  private line = 0;

  constructor(private readonly limit: number) {}

  *take(chunk: Uint8Array): Generator<TextLine | OverlongLine> {
    let from = 0;
    for (;;) {
      const feed = chunk.indexOf(LINE_FEED, from);
      if (feed === -1) break;
      this.hold(chunk.subarray(from, feed));
      yield this.flush(true);
      from = feed + 1;
    }
    if (from < chunk.length) this.hold(chunk.subarray(from));
  }

  *end(): Generator<TextLine | OverlongLine> {
    if (this.held > 0) yield this.flush(false);
  }

  private hold(part: Uint8Array): void {
    this.held += part.length;
    if (this.held > this.limit) this.parts = [];
    else this.parts.push(part);
  }

  private flush(terminated: boolean): TextLine | OverlongLine {
    const { parts, held } = this;
    this.parts = [];
    this.held = 0;
    this.line += 1;
    if (held > this.limit) return { line: this.line, tooLong: true, bytes: held };
    const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts, held);
    try {
      return { line: this.line, text: this.strict.decode(bytes), terminated, malformed: false };
    } catch {
      return { line: this.line, text: this.lenient.decode(bytes), terminated, malformed: true };
    }
  }
}
