import type { LogBody, LogCatalogueObject, LogHeader, Measurement } from "../../messages/index.js";
import { closeWatch, sealMeasurement, step, type WatchState } from "../../watch/index.js";
import type { LogFault } from "../log/reader.js";
import { endRecord, watchFor } from "../session.js";

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

/** Begins the replay of a log. */
export function openReplay(): Replay {
  let header: LogHeader | null = null;
  const catalogue: LogCatalogueObject[] = [];
  let watch: WatchState | null = null;
  let expected: string[] = [];
  let next = 0;
  let measurements = 0;
  const intake = { rejected: 0, reasons: new Map<string, number>() };

  const waiting = () => next < expected.length;
  const expect = (outputs: readonly unknown[]) => {
    expected = outputs.map((output) => JSON.stringify(output));
    next = 0;
  };
  const opened = (): WatchState => {
    if (header === null) throw new Error("a replay begins with the header");
    watch ??= watchFor(header, catalogue);
    return watch;
  };
  /** @returns what differs, or null */
  const takeInput = (body: LogBody, bodyText: string, line: number): string | null => {
    switch (body.type) {
      case "header":
        header = body;
        return null;
      case "catalogue-object":
        if (watch !== null) return "a catalogue object after the first measurement";
        catalogue.push(body);
        return null;
      case "intake-rejection": {
        const count = body.count ?? 1;
        intake.rejected += count;
        intake.reasons.set(body.reason, (intake.reasons.get(body.reason) ?? 0) + count);
        return null;
      }
      case "input-end":
        if (body.measurements !== measurements)
          return `says ${body.measurements} measurements, there are ${measurements}`;
        expect(closeWatch(opened()));
        return null;
      case "end":
        return JSON.stringify(endRecord(line - 1, opened(), intake)) === bodyText
          ? null
          : "the counts of the end record are not those of the replay";
      default:
        measurements += 1;
        expect(step(opened(), sealMeasurement(body as Measurement)));
        return null;
    }
  };
  return {
    take(line, body, bodyText) {
      const fault = (wrong: string) => ({ line, wrong });
      if (INPUTS.has(body.type)) {
        if (waiting()) return fault(`the replay gives ${nameOf(expected[next]!)} here, the log does not`);
        const wrong = takeInput(body, bodyText, line);
        return wrong === null ? null : fault(wrong);
      }
      if (!waiting()) return fault(`the log has a record of type ${body.type} here, the replay gives none`);
      const wanted = expected[next]!;
      next += 1;
      return wanted === bodyText
        ? null
        : fault(`the replay gives another ${nameOf(wanted)} than the one recorded`);
    },
  };
}

const INPUTS: ReadonlySet<string> = new Set<LogBody["type"]>([
  "header",
  "catalogue-object",
  "infrared-detection",
  "optical-pulse",
  "radar-plot",
  "heartbeat",
  "launch-notification",
  "intake-rejection",
  "input-end",
  "end",
]);

function nameOf(text: string): string {
  const output = JSON.parse(text) as { type: string; id?: string };
  return output.id === undefined ? output.type : `${output.type} ${output.id}`;
}
