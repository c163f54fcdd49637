/**
 * A file of frames, all numbers little-endian:
 *
 * - 8 bytes `SIGNATURE`, uint32 version, uint32 length of the header, the header (JSON, UTF-8), uint32 CRC-32 of all before;
 * - a record a frame: tag `FRAM`, uint32 number, float64 time, 3 × float64 position, 9 × float64 axes, the samples (uint16 by
 *   rows), uint32 CRC-32 of the record before it;
 * - tag `ENDF`, uint32 number of frames, uint32 CRC-32 of these eight bytes. Nothing comes after.
 */

/** As PNG's: no text, and broken by whatever changes line ends. */
export const SIGNATURE = Uint8Array.of(0x89, 0x46, 0x4c, 0x46, 0x52, 0x0d, 0x0a, 0x1a);

export const FRAME_FILE_VERSION = 1;

/** Longest header, bytes. */
export const HEADER_LIMIT = 65_536;

/** "FRAM" and "ENDF" as they stand in the file. */
export const FRAME_TAG = 0x4d415246;
export const END_TAG = 0x46444e45;

/** Bytes of a frame's record before its samples. */
export const FRAME_HEAD = 112;

/** Bytes of the end after its tag. */
export const END_REST = 8;

/** Whether this machine's numbers are the other way round than the file's. */
export const SWAP = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Whether a file of frames begins so. */
export function beginsFrames(head: Uint8Array): boolean {
  return head.length >= SIGNATURE.length && SIGNATURE.every((byte, i) => head[i] === byte);
}
