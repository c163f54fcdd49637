import {
  copyFilter,
  type FilterPrior,
  plotLikelihood,
  predictFilter,
  type RadarFilter,
  startFilter,
  type UpdateResult,
  updateFilter,
} from "./filter.js";
import { type FlightMode, thrustAcceleration } from "./flight-model.js";
import { COAST_STATES, type RadarModel, type RadarObservation, STATE, THRUST_STATES } from "./radar-model.js";

/** What is believed of thrust before the plots have spoken. Editable; textbook orders of magnitude. */
export interface ThrustPrior {
  /** Probability that a body burns at its second plot, where the motion can first tell. */
  readonly burningAtFirst: number;
  /** Mean time that a motor goes on burning, and that a coasting body waits for the next ignition, s. */
  readonly burnSeconds: number;
  readonly coastSeconds: number;
  /** Sensed acceleration: median, m/s², and 1σ of its logarithm. Upper stages 8–11, end of a boost 40–90. */
  readonly acceleration: number;
  readonly logSigma: number;
  /** Angle between thrust and velocity, 1σ an axis, rad: with the motion, and against it (a stage that turns back). */
  readonly tilt: number;
  readonly tiltAgainst: number;
  /** Share of ignitions against the motion. */
  readonly againstShare: number;
}

export const THRUST_PRIOR: ThrustPrior = {
  burningAtFirst: 0.3,
  burnSeconds: 80,
  coastSeconds: 300,
  acceleration: 15,
  logSigma: 0.8,
  tilt: 0.2,
  tiltAgainst: 0.5,
  againstShare: 0.15,
};

/** One history of a body's motor, with the filter that follows from it. */
export interface FlightHypothesis {
  readonly filter: RadarFilter;
  /** Since when the present mode lasts, s; −Infinity: since before the first plot. */
  readonly since: number;
  /** ln of its posterior weight, up to a common term. */
  logWeight: number;
  /** Plots that it has taken. */
  age: number;
}

/** All histories that are still alive for one body. */
export interface FlightHypotheses {
  hypotheses: FlightHypothesis[];
  plots: number;
  readonly prior: ThrustPrior;
  /** Infrared has not seen its plume from this time on, s. */
  dark: number;
}

const MOST_COASTS = 8;
const MOST_THRUSTS = 4;
/** Histories less likely than the best by this are dropped, in ln. */
const DROP = 12;
/** A new history is let live for so many plots before it has to be among the best. */
const GRACE = 4;
/** An ignition is considered at every third plot, to keep the histories few. */
const IGNITION_EVERY = 3;

/** Starts with one plot: the body coasts, or it will be found to burn. */
export function startHypotheses(
  radar: RadarModel,
  observation: RadarObservation,
  filterPrior: FilterPrior,
  prior: ThrustPrior = THRUST_PRIOR,
): FlightHypotheses {
  const filter = startFilter(radar, observation, filterPrior);
  return {
    hypotheses: [{ filter, since: Number.NEGATIVE_INFINITY, logWeight: 0, age: 1 }],
    plots: 1,
    prior,
    dark: Number.POSITIVE_INFINITY,
  };
}

/** The likeliest history, of all or of one kind. */
export function likeliest(h: FlightHypotheses, mode?: "coast" | "thrust"): FlightHypothesis | null {
  let best: FlightHypothesis | null = null;
  for (const one of h.hypotheses) {
    if (mode && (one.filter.mode === "coast") !== (mode === "coast")) continue;
    if (!best || one.logWeight > best.logWeight) best = one;
  }
  return best;
}

/** ln Σ exp, of none −Infinity. */
export function logSumExp(values: readonly number[]): number {
  const top = Math.max(Number.NEGATIVE_INFINITY, ...values);
  if (top === Number.NEGATIVE_INFINITY) return top;
  return top + Math.log(values.reduce((sum, v) => sum + Math.exp(v - top), 0));
}

/** ln of P(thrusting) / P(coasting) after the plots so far. */
export function thrustLogOdds(h: FlightHypotheses): number {
  const weights = (thrusting: boolean) =>
    logSumExp(h.hypotheses.filter((o) => (o.filter.mode !== "coast") === thrusting).map((o) => o.logWeight));
  return weights(true) - weights(false);
}

/**
 * The histories moved on to a time, as copies: what a plot at that time is compared with.
 *
 * @param spread histories less likely than the best by more than this, in ln, are left out
 */
export function predictHypotheses(h: FlightHypotheses, time: number, spread = 5): FlightHypothesis[] {
  const top = likeliest(h)!.logWeight;
  return h.hypotheses
    .filter((o) => o.logWeight > top - spread)
    .map((o) => {
      const filter = copyFilter(o.filter);
      predictFilter(filter, time);
      return { ...o, filter };
    });
}

/** ln likelihood of a plot under the mixture of predicted histories, and the smallest squared innovation among them. */
export function mixtureLikelihood(
  predicted: readonly FlightHypothesis[],
  radar: RadarModel,
  z: RadarObservation,
): UpdateResult {
  const total = logSumExp(predicted.map((o) => o.logWeight));
  let nis = Number.POSITIVE_INFINITY;
  let dimension = 3;
  const terms = predicted.map((o) => {
    const one = plotLikelihood(o.filter, radar, z);
    if (one.nis < nis) nis = one.nis;
    dimension = one.dimension;
    return o.logWeight - total + one.logLikelihood;
  });
  return { nis, dimension, logLikelihood: logSumExp(terms) };
}

/**
 * Takes one plot into all histories: those that burn may have stopped since the last plot, the likeliest that coasts
 * may have lit again.
 *
 * @returns the update of the history that was likeliest before the plot
 */
export function updateHypotheses(h: FlightHypotheses, radar: RadarModel, z: RadarObservation): UpdateResult {
  branch(h, z.time);
  const leader = likeliest(h)!;
  let result: UpdateResult | null = null;
  for (const one of h.hypotheses) {
    predictFilter(one.filter, z.time);
    const update = updateFilter(one.filter, radar, z);
    one.logWeight += update.logLikelihood;
    one.age += 1;
    if (one === leader) result = update;
  }
  h.plots += 1;
  prune(h);
  return result!;
}

/** Adds the histories in which something changed between the last plot and this one. */
function branch(h: FlightHypotheses, time: number): void {
  const { prior } = h;
  const born: FlightHypothesis[] = [];
  const leader = likeliest(h, "coast");
  for (const one of h.hypotheses) {
    if (one.filter.mode === "coast") continue;
    const dt = time - one.filter.time;
    const goesOn = -dt / prior.burnSeconds;
    const filter = afterCutOff(one.filter, dt);
    const logWeight = one.logWeight + Math.log(-Math.expm1(goesOn));
    born.push({ filter, since: time, logWeight, age: 0 });
    one.logWeight += goesOn;
  }
  // The second plot is the first that gives a velocity, and so a direction to thrust in.
  if (leader && time <= h.dark && h.plots >= 2 && (h.plots - 2) % IGNITION_EVERY === 0) {
    const first = h.plots === 2;
    const share = first
      ? prior.burningAtFirst
      : -Math.expm1((-IGNITION_EVERY * (time - leader.filter.time)) / prior.coastSeconds);
    born.push(...ignitions(leader, share, first, prior));
    leader.logWeight += Math.log1p(-share);
  }
  h.hypotheses.push(...born);
}

/** The two ways in which a coasting body may have lit: along its motion and against it. */
function ignitions(
  coasting: FlightHypothesis,
  share: number,
  first: boolean,
  prior: ThrustPrior,
): FlightHypothesis[] {
  const since = first ? Number.NEGATIVE_INFINITY : coasting.filter.time;
  const along = afterIgnition(coasting.filter, "thrust along", prior, first);
  const against = afterIgnition(coasting.filter, "thrust against", prior, first);
  const weight = coasting.logWeight + Math.log(share);
  return [
    { filter: along, since, logWeight: weight + Math.log(1 - prior.againstShare), age: 0 },
    { filter: against, since, logWeight: weight + Math.log(prior.againstShare), age: 0 },
  ];
}

function afterIgnition(
  coasting: RadarFilter,
  mode: FlightMode,
  prior: ThrustPrior,
  burntBefore: boolean,
): RadarFilter {
  const n = THRUST_STATES;
  const x = new Float64Array(n);
  x.set(coasting.x);
  const p = new Float64Array(n * n);
  for (let i = 0; i < COAST_STATES; i += 1) {
    for (let j = 0; j < COAST_STATES; j += 1) p[i * n + j] = coasting.p[i * COAST_STATES + j]!;
  }
  x[STATE.logThrust] = Math.log(prior.acceleration);
  const tilt = mode === "thrust against" ? prior.tiltAgainst : prior.tilt;
  p[STATE.logThrust * (n + 1)] = prior.logSigma ** 2;
  p[STATE.tiltUp * (n + 1)] = tilt * tilt;
  p[STATE.tiltRight * (n + 1)] = tilt * tilt;
  if (burntBefore) {
    // The two plots that gave the velocity were taken for coasting though thrust lay between them.
    const gained = prior.acceleration * Math.exp(prior.logSigma) * (coasting.time - coasting.start) * 0.5;
    for (let i = 3; i < 6; i += 1) p[i * (n + 1)] = p[i * (n + 1)]! + gained * gained;
  }
  return { ...coasting, mode, x, p };
}

const push = new Float64Array(3);

/** A burning filter whose motor stops at an unknown instant of the coming interval, all alike. */
function afterCutOff(burning: RadarFilter, dt: number): RadarFilter {
  const n = COAST_STATES;
  const wide = THRUST_STATES;
  const x = burning.x.slice(0, n);
  const p = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) p[i * n + j] = burning.p[i * wide + j]!;
  }
  thrustAcceleration(burning.x, burning.mode, push);
  for (let i = 0; i < 3; i += 1) x[3 + i] = x[3 + i]! + 0.5 * dt * push[i]!;
  // Uniform over the interval: variance dt²/12; and as much again for the thrust's own uncertainty and place.
  const share = (dt * dt) / 6;
  for (let i = 0; i < 3; i += 1) {
    for (let j = 0; j < 3; j += 1) {
      const k = (3 + i) * n + 3 + j;
      p[k] = p[k]! + share * push[i]! * push[j]!;
    }
  }
  return { ...burning, mode: "coast", x, p };
}

/** Drops what the plots have made unlikely, and brings the best weight to zero. */
function prune(h: FlightHypotheses): void {
  const top = likeliest(h)!.logWeight;
  const alive = h.hypotheses.filter((o) => o.logWeight > top - DROP);
  h.hypotheses = [
    ...best(
      alive.filter((o) => o.filter.mode === "coast"),
      MOST_COASTS,
    ),
    ...best(
      alive.filter((o) => o.filter.mode !== "coast"),
      MOST_THRUSTS,
    ),
  ];
  for (const one of h.hypotheses) one.logWeight -= top;
}

/** The most likely of a list, those in their grace first; order of age kept, so that ties fall the same way always. */
function best(list: FlightHypothesis[], most: number): FlightHypothesis[] {
  if (list.length <= most) return list;
  const ranked = list
    .map((one, place) => ({ one, place, rank: one.logWeight + (one.age <= GRACE ? DROP : 0) }))
    .sort((a, b) => b.rank - a.rank || a.place - b.place)
    .slice(0, most)
    .sort((a, b) => a.place - b.place);
  return ranked.map((r) => r.one);
}

/**
 * What infrared says of the plume: it was not seen any more where it would have been. Histories that burn after that
 * are dropped, and so are those that stopped later.
 *
 * @param firstNotSeen first look without it, s
 */
export function plumeGone(h: FlightHypotheses, firstNotSeen: number): void {
  h.dark = Math.min(h.dark, firstNotSeen);
  const possible = h.hypotheses.filter(
    (o) => o.filter.mode === "coast" && o.since <= laterPlot(h, firstNotSeen),
  );
  if (possible.length > 0) h.hypotheses = possible;
}

/** A stop between two plots is dated by the later one: the first such time at or after the given one. */
function laterPlot(h: FlightHypotheses, time: number): number {
  const later = h.hypotheses.map((o) => o.since).filter((s) => s >= time);
  return later.length > 0 ? Math.min(...later) : time;
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
  const value = Math.exp(x[STATE.logThrust]!);
  const sigma = value * Math.sqrt(p[STATE.logThrust * (THRUST_STATES + 1)]!);
  return { value, sigma, againstMotion: mode === "thrust against" };
}
