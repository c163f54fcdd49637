import { RecordError } from "../record-error.js";
import { type CatalogueObject, catalogueObject } from "./catalogue-object.js";
import { utcFromYearDay } from "./year-day.js";

export interface OmmField {
  readonly line: number;
  readonly value: string;
  readonly unit?: string;
}

/** The keywords of one OMM, whichever way it was written. */
export interface OmmRecord {
  /** Line on which the message begins. */
  readonly line: number;
  readonly fields: ReadonlyMap<string, OmmField>;
  /** What its way of writing already broke: the message can't be used. */
  readonly fault?: RecordError;
}

const HEADER = "CCSDS_OMM_VERS COMMENT CLASSIFICATION CREATION_DATE ORIGINATOR MESSAGE_ID";
const METADATA =
  "OBJECT_NAME OBJECT_ID CENTER_NAME REF_FRAME REF_FRAME_EPOCH TIME_SYSTEM MEAN_ELEMENT_THEORY";
const MEAN =
  "EPOCH SEMI_MAJOR_AXIS MEAN_MOTION ECCENTRICITY INCLINATION RA_OF_ASC_NODE ARG_OF_PERICENTER MEAN_ANOMALY GM";
const SPACECRAFT = "MASS SOLAR_RAD_AREA SOLAR_RAD_COEFF DRAG_AREA DRAG_COEFF";
const TLE_PARAMETERS =
  "EPHEMERIS_TYPE CLASSIFICATION_TYPE NORAD_CAT_ID ELEMENT_SET_NO REV_AT_EPOCH BSTAR BTERM MEAN_MOTION_DOT MEAN_MOTION_DDOT AGOM";

/** Keywords of the OMM (CCSDS 502.0-B-3, tables 4-1 to 4-3), covariance and user-defined ones apart. */
const KEYWORDS = new Set(`${HEADER} ${METADATA} ${MEAN} ${SPACECRAFT} ${TLE_PARAMETERS}`.split(" "));
const COVARIANCE = /^(COV_REF_FRAME|C[XYZ](_DOT)?_[XYZ](_DOT)?)$/;

/** Theories that SGP4 covers: with the operators' fit to it, SGP4-XP and others mean other elements. */
const THEORIES = ["SGP4", "SGP/SGP4", "SGP"];

/** Units that a value may carry; those of the standard are the only ones. */
const UNITS: Readonly<Record<string, string>> = {
  MEAN_MOTION: "rev/day",
  INCLINATION: "deg",
  RA_OF_ASC_NODE: "deg",
  ARG_OF_PERICENTER: "deg",
  MEAN_ANOMALY: "deg",
  BSTAR: "1/ER",
};

/**
 * Turns an OMM into elements for SGP4.
 *
 * @throws {RecordError} on an unknown or missing keyword, a number that is none, another theory, frame, centre or
 *   time system than SGP4 works in
 */
export function objectOfOmm(omm: OmmRecord): CatalogueObject {
  if (omm.fault !== undefined) throw omm.fault;
  for (const [keyword, field] of omm.fields) checkKeyword(keyword, field);
  expect(omm, "MEAN_ELEMENT_THEORY", THEORIES);
  expect(omm, "CENTER_NAME", ["EARTH"]);
  expect(omm, "REF_FRAME", ["TEME"]);
  expect(omm, "TIME_SYSTEM", ["UTC"]);
  return catalogueObject({
    name: text(omm, "OBJECT_NAME").value,
    catalogueNumber: number(omm, "NORAD_CAT_ID"),
    epoch: utc(text(omm, "EPOCH"), "EPOCH"),
    meanMotionRevPerDay: number(omm, "MEAN_MOTION"),
    eccentricity: number(omm, "ECCENTRICITY"),
    inclinationDeg: number(omm, "INCLINATION"),
    rightAscensionDeg: number(omm, "RA_OF_ASC_NODE"),
    argumentOfPerigeeDeg: number(omm, "ARG_OF_PERICENTER"),
    meanAnomalyDeg: number(omm, "MEAN_ANOMALY"),
    bstar: omm.fields.has("BSTAR") ? number(omm, "BSTAR") : 0,
  });
}

function checkKeyword(keyword: string, { line, unit }: OmmField): void {
  const known = KEYWORDS.has(keyword) || COVARIANCE.test(keyword) || keyword.startsWith("USER_DEFINED");
  if (!known) throw new RecordError(`unknown keyword ${keyword}`, line);
  const right = UNITS[keyword];
  if (unit === undefined || right === undefined || unit.toLowerCase() === right.toLowerCase()) return;
  throw new RecordError(`${keyword} in "${unit}", must be in ${right}`, line);
}

function text(omm: OmmRecord, keyword: string): OmmField {
  const field = omm.fields.get(keyword);
  if (field === undefined) throw new RecordError(`${keyword} is missing`, omm.line);
  if (field.value === "") throw new RecordError(`${keyword} has no value`, field.line);
  return field;
}

function expect(omm: OmmRecord, keyword: string, accepted: readonly string[]): void {
  const { value, line } = text(omm, keyword);
  if (accepted.includes(value.toUpperCase())) return;
  throw new RecordError(`${keyword} ${value}: only ${accepted.join(", ")} can be used`, line);
}

function number(omm: OmmRecord, keyword: string): number {
  const { value, line } = text(omm, keyword);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(value)) return Number(value);
  throw new RecordError(`${keyword} "${value}" is no number`, line);
}

/** Times are written by date, or by day of the year (CCSDS 301.0-B-4, 3.5). Beyond nanoseconds digits are cut off. */
function utc({ value, line }: OmmField, keyword: string): string {
  const calendar = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\d*Z?$/.exec(value);
  if (calendar !== null) return `${calendar[1]}Z`;
  const ordinal = /^(\d{4})-(\d{3})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9})\d*)?Z?$/.exec(value);
  if (ordinal !== null) {
    const [year, day, hours, minutes, seconds] = ordinal.slice(1, 6).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const nanoseconds =
      (hours * 3600 + minutes * 60 + seconds) * 1e9 + Number((ordinal[6] ?? "").padEnd(9, "0"));
    const found = minutes < 60 && seconds < 60 ? utcFromYearDay(year, day, nanoseconds) : null;
    if (found !== null) return found;
  }
  throw new RecordError(`${keyword} "${value}" is no time`, line);
}
