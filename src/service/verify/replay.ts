import type { LogBody, LogCatalogueObject, LogHeader, Measurement } from "../../messages/index.js";
import type { LogFault } from "../log/reader.js";
import { openSession, type WatchSession } from "../session.js";

/** Feeds a log's inputs through a new watch and holds what comes out against what was recorded. */
export interface Replay {
  /**
   * @param line line of the log
   * @param body its record
   * @param bodyText the record's JSON text as written
   * @returns the first difference, or null
   */
  take(line: number, body: LogBody, bodyText: string): LogFault | null;
}

/** Begins the replay of a log. The session is run anew; every record that it writes must be the recorded one. */
export function openReplay(): Replay {
  let header: LogHeader | null = null;
  let session: WatchSession | null = null;
  const catalogue: LogCatalogueObject[] = [];
  const written: string[] = [];
  let next = 0;

  const openWhenTold = () => {
    if (header !== null && catalogue.length === header.catalogueObjects) {
      session = openSession(header, catalogue, (_body, text) => written.push(text));
      // Header and catalogue were taken from the log itself just now.
      written.length = 0;
    }
  };
  /** Gives the session the input that a record is; what it writes is then waiting in `written`. */
  const feed = (body: LogBody): string | null => {
    if (body.type === "header") header = body;
    if (body.type === "catalogue-object") catalogue.push(body);
    if (body.type === "header" || body.type === "catalogue-object") {
      if (session !== null) return "the catalogue holds more objects than the header says";
      openWhenTold();
      return null;
    }
    if (session === null) return "the catalogue holds fewer objects than the header says";
    if (OUTPUTS.has(body.type)) return `the log has a record of type ${body.type} here, the replay has none`;
    if (body.type === "intake-rejection") session.reject(body);
    else if (body.type === "input-end") session.finish();
    else session.measure(body as Measurement);
    return null;
  };
  return {
    take(line, body, bodyText) {
      if (next === written.length) {
        written.length = 0;
        next = 0;
        const wrong = feed(body);
        if (wrong !== null) return { line, wrong };
        if (written.length === 0) return null;
      }
      const expected = written[next]!;
      next += 1;
      return expected === bodyText ? null : { line, wrong: difference(expected, body) };
    },
  };
}

const OUTPUTS: ReadonlySet<string> = new Set<LogBody["type"]>([
  "line-of-sight-track",
  "radar-track",
  "event",
  "warning",
  "rejection",
  "end",
]);

function difference(expected: string, found: LogBody): string {
  const replayed = JSON.parse(expected) as { type: string; id?: string };
  const name = replayed.id === undefined ? replayed.type : `${replayed.type} ${replayed.id}`;
  return replayed.type === found.type
    ? `the replay gives another ${name} than the one recorded`
    : `the replay gives ${name} here, the log has a record of type ${found.type}`;
}
