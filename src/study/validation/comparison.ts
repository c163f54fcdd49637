import type { LineChart } from "../chart/line-chart.js";
import type { Recording } from "./recording.js";

/** A figure beside the one that is judged. */
export interface SideFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** One comparison of a recording with what is independently known. */
export interface ValidationLine {
  /** Path of the recording, relative to the folder. */
  readonly recording: string;
  /** What is compared, in a few words; with the recording it names the line. */
  readonly comparison: string;
  /** What it is compared with, and who made it. */
  readonly truth: string;
  /** How independent that is of what is judged, and how good. */
  readonly independence: string;
  readonly figure: number;
  /** `m`, `km`, `s`, `%`, `1` for a count or a ratio. */
  readonly unit: string;
  /** The figure must be at most, or at least, so much. Both absent where nothing is claimed. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Where the mark isn't reached, or can't be judged: why. */
  readonly reason?: string;
  readonly beside?: readonly SideFigure[];
  /** Other recordings that had a part in it, by path. */
  readonly with?: readonly string[];
  readonly chart?: LineChart;
}

/** What a comparison is handed beside the recordings. */
export interface ValidationContext {
  /** Path of a file that comes with Firstlight, such as `data/catalogue-2026-08-22.csv`. */
  bundledFile(name: string): string;
  /**
   * Tells how far it is, and gives signals a turn: call it every second or so.
   *
   * @throws after Ctrl-C
   */
  progress(what: string, done?: number): Promise<void>;
}

/** A kind of comparison: it takes what it knows from all recordings of a folder and says how they compare. */
export interface Comparison {
  /** One word: `precise-orbits`. */
  readonly name: string;
  /**
   * @param recordings all of the folder; those that it has no use for are passed over. A recording that can't be used (its
   *   partner is missing) gives a line without a mark that says so
   * @throws {InputError} from a reader: the line of that one recording says so, and the others go on
   */
  compare(recordings: readonly Recording[], context: ValidationContext): AsyncIterable<ValidationLine>;
}

/** @returns whether a line reaches its mark; absent where it has none. A figure that is no number reaches none */
export function passes({ figure, atMost, atLeast }: ValidationLine): boolean | undefined {
  if (atMost === undefined && atLeast === undefined) return undefined;
  return (atMost === undefined || figure <= atMost) && (atLeast === undefined || figure >= atLeast);
}
