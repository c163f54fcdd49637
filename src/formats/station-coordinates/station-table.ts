import { epochFromUtc, epochToUtc, type Vec3 } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";
import { numberIn, readTable, writeTable } from "../table/table.js";
import type { StationCoordinates, StationSolution } from "./read-station-coordinates.js";

const COLUMNS = ["site", "name", "reference", "x", "y", "z", "vx", "vy", "vz"];

/**
 * Writes stations as a small table of ours: ITRF at `reference`, m and m/s.
 *
 * @param notes its source and rights
 */
export function writeStationTable(
  solutions: readonly StationSolution[],
  names: ReadonlyMap<string, string>,
  notes: Readonly<Record<string, string>>,
): string {
  const rows = solutions.map((s) => [
    s.site,
    names.get(s.site) ?? "",
    epochToUtc(s.reference),
    ...s.positionItrf.map((x) => Number(x.toFixed(4))),
    ...s.velocityItrf.map((v) => Number(v.toExponential(5))),
  ]);
  return writeTable("station-coordinates", notes, COLUMNS, rows);
}

/** @throws {InputError} where its head is broken, or no row can be used */
export function readStationTable(text: string, file: string): StationCoordinates {
  const table = readTable(text, file, "station-coordinates", COLUMNS);
  const places = COLUMNS.map((name) => table.columns.indexOf(name));
  const rejected: RejectedRecord[] = [];
  const names = new Map<string, string>();
  const solutions: StationSolution[] = [];
  for (const { line, cells } of table.rows) {
    const row = places.map((place) => cells[place] ?? "");
    const solution = solutionOf(row);
    if (solution === null)
      rejected.push({ line, reason: "a row has site, name, reference, place and velocity" });
    else {
      names.set(solution.site, row[1]!);
      solutions.push(solution);
    }
  }
  if (solutions.length === 0) throw new InputError(file, "holds no stations");
  return { names, solutions, rejected };
}

function solutionOf(row: readonly string[]): StationSolution | null {
  const numbers = row.slice(3).map(numberIn);
  const positionItrf = numbers.slice(0, 3) as unknown as Vec3;
  const velocityItrf = numbers.slice(3) as unknown as Vec3;
  const distance = Math.hypot(...positionItrf);
  if (row[0] === "" || !(distance > 6.3e6 && distance < 6.4e6) || !(Math.hypot(...velocityItrf) < 1e-6))
    return null;
  try {
    const reference = epochFromUtc(row[2]!);
    return {
      site: row[0]!,
      point: "A",
      solution: "1",
      reference,
      positionItrf,
      velocityItrf,
      sigma: [0, 0, 0],
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
