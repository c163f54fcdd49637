import { crc32 } from "node:zlib";
import { InputError } from "../../messages/index.js";
import { ByteReader, PayloadError } from "./byte-reader.js";
import { type CompactRecord, type DecodingState, decodeRecord } from "./decode.js";
import { BLOCK_HEAD_LENGTH, HEAD_LENGTH, MAGIC, PAYLOAD_LIMIT, VERSION } from "./layout.js";

/** A record of a compact log, or the word that bytes of it could not be read. */
export type CompactItem =
  | (CompactRecord & { /** Of the file's first byte that holds it. */ readonly byte: number })
  | { readonly byte: number; readonly wrong: string };

/** @returns whether a file is a compact measurement log, by its first bytes */
export function beginsCompactLog(head: Uint8Array): boolean {
  return MAGIC.every((byte, i) => head[i] === byte);
}

/**
 * Reads a compact measurement log block by block, in bounded memory. What is wrong is said with the number of its byte,
 * from 0; a block whose check does not fit is passed over as a whole, and the next one read.
 *
 * @param name of the file, for messages
 * @throws {InputError} where it is no compact log, or one of another version
 */
export async function* readCompactLog(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<CompactItem> {
  const source = new ChunkReader(chunks);
  const head = await source.take(HEAD_LENGTH);
  if (head === null || !beginsCompactLog(head)) throw new InputError(name, "is no compact measurement log");
  const version = head.readUInt16LE(MAGIC.length);
  if (version !== VERSION)
    throw new InputError(
      `${name} byte ${MAGIC.length}`,
      `version ${version} is not known`,
      `version ${VERSION}`,
    );
  let total = 0;
  let spoilt = false;
  for (;;) {
    const byte = source.position;
    const block = await source.take(BLOCK_HEAD_LENGTH);
    if (block === null) return yield { byte, wrong: "the log is cut off: it has no end" };
    const length = block.readUInt32LE(0);
    const records = block.readUInt32LE(4);
    if (length === 0) {
      if (!spoilt && records !== total % 2 ** 32)
        yield { byte: byte + 4, wrong: `the end counts ${records} records, there are ${total}` };
      if (!(await source.ended())) yield { byte: source.position, wrong: "something follows the end" };
      return;
    }
    if (length > PAYLOAD_LIMIT) return yield { byte, wrong: `a block of ${length} bytes: none is so long` };
    const payload = await source.take(length);
    if (payload === null) return yield { byte, wrong: "the log is cut off within a block" };
    total += records;
    if (crc32(payload) !== block.readUInt32LE(8)) {
      spoilt = true;
      yield { byte, wrong: `a block of ${records} records is spoilt: its check does not fit` };
    } else yield* recordsOf(payload, records, byte + BLOCK_HEAD_LENGTH);
  }
}

function* recordsOf(payload: Buffer, records: number, start: number): Generator<CompactItem> {
  const reader = new ByteReader(payload);
  const state: DecodingState = { reader, time: 0, cycles: new Map() };
  try {
    for (let k = 0; k < records; k++) {
      const byte = start + reader.position;
      yield { byte, ...decodeRecord(state) };
    }
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    yield { byte: start + error.position, wrong: error.wrong };
    return;
  }
  if (!reader.ended) yield { byte: start + reader.position, wrong: "a block holds more than it counts" };
}

/** Takes so many bytes at a time out of chunks of any length. */
class ChunkReader {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private held: Buffer = Buffer.alloc(0);
  /** Bytes taken so far. */
  position = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** @returns null where the source ends before */
  async take(length: number): Promise<Buffer | null> {
    if (this.held.length < length && !(await this.hold(length))) return null;
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    this.position += length;
    return taken;
  }

  async ended(): Promise<boolean> {
    return !(await this.hold(1));
  }

  /** A copy is made once for all that is missing, not once a chunk. */
  private async hold(length: number): Promise<boolean> {
    const parts: Uint8Array[] = [this.held];
    let total = this.held.length;
    while (total < length) {
      const { value, done } = await this.chunks.next();
      if (done === true) break;
      parts.push(value);
      total += value.length;
    }
    this.held = Buffer.concat(parts, total);
    return total >= length;
  }
}
