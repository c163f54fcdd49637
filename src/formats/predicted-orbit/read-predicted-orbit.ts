import { type Epoch, epochFromModifiedJulianDate, secondsBetween } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import {
  catalogueNumberOf,
  dateFields,
  ilrsIdOf,
  numberField,
  optionalNumber,
} from "../laser-ranging/fields.js";
import { RecordError, type RejectedRecord } from "../record-error.js";
import { linesOrTable } from "../table/read-lines-or-table.js";
import { tableKind } from "../table/table.js";
import { withoutLeapSecond } from "./leap-second.js";
import type { PredictedOrbit } from "./predicted-orbit.js";
import { readPredictionTable } from "./prediction-table.js";

/** Farthest place that is believed, m: twice the Moon. */
const FARTHEST = 8e8;
const FASTEST = 2e4;

/** Is this the head of a predicted orbit (CPF 1 or 2)? */
export function looksLikePredictedOrbit(head: string): boolean {
  if (tableKind(head) === "predicted-orbit") return true;
  return /^(?:\s*(?:00[^\n]*)?\n)*\s*h1\s+cpf\s+0?[12]\s/i.test(head);
}

type Head = Omit<PredictedOrbit, "reference" | "seconds" | "positionsItrf" | "velocitiesItrf" | "rejected">;

interface Point {
  readonly line: number;
  readonly epoch: Epoch;
  readonly position: readonly number[];
  velocity?: readonly number[];
}

/**
 * Reads a predicted orbit in the Consolidated Laser Ranging Prediction Format, versions 1 and 2: Earth-fixed positions
 * (record 10) and velocities (record 20) at common epochs. Source: Ricklefs, "Consolidated Laser Ranging Prediction
 * Format", ILRS, 1.01 (2006) and 2.00 (2018).
 *
 * @param chunks bytes as they come
 * @param file name for messages
 * @throws {InputError} where a header can't be read, its axes aren't Earth-fixed, or it has no two points
 */
export async function readPredictedOrbit(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<PredictedOrbit> {
  const rejected: RejectedRecord[] = [];
  const points: Point[] = [];
  let begun: Pick<Head, "version" | "source" | "made"> & { name: string } = noHead;
  let head: Head | undefined;
  let ended = false;
  const table = await linesOrTable(chunks, "predicted-orbit", (item) => {
    if (ended) return;
    const { line } = item;
    if (item.tooLong) {
      rejected.push({ line, reason: `a line of ${item.bytes} bytes` });
      return;
    }
    const fields = item.text
      .replace(/^\uFEFF/, "")
      .trim()
      .split(/\s+/);
    const record = fields[0]!.toUpperCase();
    try {
      if (record === "H1") begun = firstHeader(fields);
      else if (record === "H2") head = secondHeader(begun, fields);
      else if (record === "10") points.push(pointOf(line, fields));
      else if (record === "20") takeVelocity(points, fields);
      else if (record === "99") ended = true;
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      if (record.startsWith("H"))
        throw new InputError(`${file}:${line}`, `header ${record} ${error.reason}`, "see CPF, section 1");
      rejected.push({ line, reason: error.reason });
    }
  });
  if (table !== null) return readPredictionTable(table, file);
  if (head === undefined) throw new InputError(`${file}:1`, "has no headers H1 and H2", "see CPF, section 1");
  return orbitOf(file, head, points, rejected);
}

const noHead = { version: 0, source: "", made: { seconds: 0, nanoseconds: 0 }, name: "" };

function firstHeader(fields: readonly string[]): typeof noHead {
  const version = optionalNumber(fields[2]);
  if (!/^cpf$/i.test(fields[1] ?? "") || (version !== 1 && version !== 2))
    throw new RecordError("is not of CPF 1 or 2");
  const made = dateFields([...fields.slice(4, 8), "0", "0"], 0, "its date");
  // version 2 has a number within the day before the target
  const name = fields[version === 1 ? 9 : 10] ?? "";
  return { version, source: fields[3] ?? "", made, name };
}

function secondHeader(begun: typeof noHead, fields: readonly string[]): Head {
  if (begun.version === 0) throw new RecordError("comes before H1");
  const frame = optionalNumber(fields[19]) ?? 0;
  if (frame !== 0) throw new RecordError("has a frame that isn't Earth-fixed");
  const ilrsId = ilrsIdOf(fields[1]);
  const catalogueNumber = catalogueNumberOf(fields[3]);
  const { name, ...rest } = begun;
  return {
    ...rest,
    target: {
      name,
      ...(ilrsId === undefined ? {} : { ilrsId }),
      ...(catalogueNumber === undefined ? {} : { catalogueNumber }),
    },
    start: dateFields(fields, 4, "its start"),
    end: dateFields(fields, 10, "its end"),
    ofReflector: optionalNumber(fields[21]) === 1,
  };
}

function pointOf(line: number, fields: readonly string[]): Point {
  if (numberField(fields, 1, "direction") !== 0)
    throw new RecordError("a direction that isn't of a common epoch: not used");
  const mjd = numberField(fields, 2, "date");
  const second = numberField(fields, 3, "second of day");
  if (!(Number.isInteger(mjd) && mjd > 30_000 && mjd < 100_000))
    throw new RecordError(`a date of MJD ${mjd}`);
  if (!(second >= 0 && second < 90_000)) throw new RecordError(`a second of day of ${second}`);
  const position = [5, 6, 7].map((k) => numberField(fields, k, "place"));
  const distance = Math.hypot(...position);
  if (!(distance > 6.3e6 && distance < FARTHEST))
    throw new RecordError(`a place ${distance} m from the Earth's centre`);
  return { line, epoch: epochFromModifiedJulianDate(mjd, second), position };
}

function takeVelocity(points: readonly Point[], fields: readonly string[]): void {
  if (numberField(fields, 1, "direction") !== 0) return;
  const last = points.at(-1);
  if (last === undefined) throw new RecordError("a velocity before any place");
  const velocity = [2, 3, 4].map((k) => numberField(fields, k, "velocity"));
  if (!(Math.hypot(...velocity) < FASTEST)) throw new RecordError("a velocity beyond 20 km/s");
  last.velocity = velocity;
}

function orbitOf(
  file: string,
  head: Head,
  points: readonly Point[],
  rejected: RejectedRecord[],
): PredictedOrbit {
  const rising: Point[] = [];
  for (const point of points) {
    const last = rising.at(-1);
    if (last === undefined || secondsBetween(last.epoch, point.epoch) > 0) rising.push(point);
    else rejected.push({ line: point.line, reason: "its time isn't after the one before" });
  }
  if (rising.length < 2) {
    const first = rejected[0];
    throw new InputError(
      `${file}:${first?.line ?? 1}`,
      first === undefined ? "has no two points" : `no two points can be used: ${first.reason}`,
      "see CPF, section 2",
    );
  }
  const reference = rising[0]!.epoch;
  const seconds = Float64Array.from(rising, (p) => secondsBetween(reference, p.epoch));
  const positionsItrf = Float64Array.from(rising.flatMap((p) => p.position));
  const moving = rising.every((p) => p.velocity !== undefined);
  return {
    ...head,
    reference,
    seconds: withoutLeapSecond(
      rising.map((p) => p.epoch),
      seconds,
      positionsItrf,
    ),
    positionsItrf,
    ...(moving ? { velocitiesItrf: Float64Array.from(rising.flatMap((p) => [...p.velocity!])) } : {}),
    rejected,
  };
}
