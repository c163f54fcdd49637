import type {
  IntakeRejection,
  LogBody,
  LogCatalogueObject,
  LogEnd,
  LogHeader,
  Measurement,
} from "../messages/index.js";
import {
  closeWatch,
  openWatch,
  sealMeasurement,
  step,
  type WatchState,
  watchCounts,
} from "../watch/index.js";

/** Takes each record of a session in the order in which it happened. */
export type RecordSink = (body: LogBody, bodyText: string) => void;

/** A watch that writes down everything it is told and everything it says. */
export interface WatchSession {
  /** Hands one measurement to the watch. */
  measure(measurement: Measurement): void;
  /** Writes down an input that could not be read as a measurement. */
  reject(rejection: IntakeRejection): void;
  /** Closes the watch. */
  finish(): LogEnd;
}

/**
 * Opens a session: header and catalogue are recorded, then the watch begins.
 *
 * @param header first record; its network, origin and seed configure the watch
 * @param catalogue satellites that are known beforehand
 * @param sink takes every record
 */
export function openSession(
  header: LogHeader,
  catalogue: readonly LogCatalogueObject[],
  sink: RecordSink,
): WatchSession {
  let records = 0;
  let measurements = 0;
  const intake = { rejected: 0, reasons: new Map<string, number>() };
  const put = (body: LogBody, text = JSON.stringify(body)) => {
    sink(body, text);
    records += 1;
  };
  put(header);
  for (const object of catalogue) put(object);
  const watch = watchFor(header, catalogue);
  return {
    measure(measurement) {
      put(measurement);
      measurements += 1;
      for (const output of step(watch, sealMeasurement(measurement))) put(output);
    },
    reject(rejection) {
      put(rejection);
      const count = rejection.count ?? 1;
      intake.rejected += count;
      intake.reasons.set(rejection.reason, (intake.reasons.get(rejection.reason) ?? 0) + count);
    },
    finish() {
      put({ type: "input-end", measurements });
      for (const output of closeWatch(watch)) put(output);
      const end = endRecord(records, watch, intake);
      put(end);
      return end;
    },
  };
}

function watchFor(header: LogHeader, catalogue: readonly LogCatalogueObject[]): WatchState {
  return openWatch({
    network: header.network,
    origin: header.origin,
    catalogue: catalogue.map(({ name, elements }) => ({ name, elements })),
    seed: header.seed,
  });
}

function endRecord(
  records: number,
  watch: WatchState,
  intake: { readonly rejected: number; readonly reasons: ReadonlyMap<string, number> },
): LogEnd {
  const counts = watchCounts(watch);
  const reasons = new Map(Object.entries(counts.rejectedReasons));
  for (const [reason, count] of intake.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    type: "end",
    records,
    infrared: counts.infrared,
    radar: counts.radar,
    rejected: counts.rejected + intake.rejected,
    rejectedReasons: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
    satellitesRecognised: counts.satellitesRecognised,
    ...(counts.firstTime === undefined ? {} : { firstTime: counts.firstTime, lastTime: counts.lastTime }),
  };
}
