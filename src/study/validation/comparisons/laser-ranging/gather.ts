import {
  type EarthOrientation,
  type EarthOrientationTable,
  type Epoch,
  earthOrientationAt,
  earthOrientationTable,
  NO_EARTH_ORIENTATION,
} from "../../../../astro/index.js";
import {
  type LaserRanging,
  type LaserTarget,
  type PredictedOrbit,
  readEarthOrientation,
  readLaserRanging,
  readPredictedOrbit,
  readStationCoordinates,
  type StationSolution,
} from "../../../../formats/index.js";
import { type Recording, recordingsOf } from "../../recording.js";

/** A file's content beside its path. */
export interface Held<T> {
  readonly path: string;
  readonly content: T;
}

/** All that a folder knows of laser ranging. */
export interface LaserFolder {
  readonly rangings: readonly Held<LaserRanging>[];
  readonly orbits: readonly Held<PredictedOrbit>[];
  readonly stations: readonly Held<readonly StationSolution[]>[];
  readonly earth: EarthOrientationTable;
  readonly earthPaths: readonly string[];
}

/** Reads what a folder has of it. @throws {InputError} from a reader */
export async function gatherLaserFolder(recordings: readonly Recording[]): Promise<LaserFolder> {
  const rangings = await readAll(recordingsOf(recordings, "laser-ranging"), readLaserRanging);
  if (rangings.length === 0) return { rangings, orbits: [], stations: [], earth: noEarth, earthPaths: [] };
  const orbits = await readAll(recordingsOf(recordings, "predicted-orbit"), readPredictedOrbit);
  const stations = await readAll(recordingsOf(recordings, "station-coordinates"), readStationCoordinates);
  const earth = await readAll(recordingsOf(recordings, "earth-orientation"), readEarthOrientation);
  return {
    rangings,
    orbits,
    stations: stations.map(({ path, content }) => ({ path, content: content.solutions })),
    earth: earthOrientationTable(earth.flatMap(({ content }) => content.table.entries)),
    earthPaths: earth.map(({ path }) => path),
  };
}

const noEarth = earthOrientationTable([]);

async function readAll<T>(
  recordings: readonly Recording[],
  read: (chunks: AsyncIterable<Uint8Array>, file: string) => Promise<T>,
): Promise<Held<T>[]> {
  const held: Held<T>[] = [];
  for (const recording of recordings)
    held.push({ path: recording.path, content: await read(recording.chunks(), recording.path) });
  return held;
}

/** Whether two headers name one object: by number where both have one, else by name. */
export function sameTarget(a: LaserTarget, b: LaserTarget): boolean {
  if (a.ilrsId !== undefined && b.ilrsId !== undefined) return a.ilrsId === b.ilrsId;
  if (a.catalogueNumber !== undefined && b.catalogueNumber !== undefined)
    return a.catalogueNumber === b.catalogueNumber;
  return a.name.toLowerCase() === b.name.toLowerCase();
}

/**
 * The Earth's orientation at any instant, if the tables know it at all that are given; else none at all, so that what is
 * turned one way is turned back the same way.
 */
export function orientationOver(
  earth: EarthOrientationTable,
  epochs: readonly Epoch[],
): { readonly at: (e: Epoch) => EarthOrientation; readonly known: boolean } {
  const known = epochs.every((e) => earthOrientationAt(earth, e).known);
  return { known, at: known ? (e) => earthOrientationAt(earth, e) : () => NO_EARTH_ORIENTATION };
}
