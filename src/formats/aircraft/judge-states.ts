import { EARTH } from "../../astro/index.js";
import type { AircraftFlight } from "./aircraft-states.js";
import { longestChain, longestRising } from "./longest-chain.js";

/** Why a state can't be meant. `good` states may still lack an altitude. */
export type StateVerdict = "good" | "jump" | "stuck" | "clock" | "height";

/** What no aircraft does, and how far a record may be from the truth by the way in which it is made. */
export const AIRCRAFT_LIMITS = {
  /** m/s over the ground: Mach 2.3 and a jet stream. */
  speed: 750,
  /** m/s up or down. */
  climb: 350,
  /** m: the Dead Sea with a low barometer, and above any ceiling of what reports itself. */
  lowest: -1000,
  highest: 26_000,
  /** A position is stamped with a whole second and rounded: m. */
  placeSlack: 400,
  /** Heights come in steps of 25 or 100 ft, and by two barometers: m. */
  heightSlack: 60,
} as const;

/** The verdict on each state of a flight, and how many there are of each kind. */
export interface JudgedFlight {
  /** The worse of place and altitude. */
  readonly verdicts: readonly StateVerdict[];
  /** By the place alone. */
  readonly places: readonly StateVerdict[];
  /** By the altitude alone. */
  readonly altitudes: readonly StateVerdict[];
  readonly counts: Readonly<Record<StateVerdict, number>>;
}

const RADIUS = EARTH.meanRadius;

/**
 * Judges the states of a flight by what no aircraft can do; nothing is smoothed and nothing is known of the type.
 *
 * 1. *clock*: a time that is not after those before it. Kept is the longest rising sequence of times, so that one time far
 *    ahead rejects itself and not all that follow.
 * 2. *height*: an altitude at which nothing flies that reports itself.
 * 3. *jump* and *stuck*: recorders fill in the last value where nothing was received. Of runs of equal values, in place and in
 *    altitude, the longest chain is kept of which each can be reached from the one before: within `speed` or `climb` and a
 *    slack. A run off the chain is a jump. Where the next run can only be reached from the run's *first* value, its repeats are
 *    stuck: they were filled in while the aircraft went on.
 *
 * A state is as good as the worse of its place and its altitude. A state without altitude is judged by its place.
 */
export function judgeAircraftStates(flight: AircraftFlight): JudgedFlight {
  const { seconds, latitude, longitude, altitude } = flight;
  const { speed, climb, placeSlack, heightSlack, lowest, highest } = AIRCRAFT_LIMITS;
  const places: StateVerdict[] = Array.from({ length: seconds.length }, () => "clock");
  const altitudes = [...places];
  const inOrder = longestRising(seconds);
  const withHeight = inOrder.filter((i) => altitude[i]! >= lowest && altitude[i]! <= highest);
  for (const i of inOrder) {
    places[i] = "good";
    altitudes[i] = altitude[i]! < lowest || altitude[i]! > highest ? "height" : "good";
  }
  const judge = (indices: number[], same: Same, apart: Apart, fastest: number, slack: number) =>
    longestChain(indices, seconds, same, (a, b, dt) => apart(a, b) <= fastest * dt + slack);
  const samePlace = (a: number, b: number) => latitude[a] === latitude[b] && longitude[a] === longitude[b];
  const sameHeight = (a: number, b: number) => altitude[a] === altitude[b];
  for (const [i, verdict] of judge(inOrder, samePlace, groundApart.bind(null, flight), speed, placeSlack))
    places[i] = verdict;
  const climbed = (a: number, b: number) => Math.abs(altitude[a]! - altitude[b]!);
  for (const [i, verdict] of judge(withHeight, sameHeight, climbed, climb, heightSlack))
    altitudes[i] = verdict;
  const verdicts = places.map((place, i) => worse(place, altitudes[i]!));
  const counts = { good: 0, jump: 0, stuck: 0, clock: 0, height: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return { verdicts, places, altitudes, counts };
}

const BY_WEIGHT: readonly StateVerdict[] = ["good", "stuck", "jump", "height", "clock"];

function worse(a: StateVerdict, b: StateVerdict): StateVerdict {
  return BY_WEIGHT.indexOf(a) > BY_WEIGHT.indexOf(b) ? a : b;
}

type Same = (a: number, b: number) => boolean;
type Apart = (a: number, b: number) => number;

/** Chord between two places on the ground, m; near enough for a speed that no aircraft has. */
function groundApart({ latitude, longitude }: AircraftFlight, a: number, b: number): number {
  const north = Math.sin((latitude[b]! - latitude[a]!) / 2);
  const east = Math.sin((longitude[b]! - longitude[a]!) / 2);
  return (
    2 * RADIUS * Math.sqrt(north * north + Math.cos(latitude[a]!) * Math.cos(latitude[b]!) * east * east)
  );
}
