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
  /** Data time of the first and the last measurement that was believed, UTC; absent where none was. */
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
  const catalogue: LogCatalogueObject[] = [];
  const histories = new Map<string, EventUpdate[]>();
  const warnings: Warning[] = [];
  const series = openSeries();
  return {
    take(body) {
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
        ...(end.firstTime === undefined ? {} : { firstTime: end.firstTime }),
        ...(end.lastTime === undefined ? {} : { lastTime: end.lastTime }),
        series: series.finish(),
      };
    },
  };
}
