import {
  airDensity,
  type Derivative,
  type EventFunction,
  freeFlight,
  groundEvent,
  heightOf,
  heightOfState,
  integrate,
} from "../../../astro/index.js";
import { LONGEST_FALL } from "../../free-fall.js";
import type { Motion } from "../../motion.js";

/** What the air does to a body that comes down. */
export interface ReentryBody {
  /** kg/m². */
  readonly ballisticCoefficient: number;
  readonly liftToDrag: number;
  /** Of the lift, from upwards to the right, rad. */
  readonly bank: number;
}

/** Cosine of the path's angle below which a body is no longer steered: within 20° of straight down. */
const STEEP = 0.35;

/**
 * Free flight, and the lift of a steered body: (L/D)·½ρv²/β across the velocity, banked about it. It fades where the
 * path is so steep that up has no meaning across it.
 */
function forces({ ballisticCoefficient, liftToDrag, bank }: ReentryBody): Derivative {
  const free = freeFlight({ ballisticCoefficient });
  if (liftToDrag === 0) return free;
  const [upShare, rightShare] = [Math.cos(bank), Math.sin(bank)];
  return (time, s, d) => {
    free(time, s, d);
    const [x, y, z, u, v, w] = s as unknown as [number, number, number, number, number, number];
    const speed = Math.hypot(u, v, w);
    const density = airDensity(heightOf(x, y, z));
    if (density === 0 || speed === 0) return;
    // right = velocity × up, lift upwards = right × velocity
    const r = [v * z - w * y, w * x - u * z, u * y - v * x];
    const across = Math.hypot(r[0]!, r[1]!, r[2]!);
    const level = across / (speed * Math.hypot(x, y, z));
    if (level < 1e-6) return;
    const right = r.map((c) => c / across);
    const up = [
      (right[1]! * w - right[2]! * v) / speed,
      (right[2]! * u - right[0]! * w) / speed,
      (right[0]! * v - right[1]! * u) / speed,
    ];
    const steered = Math.min(1, (level / STEEP) ** 2);
    const lift = (steered * liftToDrag * 0.5 * density * speed * speed) / ballisticCoefficient;
    for (let i = 0; i < 3; i++) d[3 + i]! += lift * (upShare * up[i]! + rightShare * right[i]!);
  };
}

/** Where a body breaks up. */
export interface BreakUpLimit {
  /** m. */
  readonly height: number;
  /** Pa; infinite: by height alone. */
  readonly dynamicPressure: number;
}

function breakUpEvent({ height, dynamicPressure }: BreakUpLimit): EventFunction {
  return {
    name: "break-up",
    // One function of both limits: positive while both are kept.
    value: (_t, s) => {
      const now = heightOfState(s);
      const pressure = 0.5 * airDensity(now) * (s[3]! ** 2 + s[4]! ** 2 + s[5]! ** 2);
      return Math.min(now / height - 1, 1 - pressure / dynamicPressure);
    },
    direction: -1,
    stop: true,
  };
}

/** A flight down, to the ground or to where it breaks up. */
export interface Descent {
  readonly motion: Motion;
  readonly end: number;
  /** At its end, Earth-fixed. */
  readonly state: Float64Array;
  readonly endsBy: "ground" | "break-up" | "time";
}

/**
 * Flies a body down from a state.
 *
 * @param start s after the scenario's start
 * @param limit where it breaks up; null: it stays whole
 * @param until it is followed no further, s after the scenario's start
 */
export function descent(
  start: number,
  state: Float64Array,
  body: ReentryBody,
  limit: BreakUpLimit | null,
  until = start + LONGEST_FALL,
): Descent {
  const flight = integrate(forces(body), start, state, until, {
    relativeTolerance: 1e-9,
    absoluteTolerance: [1e-4],
    events: limit === null ? [groundEvent] : [groundEvent, breakUpEvent(limit)],
  });
  const event = flight.events.at(-1);
  const last = new Float64Array(6);
  flight.stateAt(flight.end, last);
  return {
    motion: {
      start: flight.start,
      end: flight.end,
      stateAt: (time, out) => flight.stateAt(Math.min(flight.end, Math.max(flight.start, time)), out),
    },
    end: flight.end,
    state: last,
    endsBy: event === undefined ? "time" : event.name === "ground" ? "ground" : "break-up",
  };
}
