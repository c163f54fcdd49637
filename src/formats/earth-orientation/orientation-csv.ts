import type { EarthOrientationEntry } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { RecordError } from "../record-error.js";
import { numberIn, writeTable } from "../table/table.js";
import { orientationEntry } from "./orientation-entry.js";
import type { EntryReader } from "./read-earth-orientation.js";

/** A column that was found: where it stands and what one unit of it is. */
interface Column {
  readonly index: number;
  readonly unit: number;
}

const LONGEST_HEADER = 1000;
const MJD = /^mjd(_?utc)?$/;
const POLE_X = /^(x|xp|x_?pole|pole_?x|pm_?x)(_(arcsec|as|mas))?$/;
const POLE_Y = /^(y|yp|y_?pole|pole_?y|pm_?y)(_(arcsec|as|mas))?$/;
const UT1 = /^(ut1(_minus)?_utc|ut1utc|dut1)(_(s|ms))?$/;

/** Is a line the header of a table of the Earth's orientation? */
export function looksLikeCsv(line: string): boolean {
  if (line.length > LONGEST_HEADER) return false;
  const names = namesOf(line);
  return [MJD, POLE_X, POLE_Y, UT1].every((name) => names.some((n) => name.test(n)));
}

/**
 * Reads rows under a header: columns in any order, split by commas or semicolons, in seconds and arc seconds where their
 * names don't say ms or mas (IERS's own CSV has neither). A column `Type` other than "final" makes a row preliminary.
 */
export function csvReader(header: string, where: string): EntryReader {
  const names = namesOf(header);
  const column = (name: RegExp): Column => {
    const index = names.findIndex((n) => name.test(n));
    if (index === -1) throw new InputError(where, `no column ${name.source}`);
    return { index, unit: /_m(a?)s$/.test(names[index]!) ? 1e-3 : 1 };
  };
  const [mjd, x, y, ut1] = [column(MJD), column(POLE_X), column(POLE_Y), column(UT1)];
  const types = names.flatMap((n, i) => (n === "type" ? [i] : []));
  return (line: string) => {
    if (line === "" || line.startsWith("#")) return null;
    const cells = cellsOf(line);
    const value = ({ index, unit }: Column): number => numberIn(cells[index]) * unit;
    const [mjdUtc, poleX, poleY, ut1MinusUtc] = [value(mjd), value(x), value(y), value(ut1)];
    if (![mjdUtc, poleX, poleY, ut1MinusUtc].every(Number.isFinite)) {
      throw new RecordError("a day needs MJD, polar motion x and y, and UT1-UTC as numbers");
    }
    const preliminary = types.some((i) => !/^(final|)$/i.test(cells[i] ?? ""));
    return orientationEntry({ mjdUtc, x: poleX, y: poleY, ut1MinusUtc, preliminary });
  };
}

function namesOf(line: string): string[] {
  return cellsOf(line).map((n) =>
    n
      .toLowerCase()
      .replace(/^\uFEFF/, "")
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_|_$/g, ""),
  );
}

function cellsOf(line: string): string[] {
  const split = line.includes(";") ? ";" : line.includes("\t") ? "\t" : ",";
  return line.split(split).map((c) => c.trim().replace(/^"(.*)"$/, "$1"));
}

/** Writes entries as a small table of ours, which {@link csvReader} reads. */
export function writeOrientationTable(
  entries: readonly EarthOrientationEntry[],
  notes: Readonly<Record<string, string>>,
): string {
  const arcsecond = Math.PI / 648000;
  return writeTable(
    "earth-orientation",
    notes,
    ["mjd_utc", "xp_arcsec", "yp_arcsec", "ut1_minus_utc_s"],
    entries.map(({ mjdUtc, polarMotion: [x, y], ut1MinusUtc }) => [
      mjdUtc,
      Number((x / arcsecond).toFixed(6)),
      Number((y / arcsecond).toFixed(6)),
      Number(ut1MinusUtc.toFixed(7)),
    ]),
  );
}
