import type { StormNews } from "../../optical/announce.js";
import { stormPlace } from "../../optical/storms.js";
import { type EventBook, enter } from "../book.js";
import { note } from "../ledger.js";
import { DEGREES } from "../written.js";

/** Turns news of a thunderstorm into its event. Its pulses are counted, not listed. */
export function takeStorm(book: EventBook, { storm, over }: StormNews, now: number): void {
  let event = book.ofStorm.get(storm);
  if (event === undefined) {
    event = enter(book, "storm", null, storm.first);
    book.ofStorm.set(storm, event);
  }
  event.first = Math.min(event.first, storm.first);
  event.last = Math.max(event.last, storm.last);
  for (const sensor of storm.sensors) event.otherSensors.add(sensor);
  const place = stormPlace(storm);
  event.seenAt = {
    latitudeDeg: Math.round(place.latitude * DEGREES * 100) / 100,
    longitudeDeg: Math.round(place.longitude * DEGREES * 100) / 100,
    radius: Math.round(place.radius / 1000) * 1000,
  };
  note(
    event.ledger,
    "lightning",
    {
      kind: "optical",
      sensors: [...storm.sensors].sort(),
      text: `lightning: ${storm.pulses} pulses in ${storm.flashes} flashes`,
      logLikelihood: { background: 5 },
    },
    now,
  );
  if (over) {
    event.state = "closed";
    book.ofStorm.delete(storm);
  }
}
