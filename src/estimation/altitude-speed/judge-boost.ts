import { ENERGY_LAG, type Energies, energiesOf, type ReadingError } from "./energies.js";
import type { AltitudeSpeedRecord } from "./reject-outliers.js";

/** What was noticed of a powered flight, and when an observer could know it. */
export interface BoostEvent {
  /** `end of boost`, `thrust again`, or `broken`: it swings to and fro as no vehicle under control does. */
  readonly what: "end of boost" | "thrust again" | "broken";
  /** When it took place, s. */
  readonly time: number;
  /** When the readings until then showed it, s. */
  readonly noticed: number;
}

/** A boost is one whose push along the way was above this for so long, m/s² and s. */
const BOOST_PUSH = 4;
const BOOST_SECONDS = 10;
/** It has ended when the push stays under this share of what it was, for so long, s. */
const ENDED_SHARE = 0.35;
const ENDED_SECONDS = 3;
/** What the push was: the median from so many to so many seconds before. */
const REFERENCE = [40, 10] as const;
/** The push is the slope of the energy over ± so many seconds. */
const SLOPE_HALF = 3;
/** Swings of the energy count that are larger than so many of its errors and this share of the kinetic energy. */
const SWING_SIGMAS = 4;
const SWING_SHARE = 0.04;
/** A swing to and fro within so long is none of a stage that turns, lights an engine and coasts on, s. */
const SWING_SECONDS = 40;
/** Above this no air makes a vehicle swing; what is seen there is an engine, m. */
const AIR = 100e3;

/**
 * Judges a boost from altitude and speed, second by second, with what was read until then (the energies of a second are known 8 s
 * later).
 *
 * The push along the way is the rate of the energy over the speed. The boost ends where it falls to a third of what it was and
 * stays there: at a staging as well as when engines fail. A vehicle that then gains energy and loses it again within seconds,
 * inside the air, tumbles: drag alone only takes, and a stage that flies back takes once, gives once, and coasts. From then on it
 * is broken, and nothing that supposes a flight under control or a free fall may be claimed of it.
 *
 * @param record without outliers
 */
export function judgeBoost(record: AltitudeSpeedRecord, error: ReadingError = {}): BoostEvent[] {
  const energies = energiesOf(record, error);
  const push = pushes(energies);
  const events: BoostEvent[] = [];
  const { time } = energies;
  const know = (k: number) => time[k]! + ENERGY_LAG;
  let boosting = false;
  let held = 0;
  let below = 0;
  let ended = -1;
  let began = 0;
  for (let k = 0; k < time.length; k++) {
    held = push[k]! > BOOST_PUSH ? held + 1 : 0;
    if (!boosting) {
      if (held < BOOST_SECONDS) continue;
      boosting = true;
      began = time[k - held + 1]!;
      if (ended >= 0) events.push({ what: "thrust again", time: began, noticed: know(k) });
      ended = -1;
      continue;
    }
    const usual = medianOf(push, time, Math.max(began, time[k]! - REFERENCE[0]), time[k]! - REFERENCE[1]);
    below = usual > BOOST_PUSH && push[k]! < ENDED_SHARE * usual ? below + 1 : 0;
    if (below < ENDED_SECONDS) continue;
    boosting = false;
    below = 0;
    held = 0;
    ended = k - ENDED_SECONDS + 1;
    events.push({ what: "end of boost", time: time[ended]!, noticed: know(k) });
  }
  const broken = brokenAt(energies, events);
  return broken === null ? events : [...events.filter((e) => e.noticed <= broken.noticed), broken];
}

function pushes({ time, energy, speed }: Energies): Float64Array {
  return time.map((t, k) => {
    let [from, to] = [k, k];
    while (from > 0 && t - time[from - 1]! <= SLOPE_HALF) from -= 1;
    while (to < time.length - 1 && time[to + 1]! - t <= SLOPE_HALF) to += 1;
    return to === from
      ? 0
      : (energy[to]! - energy[from]!) / (time[to]! - time[from]!) / Math.max(30, speed[k]!);
  });
}

function medianOf(values: Float64Array, time: Float64Array, from: number, to: number): number {
  const own = values.filter((_, k) => time[k]! >= from && time[k]! <= to).sort();
  return own.length < 8 ? 0 : own[own.length >> 1]!;
}

/** After the first end of a boost: a rise and a fall of the energy that follow at once. */
function brokenAt(e: Energies, events: readonly BoostEvent[]): BoostEvent | null {
  const end = events.find(({ what }) => what === "end of boost");
  if (end === undefined) return null;
  let k = e.time.findIndex((t) => t >= end.time);
  let low = k;
  let high = -1;
  for (; k < e.time.length; k++) {
    const swing = (at: number) =>
      Math.max(SWING_SIGMAS * e.sigma[at]!, SWING_SHARE * 0.5 * e.speed[at]! ** 2);
    if (high < 0) {
      if (e.energy[k]! < e.energy[low]!) low = k;
      // what rises for longer is a thrust, and not the air
      else if (e.time[k]! - e.time[low]! > SWING_SECONDS) low = lowestSince(e, e.time[k]! - SWING_SECONDS, k);
      if (e.energy[k]! - e.energy[low]! > swing(k)) high = k;
      continue;
    }
    if (e.energy[k]! > e.energy[high]!) high = k;
    const fell = e.energy[high]! - e.energy[k]! > swing(k);
    const quick =
      e.time[k]! - e.time[high]! <= SWING_SECONDS && e.time[high]! - e.time[low]! <= SWING_SECONDS;
    if (fell && quick && e.altitude[high]! < AIR)
      return { what: "broken", time: e.time[high]!, noticed: e.time[k]! + ENERGY_LAG };
    if (fell || !quick) {
      low = k;
      high = -1;
    }
  }
  return null;
}

function lowestSince({ time, energy }: Energies, from: number, to: number): number {
  let low = to;
  for (let k = to; k >= 0 && time[k]! >= from; k--) if (energy[k]! < energy[low]!) low = k;
  return low;
}
