import { copyFilter, plotLikelihood, type RadarFilter, type UpdateResult, updateFilter } from "./filter.js";
import { afterCutOff, afterIgnition, type MotorKind, THRUST_PRIOR, type ThrustPrior } from "./motor.js";
import { predictFilter } from "./predict.js";
import { type RadarModel, type RadarObservation, STATE, THRUST_STATES } from "./radar-model.js";
import { type FilterPrior, startFilter } from "./start-filter.js";

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
  /** Times of the latest plots, s, the newest last. */
  latest: number[];
  readonly prior: ThrustPrior;
  /** Infrared has not seen its plume from this time on, s. */
  dark: number;
}

/** So many of each kind are kept by weight, and besides these the newborn, which have not had their say yet. */
const MOST_COASTS = 6;
const MOST_THRUSTS = 4;
/** Histories less likely than the best by this are dropped, in ln. */
export const DROP = 12;
/** A new history is let live for so many plots before it has to be among the best. */
const GRACE = 3;
/** Thrust is affirmed for the time so many plots ago: a weak motor that has stopped since looks like one that burns. */
const AFFIRMED_PLOTS_LATE = 4;
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
    latest: [observation.time],
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
  h.latest = [...h.latest, z.time].slice(-1 - AFFIRMED_PLOTS_LATE);
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
  if (leader && h.plots >= 2 && (h.plots - 2) % IGNITION_EVERY === 0) {
    const first = h.plots === 2 && time <= h.dark;
    const share = first
      ? prior.burningAtFirst
      : -Math.expm1((-IGNITION_EVERY * (time - leader.filter.time)) / prior.coastSeconds);
    const span = first
      ? leader.filter.time - leader.filter.start
      : IGNITION_EVERY * (time - leader.filter.time);
    born.push(...ignitions(leader, share, span, first, prior.motors));
    leader.logWeight += Math.log1p(-share);
  }
  h.hypotheses.push(...born);
}

/** The ways in which a coasting body may have lit within the time given. */
function ignitions(
  coasting: FlightHypothesis,
  share: number,
  burntFor: number,
  first: boolean,
  motors: readonly MotorKind[],
): FlightHypothesis[] {
  const since = first ? Number.NEGATIVE_INFINITY : coasting.filter.time;
  return motors.map((motor) => ({
    filter: afterIgnition(coasting.filter, motor, burntFor),
    since,
    logWeight: coasting.logWeight + Math.log(share * motor.share),
    age: 0,
  }));
}

/** Drops what the plots have made unlikely, and brings the best weight to zero. */
function prune(h: FlightHypotheses): void {
  const strong = h.hypotheses.filter((o) => !isTooWeak(o, h.prior.weakest));
  const top = Math.max(...strong.map((o) => o.logWeight));
  const alive = strong.filter((o) => o.logWeight > top - DROP);
  h.hypotheses = [
    ...best(alive.filter((o) => o.filter.mode === "coast").reduce(merge, []), MOST_COASTS),
    ...best(
      alive.filter((o) => o.filter.mode !== "coast"),
      MOST_THRUSTS,
    ),
  ];
  for (const one of h.hypotheses) one.logWeight -= top;
}

/** Whether a motor is by two standard deviations weaker than any, or pushes the other way than its kind. */
function isTooWeak({ filter }: FlightHypothesis, weakest: number): boolean {
  if (filter.mode === "coast") return false;
  const sigma = Math.sqrt(filter.p[STATE.thrust * (THRUST_STATES + 1)]!);
  return filter.x[STATE.thrust]! + 2 * sigma < weakest;
}

/** Histories that stopped burning in the same interval become one, with the filter of the likelier. */
function merge(list: FlightHypothesis[], one: FlightHypothesis): FlightHypothesis[] {
  const at = list.findIndex((o) => o.since === one.since && (o.age === 1) === (one.age === 1));
  if (at < 0) return [...list, one];
  const other = list[at]!;
  const kept = one.logWeight > other.logWeight ? one : other;
  list[at] = { ...kept, logWeight: logSumExp([one.logWeight, other.logWeight]) };
  return list;
}

/** The most likely of a list and the newborn; order of age kept, so that ties fall the same way always. */
function best(list: FlightHypothesis[], most: number): FlightHypothesis[] {
  if (list.length <= most) return list;
  const ranked = list
    .map((one, place) => ({ one, place }))
    .sort((a, b) => b.one.logWeight - a.one.logWeight || a.place - b.place);
  return ranked
    .filter(({ one }, rank) => rank < most || one.age <= GRACE)
    .sort((a, b) => a.place - b.place)
    .map((r) => r.one);
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
