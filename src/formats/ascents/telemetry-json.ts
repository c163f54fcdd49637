import { InputError } from "../../messages/index.js";
import { isObject, parseJson } from "../json/parse-json.js";
import { ascentOfSamples } from "./judge-samples.js";
import { ascentName, type RecordedAscent } from "./recorded-ascent.js";

const DEGREE = Math.PI / 180;
const KILOMETRE = 1000;

/**
 * Reads the JSON of shahar603/Telemetry-Data: an object of arrays, altitude and downrange in km, angles in degrees.
 * A value of null is one that was not recorded.
 *
 * @throws {InputError} where it is another kind of file, or too few samples can be used
 */
export function readTelemetryJson(text: string, file: string, eventsText?: string): RecordedAscent {
  const document = parseJson(withoutNaN(text), file);
  if (!isObject(document)) {
    throw new InputError(file, "is no recorded ascent", "a JSON object of arrays is expected");
  }
  const time = arrayOf(document, "time", file);
  const column = (theirs: string, factor: number): Float64Array => {
    const values = arrayOf(document, theirs, file);
    if (values.length === time.length) return values.map((v) => v * factor);
    throw new InputError(`${file} ${theirs}`, `has ${values.length} values`, `time has ${time.length}`);
  };
  const speed = column("velocity", 1);
  const altitude = column("altitude", KILOMETRE);
  const flightPathAngle = column("angle", DEGREE);
  const downrange = column("downrange_distance", KILOMETRE);
  const samples = Array.from(time, (seconds, i) => ({
    line: i + 1,
    time: seconds,
    speed: speed[i]!,
    altitude: altitude[i]!,
    flightPathAngle: flightPathAngle[i]!,
    downrange: downrange[i]!,
  }));
  const events = eventsText === undefined ? {} : readEvents(eventsText, `${file} (events)`);
  return ascentOfSamples(
    samples,
    { name: ascentName(file), source: "shahar603/Telemetry-Data", events },
    file,
  );
}

/** Python writes NaN and Infinity, which JSON does not know, where nothing was read off. */
function withoutNaN(text: string): string {
  return text.replace(/([[,:\s])(?:NaN|-?Infinity)(?=[\],\s])/g, "$1null");
}

function arrayOf(document: Record<string, unknown>, name: string, file: string): Float64Array {
  const values = document[name];
  if (!Array.isArray(values)) {
    throw new InputError(
      `${file} ${name}`,
      values === undefined ? "is missing" : "is no list",
      "a list of numbers is expected",
    );
  }
  return Float64Array.from(values, (value: unknown) => (typeof value === "number" ? value : Number.NaN));
}

function readEvents(text: string, file: string): Record<string, number | null> {
  const document = parseJson(text, file);
  if (!isObject(document)) {
    throw new InputError(file, "is no table of events", "a JSON object of seconds is expected");
  }
  const events: Record<string, number | null> = {};
  for (const [name, value] of Object.entries(document)) {
    if (value !== null && typeof value !== "number") {
      throw new InputError(`${file} ${name}`, "is no number", "seconds after lift-off, or null");
    }
    Object.defineProperty(events, name, { value, enumerable: true });
  }
  return events;
}
