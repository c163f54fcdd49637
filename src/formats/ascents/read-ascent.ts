import { tableKind } from "../table/table.js";
import { readAscentTable } from "./ascent-table.js";
import type { RecordedAscent } from "./recorded-ascent.js";
import { readTelemetryJson } from "./telemetry-json.js";

/**
 * Reads a recorded ascent: the JSON of shahar603/Telemetry-Data, or our own table.
 *
 * @param file its name, for messages and, without its ending, as the ascent's name
 * @param eventsText the file of events beside the JSON, where there is one; our table carries its own
 * @throws {InputError} where it is neither, or too few samples can be used
 */
export function readAscent(text: string, file: string, eventsText?: string): RecordedAscent {
  return tableKind(text) === null ? readTelemetryJson(text, file, eventsText) : readAscentTable(text, file);
}
