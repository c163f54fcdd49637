import { InputError } from "../../messages/index.js";
import { parseJson } from "../json/parse-json.js";
import type { OmmRecord } from "./omm-record.js";

/** Keywords that Space-Track adds to an OMM in JSON and that we pass over. */
const EXTRA =
  /^(CCSDS_OMM_VERS|CREATION_DATE|ORIGINATOR|PERIOD|APOAPSIS|PERIAPSIS|OBJECT_TYPE|RCS_SIZE|COUNTRY_CODE|LAUNCH_DATE|SITE|DECAY_DATE|FILE|GP_ID|TLE_LINE\d|SEMIMAJOR_AXIS)$/;

/** What CelesTrak leaves out of its JSON, because it is the same for every element set. */
const UNDERSTOOD = {
  CENTER_NAME: "EARTH",
  REF_FRAME: "TEME",
  TIME_SYSTEM: "UTC",
  MEAN_ELEMENT_THEORY: "SGP4",
} as const;

/** Reads the JSON form of OMM that CelesTrak and Space-Track publish: an array of objects, or one. @throws {InputError} */
export function scanOmmJson(text: string, file: string): OmmRecord[] {
  const document = parseJson(text, file);
  const list: unknown[] = Array.isArray(document) ? document : [document];
  return list.map((entry, index) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      throw new InputError(`${file} [${index}]`, "is no object", "an array of OMM objects is expected");
    }
    const fields = new Map<string, { line: number; value: string }>();
    for (const [keyword, value] of Object.entries(UNDERSTOOD))
      fields.set(keyword, { line: index + 1, value });
    for (const [keyword, value] of Object.entries(entry as Record<string, unknown>)) {
      if (EXTRA.test(keyword) || value === null) continue;
      fields.set(keyword, { line: index + 1, value: typeof value === "object" ? "…" : String(value) });
    }
    return { line: index + 1, fields };
  });
}
