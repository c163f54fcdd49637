import { closeSync, openSync, writeSync } from "node:fs";
import { encodeRecord, NO_PREVIOUS } from "./record.js";

const FLUSH_AT = 1 << 20;

/** An open log: records are chained in the order in which they are appended. */
export interface LogWriter {
  /** Records appended so far. */
  readonly records: number;
  /** @param bodyText JSON text of the record's body */
  append(bodyText: string): void;
  /** Writes what is still in memory and closes the file. */
  close(): void;
}

/**
 * Begins a log.
 *
 * @param path file to create; an existing one is replaced
 */
export function openLogWriter(path: string): LogWriter {
  const file = openSync(path, "w");
  let pending: string[] = [];
  let pendingLength = 0;
  let previous = NO_PREVIOUS;
  let records = 0;
  const flush = () => {
    const bytes = Buffer.from(pending.join(""), "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    pending = [];
    pendingLength = 0;
  };
  return {
    get records() {
      return records;
    },
    append(bodyText) {
      const { line, hash } = encodeRecord(records, previous, bodyText);
      previous = hash;
      records += 1;
      pending.push(line);
      pendingLength += line.length;
      if (pendingLength >= FLUSH_AT) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
