import { epochFromUtc, secondsBetween } from "../astro/index.js";
import { CAP_STATUS } from "../formats/index.js";
import type { EventUpdate, Score, Summary, SummaryEvent, Warning } from "../messages/index.js";
import type { RunRecord } from "./run-record.js";

/** What a summary says that does not follow from the log. */
export interface RunCosts {
  readonly wallSeconds: number;
  readonly peakRssMiB: number;
}

/**
 * Builds `summary.json`.
 *
 * @param run what the log holds
 * @param costs wall time and memory of the run
 * @param scored how it compares with truth, where there is a truth
 */
export function summarise(
  run: RunRecord,
  costs: RunCosts,
  scored?: { readonly score: Score; readonly truthOf: ReadonlyMap<string, string> },
): Summary {
  const { header, end } = run;
  return {
    ...(header.scenario === undefined
      ? { input: header.inputs.filter(({ purpose }) => purpose === "measurements").map(({ name }) => name) }
      : { scenario: header.scenario }),
    seed: header.seed,
    origin: header.origin,
    version: header.version,
    simulatedSeconds: spanSeconds(run),
    wallSeconds: costs.wallSeconds,
    peakRssMiB: costs.peakRssMiB,
    measurements: {
      infrared: end.infrared,
      radar: end.radar,
      rejected: end.rejected,
      ...(end.rejected === 0 ? {} : { rejectedReasons: end.rejectedReasons }),
    },
    satellitesRecognised: end.satellitesRecognised,
    events: run.events.map((event) => summaryEvent(event, scored?.truthOf.get(event.id))),
    warnings: run.warnings.map((warning) => ({
      id: warning.id,
      event: warning.event,
      level: warning.level,
      status: CAP_STATUS[warning.origin],
      msgType: warning.msgType,
      at: warning.at,
      file: warningFile(warning),
    })),
    ...(scored === undefined ? {} : { score: scored.score }),
  };
}

/** @returns where a warning's CAP message stands, relative to the output folder */
export function warningFile(warning: Warning): string {
  return `warnings/${warning.id.replace(/[^A-Za-z0-9._-]/g, "_")}.xml`;
}

function spanSeconds({ firstTime, lastTime }: RunRecord): number {
  if (firstTime === undefined || lastTime === undefined) return 0;
  return secondsBetween(epochFromUtc(firstTime), epochFromUtc(lastTime));
}

function summaryEvent(event: EventUpdate, truth: string | undefined): SummaryEvent {
  const { id, parent, probability, confirmed, kinds, confirmableFrom, firstDetection, lastDetection } = event;
  const { confirmedAt, launch, burnout, impact } = event;
  return withoutAbsent({
    id,
    class: event.class,
    parent,
    probability,
    confirmed,
    kinds,
    confirmableFrom,
    firstDetection,
    lastDetection,
    confirmedAt,
    launch,
    burnout,
    impact,
    truth,
  });
}

function withoutAbsent<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
