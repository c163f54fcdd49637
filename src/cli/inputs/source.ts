import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { FILE_LIMIT_BYTES, fileProblem, HEAD_BYTES } from "../../formats/index.js";
import { InputError } from "../../messages/index.js";

/** Something that can be read once from its beginning: a file, a pipe or standard input. */
export interface Source {
  /** As the user named it. */
  readonly path: string;
  /** Without the folders of this machine. */
  readonly name: string;
  /** Its first bytes. */
  readonly head: Uint8Array;
  /** All of its bytes, the head included. Can be read once. */
  chunks(): AsyncIterable<Uint8Array>;
  /** All of its bytes at once. Can be read once. @throws {InputError} where they are too many */
  bytes(): Promise<Uint8Array>;
}

/**
 * Opens an input and reads its head.
 *
 * @param path a file, a pipe, or `-` for standard input
 * @param signal ends a read that waits for more, with the signal's reason
 * @throws {InputError} where it can't be read, is a folder, a device, or empty
 */
export async function openSource(path: string, signal?: AbortSignal): Promise<Source> {
  refuseUnreadable(path);
  const stream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 });
  signal?.addEventListener("abort", () => stream.destroy(signal.reason as Error), { once: true });
  const iterator = (stream as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const next = async (): Promise<Uint8Array | null> => {
    try {
      const { value, done } = await iterator.next();
      return done === true ? null : value;
    } catch (error) {
      throw fileProblem(path, error) ?? error;
    }
  };
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const chunk = await next();
    if (chunk === null) break;
    first.push(chunk);
    length += chunk.length;
  }
  if (length === 0)
    throw new InputError(path, "is empty", "name a scenario, a measurement log or a recording");
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* first;
    for (let chunk = await next(); chunk !== null; chunk = await next()) yield chunk;
  }
  return {
    path,
    name: path === "-" ? "standard input" : basename(path),
    head: Buffer.concat(first),
    chunks,
    async bytes() {
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of chunks()) {
        size += chunk.length;
        if (size > FILE_LIMIT_BYTES) throw new InputError(path, `is larger than ${FILE_LIMIT_BYTES} bytes`);
        parts.push(chunk);
      }
      return Buffer.concat(parts, size);
    },
  };
}

function refuseUnreadable(path: string): void {
  if (path === "-") return;
  try {
    const status = statSync(path);
    if (status.isDirectory())
      throw new InputError(path, "is a folder", "name a scenario, a measurement log or a recording");
    if (status.isCharacterDevice() || status.isBlockDevice() || status.isSocket())
      throw new InputError(path, "is a device", "name a file, a pipe, or - for standard input");
  } catch (error) {
    throw fileProblem(path, error) ?? error;
  }
}
