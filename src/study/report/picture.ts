import { type Epoch, epochFromUtc } from "../../astro/index.js";
import type {
  EventUpdate,
  Summary,
  TruthObject,
  TruthRecord,
  TruthState,
  Warning,
} from "../../messages/index.js";
import type { RunRecord } from "../run-record.js";

/** All that the report draws from, with what several of its parts need worked out once. */
export interface ReportPicture {
  readonly run: RunRecord;
  readonly summary: Summary;
  /** Instant from which plots count. */
  readonly start: Epoch;
  readonly startUtc: string;
  /** Seconds from the start to the last measurement or predicted impact. */
  readonly span: number;
  /** Events that were something: launches and their children, re-entries, bolides, unknown ones. */
  readonly main: readonly EventUpdate[];
  readonly background: readonly EventUpdate[];
  readonly warningsOf: ReadonlyMap<string, readonly Warning[]>;
  /** What really flew, where it is known, by event id. */
  readonly truthOf: ReadonlyMap<string, TruthObject>;
  readonly truth: readonly TruthObject[];
  readonly truthStates: ReadonlyMap<string, readonly TruthState[]>;
}

const ORDER: readonly EventUpdate["class"][] = [
  "ballistic",
  "unknown",
  "space-launch",
  "sounding-rocket",
  "falling-stage",
  "reentry",
  "bolide",
  "aircraft",
  "satellite",
];

/** Gathers what the report draws from. */
export function pictureOf(run: RunRecord, summary: Summary, truth: readonly TruthRecord[]): ReportPicture {
  const startUtc = run.firstTime ?? "2000-01-01T00:00:00Z";
  const start = epochFromUtc(startUtc);
  const objects = truth.filter((record) => record.type === "truth-object");
  const byId = new Map(objects.map((object) => [object.id, object]));
  const truthOf = new Map<string, TruthObject>();
  for (const event of summary.events) {
    const object = byId.get(event.truth ?? "");
    if (object !== undefined) truthOf.set(event.id, object);
  }
  return {
    run,
    summary,
    start,
    startUtc,
    span: Math.max(summary.simulatedSeconds, 1),
    main: mainEvents(run.events),
    background: run.events.filter((event) => event.class === "background"),
    warningsOf: groupBy(run.warnings, (warning) => warning.event),
    truthOf,
    truth: objects,
    truthStates: groupBy(
      truth.filter((record) => record.type === "truth-state"),
      (state) => state.id,
    ),
  };
}

/** Children stand right after their parent. */
function mainEvents(events: readonly EventUpdate[]): EventUpdate[] {
  const shown = events.filter((event) => event.class !== "background");
  const rank = (event: EventUpdate) => ORDER.indexOf(event.class);
  const roots = shown.filter(
    (event) => event.parent === undefined || !shown.some((e) => e.id === event.parent),
  );
  return roots
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((root) => [root, ...shown.filter((event) => event.parent === root.id)]);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
