import {
  addSeconds,
  compareEpochs,
  type Epoch,
  propagateOrbit,
  secondsBetween,
} from "../../../../astro/index.js";
import {
  changeThreshold,
  chiSquareQuantile,
  type ErrorScale,
  elementErrors,
  gateVolume,
  learnErrorScale,
  offsetSquared,
  orbitChanges,
  orbitOffset,
  scoreOrbitChanges,
} from "../../../../estimation/index.js";
import { type ElementHistory, trueState } from "./catalogue-pairs.js";
import type { Disturbance } from "./free-propagation.js";
import type { PreciseFile } from "./gather.js";
import { instantOf, type PreciseTrack } from "./precise-track.js";

const DAY = 86_400;
/** Ages by which gates are judged, days. */
export const AGES = [0, 0.5, 2, 4, 6.5, 10, 14] as const;
/** The gate is where a fraction of this lies if errors are Gaussian with the deviations claimed. */
export const GATE_PROBABILITY = 0.99;
const GATE = chiSquareQuantile(GATE_PROBABILITY, 3);
/** Rows of the precise orbit that are looked at, at most. */
const MOST_ROWS = 800;

/** What was found with sets of one class of age. */
export interface AgeClass {
  /** Days. */
  readonly from: number;
  readonly to: number;
  /** Squared distances in standard deviations. */
  readonly squares: number[];
  /** Sets that had a part. */
  readonly sets: Set<number>;
  /** Mean volume of the gate, m³. */
  volume: number;
}

/** One satellite's places in the gates of its elements. */
export interface GateFinding {
  readonly track: PreciseTrack;
  readonly history: ElementHistory;
  readonly scale: ErrorScale;
  readonly classes: readonly AgeClass[];
  /** Age in days, offset along the track and the gate's half-length there, km. */
  readonly inTrack: readonly (readonly [age: number, offset: number, half: number])[];
  /** Pairs of set and place with a manoeuvre between them. */
  readonly manoeuvred: number;
  /** Changes of orbit found in the element sets. */
  readonly changes: number;
}

/** Whether the orbit was changed between two instants, by the element sets or by the precise orbit itself. */
function changeFinder(track: PreciseTrack, history: ElementHistory, disturbances: readonly Disturbance[]) {
  const scored = scoreOrbitChanges(history.orbits);
  const changes = orbitChanges(scored, changeThreshold(scored.period));
  const spans = [
    ...changes.map(({ after, until }) => [after, until] as const),
    ...disturbances.map(({ from, to }) => [instantOf(track, from), instantOf(track, to)] as const),
  ];
  const changed = (from: Epoch, to: Epoch): boolean =>
    spans.some(([after, until]) => compareEpochs(from, until) < 0 && compareEpochs(to, after) > 0);
  return { changed, changes: changes.length };
}

/** Places of a precise orbit in the gates of element sets that were there before. */
export async function judgeGates(
  file: PreciseFile,
  track: PreciseTrack,
  history: ElementHistory,
  disturbances: readonly Disturbance[],
  tick: () => Promise<void>,
): Promise<GateFinding> {
  const { changed, changes } = changeFinder(track, history, disturbances);
  // only what was known before the orbit's end is learnt from
  const last = instantOf(track, track.orbit.seconds.at(-1)!);
  const known = history.orbits.filter(({ epoch }) => compareEpochs(epoch, last) <= 0);
  const scale = learnErrorScale(
    known.filter(({ epoch }) => secondsBetween(epoch, last) < LEARNT_OVER),
    changed,
  );
  const classes = AGES.slice(0, -1).map(
    (from, k): AgeClass => ({ from, to: AGES[k + 1]!, squares: [], sets: new Set(), volume: 0 }),
  );
  const inTrack: [number, number, number][] = [];
  let manoeuvred = 0;
  const rows = track.orbit.seconds.length;
  const stride = Math.max(1, Math.ceil(rows / MOST_ROWS));
  for (let row = 0; row < rows; row += stride) {
    const state = trueState(file, track, row);
    if (state === null) continue;
    const oldest = addSeconds(state.epoch, -AGES[AGES.length - 1]! * DAY);
    for (const [index, orbit] of known.entries()) {
      if (compareEpochs(orbit.epoch, oldest) <= 0 || compareEpochs(orbit.epoch, state.epoch) > 0) continue;
      if (changed(orbit.epoch, state.epoch)) {
        manoeuvred += 1;
        continue;
      }
      const foretold = propagateOrbit(orbit, state.epoch);
      if (foretold === null) continue;
      const age = secondsBetween(orbit.epoch, state.epoch);
      const errors = elementErrors(orbit, age, scale);
      const offset = orbitOffset(state.positionTeme, foretold.positionTeme, foretold.velocityTeme);
      const found = classes.find(({ to }) => age < to * DAY)!;
      found.squares.push(offsetSquared(offset, errors));
      found.sets.add(index);
      found.volume += (gateVolume(errors, GATE) - found.volume) / found.squares.length;
      inTrack.push([age / DAY, offset.inTrack / 1000, (Math.sqrt(GATE) * errors.inTrack) / 1000]);
    }
    if (row % (TICK * stride) === 0) await tick();
  }
  return { track, history, scale, classes, inTrack, manoeuvred, changes };
}

const TICK = 50;
/** The scale is learnt from so long before, s. */
const LEARNT_OVER = 60 * DAY;

/** Share of squared distances within the gate of a probability. */
export function shareWithin(squares: readonly number[], probability: number): number {
  const limit = chiSquareQuantile(probability, 3);
  return squares.filter((s) => s <= limit).length / squares.length;
}
