import { addSeconds, dateOfYearDay, type Epoch, epochFromUtc, type Vec3 } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { RecordError, type RejectedRecord } from "../record-error.js";
import { linesOrTable } from "../table/read-lines-or-table.js";
import { tableKind } from "../table/table.js";
import { readStationTable } from "./station-table.js";

/** Where a station stands over a span of time, and how it drifts: one solution of a terrestrial frame. */
export interface StationSolution {
  /** Site code: of laser stations the CDP pad number, such as 7841. */
  readonly site: string;
  readonly point: string;
  readonly solution: string;
  /** Span it was solved for; absent where open. */
  readonly start?: Epoch;
  readonly end?: Epoch;
  /** When the station stood at `positionItrf`. */
  readonly reference: Epoch;
  readonly positionItrf: Vec3;
  /** m/s; zero where the file has none. */
  readonly velocityItrf: Vec3;
  /** 1σ of the position as stated, m. */
  readonly sigma: Vec3;
}

export interface StationCoordinates {
  /** Descriptions by site code. */
  readonly names: ReadonlyMap<string, string>;
  readonly solutions: readonly StationSolution[];
  readonly rejected: readonly RejectedRecord[];
}

const YEAR_SECONDS = 365.25 * 86_400;

/** Is this the head of a SINEX file? */
export function looksLikeStationCoordinates(head: string): boolean {
  return tableKind(head) === "station-coordinates" || /^%=SNX \d/.test(head);
}

interface Parts {
  readonly site: string;
  readonly point: string;
  readonly solution: string;
  readonly reference: Epoch;
  readonly line: number;
  readonly values: Map<string, readonly [value: number, sigma: number]>;
}

interface Span {
  readonly start?: Epoch;
  readonly end?: Epoch;
}

/**
 * Reads station coordinates and velocities from a SINEX file: blocks SITE/ID, SOLUTION/EPOCHS and SOLUTION/ESTIMATE. Source:
 * IERS message 103, SINEX 2.02 (2006). Deformation after earthquakes, which ITRF2014 has in a file of its own, is not in it.
 *
 * @param chunks bytes as they come
 * @param file name for messages
 * @throws {InputError} where it has no station's coordinates
 */
export async function readStationCoordinates(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<StationCoordinates> {
  const names = new Map<string, string>();
  const spans = new Map<string, Span>();
  const parts = new Map<string, Parts>();
  const rejected: RejectedRecord[] = [];
  let block = "";
  const table = await linesOrTable(chunks, "station-coordinates", (item) => {
    const { line } = item;
    if (item.tooLong) {
      rejected.push({ line, reason: `a line of ${item.bytes} bytes` });
      return;
    }
    const text = item.text.trimEnd();
    if (text.startsWith("+")) block = text.slice(1).trim();
    else if (text.startsWith("-")) block = "";
    if (!text.startsWith(" ")) return;
    try {
      if (block === "SITE/ID") names.set(text.slice(1, 5).trim(), text.slice(21, 43).trim());
      else if (block === "SOLUTION/EPOCHS") takeSpan(text, spans);
      else if (block === "SOLUTION/ESTIMATE") takeEstimate(line, text, parts);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      rejected.push({ line, reason: error.reason });
    }
  });
  if (table !== null) return readStationTable(table, file);
  const solutions = solutionsOf(parts, spans, rejected);
  if (solutions.length === 0) {
    const first = rejected[0];
    throw new InputError(
      `${file}:${first?.line ?? 1}`,
      first === undefined ? "has no station's coordinates" : `no station can be used: ${first.reason}`,
      "a SINEX file of stations has a block SOLUTION/ESTIMATE with STAX, STAY, STAZ",
    );
  }
  return { names, solutions, rejected };
}

const keyOf = (site: string, point: string, solution: string) => `${site} ${point} ${solution}`;

function takeSpan(text: string, spans: Map<string, Span>): void {
  const [site, point, solution, , start, end] = text.trim().split(/\s+/);
  if (solution === undefined || start === undefined || end === undefined)
    throw new RecordError("a solution's epochs have site, point, number, technique, start and end");
  const from = timeOf(start);
  const to = timeOf(end);
  spans.set(keyOf(site!, point!, solution), {
    ...(from === undefined ? {} : { start: from }),
    ...(to === undefined ? {} : { end: to }),
  });
}

const SOLVED = /^(?:STA|VEL)[XYZ]$/;

function takeEstimate(line: number, text: string, parts: Map<string, Parts>): void {
  const fields = text.trim().split(/\s+/);
  const [, type, site, point, solution, time, , , value, sigma] = fields;
  if (!SOLVED.test(type ?? "")) return;
  if (value === undefined) throw new RecordError("an estimate has nine fields or more");
  const reference = timeOf(time!);
  if (reference === undefined) throw new RecordError("an estimate without a reference time");
  const number = toNumber(value);
  if (!Number.isFinite(number)) throw new RecordError(`an estimate of "${value.slice(0, 30)}"`);
  const spread = sigma === undefined ? Number.NaN : toNumber(sigma);
  const key = keyOf(site!, point!, solution!);
  let held = parts.get(key);
  if (held === undefined) {
    held = { site: site!, point: point!, solution: solution!, reference, line, values: new Map() };
    parts.set(key, held);
  }
  held.values.set(type!, [number, Number.isFinite(spread) && spread >= 0 ? spread : 0]);
}

function toNumber(text: string): number {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d{1,3})?$/.test(text)
    ? Number(text.replace(/[dD]/, "e"))
    : Number.NaN;
}

/**
 * SINEX's time, `year:day:second`, the year of two digits (up to 50: 20..) or four.
 *
 * @returns undefined where it is open, 00:000:00000
 * @throws {RecordError} where it is none
 */
function timeOf(text: string): Epoch | undefined {
  const match = /^(\d{2}|\d{4}):(\d{3}):(\d{5})$/.exec(text);
  if (match === null) throw new RecordError(`"${text.slice(0, 30)}" is no time such as 10:001:00000`);
  const [year, day, second] = match.slice(1).map(Number) as [number, number, number];
  if (year === 0 && day === 0) return undefined;
  const full = match[1]!.length === 4 ? year : year <= 50 ? 2000 + year : 1900 + year;
  // a day 000 stands for the year's beginning
  const date = dateOfYearDay(full, Math.max(day, 1));
  if (date === null) throw new RecordError(`"${text}" names a day that does not exist`);
  return addSeconds(epochFromUtc(`${date}T00:00:00Z`), second);
}

function solutionsOf(
  parts: ReadonlyMap<string, Parts>,
  spans: ReadonlyMap<string, Span>,
  rejected: RejectedRecord[],
): StationSolution[] {
  const solutions: StationSolution[] = [];
  for (const [key, { site, point, solution, reference, line, values }] of parts) {
    const three = (name: string, of: 0 | 1): Vec3 =>
      ["X", "Y", "Z"].map((axis) => values.get(name + axis)?.[of] ?? 0) as unknown as Vec3;
    const positionItrf = three("STA", 0);
    const distance = Math.hypot(...positionItrf);
    if (["X", "Y", "Z"].some((axis) => !values.has(`STA${axis}`)))
      rejected.push({ line, reason: `station ${site} lacks a coordinate` });
    else if (!(distance > 6.3e6 && distance < 6.4e6))
      rejected.push({ line, reason: `station ${site} stands ${distance} m from the Earth's centre` });
    else {
      const velocity = three("VEL", 0);
      solutions.push({
        site,
        point,
        solution,
        ...spans.get(key),
        reference,
        positionItrf,
        velocityItrf: [velocity[0] / YEAR_SECONDS, velocity[1] / YEAR_SECONDS, velocity[2] / YEAR_SECONDS],
        sigma: three("STA", 1),
      });
    }
  }
  return solutions;
}
