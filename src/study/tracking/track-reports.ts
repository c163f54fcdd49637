import type { TrackSink } from "../../estimation/index.js";

export const COVARIANCE_NUMBERS = 21;
const ROW = 6 + COVARIANCE_NUMBERS;
const CHUNK_ROWS = 4096;

/** Reported tracks as a tracker tells them, in tables that are laid out before it is asked: taking one makes no garbage. */
export class TrackReports {
  private readonly chunks: Float64Array[] = [];
  private readonly times: Float64Array[] = [];
  private readonly numbers: Float64Array[] = [];
  count = 0;

  /** Hand this to a tracker's `report`. */
  readonly sink: TrackSink = (time, track, x, xAt, p, pAt) => {
    const chunk = (this.count / CHUNK_ROWS) | 0;
    if (chunk === this.chunks.length) this.reserve(1);
    const row = this.count - chunk * CHUNK_ROWS;
    const table = this.chunks[chunk]!;
    this.times[chunk]![row] = time;
    this.numbers[chunk]![row] = track;
    let at = row * ROW;
    for (let k = 0; k < 6; k++) table[at++] = x[xAt + k]!;
    for (let k = 0; k < COVARIANCE_NUMBERS; k++) table[at++] = p[pAt + k]!;
    this.count += 1;
  };

  /** Lays out room for so many more, and touches it: no page is then brought in while a tracker's time is taken. */
  reserve(rows: number): void {
    while (this.chunks.length * CHUNK_ROWS < this.count + rows) {
      this.chunks.push(new Float64Array(CHUNK_ROWS * ROW).fill(0));
      this.times.push(new Float64Array(CHUNK_ROWS));
      this.numbers.push(new Float64Array(CHUNK_ROWS));
    }
  }

  /** s */
  time(k: number): number {
    return this.times[(k / CHUNK_ROWS) | 0]![k % CHUNK_ROWS]!;
  }

  track(k: number): number {
    return this.numbers[(k / CHUNK_ROWS) | 0]![k % CHUNK_ROWS]!;
  }

  /** @returns table and place of a report's 6 numbers of state and 21 of covariance */
  place(k: number): readonly [table: Float64Array, at: number] {
    return [this.chunks[(k / CHUNK_ROWS) | 0]!, (k % CHUNK_ROWS) * ROW];
  }

  /** Forgets all reports; the room stays. */
  clear(): void {
    this.count = 0;
  }
}
