import { type Epoch, epochFromUtc, epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";
import { numberIn, readTable, writeTable } from "../table/table.js";
import type { PreciseOrbit, PreciseOrbitFile } from "./precise-orbit.js";

const COLUMNS = ["satellite", "seconds", "x", "y", "z"];
/** A satellite of the Earth is nearer to its centre than this, m. */
const FARTHEST = 1e9;

/**
 * Writes the places of precise orbits as a small table of ours: seconds after `start` and Earth-fixed metres. Velocities are
 * left out.
 *
 * @param notes its source and rights
 */
export function writeOrbitTable(
  { start, agency, coordinateSystem, satellites }: PreciseOrbitFile,
  notes: Readonly<Record<string, string>>,
): string {
  const rows = satellites.flatMap(({ satellite, seconds, positions }) =>
    [...seconds].map((s, i) => [
      satellite,
      s,
      ...[0, 1, 2].map((k) => Number(positions[3 * i + k]!.toFixed(3))),
    ]),
  );
  const head = { ...notes, start: epochToUtc(start), agency, coordinates: coordinateSystem };
  return writeTable("precise-orbit", head, COLUMNS, rows);
}

interface Rows {
  readonly seconds: number[];
  readonly positions: number[];
}

/** @throws {InputError} where its head is broken, or no row can be used */
export function readOrbitTable(text: string, file: string): PreciseOrbitFile {
  const table = readTable(text, file, "precise-orbit", COLUMNS);
  const places = COLUMNS.map((name) => table.columns.indexOf(name));
  const rejected: RejectedRecord[] = [];
  const satellites = new Map<string, Rows>();
  for (const { line, cells } of table.rows) {
    const [name = "", ...numbers] = places.map((place) => cells[place] ?? "");
    const [seconds, ...place] = numbers.map(numberIn) as [number, number, number, number];
    const rows = satellites.get(name) ?? { seconds: [], positions: [] };
    const last = rows.seconds.at(-1) ?? Number.NEGATIVE_INFINITY;
    const near = place.every((c) => Math.abs(c) < FARTHEST);
    if (name === "" || !near || !(seconds > last && seconds < FARTHEST)) {
      rejected.push({ line, reason: "a row has a satellite, a later time, and three metres" });
      continue;
    }
    satellites.set(name, rows);
    rows.seconds.push(seconds);
    rows.positions.push(...place);
  }
  if (satellites.size === 0) throw new InputError(file, "holds no positions");
  return {
    version: "c",
    start: startOf(table.notes.get("start"), file),
    timeSystem: "TAI",
    coordinateSystem: table.notes.get("coordinates")?.value ?? "",
    agency: table.notes.get("agency")?.value ?? "",
    satellites: [...satellites].map(([satellite, rows]) => orbitOf(satellite, rows)),
    complete: true,
    rejected,
  };
}

function startOf(note: { readonly line: number; readonly value: string } | undefined, file: string): Epoch {
  try {
    return epochFromUtc(note?.value ?? "");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(
      note === undefined ? file : `${file}:${note.line}`,
      "has no start",
      '"# start: " and a UTC time',
    );
  }
}

function orbitOf(satellite: string, { seconds, positions }: Rows): PreciseOrbit {
  return {
    satellite,
    seconds: Float64Array.from(seconds),
    positions: Float64Array.from(positions),
    velocities: null,
    manoeuvre: new Uint8Array(seconds.length),
    predicted: new Uint8Array(seconds.length),
  };
}
