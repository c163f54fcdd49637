/** One figure that a benchmark measured, beside the mark that it must reach, where there is one. */
export interface BenchFigure {
  readonly name: string;
  readonly value: number;
  /** `×` for a ratio, `m`, `MiB`, `1/s` … */
  readonly unit: string;
  /** The figure must be at least, or at most, so much. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What it was measured on, or what it stands for, in a few words. */
  readonly note?: string;
}

/** What a benchmark is handed. */
export interface BenchContext {
  /** Path of a file that comes with Firstlight, such as `data/catalogue-2026-08-22.csv`. */
  bundledFile(name: string): string;
  /** Threads that it may use. */
  readonly workers: number;
  /**
   * Tells how far it is, and gives signals a turn: call it every second or so.
   *
   * @param what work under way
   * @param done share done, 0 to 1; absent where it is not known
   * @throws after Ctrl-C
   */
  progress(what: string, done?: number): Promise<void>;
}

/** Something whose speed, size or error is measured on this machine. */
export interface Benchmark {
  /** By which it is called: `firstlight bench NAME`. */
  readonly name: string;
  /** One line for the list. */
  readonly about: string;
  run(context: BenchContext): Promise<readonly BenchFigure[]>;
}

/** @returns whether a figure reaches its marks; true where it has none */
export function holdsMark({ value, atLeast, atMost }: BenchFigure): boolean {
  return !(atLeast !== undefined && !(value >= atLeast)) && !(atMost !== undefined && !(value <= atMost));
}
