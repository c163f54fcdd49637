import { cross, dot, EARTH, norm, type Vec3 } from "../../../astro/index.js";
import type { LineTrack, Sighting } from "../../infrared/track.js";
import { addLine, type EventBook, enter } from "../book.js";
import { note } from "../ledger.js";
import type { EventRecord } from "../record.js";

/** A line of sight passes the flattened Earth where it passes the equatorial sphere no deeper than this, errors of sight with it, m. */
const EDGE = -40_000;
/** Sightings that are held against one direction; more only cost time. */
const MOST_SIGHTINGS = 40;
/** Standard deviations of χ² by which a star's scatter may be beyond its mean: 10⁻⁶ by chance from four degrees on. */
const SURE = 10;

/**
 * Whether a source stands still among the stars: its lines of sight pass the Earth and keep one direction in axes that do
 * not turn with it. A rocket would have to fly along with the satellite, to a few hundred metres a second, to look so.
 *
 * @param newest sightings that are left out: a star that has set may be followed by something else for a look or two
 */
export function amongTheStars(track: LineTrack, newest = 0): boolean {
  const sightings = track.sightings.slice(0, track.sightings.length - newest).slice(-MOST_SIGHTINGS);
  if (sightings.length < 3 || sightings.some((s) => passingHeight(s) < EDGE)) return false;
  const reference = sightings[0]!.time;
  const directions = sightings.map((s) => turned(s.lineOfSightEcef, EARTH.rotation * (s.time - reference)));
  const weights = sightings.map((s) => 1 / (s.sigma * s.sigma));
  const sum = [0, 1, 2].map((i) => directions.reduce((total, d, k) => total + weights[k]! * d[i]!, 0));
  const length = Math.hypot(sum[0]!, sum[1]!, sum[2]!);
  const mean: Vec3 = [sum[0]! / length, sum[1]! / length, sum[2]! / length];
  const chiSquare = directions.reduce((total, d, k) => total + weights[k]! * norm(cross(d, mean)) ** 2, 0);
  const degreesOfFreedom = 2 * (sightings.length - 1);
  return chiSquare <= degreesOfFreedom + SURE * Math.sqrt(2 * degreesOfFreedom);
}

/** Height over the Earth's equatorial sphere in which a line of sight passes it, m; below it where it looks away. */
export function passingHeight({ positionEcef, lineOfSightEcef }: Sighting): number {
  if (dot(positionEcef, lineOfSightEcef) >= 0) return Number.POSITIVE_INFINITY;
  return norm(cross(positionEcef, lineOfSightEcef)) - EARTH.radius;
}

/** A direction fixed to the Earth along axes that stand still. */
function turned([x, y, z]: Vec3, angle: number): Vec3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * x - s * y, s * x + c * y, z];
}

/** Enters a star, planet or the like as a source that no launch can be. */
export function placeStar(book: EventBook, track: LineTrack, now: number): EventRecord {
  const event = enter(book, "source", null, track.sightings[0]!.time);
  addLine(book, event, track);
  note(
    event.ledger,
    "among the stars",
    {
      kind: "infrared",
      sensors: [track.sensor],
      text: "stands still among the stars, beyond the Earth's edge",
      logLikelihood: { background: 5 },
    },
    now,
  );
  return event;
}
