import {
  compareEpochs,
  type Epoch,
  eastNorthUp,
  geodeticToEcef,
  norm,
  secondsBetween,
  subtract,
  type Vec3,
} from "../../../../astro/index.js";
import type { CameraSights } from "../../../../estimation/index.js";
import {
  type FireballPath,
  type FireballSighting,
  readFireballPath,
  readFireballSighting,
} from "../../../../formats/index.js";
import { InputError } from "../../../../messages/index.js";
import type { ValidationContext } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";

/** A file with what it holds. */
export interface Held<T> {
  readonly path: string;
  readonly content: T;
}

/** One fireball: what cameras measured of it, and how others solved it. */
export interface FireballEvent {
  readonly sightings: readonly Held<FireballSighting>[];
  readonly solutions: readonly Held<FireballPath>[];
}

/** All that is known of fireballs in a folder. */
export interface Gathered {
  readonly events: readonly FireballEvent[];
  /** Solutions of which no camera's file is there. */
  readonly lone: readonly Held<FireballPath>[];
  readonly unusable: readonly { readonly path: string; readonly reason: string }[];
}

/** Cameras that saw one fireball began and ended within so many seconds of each other, and stand no farther apart, m. */
const SAME_TIME = 20;
const SAME_PLACE = 1.2e6;

/** Reads all cameras' files and solutions, and puts together what is of one fireball by time and place; names decide nothing. */
export async function gatherFireballs(
  recordings: readonly Recording[],
  context: ValidationContext,
): Promise<Gathered> {
  const unusable: { path: string; reason: string }[] = [];
  const read = async <T>(
    kind: "fireball-sightings" | "fireball-path",
    reader: (chunks: AsyncIterable<Uint8Array>, file: string) => Promise<T>,
  ): Promise<Held<T>[]> => {
    const held: Held<T>[] = [];
    for (const recording of recordingsOf(recordings, kind)) {
      await context.progress(`fireball of ${recording.path}`);
      try {
        held.push({ path: recording.path, content: await reader(recording.chunks(), recording.path) });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        unusable.push({ path: recording.path, reason: error.message });
      }
    }
    return held;
  };
  const sightings = withoutCopies(
    await read("fireball-sightings", readFireballSighting),
    (a, b) =>
      norm(subtract(geodeticToEcef(a.site), geodeticToEcef(b.site))) < 1 && sameSights(a.points, b.points),
    unusable,
  );
  const solutions = await read("fireball-path", readFireballPath);
  const groups: Held<FireballSighting>[][] = [];
  for (const sighting of sightings) {
    const own = groups.filter((g) => g.some((s) => together(spanOf(s.content), spanOf(sighting.content))));
    const joined = [...own.flat(), sighting];
    for (const g of own) groups.splice(groups.indexOf(g), 1);
    groups.push(joined);
  }
  const events = groups.map((group) => ({
    sightings: group,
    solutions: solutions.filter((s) => group.some((g) => together(spanOf(g.content), spanOfPath(s.content)))),
  }));
  const paired = new Set(events.flatMap((e) => e.solutions));
  return { events, lone: solutions.filter((s) => !paired.has(s)), unusable };
}

/** A camera's file that is there twice would count for two cameras. */
function withoutCopies<T>(
  held: readonly Held<T>[],
  same: (a: T, b: T) => boolean,
  unusable: { path: string; reason: string }[],
): Held<T>[] {
  const kept: Held<T>[] = [];
  for (const one of held) {
    const first = kept.find(({ content }) => same(content, one.content));
    if (first === undefined) kept.push(one);
    else unusable.push({ path: one.path, reason: `holds what ${first.path} holds: not used twice` });
  }
  return kept;
}

function sameSights(a: FireballSighting["points"], b: FireballSighting["points"]): boolean {
  return (
    a.length === b.length &&
    a.every((p, i) => {
      const q = b[i]!;
      return compareEpochs(p.time, q.time) === 0 && p.azimuth === q.azimuth && p.elevation === q.elevation;
    })
  );
}

interface Span {
  readonly from: Epoch;
  readonly to: Epoch;
  readonly placeEcef: Vec3;
}

function spanOf({ points, site }: FireballSighting): Span {
  return { from: points[0]!.time, to: points.at(-1)!.time, placeEcef: geodeticToEcef(site) };
}

function spanOfPath({ points }: FireballPath): Span {
  return {
    from: points[0]!.time,
    to: points.at(-1)!.time,
    placeEcef: geodeticToEcef(points[points.length >> 1]!.place),
  };
}

function together(a: Span, b: Span): boolean {
  const gap = Math.max(secondsBetween(a.to, b.from), secondsBetween(b.to, a.from));
  return gap < SAME_TIME && norm(subtract(a.placeEcef, b.placeEcef)) < SAME_PLACE;
}

/** Clocks of cameras that state the error of their times are set by satellites; of others they may be off by seconds, s (1σ). */
const DISCIPLINED = 0.1;
const FREE = 1.5;

/** The first instant of an event by its cameras' clocks. */
export function referenceOf({ sightings }: FireballEvent): Epoch {
  return sightings.map((s) => s.content.points[0]!.time).sort(compareEpochs)[0]!;
}

/**
 * Lines of sight of an event's cameras.
 *
 * @param turned whether azimuths of the Croatian network's files are counted from south, as old ones may be
 */
export function sightsOf(event: FireballEvent, turned = false): CameraSights[] {
  const reference = referenceOf(event);
  return event.sightings.map(({ content: { camera, site, points, format } }) => {
    const { east, north, up } = eastNorthUp(site);
    const turn = turned && format === "cmn" ? Math.PI : 0;
    return {
      camera,
      positionEcef: geodeticToEcef(site),
      clockSigma: points.some((p) => p.timeSigma !== undefined) ? DISCIPLINED : FREE,
      sights: points.map((p) => {
        const level = Math.cos(p.elevation);
        const e = level * Math.sin(p.azimuth + turn);
        const n = level * Math.cos(p.azimuth + turn);
        const u = Math.sin(p.elevation);
        const errors = [
          p.azimuthSigma === undefined ? undefined : p.azimuthSigma * level,
          p.elevationSigma,
        ].filter((x) => x !== undefined);
        return {
          time: secondsBetween(reference, p.time),
          lineOfSightEcef: [0, 1, 2].map((i) => e * east[i]! + n * north[i]! + u * up[i]!) as unknown as Vec3,
          ...(errors.length > 0
            ? { sigma: Math.sqrt(errors.reduce((s, x) => s + x * x, 0) / errors.length) }
            : {}),
        };
      }),
    };
  });
}
