import { crc32 } from "node:zlib";
import { type Frame, FrameHeader } from "../../messages/index.js";
import {
  END_TAG,
  FRAME_FILE_VERSION,
  FRAME_HEAD,
  FRAME_TAG,
  HEADER_LIMIT,
  SIGNATURE,
  SWAP,
} from "./layout.js";

/**
 * Writes a file of frames part by part; never more than one frame is in memory.
 *
 * @param frames in order of their numbers
 * @returns parts of the file in order; the same bytes are used for the next frame, so each is to be written or copied at once
 * @throws RangeError for frames that don't fit the header, a bug of the caller
 */
export async function* frameFileParts(
  header: FrameHeader,
  frames: Iterable<Frame> | AsyncIterable<Frame>,
): AsyncGenerator<Uint8Array> {
  yield fileHead(header);
  const pixels = header.rows * header.columns;
  const record = Buffer.alloc(FRAME_HEAD + 2 * pixels + 4);
  let count = 0;
  for await (const frame of frames) {
    if (frame.samples.length !== pixels)
      throw new RangeError(`frame ${frame.number} has ${frame.samples.length} samples, its header ${pixels}`);
    encodeFrame(frame, record);
    yield record;
    count += 1;
  }
  yield fileEnd(count);
}

function fileHead(header: FrameHeader): Buffer {
  const text = Buffer.from(JSON.stringify(FrameHeader.parse(header)), "utf8");
  if (text.length > HEADER_LIMIT) throw new RangeError(`a header of ${text.length} bytes`);
  const head = Buffer.alloc(SIGNATURE.length + 8 + text.length + 4);
  head.set(SIGNATURE);
  head.writeUInt32LE(FRAME_FILE_VERSION, 8);
  head.writeUInt32LE(text.length, 12);
  head.set(text, 16);
  return sealed(head);
}

function encodeFrame(frame: Frame, record: Buffer): void {
  record.writeUInt32LE(FRAME_TAG, 0);
  record.writeUInt32LE(frame.number, 4);
  record.writeDoubleLE(frame.time, 8);
  for (let i = 0; i < 3; i++) record.writeDoubleLE(frame.positionEcef[i]!, 16 + 8 * i);
  for (let i = 0; i < 9; i++) record.writeDoubleLE(frame.axesEcef[i]!, 40 + 8 * i);
  const { samples } = frame;
  const bytes = record.subarray(FRAME_HEAD, FRAME_HEAD + 2 * samples.length);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  if (SWAP) bytes.swap16();
  sealed(record);
}

function fileEnd(count: number): Buffer {
  const end = Buffer.alloc(12);
  end.writeUInt32LE(END_TAG, 0);
  end.writeUInt32LE(count, 4);
  return sealed(end);
}

/** Puts the checksum of all that stands before it at the end. */
function sealed(bytes: Buffer): Buffer {
  const end = bytes.length - 4;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return bytes;
}
