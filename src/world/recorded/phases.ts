import type { RecordedAscentTable } from "../inputs.js";
import type { Sample } from "./samples.js";

export type RecordedStage = "first-stage" | "second-stage";

/** An engine's burn, s after lift-off. */
export interface Burn {
  readonly start: number;
  readonly end: number;
  readonly stage: "first" | "restart" | "upper";
}

/** What happens when in a recording, and which stage it follows after separation. */
export interface Phases {
  readonly follows: RecordedStage;
  /** When the first stage went out, s after lift-off. */
  readonly cutOff: number;
  readonly burns: readonly Burn[];
  /** Last recorded instant of flight: touch-down, or the recording's end. */
  readonly end: number;
  /** Whether an engine burns at that instant. */
  readonly burningAtEnd: boolean;
}

/** Staging gap of every public recording that has one, s (FACTS 9.2: 10–11 s); used where the file is silent. */
const USUAL_GAP = 11;
/** Differences of the recorded speed are taken over ± so many samples. */
const SPAN = 4;
/** Such differences see the end of a strong thrust only when it has left their span, so much late, s. */
const SEEN_LATE = 3.5;
/** A sensed acceleration along the motion beyond this, held for 6 s above the denser air, is an engine, m/s². */
const RESTART_THRUST = 3;
const DENSER_AIR = 35_000;
/** Two stretches of thrust nearer than this are one burn, s. */
const TURNING = 15;
/** A landing burn that no event names, s. */
const USUAL_LANDING_BURN = 30;

/** Thrust along the motion by differences over ±4 s, m/s²; NaN where the recording has a gap. */
function tangentialThrust(samples: readonly Sample[]): number[] {
  return samples.map((s, k) => {
    const before = samples[Math.max(0, k - SPAN)]!;
    const after = samples[Math.min(samples.length - 1, k + SPAN)]!;
    const dt = after.time - before.time;
    const climb = (after.altitude - before.altitude) / dt;
    return (after.speed - before.speed) / dt + (9.7 * climb) / Math.max(s.speed, 1);
  });
}

/** First time, from an instant on, from which the thrust stays on one side of a level for 6 s. */
function firstHeld(
  samples: readonly Sample[],
  thrust: readonly number[],
  from: number,
  holds: (f: number, s: Sample) => boolean,
): number | null {
  for (let k = 0; k < samples.length; k++) {
    if (samples[k]!.time < from) continue;
    const window = samples
      .map((s, i) => ({ s, f: thrust[i]! }))
      .slice(k)
      .filter(({ s }) => s.time < samples[k]!.time + 6);
    if (window.length >= 3 && window.every(({ s, f }) => holds(f, s))) return samples[k]!.time;
  }
  return null;
}

function firstCutOff(samples: readonly Sample[], thrust: readonly number[], meco: number | null): number {
  if (meco !== null) return meco;
  const end = samples.at(-1)!.time;
  const seen = firstHeld(samples, thrust, 60, (f, s) => f < 3 && s.altitude > 25_000);
  return seen === null ? end : Math.max(60, seen - SEEN_LATE);
}

/** Which stage the camera followed, by what the recording does after the first stage went out. */
function stageFollowed(samples: readonly Sample[], cutOff: number, events: Events): RecordedStage {
  const restarts = ["boostback_start", "entry_start", "landing_start"].some((e) => events(e) !== null);
  const speedAt = samples.filter((s) => s.time <= cutOff && s.speed > 0).at(-1)?.speed ?? 0;
  const later = samples.filter((s) => s.time > cutOff + 20 && !Number.isNaN(s.speed));
  const last = later.at(-1);
  if (last !== undefined) {
    const fastest = later.reduce((most, s) => Math.max(most, s.speed), 0);
    const highest = later.reduce((most, s) => Math.max(most, s.altitude || 0), 0);
    if (fastest > speedAt + 800) return "second-stage";
    if (last.altitude < 0.7 * highest) return "first-stage";
  }
  if (restarts) return "first-stage";
  return "second-stage";
}

type Events = (name: string) => number | null;

/** Burns of a stage that flies back: each pair of events that both stand in the file. */
function restarts(events: Events, end: number): Burn[] {
  return ["boostback", "entry", "landing"].flatMap((name): Burn[] => {
    const start = events(`${name}_start`);
    if (start === null || start >= end) return [];
    return [{ start, end: Math.min(events(`${name}_end`) ?? end, end), stage: "restart" }];
  });
}

/** The same where the file names no event: thrust above the denser air, and a burn before it touches down. */
function restartsSeen(
  samples: readonly Sample[],
  thrust: readonly number[],
  cutOff: number,
  end: number,
): Burn[] {
  const burns: Burn[] = [];
  let first: number | null = null;
  samples.forEach((s, k) => {
    const burning =
      s.time > cutOff + 5 && s.time < end && s.altitude > DENSER_AIR && Math.abs(thrust[k]!) > RESTART_THRUST;
    if (burning) first ??= s.time;
    else if (first !== null) {
      const before = burns.at(-1);
      // a burn that turns the stage round pushes across the motion for a while
      if (before !== undefined && first - before.end < TURNING)
        burns[burns.length - 1] = { ...before, end: s.time };
      else if (s.time - first >= 6) burns.push({ start: first, end: s.time, stage: "restart" });
      first = null;
    }
  });
  const after = burns.at(-1)?.end ?? cutOff + 5;
  if (touchDown(samples, cutOff) !== null && end - USUAL_LANDING_BURN > after) {
    burns.push({ start: end - USUAL_LANDING_BURN, end, stage: "restart" });
  }
  return burns;
}

function upperBurns(
  samples: readonly Sample[],
  thrust: readonly number[],
  cutOff: number,
  end: number,
  events: Events,
): Burn[] {
  const seen = firstHeld(samples, thrust, cutOff + 3, (f) => f > 4);
  const start = events("ses1") ?? (seen === null ? cutOff + USUAL_GAP : Math.min(seen, cutOff + 30));
  if (start >= end) return [];
  const seenOut = firstHeld(samples, thrust, start + 20, (f) => f < 1.5);
  const out = seenOut === null ? null : seenOut - SEEN_LATE;
  const burns: Burn[] = [{ start, end: Math.min(events("seco1") ?? out ?? end, end), stage: "upper" }];
  const again = events("ses2");
  if (again !== null && again < end && again > burns[0]!.end) {
    burns.push({ start: again, end: Math.min(events("seco2") ?? end, end), stage: "upper" });
  }
  return burns;
}

/** When a stage that flew back stood still again, or null where the recording does not show it. */
function touchDown(samples: readonly Sample[], cutOff: number): number | null {
  const down = samples.find((s) => s.time > cutOff + 60 && s.altitude < 300 && s.speed < 8);
  return down?.time ?? null;
}

/**
 * Reads from events and samples when each engine burns and which stage the recording follows.
 *
 * @param declared what the scenario says of the stage, or `detect`
 */
export function flightPhases(
  table: RecordedAscentTable,
  samples: readonly Sample[],
  declared: RecordedStage | "detect",
): Phases {
  const events: Events = (name) => {
    const value = table.events[name];
    return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : null;
  };
  const thrust = tangentialThrust(samples);
  const last = samples.at(-1)!.time;
  const cutOff = Math.min(firstCutOff(samples, thrust, events("meco")), last);
  const follows = declared === "detect" ? stageFollowed(samples, cutOff, events) : declared;
  const end = follows === "first-stage" ? (touchDown(samples, cutOff) ?? last) : last;
  const named = restarts(events, end);
  const returning = named.length > 0 ? named : restartsSeen(samples, thrust, cutOff, end);
  const later = follows === "first-stage" ? returning : upperBurns(samples, thrust, cutOff, end, events);
  const burns: Burn[] = [{ start: 0, end: cutOff, stage: "first" }, ...later];
  return { follows, cutOff, burns, end, burningAtEnd: (burns.at(-1)?.end ?? 0) >= end - 1.5 };
}
