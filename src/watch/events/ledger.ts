import type { EventClass, Evidence } from "../../messages/index.js";

/** Natural logarithms of likelihoods by class, relative to each other; a class left out has 0. */
export type ClassLikelihood = Readonly<Partial<Record<EventClass, number>>>;

/** One reason, before it is dated. */
export interface Reason {
  readonly kind: Evidence["kind"];
  readonly sensors: readonly string[];
  readonly text: string;
  readonly logLikelihood: ClassLikelihood;
}

/**
 * What speaks for each class of an event. A reason has a name: when more is known, it takes the place of what was
 * said under that name before, so that nothing counts twice.
 */
export interface Ledger {
  readonly prior: ClassLikelihood;
  readonly entries: Map<string, { at: number; reason: Reason }>;
}

/**
 * Opens a ledger.
 *
 * @param prior weights by class, > 0; only these classes are considered
 */
export function openLedger(prior: Readonly<Partial<Record<EventClass, number>>>): Ledger {
  const logs: Partial<Record<EventClass, number>> = {};
  for (const [name, weight] of Object.entries(prior) as [EventClass, number][]) logs[name] = Math.log(weight);
  return { prior: logs, entries: new Map() };
}

/**
 * Writes a reason under a name.
 *
 * @param at s after the reference
 * @returns whether it says anything new
 */
export function note(ledger: Ledger, name: string, reason: Reason, at: number): boolean {
  const before = ledger.entries.get(name)?.reason;
  if (before !== undefined && before.text === reason.text && sameWeights(before, reason)) return false;
  ledger.entries.set(name, { at, reason });
  return true;
}

function sameWeights(a: Reason, b: Reason): boolean {
  return JSON.stringify(a.logLikelihood) === JSON.stringify(b.logLikelihood);
}

/** Takes a reason back. */
export function strike(ledger: Ledger, name: string): boolean {
  return ledger.entries.delete(name);
}

/** Probabilities of the classes: prior times likelihoods (Bayes), every class considered. */
export function posterior(ledger: Ledger): ReadonlyMap<EventClass, number> {
  const classes = Object.keys(ledger.prior) as EventClass[];
  const logs = classes.map((c) => {
    let sum = ledger.prior[c]!;
    for (const { reason } of ledger.entries.values()) sum += reason.logLikelihood[c] ?? 0;
    return sum;
  });
  const top = Math.max(...logs);
  const weights = logs.map((l) => Math.exp(l - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return new Map(classes.map((c, i) => [c, weights[i]! / total]));
}

/** The likeliest class; the first named where two are equal. */
export function likeliest(probabilities: ReadonlyMap<EventClass, number>): {
  class: EventClass;
  probability: number;
} {
  let best: { class: EventClass; probability: number } = { class: "unknown", probability: -1 };
  for (const [name, probability] of probabilities)
    if (probability > best.probability) best = { class: name, probability };
  return best;
}

/** The ledger as evidence a person can read, in the order in which it was last changed. */
export function evidenceList(ledger: Ledger, utc: (seconds: number) => string): Evidence[] {
  return [...ledger.entries.values()]
    .sort((a, b) => a.at - b.at)
    .map(({ at, reason }) => ({
      at: utc(at),
      kind: reason.kind,
      sensors: [...reason.sensors],
      text: reason.text,
      logLikelihood: rounded(reason.logLikelihood),
    }));
}

function rounded(likelihood: ClassLikelihood): Partial<Record<EventClass, number>> {
  const out: Partial<Record<EventClass, number>> = {};
  for (const [name, value] of Object.entries(likelihood) as [EventClass, number][])
    out[name] = Math.round(value * 100) / 100 + 0;
  return out;
}
