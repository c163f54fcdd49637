import { type CatalogueObject, RecordError } from "./catalogue-object.js";
import { catalogueObject } from "./elements-table.js";
import { utcFromYearDay } from "./year-day.js";

/** The keywords of one OMM, whichever way it was written. */
export interface OmmRecord {
  /** Line on which the message begins. */
  readonly line: number;
  readonly fields: ReadonlyMap<
    string,
    { readonly line: number; readonly value: string; readonly unit?: string }
  >;
}

const HEADER = "CCSDS_OMM_VERS COMMENT CLASSIFICATION CREATION_DATE ORIGINATOR MESSAGE_ID";
const METADATA =
  "OBJECT_NAME OBJECT_ID CENTER_NAME REF_FRAME REF_FRAME_EPOCH TIME_SYSTEM MEAN_ELEMENT_THEORY";
const MEAN =
  "EPOCH SEMI_MAJOR_AXIS MEAN_MOTION ECCENTRICITY INCLINATION RA_OF_ASC_NODE ARG_OF_PERICENTER MEAN_ANOMALY GM";
const SPACECRAFT = "MASS SOLAR_RAD_AREA SOLAR_RAD_COEFF DRAG_AREA DRAG_COEFF";
const TLE_PARAMETERS =
  "EPHEMERIS_TYPE CLASSIFICATION_TYPE NORAD_CAT_ID ELEMENT_SET_NO REV_AT_EPOCH BSTAR BTERM MEAN_MOTION_DOT MEAN_MOTION_DDOT AGOM";

/** Keywords of the OMM (CCSDS 502.0-B-3, table 4-1 to 4-3), covariance and user-defined ones apart. */
const KEYWORDS = new Set(`${HEADER} ${METADATA} ${MEAN} ${SPACECRAFT} ${TLE_PARAMETERS}`.split(" "));
const COVARIANCE = /^(COV_REF_FRAME|C[XYZ](_DOT)?_[XYZ](_DOT)?)$/;
const THEORIES = new Set(["SGP", "SGP4", "SGP/SGP4"]);
const UNITS: Readonly<Record<string, readonly string[]>> = {
  MEAN_MOTION: ["rev/day", "REV/DAY"],
  INCLINATION: ["deg"],
  RA_OF_ASC_NODE: ["deg"],
  ARG_OF_PERICENTER: ["deg"],
  MEAN_ANOMALY: ["deg"],
  BSTAR: ["1/ER"],
};

/** @returns whether an OMM may carry this keyword */
export function isOmmKeyword(keyword: string): boolean {
  return KEYWORDS.has(keyword) || COVARIANCE.test(keyword) || keyword.startsWith("USER_DEFINED");
}

/**
 * Turns an OMM into elements for SGP4.
 *
 * @throws {RecordError} on an unknown or missing keyword, a number that is none, another theory, frame, centre or
 *   time system than SGP4 works in
 */
export function objectOfOmm(omm: OmmRecord): CatalogueObject {
  for (const [keyword, field] of omm.fields) {
    if (!isOmmKeyword(keyword)) throw new RecordError(`line ${field.line}: unknown keyword ${keyword}`);
    const unit = field.unit;
    if (unit !== undefined && UNITS[keyword] !== undefined && !UNITS[keyword].includes(unit)) {
      throw new RecordError(`line ${field.line}: ${keyword} in ${unit}, must be in ${UNITS[keyword][0]}`);
    }
  }
  expect(omm, "MEAN_ELEMENT_THEORY", THEORIES);
  expect(omm, "CENTER_NAME", new Set(["EARTH"]));
  expect(omm, "REF_FRAME", new Set(["TEME"]));
  expect(omm, "TIME_SYSTEM", new Set(["UTC"]));
  return catalogueObject({
    name: text(omm, "OBJECT_NAME"),
    catalogueNumber: number(omm, "NORAD_CAT_ID"),
    epoch: epoch(omm),
    meanMotionRevPerDay: number(omm, "MEAN_MOTION"),
    eccentricity: number(omm, "ECCENTRICITY"),
    inclinationDeg: number(omm, "INCLINATION"),
    rightAscensionDeg: number(omm, "RA_OF_ASC_NODE"),
    argumentOfPerigeeDeg: number(omm, "ARG_OF_PERICENTER"),
    meanAnomalyDeg: number(omm, "MEAN_ANOMALY"),
    bstar: omm.fields.has("BSTAR") ? number(omm, "BSTAR") : 0,
  });
}

function text(omm: OmmRecord, keyword: string): string {
  const field = omm.fields.get(keyword);
  if (field === undefined || field.value === "") throw new RecordError(`${keyword} is missing`);
  return field.value;
}

function expect(omm: OmmRecord, keyword: string, accepted: ReadonlySet<string>): void {
  const value = text(omm, keyword).toUpperCase();
  if (accepted.has(value)) return;
  const line = omm.fields.get(keyword)!.line;
  throw new RecordError(`line ${line}: ${keyword} ${value}, only ${[...accepted].join(", ")} is read`);
}

function number(omm: OmmRecord, keyword: string): number {
  const value = text(omm, keyword);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d{1,3})?$/.test(value)) return Number(value.replace(/[dD]/, "e"));
  throw new RecordError(`line ${omm.fields.get(keyword)!.line}: ${keyword} "${value}" is no number`);
}

function epoch(omm: OmmRecord): string {
  const value = text(omm, "EPOCH");
  const calendar = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\d*Z?$/.exec(value);
  if (calendar !== null) return `${calendar[1]}Z`;
  const ordinal = /^(\d{4})-(\d{3})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d*)?Z?$/.exec(value);
  if (ordinal !== null) {
    const [hours, minutes, seconds] = [Number(ordinal[3]), Number(ordinal[4]), Number(ordinal[5])];
    const nanoseconds =
      (hours * 3600 + minutes * 60 + seconds) * 1e9 + Number((ordinal[6] ?? "").padEnd(9, "0"));
    const utc =
      hours < 24 && minutes < 60 && seconds < 60
        ? utcFromYearDay(Number(ordinal[1]), Number(ordinal[2]), nanoseconds)
        : null;
    if (utc !== null) return utc;
  }
  throw new RecordError(`line ${omm.fields.get("EPOCH")!.line}: EPOCH "${value}" is no time`);
}
