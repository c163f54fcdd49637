import type { EventClass } from "../../messages/index.js";
import type { LineTrack } from "../infrared/track.js";
import type { Storm } from "../optical/storms.js";
import type { RadarTrackState } from "../radar/index.js";
import type { WatchContext } from "./context.js";
import type { SlowStart } from "./natural/slow-flyers.js";
import { type EventRecord, type Nature, openRecord } from "./record.js";

/** A track that was never confirmed: a false detection, or a flash. */
export interface Flash {
  readonly track: LineTrack;
  readonly at: number;
  /** The bolide that it already is. */
  readonly event: EventRecord | null;
}

/** All events of a watch, and which track belongs to which. */
export interface EventBook {
  readonly context: WatchContext;
  records: EventRecord[];
  next: number;
  readonly ofLine: Map<string, EventRecord>;
  readonly ofRadar: Map<string, EventRecord>;
  readonly ofStorm: Map<Storm, EventRecord>;
  /** Radar tracks as last looked at. */
  readonly radarSeen: Map<string, RadarTrackState>;
  /** Where radar tracks began to fly as aircraft do, of those that have done nothing else since. */
  readonly slowSince: Map<string, SlowStart>;
  flashes: Flash[];
  /** Moving sources that are not yet told from aircraft. */
  movers: LineTrack[];
  /** Sources of which one satellite can't tell whether they move: witnesses of what another sees move. */
  unsettled: LineTrack[];
}

/** Opens an empty book. */
export function openBook(context: WatchContext): EventBook {
  return {
    context,
    records: [],
    next: 1,
    ofLine: new Map(),
    ofRadar: new Map(),
    ofStorm: new Map(),
    radarSeen: new Map(),
    slowSince: new Map(),
    flashes: [],
    movers: [],
    unsettled: [],
  };
}

/** Weight of what is none of the known kinds of launch. */
const UNKNOWN_WEIGHT = 0.02;

/** What is believed of a launch before its looks are weighed: the network's families. */
export function launchPrior(context: WatchContext): Partial<Record<EventClass, number>> {
  const prior: Partial<Record<EventClass, number>> = {};
  for (const family of context.families) {
    const name = family.class as EventClass;
    prior[name] = (prior[name] ?? 0) + family.weight;
  }
  const count = Object.keys(prior).length;
  for (const name of Object.keys(prior) as EventClass[]) prior[name] = 1 / count;
  prior.unknown = UNKNOWN_WEIGHT;
  return prior;
}

const PRIORS: Readonly<Record<Exclude<Nature, "launch">, Partial<Record<EventClass, number>>>> = {
  stage: { "falling-stage": 0.95, unknown: 0.05 },
  source: { background: 0.97, unknown: 0.03 },
  storm: { background: 0.999, unknown: 0.001 },
  bolide: { bolide: 0.9, background: 0.05, unknown: 0.05 },
  aircraft: { aircraft: 0.9, unknown: 0.1 },
  reentry: { reentry: 0.8, "falling-stage": 0.1, unknown: 0.1 },
  object: { unknown: 0.4, ballistic: 0.1, "falling-stage": 0.2, reentry: 0.1, satellite: 0.2 },
};

/**
 * Enters a new event.
 *
 * @param first s, when it was first seen
 */
export function enter(
  book: EventBook,
  nature: Nature,
  parent: EventRecord | null,
  first: number,
): EventRecord {
  const prior = nature === "launch" ? launchPrior(book.context) : PRIORS[nature];
  const record = openRecord(`event-${book.next++}`, nature, parent, prior, first);
  book.records.push(record);
  return record;
}

/** Events that a line of sight or a radar track may still belong to. */
export function flying(book: EventBook): EventRecord[] {
  return book.records.filter((e) => (e.nature === "launch" || e.nature === "stage") && e.state === "open");
}

/** Gives a line-of-sight track to an event. */
export function addLine(book: EventBook, event: EventRecord, track: LineTrack): void {
  event.lines.push(track);
  book.ofLine.set(track.id, event);
  event.first = Math.min(event.first, track.sightings[0]!.time);
  event.last = Math.max(event.last, track.sightings.at(-1)!.time);
}
