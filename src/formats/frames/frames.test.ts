import fc from "fast-check";
import { expect, test } from "vitest";
import { type Frame, FrameHeader, InputError } from "../../messages/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readFrames } from "./read-frames.js";
import { frameFileParts } from "./write-frames.js";

const HEADER = FrameHeader.parse({
  format: "firstlight-frames-1",
  sensor: "cam",
  origin: "exercise",
  start: "2026-08-22T06:00:00Z",
  band: "mwir",
  rows: 8,
  columns: 9,
  pixelMicroradians: 30,
  framesPerSecond: 10,
  sample: "uint16",
  irradiancePerCount: 4e-14,
  pointSpreadPixels: 0.6,
  randomMicroradians: 5,
});
/** Bytes before the first frame, and of a frame. */
const HEAD = 16 + Buffer.byteLength(JSON.stringify(HEADER)) + 4;
const RECORD = 112 + 2 * 72 + 4;

function frameOf(number: number, over: Partial<Frame> = {}): Frame {
  return {
    number,
    time: number / 10,
    positionEcef: [42e6, -1.5, 1 / 3],
    axesEcef: Float64Array.of(0, 1, 0, 0, 0, -1, -1, 0, 0),
    samples: Uint16Array.from({ length: 72 }, (_, p) => (p * 911 + number * 7) & 0xffff),
    ...over,
  };
}

/** Parts are copied as they come: their bytes are used again. */
async function fileOf(frames: readonly Frame[], header: FrameHeader = HEADER): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of frameFileParts(header, frames)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: Uint8Array, size = 50): Promise<{ header: FrameHeader; frames: Frame[] }> {
  const { header, frames } = await readFrames(inPieces(bytes, size), "f.frames");
  const out: Frame[] = [];
  for await (const frame of frames) out.push({ ...frame, samples: frame.samples.slice() });
  return { header, frames: out };
}

const GOOD = await fileOf([frameOf(0), frameOf(1), frameOf(5)]);

test("what was written is read again, whatever the pieces", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 2000 }), async (size) => {
      const { header, frames } = await readAll(GOOD, size);
      expect(header).toEqual(HEADER);
      expect(frames).toEqual([frameOf(0), frameOf(1), frameOf(5)]);
    }),
    { numRuns: 40 },
  );
  expect(await fileOf([frameOf(0), frameOf(1), frameOf(5)])).toEqual(GOOD);
  expect(GOOD.length).toBe(HEAD + 3 * RECORD + 12);
});

test("samples lie little-endian by rows", () => {
  expect(GOOD.readUInt16LE(HEAD + 112 + 2 * (3 * 9 + 4))).toBe(frameOf(0).samples[3 * 9 + 4]);
});

test("a file of frames is known by its first bytes", () => {
  expect(recogniseFormat(GOOD, "anything.txt")).toBe("frames");
  expect(recogniseFormat(GOOD.subarray(0, 8), "x")).toBe("frames");
});

test("faults are named with their byte", async () => {
  const broken = (change: (bytes: Buffer) => Buffer): Buffer => change(Buffer.from(GOOD));
  const at = (position: number, value: number) => (bytes: Buffer) => {
    bytes[position] = value;
    return bytes;
  };
  const cases: readonly (readonly [Buffer, number, RegExp])[] = [
    [broken(at(0, 0x88)), 0, /no file of frames/],
    [broken(at(8, 2)), 8, /version 2/],
    [broken(at(14, 9)), 12, /header of/],
    [broken(at(30, 0x20)), 0, /header's checksum/],
    [broken(at(HEAD, 0)), HEAD, /neither a frame nor the end/],
    [broken(at(HEAD + RECORD + 200, 1)), HEAD + RECORD, /frame's checksum/],
    [broken(at(HEAD + 3 * RECORD + 4, 7)), HEAD + 3 * RECORD, /end's checksum/],
    [broken((b) => b.subarray(0, b.length - 1)), GOOD.length - 1, /ends within its end/],
    [broken((b) => b.subarray(0, HEAD + RECORD)), HEAD + RECORD, /the end is missing/],
    [broken((b) => Buffer.concat([b, Buffer.of(0)])), GOOD.length, /more comes after/],
    [await fileOf([frameOf(3), frameOf(3, { time: 9 })]), HEAD + RECORD + 4, /frame 3 after frame 3/],
    [await fileOf([frameOf(3), frameOf(4, { time: 0.3 })]), HEAD + RECORD + 8, /0.3 s after/],
    [await fileOf([frameOf(3, { time: 1e300 })]), HEAD + 8, /1e\+300 s from the file's start/],
    [await fileOf([frameOf(3, { positionEcef: [1, 2, Number.NaN] })]), HEAD + 16, /no place/],
    [await fileOf([frameOf(3, { positionEcef: [0, 0, 0] })]), HEAD + 16, /no place/],
    [
      await fileOf([], { ...HEADER, start: "2026-13-45T06:00:00Z" }),
      16,
      /start: "2026-13-45.*does not exist/,
    ],
    [await fileOf([frameOf(3, { axesEcef: new Float64Array(9) })]), HEAD + 40, /unit vectors/],
  ];
  for (const [bytes, position, wrong] of cases) {
    const error = await readAll(bytes).then(
      () => null,
      (e: unknown) => e,
    );
    expect(error, String(wrong)).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(wrong);
    expect((error as InputError).message).toContain(`f.frames byte ${position}`);
  }
});

test("a file cut anywhere, or with any byte changed, is refused", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: GOOD.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (position, change) => {
        const changed = Buffer.from(GOOD);
        changed[position] = changed[position]! ^ change;
        await expect(readAll(changed, 100)).rejects.toBeInstanceOf(InputError);
        await expect(readAll(GOOD.subarray(0, position), 100)).rejects.toBeInstanceOf(InputError);
      },
    ),
    { numRuns: 200 },
  );
});

test("frames that do not fit their header are a bug of the caller", async () => {
  await expect(fileOf([frameOf(0, { samples: new Uint16Array(3) })])).rejects.toBeInstanceOf(RangeError);
});
