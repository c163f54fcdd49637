import type {
  EventUpdate,
  LogBody,
  LogCatalogueObject,
  LogEnd,
  LogHeader,
  Warning,
} from "../messages/index.js";
import { openSeries, type RunSeries } from "./series.js";

/** What the outputs of a run are made of, gathered from its log in one pass. */
export interface RunRecord {
  readonly header: LogHeader;
  readonly catalogue: readonly LogCatalogueObject[];
  readonly end: LogEnd;
  /** Last state of each event, in the order in which they were first seen; without those that dissolved into others. */
  readonly events: readonly EventUpdate[];
  /** Every state of each event, oldest first. */
  readonly histories: ReadonlyMap<string, readonly EventUpdate[]>;
  readonly warnings: readonly Warning[];
  /** Data time of the first and the last measurement, UTC; absent where none could be read. */
  readonly firstTime?: string;
  readonly lastTime?: string;
  readonly series: RunSeries;
}

/** Gathers a run record from the records of a log, given in order. */
export interface RunCollector {
  take(body: LogBody): void;
  /** @throws where the log was not finished */
  finish(): RunRecord;
}

/** Begins to gather. Memory grows with events and warnings, not with measurements. */
export function collectRun(): RunCollector {
  let header: LogHeader | undefined;
  let end: LogEnd | undefined;
  let firstTime: string | undefined;
  let lastTime: string | undefined;
  const catalogue: LogCatalogueObject[] = [];
  const histories = new Map<string, EventUpdate[]>();
  const warnings: Warning[] = [];
  const series = openSeries();
  // A measurement that the watch refuses at once may bear any time at all: it does not stretch the run.
  let waiting: string | undefined;
  const takeMeasured = (time: string) => {
    if (firstTime === undefined || comesBefore(time, firstTime)) firstTime = time;
    if (lastTime === undefined || comesBefore(lastTime, time)) lastTime = time;
  };
  return {
    take(body) {
      if (waiting !== undefined && body.type !== "rejection") takeMeasured(waiting);
      waiting = undefined;
      switch (body.type) {
        case "header":
          header = body;
          break;
        case "catalogue-object":
          catalogue.push(body);
          break;
        case "end":
          end = body;
          break;
        case "event": {
          const history = histories.get(body.id);
          if (history === undefined) histories.set(body.id, [body]);
          else history.push(body);
          break;
        }
        case "warning":
          warnings.push(body);
          break;
        case "infrared-detection":
        case "optical-pulse":
        case "radar-plot":
        case "heartbeat":
          waiting = body.time;
          break;
        default:
      }
      series.take(body);
    },
    finish() {
      if (header === undefined || end === undefined) throw new Error("the log is not finished");
      return {
        header,
        catalogue,
        end,
        events: [...histories.values()]
          .map((history) => history.at(-1)!)
          .filter(({ state }) => state !== "dissolved"),
        histories,
        warnings,
        ...(firstTime === undefined ? {} : { firstTime }),
        ...(lastTime === undefined ? {} : { lastTime }),
        series: series.finish(),
      };
    },
  };
}

/** UTC texts with and without a fraction sort as their instants do once the `Z` is gone. */
function comesBefore(a: string, b: string): boolean {
  return a.slice(0, -1) < b.slice(0, -1);
}
