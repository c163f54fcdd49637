import {
  addSeconds,
  type EarthOrientation,
  type Epoch,
  earthOrientationAt,
  earthOrientationTable,
} from "../../../../astro/index.js";
import { readEarthOrientation, readPreciseOrbits } from "../../../../formats/index.js";
import type { ValidationContext } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { type PreciseTrack, preciseTrack } from "./precise-track.js";

/** Precise orbits of one file, and the Earth's orientation of its days. */
export interface PreciseFile {
  readonly path: string;
  readonly agency: string;
  readonly tracks: readonly PreciseTrack[];
  /** Satellites of the file with too few rows that follow one another. */
  readonly tooShort: number;
  readonly rejected: number;
  readonly orientation: (e: Epoch) => EarthOrientation;
  /** False where no table has the file's days: then UT1 = UTC and no polar motion, at all times. */
  readonly earthKnown: boolean;
  /** Files of the tables. */
  readonly earthPaths: readonly string[];
}

const NO_EARTH: EarthOrientation = { ut1MinusUtc: 0, polarMotion: [0, 0] };

/** Reads all precise orbits of a folder. @throws {InputError} from a reader */
export async function gatherPreciseFiles(
  recordings: readonly Recording[],
  context: ValidationContext,
): Promise<PreciseFile[]> {
  const orbits = recordingsOf(recordings, "precise-orbit");
  if (orbits.length === 0) return [];
  const tables = [];
  for (const { path, chunks } of recordingsOf(recordings, "earth-orientation"))
    tables.push({ path, table: (await readEarthOrientation(chunks(), path)).table });
  const earth = earthOrientationTable(tables.flatMap(({ table }) => table.entries));
  const files: PreciseFile[] = [];
  for (const { path, chunks } of orbits) {
    await context.progress(`orbits of ${path}`);
    const { satellites, start, agency, rejected } = await readPreciseOrbits(chunks(), path);
    const tracks = satellites.flatMap((orbit) => preciseTrack(orbit, start) ?? []);
    const end = addSeconds(start, Math.max(...satellites.map(({ seconds }) => seconds.at(-1)!)));
    const earthKnown = earthOrientationAt(earth, start).known && earthOrientationAt(earth, end).known;
    files.push({
      path,
      agency,
      tracks,
      tooShort: satellites.length - tracks.length,
      rejected: rejected.length,
      orientation: earthKnown ? (e) => earthOrientationAt(earth, e) : () => NO_EARTH,
      earthKnown,
      earthPaths: tables.filter(({ table }) => earthOrientationAt(table, start).known).map((t) => t.path),
    });
  }
  return files;
}
