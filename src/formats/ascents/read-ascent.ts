import { InputError } from "../../messages/index.js";
import { numberIn, readTable, tableKind, writeTable } from "../table/table.js";
import { checkSamples } from "./check-samples.js";
import type { RecordedAscent } from "./recorded-ascent.js";
import { readTelemetryJson } from "./telemetry-json.js";

const COLUMNS = ["time", "speed", "altitude", "flightPathAngleDeg", "downrange"] as const;
const DEGREE = Math.PI / 180;

/**
 * Reads a recorded ascent: the JSON of shahar603/Telemetry-Data (altitude and downrange in km there), or our table.
 *
 * @param file its name, for messages and, without its ending, as the ascent's name
 * @param eventsText the file of events beside the JSON, where there is one; our table carries its own
 * @throws {InputError} where it is neither, or a value can't be meant
 */
export function readAscent(text: string, file: string, eventsText?: string): RecordedAscent {
  return tableKind(text) === null ? readTelemetryJson(text, file, eventsText) : readAscentTable(text, file);
}

function readAscentTable(text: string, file: string): RecordedAscent {
  const table = readTable(text, file, "ascent", COLUMNS);
  const at = COLUMNS.map((c) => table.columns.indexOf(c));
  const columns = COLUMNS.map(() => new Float64Array(table.rows.length));
  table.rows.forEach((row, r) => {
    at.forEach((column, c) => {
      const value = numberIn(row.cells[column]);
      if (!Number.isFinite(value)) {
        throw new InputError(
          `${file}:${row.line} ${COLUMNS[c]}`,
          `"${row.cells[column] ?? ""}" is no number`,
          "every cell needs one",
        );
      }
      columns[c]![r] = COLUMNS[c] === "flightPathAngleDeg" ? value * DEGREE : value;
    });
  });
  const events: Record<string, number | null> = {};
  for (const [key, note] of table.notes) {
    const event = /^event (\w+)$/.exec(key)?.[1];
    if (event === undefined) continue;
    const value = numberIn(note.value);
    if (!Number.isFinite(value)) {
      throw new InputError(
        `${file}:${note.line} ${key}`,
        `"${note.value}" is no number`,
        "seconds after lift-off",
      );
    }
    events[event] = value;
  }
  const [time, speed, altitude, flightPathAngle, downrange] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const name = table.notes.get("name")?.value ?? ascentName(file);
  const source = table.notes.get("source")?.value ?? "";
  return checkSamples(
    { name, source, time, speed, altitude, flightPathAngle, downrange, events },
    (sample) => `${file}:${table.rows[sample]!.line}`,
    file,
  );
}

/** Writes an ascent as our small table. @param notes further lines of comment, such as its rights */
export function writeAscentTable(
  ascent: RecordedAscent,
  notes: Readonly<Record<string, string>> = {},
): string {
  const events = Object.entries(ascent.events).filter((e): e is [string, number] => e[1] !== null);
  const head: Record<string, string> = { name: ascent.name, source: ascent.source, ...notes };
  for (const [name, seconds] of events) head[`event ${name}`] = String(seconds);
  const rows = Array.from(ascent.time, (time, i) => [
    time,
    ascent.speed[i]!,
    ascent.altitude[i]!,
    Number((ascent.flightPathAngle[i]! / DEGREE).toFixed(6)),
    ascent.downrange[i]!,
  ]);
  return writeTable("ascent", head, COLUMNS, rows);
}

/** @returns the file's own name without folder and ending */
export function ascentName(file: string): string {
  return file.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, "");
}
