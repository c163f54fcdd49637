import { crc32 } from "node:zlib";
import type {
  Heartbeat,
  InfraredDetection,
  Measurement,
  OpticalPulse,
  RadarPlot,
} from "../../messages/index.js";
import { ByteWriter } from "./byte-writer.js";
import { BLOCK_HEAD_LENGTH, DECIMALS, FLAG, HEAD_LENGTH, MAGIC, TAG, VERSION } from "./layout.js";
import { microsecondsOf } from "./time-text.js";

/** What goes into a log: a message, or a text that stands in its place. */
export type LoggedMessage = { readonly measurement: Measurement } | { readonly text: string };

/** Writes a compact measurement log, piece by piece; the pieces are the file. */
export interface CompactWriter {
  head(): Uint8Array;
  /**
   * @param messages in the order of the log; some ten thousand make a good block
   * @returns as many blocks as they need, none for no message
   */
  blocks(messages: Iterable<LoggedMessage>): Uint8Array;
  /** What says that the log is whole. */
  end(): Uint8Array;
}

/**
 * Begins a compact measurement log: see `layout.ts` for its form.
 *
 * @param lineOf the JSON of a message as a log of lines has it, for those of another form
 */
export function openCompactWriter(lineOf: (measurement: Measurement) => string): CompactWriter {
  const writer = new ByteWriter();
  let total = 0;
  return {
    head() {
      const head = Buffer.alloc(HEAD_LENGTH);
      head.set(MAGIC);
      head.writeUInt16LE(VERSION, MAGIC.length);
      return head;
    },
    blocks(messages) {
      const pieces: Buffer[] = [];
      let state = begun(writer);
      let records = 0;
      const close = () => {
        const payload = writer.written();
        pieces.push(blockHead(payload.length, records, crc32(payload)), Buffer.from(payload));
        total += records;
        records = 0;
        state = begun(writer);
      };
      for (const message of messages) {
        if ("text" in message) writeLine(writer, message.text);
        else if (!writeMessage(state, message.measurement)) writeLine(writer, lineOf(message.measurement));
        records += 1;
        if (writer.position >= BLOCK_LENGTH) close();
      }
      if (records > 0) close();
      return Buffer.concat(pieces);
    },
    end: () => blockHead(0, total % 2 ** 32, 0),
  };
}

function blockHead(length: number, records: number, check: number): Buffer {
  const head = Buffer.alloc(BLOCK_HEAD_LENGTH);
  head.writeUInt32LE(length, 0);
  head.writeUInt32LE(records, 4);
  head.writeUInt32LE(check, 8);
  return head;
}

/** A block is closed when it is longer than this, bytes. */
const BLOCK_LENGTH = 4 * 1024 * 1024;

function begun(writer: ByteWriter): BlockState {
  writer.clear();
  return { writer, time: 0, cycles: new Map() };
}

/** What the next record of a block is told against. */
interface BlockState {
  readonly writer: ByteWriter;
  /** Microseconds of the last record. */
  time: number;
  /** Last look or scan of each sensor, with the beginning of its identifiers. */
  readonly cycles: Map<string, { number: number; prefix: string }>;
}

function writeLine(writer: ByteWriter, text: string): void {
  writer.byte(TAG.line);
  writer.text(text);
}

/** @returns false, and nothing is written, where the message has a form that is kept as a line */
function writeMessage(state: BlockState, message: Measurement): boolean {
  const time = microsecondsOf(message.time);
  if (time === null) return false;
  switch (message.type) {
    case "radar-plot":
      return writePlot(state, message, time);
    case "infrared-detection":
      return writeDetection(state, message, time);
    case "optical-pulse":
      return writePulse(state, message, time);
    case "heartbeat":
      return writeHeartbeat(state, message, time);
    case "launch-notification":
      return false;
  }
}

/** How many keys each kind has that has none of its optional ones. */
const KEYS = { plot: 13, detection: 12, pulse: 9, heartbeat: 6 } as const;

function writePlot(state: BlockState, m: RadarPlot, time: number): boolean {
  const rate = m.rangeRate !== undefined && m.sigmaRangeRate !== undefined;
  if (Object.keys(m).length !== KEYS.plot + (rate ? 2 : 0) || !isWhole(m.scan)) return false;
  const { writer } = state;
  const number = begin(state, TAG.radarPlot, m, time, m.scan, rate ? FLAG.rangeRate : 0);
  if (number === null) writer.text(m.id);
  else writer.whole(number);
  writer.decimal(m.range, DECIMALS.range);
  writer.decimal(m.azimuth, DECIMALS.angle);
  writer.decimal(m.elevation, DECIMALS.angle);
  writer.significant(m.sigmaRange);
  writer.significant(m.sigmaAzimuth);
  writer.significant(m.sigmaElevation);
  if (rate) {
    writer.decimal(m.rangeRate!, DECIMALS.rate);
    writer.significant(m.sigmaRangeRate!);
  }
  writer.significant(m.signalToNoise);
  return true;
}

function writeDetection(state: BlockState, m: InfraredDetection, time: number): boolean {
  if (Object.keys(m).length !== KEYS.detection || !isWhole(m.look)) return false;
  const { writer } = state;
  const number = begin(state, TAG.infraredDetection, m, time, m.look, 0);
  if (number === null) writer.text(m.id);
  else writer.whole(number);
  writeSight(writer, m);
  writer.string(m.band);
  writer.significant(m.irradiance);
  writer.significant(m.signalToNoise);
  return true;
}

function writePulse(state: BlockState, m: OpticalPulse, time: number): boolean {
  const flags = (m.flash === undefined ? 0 : FLAG.flash) | (m.quality === undefined ? 0 : FLAG.quality);
  const optional = (m.flash === undefined ? 0 : 1) + (m.quality === undefined ? 0 : 1);
  if (Object.keys(m).length !== KEYS.pulse + optional) return false;
  const { writer } = state;
  writeHead(state, TAG.opticalPulse, flags | FLAG.ownId, m.sensor, m.origin, time);
  writer.text(m.id);
  writeSight(writer, m);
  writer.significant(m.energy);
  if (m.flash !== undefined) writer.string(m.flash);
  if (m.quality !== undefined) writer.string(m.quality);
  return true;
}

function writeHeartbeat(state: BlockState, m: Heartbeat, time: number): boolean {
  if (Object.keys(m).length !== KEYS.heartbeat || !isWhole(m.sequence)) return false;
  writeHead(state, TAG.heartbeat, 0, m.sensor, m.origin, time);
  state.writer.whole(m.sequence);
  state.writer.string(m.state);
  return true;
}

function writeSight(writer: ByteWriter, m: InfraredDetection | OpticalPulse): void {
  for (const x of m.positionEcef) writer.decimal(x, DECIMALS.position);
  for (const x of m.lineOfSightEcef) writer.decimal(x, DECIMALS.direction);
  writer.significant(m.sigma);
}

/**
 * Head and cycle of a plot or detection.
 *
 * @returns its number in the cycle, or null where its identifier has another form and must stand in full
 */
function begin(
  state: BlockState,
  tag: number,
  message: RadarPlot | InfraredDetection,
  time: number,
  cycle: number,
  flags: number,
): number | null {
  const { sensor, origin, id } = message;
  let last = state.cycles.get(sensor);
  if (last === undefined) {
    last = { number: 0, prefix: `${sensor}/0/` };
    state.cycles.set(sensor, last);
  }
  const step = cycle - last.number;
  if (step !== 0) {
    last.number = cycle;
    last.prefix = `${sensor}/${cycle}/`;
  }
  const number = numberBehind(id, last.prefix);
  writeHead(state, tag, number === null ? flags | FLAG.ownId : flags, sensor, origin, time);
  state.writer.signed(step);
  return number;
}

function writeHead(
  state: BlockState,
  tag: number,
  flags: number,
  sensor: string,
  origin: string,
  time: number,
): void {
  const { writer } = state;
  writer.byte(tag);
  writer.byte(flags);
  writer.string(sensor);
  writer.string(origin);
  writer.signed(time - state.time);
  state.time = time;
}

/** The whole number that follows a prefix, as it would be written; null where something else does. */
function numberBehind(id: string, prefix: string): number | null {
  const begin = prefix.length;
  const { length } = id;
  if (!id.startsWith(prefix) || length === begin || length > begin + 9) return null;
  if (length > begin + 1 && id.charCodeAt(begin) === 48) return null;
  let number = 0;
  for (let i = begin; i < length; i++) {
    const digit = id.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return null;
    number = 10 * number + digit;
  }
  return number;
}

function isWhole(value: number): boolean {
  return value >= 0 && value <= 2 ** 50 && Number.isInteger(value) && !Object.is(value, -0);
}
