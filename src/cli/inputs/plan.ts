import type { LogCatalogueObject, LogHeader, TruthRecord } from "../../messages/index.js";
import type { RecordedItem } from "../../study/index.js";

/** One thing that enters a run: a measurement, or the word that something could not be read as one. */
export type RunItem = RecordedItem;

/** A run made ready: what the watch is told beforehand, and where its measurements come from. */
export interface RunPlan {
  /** The file in which network and catalogue stand or are named, for messages. */
  readonly configuredBy: string;
  readonly header: LogHeader;
  readonly catalogue: readonly LogCatalogueObject[];
  readonly items: Iterable<RunItem> | AsyncIterable<RunItem>;
  /** How many items there are, where it is known beforehand; for the progress line. */
  readonly itemCount?: number;
  /** Whether images were looked at here: what was refused of them are pixels, not records, and a calm scan has no other. */
  readonly looksAtImages?: boolean;
  /** What really flew, where a scenario was simulated; can be read again and again. The watch is never handed it. */
  readonly truth?: Iterable<TruthRecord>;
}
