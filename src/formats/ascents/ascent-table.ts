import { InputError } from "../../messages/index.js";
import { numberIn, readTable, type Table, writeTable } from "../table/table.js";
import { ascentOfSamples } from "./judge-samples.js";
import { ascentName, type RecordedAscent } from "./recorded-ascent.js";

const COLUMNS = ["time", "speed", "altitude", "flightPathAngleDeg", "downrange"] as const;
const DEGREE = Math.PI / 180;

/** Reads our small table of an ascent. @throws {InputError} where its head is at fault, or too few rows can be used */
export function readAscentTable(text: string, file: string): RecordedAscent {
  const table = readTable(text, file, "ascent", COLUMNS);
  const samples = table.rows.map((row) => {
    const cell = (name: (typeof COLUMNS)[number]): number => numberIn(row.cells[table.columns.indexOf(name)]);
    return {
      line: row.line,
      time: cell("time"),
      speed: cell("speed"),
      altitude: cell("altitude"),
      flightPathAngle: cell("flightPathAngleDeg") * DEGREE,
      downrange: cell("downrange"),
    };
  });
  const head = {
    name: table.notes.get("name")?.value ?? ascentName(file),
    source: table.notes.get("source")?.value ?? "",
    events: eventsOf(table, file),
  };
  return ascentOfSamples(samples, head, file);
}

/** Events stand in the head of the table: `# event meco: 161`. */
function eventsOf(table: Table, file: string): Record<string, number> {
  const events: Record<string, number> = {};
  for (const [key, note] of table.notes) {
    const event = /^event (\w+)$/.exec(key)?.[1];
    if (event === undefined) continue;
    const value = numberIn(note.value);
    if (Number.isNaN(value)) {
      throw new InputError(
        `${file}:${note.line} ${key}`,
        `"${note.value}" is no number`,
        "seconds after lift-off",
      );
    }
    events[event] = value;
  }
  return events;
}

/** Writes an ascent as our small table. @param notes further lines of comment, such as its rights */
export function writeAscentTable(
  ascent: RecordedAscent,
  notes: Readonly<Record<string, string>> = {},
): string {
  const head: Record<string, string> = { name: ascent.name, source: ascent.source, ...notes };
  for (const [name, seconds] of Object.entries(ascent.events)) {
    if (seconds !== null) head[`event ${name}`] = String(seconds);
  }
  const rows = Array.from(ascent.time, (time, i) => [
    time,
    decimals(ascent.speed[i]!, 3),
    decimals(ascent.altitude[i]!, 1),
    decimals(ascent.flightPathAngle[i]! / DEGREE, 4),
    decimals(ascent.downrange[i]!, 1),
  ]);
  return writeTable("ascent", head, COLUMNS, rows);
}

/** What was not recorded stays an empty cell. */
function decimals(value: number, digits: number): string | number {
  return Number.isNaN(value) ? "" : Number(value.toFixed(digits));
}
