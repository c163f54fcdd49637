import type { CoastEstimate, LaunchSolution } from "../../estimation/index.js";
import type { EventClass, EventUpdate, ImpactEstimate, SeenAt, WarningLevel } from "../../messages/index.js";
import type { LineTrack } from "../infrared/track.js";
import type { RadarTrackState } from "../radar/index.js";
import type { Agreement } from "./confirmation.js";
import type { FenceCrossing } from "./fence-crossing.js";
import type { Kinematics } from "./launch/kinematics.js";
import type { PlumeState } from "./launch/plume.js";
import { type Ledger, openLedger } from "./ledger.js";

/** A radar track as part of an event. */
export interface RadarLink {
  readonly track: string;
  readonly sensor: string;
  state: RadarTrackState;
  /** Times at which it was found to lie with the rest of the event. */
  agreements: Agreement[];
  /** Present checks in a row that failed. */
  strays: number;
  /** Whether the radar was told that the plume is out. */
  hinted: boolean;
}

/** What an event is followed as. What it is judged to be is its class. */
export type Nature = "launch" | "stage" | "source" | "storm" | "bolide" | "aircraft" | "object" | "reentry";

/** What was said to people about an event. */
export interface Said {
  level: WarningLevel | null;
  readonly warnings: string[];
  at: number;
  class: EventClass | null;
  /** Words that carry what was material in the last warning. */
  material: string;
  /** Time of the newest radar data in the last warning. */
  radarTime: number;
  cancelled: boolean;
}

/** One event as the watch keeps it. Times are seconds after the watch's reference. */
export interface EventRecord {
  readonly id: string;
  readonly nature: Nature;
  readonly parent: EventRecord | null;
  readonly children: EventRecord[];
  readonly ledger: Ledger;
  revision: number;
  state: EventUpdate["state"];
  first: number;
  last: number;
  readonly lines: LineTrack[];
  readonly links: RadarLink[];
  /** Sensors of events that have neither lines nor radar tracks (storms). */
  readonly otherSensors: Set<string>;
  seenAt: SeenAt | null;
  solution: LaunchSolution | null;
  solved: { looks: number; at: number; final: boolean };
  motion: Kinematics | null;
  plume: PlumeState | null;
  coast: CoastEstimate | null;
  impact: { estimate: ImpactEstimate; dataTime: number; nearProtected: string | null } | null;
  /** Time of the radar data with which an impact was last worked out, s. */
  impactTime: number;
  /** When both kinds had agreed. */
  confirmedAt: number | null;
  confirmableFrom: number | null;
  /** When that was worked out, s. */
  reckonedAt: number;
  /** Since when a radar should have seen it, without a break; null while none should. */
  expectedSince: number | null;
  /** Which radars' fences must have met it so far. */
  readonly fenceCrossings: Map<string, FenceCrossing>;
  stale: boolean;
  /** Rests on one satellite that looks where sunlight can glint. */
  sunlit: boolean;
  /** Whether something changed since the last message. */
  published: string;
  readonly said: Said;
}

/**
 * A new event.
 *
 * @param prior weights by class
 * @param first s
 */
export function openRecord(
  id: string,
  nature: Nature,
  parent: EventRecord | null,
  prior: Readonly<Partial<Record<EventClass, number>>>,
  first: number,
): EventRecord {
  const record: EventRecord = {
    id,
    nature,
    parent,
    children: [],
    ledger: openLedger(prior),
    revision: 0,
    state: "open",
    first,
    last: first,
    lines: [],
    links: [],
    otherSensors: new Set(),
    seenAt: null,
    solution: null,
    solved: { looks: 0, at: Number.NEGATIVE_INFINITY, final: false },
    motion: null,
    plume: null,
    coast: null,
    impact: null,
    impactTime: Number.NEGATIVE_INFINITY,
    confirmedAt: null,
    confirmableFrom: null,
    reckonedAt: Number.NEGATIVE_INFINITY,
    expectedSince: null,
    fenceCrossings: new Map(),
    stale: false,
    sunlit: false,
    published: "",
    said: {
      level: null,
      warnings: [],
      at: Number.NEGATIVE_INFINITY,
      class: null,
      material: "",
      radarTime: Number.NEGATIVE_INFINITY,
      cancelled: false,
    },
  };
  parent?.children.push(record);
  return record;
}
