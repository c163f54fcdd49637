import type { EventUpdate, IntakeRejection, Network, Warning } from "../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step, type WatchOutput } from "../../watch/index.js";
import type { RecordedItem } from "./recorded-item.js";

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
  const events = new Map<string, EventUpdate>();
  const warnings: Warning[] = [];
  const rejections: IntakeRejection[] = [];
  let [done, measurements] = [0, 0];
  const take = (outputs: readonly WatchOutput[]) => {
    for (const output of outputs) {
      if (output.type === "event") events.set(output.id, output);
      if (output.type === "warning") warnings.push(output);
    }
  };
  for await (const item of items) {
    if ("rejection" in item) rejections.push(item.rejection);
    else {
      measurements += 1;
      take(step(watch, sealMeasurement(item.measurement)));
    }
    done += 1;
    if (done % BREATH === 0) await breathe(done);
  }
  take(closeWatch(watch));
  return {
    events: [...events.values()].filter(({ state }) => state !== "dissolved"),
    warnings,
    rejections,
    measurements,
  };
}
