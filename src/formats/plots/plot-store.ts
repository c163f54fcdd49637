import type { PlotLine } from "./plot-line.js";
import type { PlotColumns } from "./recording.js";

const FIELDS = [
  "time",
  "range",
  "azimuth",
  "elevation",
  "rangeVariance",
  "azimuthVariance",
  "elevationVariance",
] as const;
type Field = (typeof FIELDS)[number];

/** Plots in the order of their lines, in columns that grow: a million take some 60 MB. */
export class PlotStore {
  count = 0;
  private columns: Record<Field, Float64Array>;
  radars = new Int32Array(1024);
  /** Line in the file, counted from 0. */
  lines = new Int32Array(1024);

  constructor() {
    this.columns = Object.fromEntries(FIELDS.map((f) => [f, new Float64Array(1024)])) as Record<
      Field,
      Float64Array
    >;
  }

  get times(): Float64Array {
    return this.columns.time;
  }

  add(plot: PlotLine, line: number): void {
    if (this.count === this.lines.length) this.grow();
    const k = this.count++;
    for (const field of FIELDS) this.columns[field][k] = plot[field];
    this.radars[k] = plot.radar;
    this.lines[k] = line;
  }

  /** Orders rows by where their plots are; 0 where two are at the same place. */
  compare(a: number, b: number): number {
    const { range, azimuth, elevation } = this.columns;
    return range[a]! - range[b]! || azimuth[a]! - azimuth[b]! || elevation[a]! - elevation[b]!;
  }

  /** @returns some of the rows, in the order told */
  take(rows: Int32Array): PlotColumns {
    const { columns } = this;
    const gather = (field: Field) => {
      const out = new Float64Array(rows.length);
      for (let k = 0; k < rows.length; k++) out[k] = columns[field][rows[k]!]!;
      return out;
    };
    return {
      count: rows.length,
      range: gather("range"),
      azimuth: gather("azimuth"),
      elevation: gather("elevation"),
      rangeVariance: gather("rangeVariance"),
      azimuthVariance: gather("azimuthVariance"),
      elevationVariance: gather("elevationVariance"),
    };
  }

  private grow(): void {
    const size = 2 * this.lines.length;
    for (const field of FIELDS) {
      const larger = new Float64Array(size);
      larger.set(this.columns[field]);
      this.columns[field] = larger;
    }
    const [radars, lines] = [new Int32Array(size), new Int32Array(size)];
    radars.set(this.radars);
    lines.set(this.lines);
    this.radars = radars;
    this.lines = lines;
  }
}
