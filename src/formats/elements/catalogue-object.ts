import type { MeanElements } from "../../messages/index.js";

/** One known object of a catalogue: its name and its mean elements in the sense of SGP4. */
export interface CatalogueObject {
  readonly name: string;
  readonly elements: MeanElements;
  /** The two-line element set as it stood in the file, where it came as one. */
  readonly line1?: string;
  readonly line2?: string;
}

/** A record that was not used: where it stood and why. */
export interface RejectedRecord {
  readonly line: number;
  readonly reason: string;
}

export interface Catalogue {
  readonly objects: CatalogueObject[];
  readonly rejected: RejectedRecord[];
}

/** What is wrong with one record; the reader turns it into a `RejectedRecord` and goes on. */
export class RecordError extends Error {
  override readonly name = "RecordError";
}
