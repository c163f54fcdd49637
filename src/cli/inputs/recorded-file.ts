import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import {
  decodeText,
  FILE_LIMIT_BYTES,
  fileProblem,
  HEAD_BYTES,
  recogniseFormat,
} from "../../formats/index.js";
import { InputError } from "../../messages/index.js";
import type { Recording, UnknownFile } from "../../study/index.js";

const CHUNK = 1 << 18;
/** A packed file may unpack to so many bytes. */
const UNPACKED_LIMIT_BYTES = 8 * 1024 ** 3;
/** Beyond the first MiBs, no recording packs better than this; gzip itself ends at 1,032. */
const MOST_PACKED = 250;
const FREELY_UNPACKED_BYTES = 64 * 1024 * 1024;

/** First bytes of what is packed in a way that isn't unpacked here. */
const PACKINGS: readonly (readonly [signature: string, name: string])[] = [
  ["\x1f\x9d", "compress (.Z)"],
  ["PK\x03\x04", "zip"],
  ["BZh", "bzip2"],
  ["\xfd7zXZ", "xz"],
  ["\x28\xb5\x2f\xfd", "zstd"],
  ["7z\xbc\xaf", "7z"],
];

/** Names of texts that lie beside recordings for people. */
const NOTE = /(^|\/)(readme|licen[cs]e|notice|copying|changelog)[^/]*$|\.(md|txt|rst|html?|pdf)$/i;

/**
 * Looks at a file: what it is, judged by its content, unpacked where it is packed by gzip.
 *
 * @param place where it lies
 * @param path how it is called, relative to the folder
 * @param signal ends a read, with the signal's reason
 * @returns a recording, or what the file is instead
 */
export async function openRecordedFile(
  place: string,
  path: string,
  signal: AbortSignal,
): Promise<Recording | UnknownFile> {
  try {
    const packed = await beginsWithGzip(place);
    const chunks = () => (packed ? unpackedChunks(place, path, signal) : fileChunks(place, path, signal));
    const head = await readHead(chunks());
    const kind = recogniseFormat(head, "");
    if (kind === "empty" || kind === "unknown") return { path, reason: whatInstead(head, path) };
    const bytes = () => wholeOf(chunks(), path);
    return { path, kind, chunks, bytes, text: async () => decodeText(await bytes(), path) };
  } catch (error) {
    const problem = error instanceof InputError ? error : fileProblem(path, error);
    if (problem === null) throw error;
    return {
      path,
      reason: problem.right === undefined ? problem.wrong : `${problem.wrong}; ${problem.right}`,
    };
  }
}

async function beginsWithGzip(place: string): Promise<boolean> {
  const handle = await open(place, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    return bytesRead === 3 && buffer.toString("latin1") === "\x1f\x8b\x08";
  } finally {
    await handle.close();
  }
}

async function* fileChunks(place: string, path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = createReadStream(place, { highWaterMark: CHUNK });
  try {
    for await (const chunk of file) {
      signal.throwIfAborted();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw fileProblem(path, error) ?? error;
  } finally {
    file.destroy();
  }
}

async function* unpackedChunks(place: string, path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = createReadStream(place, { highWaterMark: CHUNK });
  const gunzip = createGunzip({ chunkSize: CHUNK });
  file.on("error", (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let unpacked = 0;
  try {
    for await (const chunk of gunzip) {
      signal.throwIfAborted();
      unpacked += (chunk as Uint8Array).length;
      refuseBomb(unpacked, file.bytesRead, path);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw packingProblem(path, unpacked, error) ?? fileProblem(path, error) ?? error;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

function refuseBomb(unpacked: number, packed: number, path: string): void {
  if (unpacked > UNPACKED_LIMIT_BYTES)
    throw new InputError(path, `unpacks to more than ${UNPACKED_LIMIT_BYTES} bytes`, "split it");
  if (unpacked > FREELY_UNPACKED_BYTES && unpacked > MOST_PACKED * packed)
    throw new InputError(
      path,
      `unpacks to more than ${MOST_PACKED} times its size`,
      "no recording packs so well",
    );
}

function packingProblem(path: string, unpacked: number, error: unknown): InputError | null {
  const { code } = error as { code?: unknown };
  if (code === "Z_BUF_ERROR")
    return new InputError(
      path,
      `its gzip data ends too early, after ${unpacked} bytes unpacked`,
      "copy it anew",
    );
  return typeof code === "string" && code.startsWith("Z_")
    ? new InputError(path, `its gzip data is damaged after ${unpacked} bytes unpacked`, "copy it anew")
    : null;
}

async function readHead(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts, length).subarray(0, HEAD_BYTES);
}

async function wholeOf(chunks: AsyncIterable<Uint8Array>, path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > FILE_LIMIT_BYTES)
      throw new InputError(path, `is larger than ${FILE_LIMIT_BYTES} bytes`, "split it");
    parts.push(chunk);
  }
  return Buffer.concat(parts, size);
}

function whatInstead(head: Uint8Array, path: string): string {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString("latin1");
  if (latin.trim() === "") return "is empty";
  const packing = PACKINGS.find(([signature]) => latin.startsWith(signature));
  if (packing !== undefined) return `is packed by ${packing[1]}: unpack it, or pack it by gzip`;
  if (latin.includes("\0")) return "is of no known kind";
  return NOTE.test(path) ? "is a text for people, or of no known kind" : "is text of no known kind";
}
