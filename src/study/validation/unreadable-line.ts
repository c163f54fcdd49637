import type { ValidationLine } from "./comparison.js";

/** The line of a recording that can't be read; it claims nothing. @param reason as the reader's error says it */
export function unreadableLine(recording: string, reason: string): ValidationLine {
  return {
    recording,
    comparison: "reading it",
    truth: "none",
    independence: "nothing is compared: the recording can't be used",
    figure: Number.NaN,
    unit: "1",
    reason,
  };
}
