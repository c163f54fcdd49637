import type { EventUpdate, Warning } from "../../messages/index.js";
import type { WatchOutput } from "../../watch/index.js";

/** What a watch has said until now. */
export interface WatchRecord {
  /** Last state of each event. */
  readonly events: Map<string, EventUpdate>;
  readonly warnings: Warning[];
}

export function startRecord(): WatchRecord {
  return { events: new Map(), warnings: [] };
}

/** Writes down what a step of the watch gave. */
export function recordOutputs({ events, warnings }: WatchRecord, outputs: readonly WatchOutput[]): void {
  for (const output of outputs) {
    if (output.type === "event") events.set(output.id, output);
    if (output.type === "warning") warnings.push(output);
  }
}

/** @returns the last state of each event that was not dissolved into another */
export function standingEvents({ events }: WatchRecord): EventUpdate[] {
  return [...events.values()].filter(({ state }) => state !== "dissolved");
}
