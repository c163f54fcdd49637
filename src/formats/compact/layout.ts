/**
 * A compact measurement log, little-endian throughout.
 *
 * | part | bytes |
 * |---|---|
 * | head | magic (8), version u16, 0 u16 |
 * | block, any number | payload length u32, records u32, CRC-32 of the payload u32, payload |
 * | end | 0 u32, records in all u32 (modulo 2³²), 0 u32 |
 *
 * A block stands for itself: its strings and its differences of time begin anew, so that damage stays in its block. A
 * record begins with one of the tags below. Numbers are decimals as the log writes them, kept as whole multiples of a power
 * of ten in as few bytes as they need, or as eight bytes of floating point where they are no such decimals; either way the
 * same number comes back, bit for bit. What has another form than those below is kept as its line of JSON.
 */
export const MAGIC: readonly number[] = [0x89, 0x46, 0x4c, 0x4d, 0x0d, 0x0a, 0x1a, 0x0a]; // \x89FLM\r\n\x1a\n
export const VERSION = 1;
export const HEAD_LENGTH = 12;
export const BLOCK_HEAD_LENGTH = 12;
/** A payload is no longer than this, bytes: what claims more is damaged. */
export const PAYLOAD_LIMIT = 64 * 1024 * 1024;

/** What a record is. */
export const TAG = {
  line: 1,
  radarPlot: 2,
  infraredDetection: 3,
  opticalPulse: 4,
  heartbeat: 5,
} as const;

/** Bits of a record's second byte. */
export const FLAG = {
  /** Its identifier is not SENSOR/CYCLE/NUMBER, and stands in full. */
  ownId: 1,
  rangeRate: 2,
  flash: 4,
  quality: 8,
} as const;

/** Decimals of a figure as logs write it. */
export const DECIMALS = { range: 2, angle: 8, rate: 3, position: 1, direction: 10 } as const;

/** Powers of ten that a double holds exactly. */
export const POWERS: readonly number[] = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
