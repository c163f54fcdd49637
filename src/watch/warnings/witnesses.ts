import { createHash } from "node:crypto";
import { evidenceOf, type Provenance, type Warning } from "../../messages/index.js";
import { type ConfirmedLaunch, confirmLaunch } from "../events/confirmation.js";
import type { WatchContext } from "../events/context.js";
import type { EventRecord } from "../events/record.js";

/** Looks and plots at which a radar track was found on the lines of sight before two kinds agree. */
const AGREEMENTS = 2;
const LEAST_PLOTS = 3;

/** Infrared witnesses of an event, in the order of its tracks. */
export function infraredWitnesses(e: EventRecord): Provenance<"infrared">[] {
  return e.lines.flatMap((t) => t.sightings.map((s) => s.provenance));
}

/** Radar witnesses of an event whose tracks lie with the rest of it. */
export function radarWitnesses(e: EventRecord, context: WatchContext): Provenance<"radar">[] {
  return e.links
    .filter((l) => l.agreements.length > 0 || e.lines.length === 0)
    .flatMap((l) => l.state.measurements)
    .flatMap((id) => context.plots.get(id) ?? []);
}

/** The launch as both kinds confirm it, or null: the only way to a warning of level confirmed. */
export function confirmedByBoth(e: EventRecord, context: WatchContext): ConfirmedLaunch | null {
  const agreeing = e.links.find(
    (l) => l.agreements.length >= AGREEMENTS && l.state.plots >= LEAST_PLOTS && l.state.state !== "tentative",
  );
  if (agreeing === undefined) return null;
  const infrared = evidenceOf("infrared", infraredWitnesses(e));
  const radar = evidenceOf("radar", radarWitnesses(e, context));
  if (infrared === null || radar === null) return null;
  return confirmLaunch(infrared, radar, agreeing.agreements.at(-1)!, context.sensors);
}

/** What a warning rests on, sensor by sensor, down to the digests of the raw messages. */
export function evidenceBySensor(e: EventRecord, context: WatchContext): Warning["evidence"] {
  const by = new Map<string, { kind: Provenance["kind"]; tracks: string[]; witnesses: Provenance[] }>();
  const add = (kind: Provenance["kind"], sensor: string, track: string, witnesses: readonly Provenance[]) => {
    const entry = by.get(sensor) ?? { kind, tracks: [], witnesses: [] };
    entry.tracks.push(track);
    entry.witnesses.push(...witnesses);
    by.set(sensor, entry);
  };
  for (const t of e.lines)
    add(
      "infrared",
      t.sensor,
      t.id,
      t.sightings.map((s) => s.provenance),
    );
  for (const l of e.links) {
    add(
      "radar",
      l.sensor,
      l.track,
      l.state.measurements.flatMap((id) => context.plots.get(id) ?? []),
    );
  }
  return [...by]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sensor, { kind, tracks, witnesses }]) => ({
      kind,
      sensor,
      tracks,
      measurements: witnesses.map((w) => w.measurement),
      digest: createHash("sha256")
        .update(witnesses.map((w) => w.digest).join(""))
        .digest("hex"),
    }));
}
