import { isLive } from "../infrared/track.js";
import type { EventBook } from "./book.js";
import { note } from "./ledger.js";
import { fuseCoasts, sameCoast } from "./links.js";
import { linePairDistance } from "./place-line.js";
import type { EventRecord } from "./record.js";

/** Mean squared distance under which two parts' tracks are of one body. */
const SURE_PAIR = 4;

/**
 * Makes one of parts of a launch that turn out to be one body: while parts are still close together each satellite
 * and each radar may have begun one of its own.
 */
export function mergeParts(book: EventBook, launch: EventRecord, now: number): void {
  const parts = launch.children.filter((c) => c.state === "open");
  for (const [i, later] of parts.entries()) {
    const earlier = parts.slice(0, i).find((e) => e.state === "open" && oneBody(book, e, later, now));
    if (earlier !== undefined) merge(book, earlier, later, now);
  }
}

function oneBody(book: EventBook, a: EventRecord, b: EventRecord, now: number): boolean {
  if (sharesLiveSensor(a, b, now)) return false;
  if (sameCoast(a.coast, b.coast) !== null) return true;
  for (const x of a.lines) {
    for (const y of b.lines) {
      if (x.sensor === y.sensor) continue;
      const distance = linePairDistance(book, x, y);
      if (distance !== null && distance < SURE_PAIR) return true;
    }
  }
  return false;
}

/** One sensor that follows both at once sees two bodies. */
function sharesLiveSensor(a: EventRecord, b: EventRecord, now: number): boolean {
  const lines = a.lines.some((x) =>
    b.lines.some((y) => x.sensor === y.sensor && isLive(x, now) && isLive(y, now)),
  );
  const radars = a.links.some((x) =>
    b.links.some((y) => x.sensor === y.sensor && x.state.state !== "ended" && y.state.state !== "ended"),
  );
  return lines || radars;
}

function merge(book: EventBook, into: EventRecord, from: EventRecord, now: number): void {
  for (const track of from.lines.splice(0)) {
    into.lines.push(track);
    book.ofLine.set(track.id, into);
  }
  for (const l of from.links.splice(0)) {
    into.links.push(l);
    book.ofRadar.set(l.track, into);
  }
  into.first = Math.min(into.first, from.first);
  into.last = Math.max(into.last, from.last);
  fuseCoasts(into);
  for (const [name, { at, reason }] of from.ledger.entries)
    if (!into.ledger.entries.has(name)) into.ledger.entries.set(name, { at, reason });
  from.state = "dissolved";
  note(
    from.ledger,
    "dissolved",
    { kind: "geometry", sensors: [], text: `one body with ${into.id}`, logLikelihood: {} },
    now,
  );
}
