import {
  DROP,
  type FlightHypotheses,
  type FlightHypothesis,
  likeliest,
  logSumExp,
} from "./flight-hypotheses.js";
import { STATE, THRUST_STATES } from "./radar-model.js";

/** Beyond these log-odds, 95 to 5, a body is said to thrust or to coast. */
const DECISIVE_LOG_ODDS = Math.log(19);
/** ln of P(it thrusts at a time) / P(it has stopped by then), the present where no time is given. */
function thrustLogOdds(h: FlightHypotheses, time = Number.POSITIVE_INFINITY): number {
  const burnsThen = (o: FlightHypothesis) => o.filter.mode !== "coast" || o.since > time;
  const thrusting = logSumExp(h.hypotheses.filter(burnsThen).map((o) => o.logWeight));
  const coasting = logSumExp(h.hypotheses.filter((o) => !burnsThen(o)).map((o) => o.logWeight));
  // What was dropped is no less likely than its threshold.
  return Math.max(-DROP, Math.min(DROP, thrusting - coasting));
}

/** Whether a body thrusts, and the log-odds of it. */
export interface ThrustState {
  readonly state: "thrusting" | "coasting" | "unknown";
  /** ln of P(thrusting) / P(coasting). */
  readonly logOdds: number;
}

/**
 * Says that a body coasts when its present odds say so, and that it thrusts when those of four plots ago do and the
 * present ones are not against it.
 */
export function thrustState(h: FlightHypotheses): ThrustState {
  if (h.plots < 3) return { state: "unknown", logOdds: 0 };
  const now = thrustLogOdds(h);
  if (now < -DECISIVE_LOG_ODDS) return { state: "coasting", logOdds: now };
  const before = thrustLogOdds(h, h.latest[0]);
  if (before > DECISIVE_LOG_ODDS && now > -1) return { state: "thrusting", logOdds: before };
  return { state: "unknown", logOdds: now };
}

/**
 * Since when the body coasts, on the safe side: the time before which its motor stopped with the given probability,
 * provided that it coasts now.
 *
 * @param confidence 0…1
 * @returns s; −Infinity when it coasted from the first plot on; null when it may well thrust
 */
export function coastingSince(h: FlightHypotheses, confidence: number): number | null {
  if (thrustLogOdds(h) > 0) return null;
  const coasts = h.hypotheses.filter((o) => o.filter.mode === "coast").sort((a, b) => a.since - b.since);
  const total = logSumExp(coasts.map((o) => o.logWeight));
  let sum = 0;
  for (const one of coasts) {
    sum += Math.exp(one.logWeight - total);
    if (sum >= confidence) return one.since;
  }
  return coasts.at(-1)?.since ?? null;
}

/** Sensed acceleration of the likeliest history with thrust, m/s², its 1σ, and whether it is against the motion. */
export function sensedAcceleration(
  h: FlightHypotheses,
): { value: number; sigma: number; againstMotion: boolean } | null {
  const burning = likeliest(h, "thrust");
  if (!burning) return null;
  const { x, p, mode } = burning.filter;
  const sigma = Math.sqrt(p[STATE.thrust * (THRUST_STATES + 1)]!);
  return { value: x[STATE.thrust]!, sigma, againstMotion: mode === "thrust against" };
}
