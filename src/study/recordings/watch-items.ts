import type { EventUpdate, IntakeRejection, Network, Warning } from "../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step } from "../../watch/index.js";
import type { RecordedItem } from "./recorded-item.js";
import { recordOutputs, standingEvents, startRecord } from "./watch-record.js";

/** What a watch made of recordings. */
export interface WatchedRecordings {
  /** Last state of each event that was not dissolved into another. */
  readonly events: readonly EventUpdate[];
  readonly warnings: readonly Warning[];
  /** What could not be used, and what a front end refused. */
  readonly rejections: readonly IntakeRejection[];
  readonly measurements: number;
}

/** Items between two turns for whoever waits. */
const BREATH = 2000;

/**
 * Lets a watch see recordings, as a run does.
 *
 * @param items in order of time
 * @param network the sensors that made them, priors and thresholds
 * @param breathe is called every so many items
 */
export async function watchItems(
  items: Iterable<RecordedItem> | AsyncIterable<RecordedItem>,
  network: Network,
  breathe: (done: number) => Promise<void>,
): Promise<WatchedRecordings> {
  const watch = openWatch({ network, origin: "replay", catalogue: [], seed: 1 });
  const record = startRecord();
  const rejections: IntakeRejection[] = [];
  let [done, measurements] = [0, 0];
  for await (const item of items) {
    if ("rejection" in item) rejections.push(item.rejection);
    else {
      measurements += 1;
      recordOutputs(record, step(watch, sealMeasurement(item.measurement)));
    }
    done += 1;
    if (done % BREATH === 0) await breathe(done);
  }
  recordOutputs(record, closeWatch(watch));
  return {
    events: standingEvents(record),
    warnings: record.warnings,
    rejections,
    measurements,
  };
}
