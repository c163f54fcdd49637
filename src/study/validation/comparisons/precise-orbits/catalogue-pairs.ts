import {
  compareEpochs,
  type Epoch,
  ecefToTeme,
  norm,
  propagateOrbit,
  type Sgp4Orbit,
  secondsBetween,
  subtract,
  type Vec3,
} from "../../../../astro/index.js";
import { orbitOfObject, readCatalogue } from "../../../../formats/index.js";
import type { ValidationContext } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import type { PreciseFile } from "./gather.js";
import { instantOf, type PreciseTrack, stateAtRow } from "./precise-track.js";

const DAY = 86_400;
/** Sets so long before a precise orbit's beginning and after its end have a say: the noise of a history is learnt there. */
const HISTORY = 60 * DAY;
/** Sets of which one is near enough in time to tell which object it is. */
const TELLING_AGE = 10 * DAY;
/** An object is the satellite where it is nowhere farther off than this in the middle, m. */
const NEAR = 60e3;
const LOOKS = 5;

/** Element sets of one object, by rising epoch. */
export interface ElementHistory {
  readonly number: number;
  readonly name: string;
  readonly orbits: readonly Sgp4Orbit[];
  readonly paths: readonly string[];
}

/** The state of a satellite at an instant, TEME. */
export interface TrueState {
  readonly epoch: Epoch;
  readonly positionTeme: Vec3;
  readonly velocityTeme: Vec3;
}

/** @returns the state at a row, or null where it has no velocity */
export function trueState(file: PreciseFile, track: PreciseTrack, row: number): TrueState | null {
  const state = stateAtRow(track, row);
  if (state === null) return null;
  const epoch = instantOf(track, track.orbit.seconds[row]!);
  return { epoch, ...ecefToTeme(state.positionEcef, state.velocityEcef, epoch, file.orientation(epoch)) };
}

function endsOf({ orbit }: PreciseTrack): readonly [number, number] {
  return [orbit.seconds[0]!, orbit.seconds.at(-1)!];
}

/** All element sets of a folder that lie about some precise orbit, by object. */
export async function gatherHistories(
  recordings: readonly Recording[],
  files: readonly PreciseFile[],
  context: ValidationContext,
): Promise<ElementHistory[]> {
  const spans = files.flatMap(({ tracks }) =>
    tracks.map((track) => {
      const [first, last] = endsOf(track);
      return [instantOf(track, first - HISTORY), instantOf(track, last + HISTORY)] as const;
    }),
  );
  const objects = new Map<number, { name: string; orbits: Sgp4Orbit[]; paths: Set<string> }>();
  for (const recording of recordingsOf(recordings, "tle", "omm", "elements")) {
    await context.progress(`element sets of ${recording.path}`);
    for (const object of readCatalogue(await recording.text(), recording.path).objects) {
      const orbit = orbitOfObject(object);
      if (orbit === null) continue;
      const { epoch } = orbit;
      if (!spans.some(([from, to]) => compareEpochs(epoch, from) > 0 && compareEpochs(epoch, to) < 0))
        continue;
      const number = object.elements.catalogueNumber;
      const held = objects.get(number) ?? { name: object.name, orbits: [], paths: new Set() };
      objects.set(number, held);
      held.orbits.push(orbit);
      held.paths.add(recording.path);
    }
  }
  return [...objects].map(([number, { name, orbits, paths }]) => ({
    number,
    name,
    orbits: withoutRepeats(orbits),
    paths: [...paths],
  }));
}

/** In order of time; of sets for one epoch the last. */
function withoutRepeats(orbits: readonly Sgp4Orbit[]): Sgp4Orbit[] {
  const sorted = [...orbits].sort((a, b) => compareEpochs(a.epoch, b.epoch));
  return sorted.filter(
    (o, i) => i + 1 === sorted.length || compareEpochs(o.epoch, sorted[i + 1]!.epoch) !== 0,
  );
}

/**
 * Which object of the catalogue a satellite is: names in orbit files are none of the catalogue's, so the object is taken that
 * SGP4 puts nearest to it, if it stays within some tens of kilometres.
 *
 * @returns null where none is near
 */
export function pairWith(
  file: PreciseFile,
  track: PreciseTrack,
  histories: readonly ElementHistory[],
): ElementHistory | null {
  const n = track.orbit.seconds.length;
  const rows = Array.from({ length: LOOKS }, (_, i) => Math.floor(((i + 1) * n) / (LOOKS + 1)));
  const states = rows.flatMap((row) => trueState(file, track, row) ?? []);
  if (states.length === 0) return null;
  let best: ElementHistory | null = null;
  let nearest = NEAR;
  for (const history of histories) {
    const distances = states.map((state) => distanceTo(history, state)).sort((a, b) => a - b);
    const middle = distances[distances.length >> 1]!;
    if (middle < nearest) [best, nearest] = [history, middle];
  }
  return best;
}

function distanceTo({ orbits }: ElementHistory, { epoch, positionTeme }: TrueState): number {
  let closest: Sgp4Orbit | null = null;
  let age = TELLING_AGE;
  for (const orbit of orbits) {
    const apart = Math.abs(secondsBetween(orbit.epoch, epoch));
    if (apart < age) [closest, age] = [orbit, apart];
  }
  const state = closest === null ? null : propagateOrbit(closest, epoch);
  return state === null ? Number.POSITIVE_INFINITY : norm(subtract(state.positionTeme, positionTeme));
}
