import { type Epoch, epochFromUtc, epochToUtc, secondsBetween } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { catalogueNumberOf, ilrsIdOf } from "../laser-ranging/fields.js";
import type { RejectedRecord } from "../record-error.js";
import { numberIn, readTable, writeTable } from "../table/table.js";
import type { PredictedOrbit } from "./predicted-orbit.js";

const COLUMNS = ["seconds", "x", "y", "z"];

/**
 * Writes points of a prediction as a small table of ours: SI seconds after `reference`, Earth-fixed metres.
 *
 * @param notes its source and rights
 * @param keep whether a point is written
 */
export function writePredictionTable(
  orbit: PredictedOrbit,
  notes: Readonly<Record<string, string>>,
  keep: (seconds: number) => boolean,
): string {
  const { target } = orbit;
  const head = {
    ...notes,
    target: target.name,
    "ilrs-id": target.ilrsId ?? "",
    "catalogue-number": String(target.catalogueNumber ?? ""),
    maker: orbit.source,
    made: epochToUtc(orbit.made),
    start: epochToUtc(orbit.start),
    end: epochToUtc(orbit.end),
    "of-reflector": String(orbit.ofReflector),
    reference: epochToUtc(orbit.reference),
  };
  const rows = [...orbit.seconds].flatMap((s, k) =>
    keep(s) ? [[s, ...[0, 1, 2].map((i) => Number(orbit.positionsItrf[3 * k + i]!.toFixed(3)))]] : [],
  );
  return writeTable("predicted-orbit", head, COLUMNS, rows);
}

/** @throws {InputError} where its head is broken, or no two rows can be used */
export function readPredictionTable(text: string, file: string): PredictedOrbit {
  const table = readTable(text, file, "predicted-orbit", COLUMNS);
  const places = COLUMNS.map((name) => table.columns.indexOf(name));
  const note = (key: string) => table.notes.get(key)?.value;
  const time = (key: string): Epoch => {
    try {
      return epochFromUtc(note(key) ?? "");
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new InputError(file, `has no ${key}`, `"# ${key}: " and a UTC time`);
    }
  };
  const rejected: RejectedRecord[] = [];
  const seconds: number[] = [];
  const positions: number[] = [];
  for (const { line, cells } of table.rows) {
    const [t, ...place] = places.map((p) => numberIn(cells[p])) as [number, number, number, number];
    const distance = Math.hypot(...place);
    if (t > (seconds.at(-1) ?? Number.NEGATIVE_INFINITY) && t < 1e9 && distance > 6.3e6 && distance < 8e8) {
      seconds.push(t);
      positions.push(...place);
    } else rejected.push({ line, reason: "a row has a later time and three metres" });
  }
  if (seconds.length < 2) throw new InputError(file, "holds no two points");
  const ilrsId = ilrsIdOf(note("ilrs-id"));
  const catalogueNumber = catalogueNumberOf(note("catalogue-number"));
  const reference = time("reference");
  const start = time("start");
  if (!(Math.abs(secondsBetween(reference, start)) < 1e8))
    throw new InputError(file, "has no start near its reference");
  return {
    version: 1,
    source: note("maker") ?? "",
    made: time("made"),
    target: {
      name: note("target") ?? "",
      ...(ilrsId === undefined ? {} : { ilrsId }),
      ...(catalogueNumber === undefined ? {} : { catalogueNumber }),
    },
    start,
    end: time("end"),
    ofReflector: note("of-reflector") === "true",
    reference,
    seconds: Float64Array.from(seconds),
    positionsItrf: Float64Array.from(positions),
    rejected,
  };
}
