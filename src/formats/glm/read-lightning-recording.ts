import { decodeText } from "../lines/read-file.js";
import { HEAD_BYTES, recogniseFormat } from "../recognise/recognise-format.js";
import { readLightningTable } from "./pulse-table.js";
import { readLightning } from "./read-granule.js";
import type { LightningRecording } from "./recording.js";

/**
 * Reads a recording of lightning: a GLM granule, or our own table.
 *
 * @param bytes the file
 * @param file its path, for messages
 * @throws {InputError} where it is neither
 */
export async function readLightningRecording(bytes: Uint8Array, file: string): Promise<LightningRecording> {
  const kind = recogniseFormat(bytes.subarray(0, HEAD_BYTES), file);
  return kind === "glm" || kind === "netcdf"
    ? await readLightning(bytes, file)
    : readLightningTable(decodeText(bytes, file), file);
}
