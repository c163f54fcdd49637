import { readLines } from "../../formats/index.js";
import { InputError, type IntakeRejection, type Measurement } from "../../messages/index.js";
import { readMeasurementLine } from "./measurement-lines.js";

/** A recording that a scenario plays into its line, with what could not be read of it. */
export interface LoadedTape {
  readonly measurements: readonly Measurement[];
  readonly rejections: readonly IntakeRejection[];
}

/**
 * Reads the measurements of a log, plain or finished.
 *
 * @param name as the scenario writes it, for messages
 * @throws {InputError} where it holds no measurement
 */
export async function readTape(bytes: Uint8Array, path: string, name: string): Promise<LoadedTape> {
  const measurements: Measurement[] = [];
  const rejections: IntakeRejection[] = [];
  for await (const line of readLines(oneChunk(bytes))) {
    const item = readMeasurementLine(line, name);
    if (item === null) continue;
    if ("measurement" in item) measurements.push(item.measurement);
    else if ("rejection" in item) rejections.push(item.rejection);
  }
  if (measurements.length === 0)
    throw new InputError(path, "holds no measurement", "name a measurement log (.jsonl) as the tape");
  return { measurements, rejections };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
