import type { TelemetryLayout } from "./telemetry.js";

/** What a column holds, and the factor from its unit to SI. */
export interface TelemetryColumn {
  readonly at: number;
  readonly factor: number;
}

/** Columns of one body. */
export interface BodyColumns {
  readonly name: string;
  readonly altitude: TelemetryColumn;
  readonly speed: TelemetryColumn;
  readonly downrange?: TelemetryColumn;
}

/** How the rows of a table are to be read. */
export interface TelemetryColumns {
  readonly layout: TelemetryLayout;
  readonly separator: Separator;
  readonly time: number;
  readonly bodies: readonly BodyColumns[];
  /** Whether the first row is a header. */
  readonly header: boolean;
}

export type Separator = "\t" | "," | ";";

const LENGTH_UNITS: Readonly<Record<string, number>> = {
  m: 1,
  meter: 1,
  meters: 1,
  metres: 1,
  km: 1000,
  kilometers: 1000,
  kilometres: 1000,
  ft: 0.3048,
  feet: 0.3048,
  kft: 304.8,
  mi: 1609.344,
  miles: 1609.344,
  nmi: 1852,
};
const SPEED_UNITS: Readonly<Record<string, number>> = {
  "m/s": 1,
  mps: 1,
  ms: 1,
  "km/h": 1 / 3.6,
  kmh: 1 / 3.6,
  kph: 1 / 3.6,
  "km/s": 1000,
  kms: 1000,
  mph: 0.44704,
  "mi/h": 0.44704,
  "ft/s": 0.3048,
  fps: 0.3048,
  kt: 1852 / 3600,
  kts: 1852 / 3600,
};
/** What broadcasts show where a header names no unit. */
const USUAL_LENGTH = 1000;
const USUAL_SPEED = 1 / 3.6;

type Quantity = "time" | "altitude" | "speed" | "downrange";

interface HeaderCell {
  readonly quantity: Quantity;
  readonly body: string;
  readonly factor: number;
  /** Raw readings go before smoothed ones, and these before others. */
  readonly rank: number;
}

const QUANTITIES: readonly (readonly [Quantity, RegExp])[] = [
  ["time", /^(t|time|met|seconds|secs?|clock|elapsed|elapsed time|mission time|mission elapsed time|t\+)$/],
  ["altitude", /^(h|alt|altitude|height)$/],
  ["speed", /^(v|vel|velocity|speed)$/],
  ["downrange", /^(downrange|downrange distance|ground distance|range)$/],
];
/** Columns that recordings of this kind don't have, and those of others do. */
const FOREIGN =
  /\b(latitude|lat|longitude|lon|lng|azimuth|az|elevation|ra|dec|icao24|callsign|squawk|track|heading)\b/;
const COLUMN_LIMIT = 60;

/** Splits a row at its separator; quotes around a cell are taken off. */
export function cellsOf(row: string, separator: Separator): string[] {
  return row.split(separator).map((c) =>
    c
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

/** @returns how a table with this first row is to be read, or null where it isn't of the kind */
export function columnsOfHeader(row: string): TelemetryColumns | null {
  const separator = separatorOf(row);
  if (separator === null) return null;
  const cells = cellsOf(row, separator);
  if (cells.length > COLUMN_LIMIT || FOREIGN.test(cells.join(" ").toLowerCase().replace(/_/g, " ")))
    return null;
  const parsed = cells.map(headerCell);
  const time = parsed.findIndex((c) => c?.quantity === "time");
  if (time < 0) return null;
  const best = (quantity: Quantity, body: string): TelemetryColumn | undefined => {
    const ranked = parsed
      .map((c, at) => ({ c, at }))
      .filter(({ c }) => c?.quantity === quantity && c.body === body)
      .sort((a, b) => a.c!.rank - b.c!.rank || a.at - b.at);
    return ranked[0] && { at: ranked[0].at, factor: ranked[0].c!.factor };
  };
  const names = new Set(parsed.flatMap((c) => (c === null || c.quantity === "time" ? [] : [c.body])));
  const bodies = [...names].flatMap((name): BodyColumns[] => {
    const [altitude, speed] = [best("altitude", name), best("speed", name)];
    if (altitude === undefined || speed === undefined) return [];
    const downrange = best("downrange", name);
    return [{ name, altitude, speed, ...(downrange && { downrange }) }];
  });
  if (bodies.length === 0) return null;
  const plain = cells.map((c) => c.toLowerCase()).join(",");
  const layout: TelemetryLayout = /^t,v1,h1(,v2,h2)?$/.test(plain)
    ? "numbered stages"
    : /raw altitude/.test(plain) && /smoothed altitude/.test(plain)
      ? "raw and smoothed"
      : "table";
  return { layout, separator, time, bodies, header: true };
}

function separatorOf(row: string): Separator | null {
  return row.includes("\t") ? "\t" : row.includes(";") ? ";" : row.includes(",") ? "," : null;
}

/** Reads a header's cell: quantity, body and unit; null for a column that isn't used. */
function headerCell(cell: string): HeaderCell | null {
  const lower = cell.toLowerCase().replace(/[_-]+/g, " ");
  const bracketed = /[[(]([^\])]*)[\])]/.exec(lower)?.[1]?.trim();
  let words = lower
    .replace(/[[(][^\])]*[\])]/g, " ")
    .replace(/([a-z])(\d)$/, "$1 $2")
    .trim()
    .split(/\s+/);
  const lastWord = words.at(-1)!;
  const trailing =
    bracketed === undefined &&
    words.length > 1 &&
    (lastWord in LENGTH_UNITS || lastWord in SPEED_UNITS || lastWord === "s");
  const unit = (bracketed ?? (trailing ? lastWord : ""))
    .replace(/\s+/g, "")
    .replace(/kilometers|kilometres/, "km")
    .replace(/\/hour|\/hr|\/h$/, "/h")
    .replace(/(\/sec(ond)?)$/, "/s");
  if (trailing) words = words.slice(0, -1);
  const rank = words.includes("raw")
    ? 0
    : words.some((w) => w.startsWith("smooth") || w.startsWith("filter"))
      ? 2
      : 1;
  words = words.filter((w) => w !== "raw" && !w.startsWith("smooth") && !w.startsWith("filter"));
  for (let from = 0; from < words.length; from++) {
    for (let to = words.length; to > from; to--) {
      const name = words.slice(from, to).join(" ");
      const quantity = QUANTITIES.find(([, pattern]) => pattern.test(name))?.[0];
      if (quantity === undefined) continue;
      const rest = [...words.slice(0, from), ...words.slice(to)].join(" ");
      // "vertical speed" and "perigee altitude" are other quantities
      if (/\b(vertical|horizontal|perigee|apogee|target|max|maximum|min|error|sigma|std)\b/.test(rest))
        return null;
      const factor = factorOf(quantity, unit);
      return factor === null ? null : { quantity, body: bodyName(rest), factor, rank };
    }
  }
  return null;
}

function factorOf(quantity: Quantity, unit: string): number | null {
  if (quantity === "time") return 1;
  const units = quantity === "speed" ? SPEED_UNITS : LENGTH_UNITS;
  if (unit === "") return quantity === "speed" ? USUAL_SPEED : USUAL_LENGTH;
  return Object.hasOwn(units, unit) ? units[unit]! : null;
}

function bodyName(rest: string): string {
  return rest === "" ? "vehicle" : /^\d$/.test(rest) ? `stage ${rest}` : rest;
}

/** A clock of hours, minutes and seconds as broadcasts show it. */
const CLOCK = /^\d+\t[+-]?\d{1,2}:\d\d:\d\d(\t[^\t]*){4}$/;

/** @returns whether a row is of the layout without a header */
export function isClockRow(row: string): boolean {
  return (
    CLOCK.test(row) &&
    row
      .split("\t")
      .slice(2)
      .every((c) => /^\s*(-?\d+(\.\d+)?|nan|na|n\/a|none|null)?\s*$/i.test(c))
  );
}

/** Columns of the layout without a header. */
export const CLOCK_COLUMNS: TelemetryColumns = {
  layout: "clock and stages",
  separator: "\t",
  time: 1,
  bodies: [
    { name: "booster", altitude: { at: 2, factor: USUAL_LENGTH }, speed: { at: 3, factor: USUAL_SPEED } },
    { name: "ship", altitude: { at: 4, factor: USUAL_LENGTH }, speed: { at: 5, factor: USUAL_SPEED } },
  ],
  header: false,
};
