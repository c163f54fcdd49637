import { crc32 } from "node:zlib";
import { epochFromUtc } from "../../astro/index.js";
import { type Frame, FrameHeader, InputError } from "../../messages/index.js";
import {
  END_REST,
  END_TAG,
  FRAME_FILE_VERSION,
  FRAME_HEAD,
  FRAME_TAG,
  HEADER_LIMIT,
  SIGNATURE,
  SWAP,
} from "./layout.js";

/** A file of frames that has been opened: its header, and its frames as they are read. */
export interface FrameFile {
  readonly header: FrameHeader;
  /** In the order of the file. The samples are the same array each time: copy what is kept. */
  readonly frames: AsyncIterable<Frame>;
}

/** Axes are unit vectors at right angles but for so much. */
const AXES_TOLERANCE = 1e-6;
/** A frame is no further from the file's start than a year, s. */
const LONGEST_TIME = 366 * 86_400;
/** A satellite is above the ground and nearer than the Moon, m from the Earth's centre. */
const LEAST_RADIUS = 6.35e6;
const LARGEST_RADIUS = 3.8e8;

/** Bytes as they come, counted. */
class ByteSource {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);
  /** Of the next byte. */
  position = 0;

  constructor(
    chunks: AsyncIterable<Uint8Array>,
    private readonly path: string,
  ) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  fault(position: number, wrong: string, right?: string): InputError {
    return new InputError(`${this.path} byte ${position}`, wrong, right);
  }

  /** Fills `out` as far as there are bytes. @returns how many */
  async fill(out: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < out.length) {
      if (this.rest.length === 0) {
        const { value, done } = await this.chunks.next();
        if (done === true) break;
        this.rest = value;
      }
      const part = this.rest.subarray(0, out.length - filled);
      out.set(part, filled);
      filled += part.length;
      this.rest = this.rest.subarray(part.length);
    }
    this.position += filled;
    return filled;
  }

  /** Fills all of `out`. @throws InputError where the file ends before */
  async take(out: Uint8Array, what: string): Promise<void> {
    const filled = await this.fill(out);
    if (filled < out.length) throw this.fault(this.position, `the file ends within ${what}`, "copy it anew");
  }
}

/**
 * Opens a file of frames.
 *
 * @param chunks the file's bytes, in pieces of any length
 * @param path named in faults
 * @throws InputError with the byte where something is wrong; while the frames are read as well
 */
export async function readFrames(chunks: AsyncIterable<Uint8Array>, path: string): Promise<FrameFile> {
  const source = new ByteSource(chunks, path);
  const head = Buffer.alloc(SIGNATURE.length + 8);
  await source.take(head, "its signature");
  if (!head.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw source.fault(0, "is no file of frames");
  const version = head.readUInt32LE(8);
  if (version !== FRAME_FILE_VERSION)
    throw source.fault(8, `is of version ${version}`, `version ${FRAME_FILE_VERSION} can be read`);
  const length = head.readUInt32LE(12);
  if (length === 0 || length > HEADER_LIMIT)
    throw source.fault(12, `a header of ${length} bytes`, `it has at most ${HEADER_LIMIT}`);
  const text = Buffer.alloc(length + 4);
  await source.take(text, "its header");
  const whole = Buffer.concat([head, text.subarray(0, length)]);
  if (crc32(whole) !== text.readUInt32LE(length))
    throw source.fault(0, "the header's checksum is wrong", "copy it anew");
  const header = parseHeader(text.subarray(0, length), source);
  return { header, frames: framesOf(source, header) };
}

function parseHeader(bytes: Buffer, source: ByteSource): FrameHeader {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw source.fault(16, "the header is not JSON");
  }
  const parsed = FrameHeader.safeParse(value);
  if (parsed.success) {
    requireDay(parsed.data.start, source);
    return parsed.data;
  }
  const issue = parsed.error.issues[0]!;
  throw source.fault(16, `the header's ${issue.path.join(".") || "fields"}: ${issue.message}`);
}

/** The form of a time is the schema's matter, whether there is such a day is the calendar's. */
function requireDay(start: string, source: ByteSource): void {
  try {
    epochFromUtc(start);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw source.fault(16, `the header's start: ${error.message}`);
  }
}

/** Whether a satellite may be there. */
function isPlace(position: readonly number[]): boolean {
  const radius = Math.hypot(...position);
  return radius > LEAST_RADIUS && radius < LARGEST_RADIUS;
}

async function* framesOf(source: ByteSource, header: FrameHeader): AsyncGenerator<Frame> {
  const bytes = new Uint8Array(FRAME_HEAD + 2 * header.rows * header.columns + 4);
  const record = Buffer.from(bytes.buffer);
  const samples = new Uint16Array(bytes.buffer, FRAME_HEAD, header.rows * header.columns);
  let count = 0;
  let [lastNumber, lastTime] = [-1, Number.NEGATIVE_INFINITY];
  for (;;) {
    const start = source.position;
    await source.take(bytes.subarray(0, 4), "a record: the end is missing");
    const tag = record.readUInt32LE(0);
    if (tag === END_TAG) {
      await readEnd(source, record, start, count);
      return;
    }
    if (tag !== FRAME_TAG) throw source.fault(start, "neither a frame nor the end begins here");
    await source.take(bytes.subarray(4), "a frame");
    const end = record.length - 4;
    if (crc32(record.subarray(0, end)) !== record.readUInt32LE(end))
      throw source.fault(start, "the frame's checksum is wrong", "copy it anew");
    const frame = decodeFrame(record, samples);
    if (frame.number <= lastNumber)
      throw source.fault(start + 4, `frame ${frame.number} after frame ${lastNumber}`);
    if (!(Math.abs(frame.time) < LONGEST_TIME))
      throw source.fault(start + 8, `a frame ${frame.time} s from the file's start`);
    if (frame.time <= lastTime)
      throw source.fault(start + 8, `a frame of ${frame.time} s after one of ${lastTime} s`);
    if (!isPlace(frame.positionEcef)) throw source.fault(start + 16, "is no place of a satellite");
    if (!isAttitude(frame.axesEcef)) throw source.fault(start + 40, "are no unit vectors at right angles");
    if (SWAP) record.subarray(FRAME_HEAD, end).swap16();
    [lastNumber, lastTime] = [frame.number, frame.time];
    count += 1;
    yield frame;
  }
}

function decodeFrame(record: Buffer, samples: Uint16Array): Frame {
  const double = (at: number): number => record.readDoubleLE(at);
  return {
    number: record.readUInt32LE(4),
    time: double(8),
    positionEcef: [double(16), double(24), double(32)],
    axesEcef: Float64Array.from({ length: 9 }, (_, i) => double(40 + 8 * i)),
    samples,
  };
}

/** Whether nine numbers are three unit vectors at right angles, right-handed. */
function isAttitude(axes: Float64Array): boolean {
  const row = (k: number) => [axes[3 * k]!, axes[3 * k + 1]!, axes[3 * k + 2]!] as const;
  const [r, d, f] = [row(0), row(1), row(2)];
  const cross = [r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]];
  const near = (x: number, y: number): boolean => Math.abs(x - y) < AXES_TOLERANCE;
  return near(Math.hypot(...r), 1) && near(Math.hypot(...d), 1) && cross.every((x, i) => near(x, f[i]!));
}

async function readEnd(source: ByteSource, record: Buffer, start: number, count: number): Promise<void> {
  await source.take(record.subarray(4, 4 + END_REST), "its end");
  if (crc32(record.subarray(0, END_REST)) !== record.readUInt32LE(END_REST))
    throw source.fault(start, "the end's checksum is wrong", "copy it anew");
  const told = record.readUInt32LE(4);
  if (told !== count) throw source.fault(start + 4, `${told} frames are told, ${count} were there`);
  if ((await source.fill(record.subarray(0, 1))) > 0)
    throw source.fault(source.position - 1, "more comes after the end");
}
