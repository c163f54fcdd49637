import type { ValidatedLine } from "../../validation/index.js";
import { validationRecord } from "../../validation/index.js";

/** A line, and where it stands on the page. */
export interface PlacedLine {
  readonly line: ValidatedLine;
  readonly anchor: string;
}

/** How a line stands to its mark. */
export type LineState = "holds" | "short" | "open";

/** States as a person says them. */
export const STATE_WORDS: Readonly<Record<LineState, string>> = {
  holds: "holds",
  short: "short",
  open: "no mark",
};

/** @returns whether a line reaches its mark; `open` where it has none */
export function stateOf(line: ValidatedLine): LineState {
  const { pass } = validationRecord(line);
  return pass === undefined ? "open" : pass ? "holds" : "short";
}
