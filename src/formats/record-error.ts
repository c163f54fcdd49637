/** A record that was not used: where it stood and why. */
export interface RejectedRecord {
  readonly line: number;
  readonly reason: string;
}

/** What is wrong with one record of a readable file; its reader counts it and goes on. */
export class RecordError extends Error {
  override readonly name = "RecordError";

  /** @param line where, in the file or in the record as its reader counts */
  constructor(
    readonly reason: string,
    readonly line?: number,
  ) {
    super(reason);
  }
}
