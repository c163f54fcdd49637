import { InputError } from "../../messages/index.js";
import { parseJson } from "../json/parse-json.js";
import { checkSamples } from "./check-samples.js";
import { ascentName } from "./read-ascent.js";
import type { RecordedAscent } from "./recorded-ascent.js";

const DEGREE = Math.PI / 180;
const KILOMETRE = 1000;

/** Our field, its name in the file, and what its unit there is in ours. */
const ARRAYS = [
  ["time", "time", 1],
  ["speed", "velocity", 1],
  ["altitude", "altitude", KILOMETRE],
  ["flightPathAngle", "angle", DEGREE],
  ["downrange", "downrange_distance", KILOMETRE],
] as const;

/** Reads the JSON of shahar603/Telemetry-Data. @throws {InputError} */
export function readTelemetryJson(text: string, file: string, eventsText?: string): RecordedAscent {
  const document = parseJson(text, file);
  if (!isObject(document))
    throw new InputError(file, "is not a recorded ascent", "a JSON object of arrays is expected");
  const length = Array.isArray(document.time) ? document.time.length : 0;
  const read = (theirs: string, factor: number): Float64Array => {
    const values = document[theirs];
    if (!Array.isArray(values)) throw new InputError(file, `array "${theirs}" is missing`);
    if (values.length !== length) {
      throw new InputError(`${file} ${theirs}`, `has ${values.length} values, time has ${length}`);
    }
    return Float64Array.from(values, (value: unknown, i) => {
      if (typeof value !== "number") throw new InputError(`${file} ${theirs}[${i}]`, "is no number");
      return value * factor;
    });
  };
  const columns = Object.fromEntries(
    ARRAYS.map(([ours, theirs, factor]) => [ours, read(theirs, factor)]),
  ) as Record<(typeof ARRAYS)[number][0], Float64Array>;
  const events = eventsText === undefined ? {} : readEvents(eventsText, `${file} (events)`);
  return checkSamples(
    { name: ascentName(file), source: "shahar603/Telemetry-Data", ...columns, events },
    (sample) => `${file} sample ${sample}`,
    file,
  );
}

function readEvents(text: string, file: string): Record<string, number | null> {
  const document = parseJson(text, file);
  if (!isObject(document))
    throw new InputError(file, "is not a table of events", "a JSON object of seconds is expected");
  const events: Record<string, number | null> = {};
  for (const [name, value] of Object.entries(document)) {
    if (value !== null && typeof value !== "number") {
      throw new InputError(`${file} ${name}`, "is no number", "seconds after lift-off, or null");
    }
    events[name] = value;
  }
  return events;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
