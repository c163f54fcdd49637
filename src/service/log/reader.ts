import { readLines } from "../../formats/index.js";
import { type DecodedRecord, decodeRecord, NO_PREVIOUS } from "./record.js";

/** Where a log does not hold, and why. */
export interface LogFault {
  /** Line of the log, from 1. */
  readonly line: number;
  readonly wrong: string;
}

/** A record that stands in its place, or the fault at which reading ends. */
export type ChainStep =
  | { readonly line: number; readonly record: DecodedRecord }
  | { readonly fault: LogFault };

/**
 * Reads a log record by record and checks the chain on the way: every hash, every link, that it begins with a header,
 * ends with an end record that counts right, and that nothing follows.
 *
 * Memory is bounded by one record.
 *
 * @param path the log
 * @returns its records in order; the first fault is the last thing yielded
 */
export async function* readChain(path: string): AsyncGenerator<ChainStep> {
  let previous = NO_PREVIOUS;
  let sequence = 0;
  let finished = false;
  for await (const raw of readLines(path)) {
    const { line } = raw;
    const wrong = (text: string) => ({ fault: { line, wrong: text } });
    if (finished) return yield wrong("something follows the end record");
    if (raw.tooLong) return yield wrong("line is longer than any record");
    if (raw.malformed) return yield wrong("not UTF-8 text");
    const record = decodeRecord(raw.text, sequence, previous);
    if ("fault" in record) return yield wrong(record.fault);
    if (!raw.terminated) return yield wrong("no line feed at the end of the record");
    const misplaced = outOfPlace(record, sequence);
    if (misplaced !== null) return yield wrong(misplaced);
    yield { line, record };
    previous = record.hash;
    sequence += 1;
    finished = record.body.type === "end";
  }
  if (!finished) yield { fault: { line: sequence + 1, wrong: "the log ends here without its end record" } };
}

function outOfPlace(record: DecodedRecord, sequence: number): string | null {
  const { body } = record;
  if ((sequence === 0) !== (body.type === "header"))
    return sequence === 0 ? "the first record is not a header" : "a second header";
  if (body.type === "end" && body.records !== sequence)
    return `the end record counts ${body.records} records before it, there are ${sequence}`;
  return null;
}
