import { open } from "node:fs/promises";
import { InputError } from "../../messages/index.js";

/** Largest file that is read as a whole; longer ones come as lines. */
export const FILE_LIMIT_BYTES = 1024 * 1024 * 1024;

const causes: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ["no such file", "check the path"],
  ENOTDIR: ["no such file", "a part of the path is not a folder"],
  EISDIR: ["is a folder", "name a file"],
  EACCES: ["may not be read", "check its permissions"],
  EPERM: ["may not be read", "check its permissions"],
  ELOOP: ["symbolic links go in a circle", "name a file"],
  ENAMETOOLONG: ["the path is too long", "name a file"],
  ENXIO: ["is not a file that can be read", "name a file"],
  EIO: ["the medium gave an error while reading", "copy it anew"],
  ERR_INVALID_ARG_VALUE: ["is not a path", "name a file"],
};

/** @returns the input error that a failure of the file system stands for, or null where it is none of the input's */
export function fileProblem(path: string, error: unknown): InputError | null {
  const code = (error as { code?: unknown } | null)?.code;
  const cause = typeof code === "string" ? causes[code] : undefined;
  return cause === undefined ? null : new InputError(path, cause[0], cause[1]);
}

/**
 * Reads a whole file.
 *
 * @param limit largest size accepted, bytes
 * @throws {InputError} where it can't be read, is a folder, is empty or is over the limit
 */
export async function readFileBytes(path: string, limit: number = FILE_LIMIT_BYTES): Promise<Uint8Array> {
  try {
    const handle = await open(path, "r");
    try {
      const status = await handle.stat();
      if (status.isDirectory()) throw new InputError(path, "is a folder", "name a file");
      const bytes = await readUpTo(handle.createReadStream({ autoClose: false }), path, limit);
      if (bytes.length === 0) throw new InputError(path, "is empty");
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileProblem(path, error) ?? error;
  }
}

async function readUpTo(chunks: AsyncIterable<Uint8Array>, path: string, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw new InputError(path, `is larger than ${limit} bytes`, "split it");
    parts.push(chunk);
  }
  return Buffer.concat(parts, size);
}

/**
 * Reads a whole file as UTF-8 text; a byte order mark is dropped.
 *
 * @throws {InputError} as `readFileBytes`, and where the bytes are not UTF-8
 */
export async function readFileText(path: string, limit: number = FILE_LIMIT_BYTES): Promise<string> {
  return decodeText(await readFileBytes(path, limit), path);
}

/** @throws {InputError} where the bytes are not UTF-8 text */
export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(file, "is not UTF-8 text", "save it as UTF-8");
  }
}
