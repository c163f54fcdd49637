import { InputError } from "../../messages/index.js";
import { isObject, parseJson } from "../json/parse-json.js";
import { RecordError } from "../record-error.js";
import type { OmmField, OmmRecord } from "./omm-record.js";

/** Keywords that Space-Track adds to an OMM in JSON: passed over. */
const EXTRA =
  /^(PERIOD|APOAPSIS|PERIAPSIS|SEMIMAJOR_AXIS|OBJECT_TYPE|RCS_SIZE|COUNTRY_CODE|LAUNCH_DATE|SITE|DECAY_DATE|FILE|GP_ID|TLE_LINE\d)$/;

/** What CelesTrak leaves out of its JSON, because it is the same for every element set. */
const UNDERSTOOD = {
  CENTER_NAME: "EARTH",
  REF_FRAME: "TEME",
  TIME_SYSTEM: "UTC",
  MEAN_ELEMENT_THEORY: "SGP4",
} as const;

/**
 * Reads the JSON form of OMM that CelesTrak and Space-Track publish: an array of objects, or one.
 *
 * JSON has no lines of its own, so a record is named by its place in the array, counted from 1.
 * @throws {InputError} where the text is no JSON
 */
export function scanOmmJson(text: string, file: string): OmmRecord[] {
  const document = parseJson(text, file);
  const list: unknown[] = Array.isArray(document) ? document : [document];
  if (list.length === 0)
    throw new InputError(file, "holds no elements", "an array of OMM objects is expected");
  return list.map((entry, index) => recordOf(entry, index + 1));
}

function recordOf(entry: unknown, line: number): OmmRecord {
  const fields = new Map<string, OmmField>();
  if (!isObject(entry)) return { line, fields, fault: new RecordError("is no OMM object", line) };
  for (const [keyword, value] of Object.entries(UNDERSTOOD)) fields.set(keyword, { line, value });
  for (const [keyword, value] of Object.entries(entry)) {
    if (EXTRA.test(keyword) || value === null) continue;
    if (typeof value === "object") {
      return { line, fields, fault: new RecordError(`${keyword} is no plain value`, line) };
    }
    fields.set(keyword, { line, value: String(value) });
  }
  return { line, fields };
}
