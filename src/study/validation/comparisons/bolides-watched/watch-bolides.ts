import { addSeconds, compareEpochs } from "../../../../astro/index.js";
import type { EventClass, EventUpdate, Network } from "../../../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step, type WatchOutput } from "../../../../watch/index.js";
import { detectionsOf, type LitPath } from "./lit-path.js";

/** What a watch made of bolides that satellites showed it. */
export interface Watched {
  /** Detections that it was given, and bodies of which there was one at least. */
  readonly detections: number;
  readonly seen: number;
  readonly warnings: number;
  /** Events by the class that they had in the end. */
  readonly classes: ReadonlyMap<EventClass, number>;
  /** Of those events that were ever a launch, a missile or a re-entry: what they were then, and the body shown at that time. */
  readonly mistaken: readonly { readonly name: string; readonly as: EventClass; readonly text: string }[];
}

/** What a bolide must never be taken for. */
const NEVER: ReadonlySet<EventClass> = new Set([
  "ballistic",
  "space-launch",
  "sounding-rocket",
  "falling-stage",
  "reentry",
  "unknown",
]);
/** Between two signs of life a waiting watch goes through its books once in so many bodies. */
const TURN = 50;

/**
 * Shows bodies to a watch as infrared satellites detect them, in the order of time, and says what it made of them.
 *
 * @param turn called every so many bodies, so that others have their turn
 */
export async function watchBolides(
  network: Network,
  paths: readonly LitPath[],
  turn: (done: number) => Promise<void>,
): Promise<Watched> {
  const ordered = [...paths].sort((a, b) => compareEpochs(a.start, b.start));
  const satellites = network.sensors.filter((s) => s.kind === "infrared");
  const state = openWatch({ network, origin: "replay", catalogue: [], seed: 1 });
  const last = new Map<string, EventUpdate>();
  const mistaken = new Map<string, { name: string; as: EventClass; text: string }>();
  let [detections, seen, warnings] = [0, 0, 0];
  const take = (outputs: readonly WatchOutput[], name: string): void => {
    for (const o of outputs) {
      if (o.type === "warning") warnings += 1;
      if (o.type !== "event") continue;
      last.set(o.id, o);
      if (NEVER.has(o.class) && !mistaken.has(o.id))
        mistaken.set(o.id, { name, as: o.class, text: o.evidence.map((e) => e.text).join("; ") });
    }
  };
  const epoch = ordered.length > 0 ? addSeconds(ordered[0]!.start, -60) : null;
  for (const [k, path] of ordered.entries()) {
    const found = detectionsOf(path, satellites, epoch!);
    detections += found.length;
    seen += found.length > 0 ? 1 : 0;
    for (const measurement of found) take(step(state, sealMeasurement(measurement)), path.name);
    if (k % TURN === 0) await turn(k);
  }
  take(closeWatch(state), ordered.at(-1)?.name ?? "");
  const classes = new Map<EventClass, number>();
  for (const e of last.values()) classes.set(e.class, (classes.get(e.class) ?? 0) + 1);
  return { detections, seen, warnings, classes, mistaken: [...mistaken.values()] };
}
