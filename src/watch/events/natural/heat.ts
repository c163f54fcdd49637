import { EARTH, ecefToGeodetic, type Geodetic, surfaceDistance, type Vec3 } from "../../../astro/index.js";
import { type EventBook, enter } from "../book.js";
import { note } from "../ledger.js";
import type { EventRecord } from "../record.js";
import { DEGREES } from "../written.js";

/** Heat that a front end found to be of the ground, or can't tell yet. */
export interface Heat {
  /** s after the watch's reference. */
  readonly time: number;
  readonly sensor: string;
  readonly positionEcef: Vec3;
  readonly lineOfSightEcef: Vec3;
  /** Whether bands and looks show it to be of the ground. */
  readonly decided: boolean;
}

/** Heat within so far of a source's middle is the same source: large fires have several fronts, m. */
const SAME_SOURCE = 25_000;

/**
 * Enters heat of the ground as a source that stays, or tells a source that it still burns. No launch comes of it.
 *
 * @returns null where the line of sight misses the Earth
 */
export function takeHeat(book: EventBook, heat: Heat, now: number): EventRecord | null {
  const ground = groundOf(heat.positionEcef, heat.lineOfSightEcef);
  if (ground === null) return null;
  const place = ecefToGeodetic(ground);
  const event = sourceAt(book, place) ?? enter(book, "source", null, heat.time);
  event.first = Math.min(event.first, heat.time);
  event.last = Math.max(event.last, heat.time);
  event.otherSensors.add(heat.sensor);
  event.seenAt ??= {
    latitudeDeg: Math.round(place.latitude * DEGREES * 1e3) / 1e3,
    longitudeDeg: Math.round(place.longitude * DEGREES * 1e3) / 1e3,
    radius: SAME_SOURCE,
  };
  // what is known of a source is not taken back because a new part of it is not known yet
  if (!heat.decided && event.ledger.entries.has("ground heat")) return event;
  note(
    event.ledger,
    "ground heat",
    {
      kind: "infrared",
      sensors: [...event.otherSensors].sort(),
      text: heat.decided
        ? "heat that bands and looks together show to be of the ground"
        : "heat at its first look: neither its height nor what was there before is known",
      logLikelihood: heat.decided ? { background: 3 } : {},
    },
    now,
  );
  return event;
}

function sourceAt(book: EventBook, place: Geodetic): EventRecord | null {
  let best: { event: EventRecord; distance: number } | null = null;
  for (const event of book.records) {
    if (event.nature !== "source" || event.state !== "open" || event.seenAt === null) continue;
    const { latitudeDeg, longitudeDeg } = event.seenAt;
    const middle = { latitude: latitudeDeg / DEGREES, longitude: longitudeDeg / DEGREES, height: 0 };
    const distance = surfaceDistance(middle, place);
    if (distance < SAME_SOURCE && (best === null || distance < best.distance)) best = { event, distance };
  }
  return best?.event ?? null;
}

/** Where a line of sight meets the ground (WGS-84): in axes stretched along z the ellipsoid is a sphere. */
function groundOf([x, y, z]: Vec3, [dx, dy, dz]: Vec3): Vec3 | null {
  const stretch = 1 / (1 - EARTH.flattening);
  const a = dx * dx + dy * dy + (dz * stretch) ** 2;
  const b = x * dx + y * dy + z * dz * stretch * stretch;
  const c = x * x + y * y + (z * stretch) ** 2 - EARTH.radius ** 2;
  const discriminant = b * b - a * c;
  if (discriminant < 0 || b > 0) return null;
  const range = (-b - Math.sqrt(discriminant)) / a;
  return [x + range * dx, y + range * dy, z + range * dz];
}
