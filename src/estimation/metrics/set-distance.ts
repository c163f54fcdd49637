import type { SetPairing } from "./pairing.js";

/** Σ d^p over the pairs. */
function localisationSum({ pairs, order }: SetPairing): number {
  return pairs.reduce((sum, { distance }) => sum + distance ** order, 0);
}

/** OSPA and what it is made of: `distance`^p = `localisation`^p + `cardinality`^p. */
export interface OspaDistance {
  readonly distance: number;
  /** Part of the pairs, a pair beyond the cutoff taken as the cutoff. */
  readonly localisation: number;
  /** Part of the surplus of the greater set. */
  readonly cardinality: number;
}

/**
 * Optimal sub-pattern assignment distance of two sets: Schuhmacher, Vo and Vo, "A consistent metric for performance
 * evaluation of multi-object filters", IEEE Transactions on Signal Processing 56(8), 2008, equations 3 to 5. A mean
 * over the greater set, at most the cutoff; 0 for two empty sets.
 */
export function ospa(pairing: SetPairing): OspaDistance {
  const { truths, estimates, cutoff, order, pairs } = pairing;
  const count = Math.max(truths, estimates);
  if (count === 0) return { distance: 0, localisation: 0, cardinality: 0 };
  const lesser = Math.min(truths, estimates);
  const near = localisationSum(pairing) + cutoff ** order * (lesser - pairs.length);
  const surplus = cutoff ** order * (count - lesser);
  return {
    distance: ((near + surplus) / count) ** (1 / order),
    localisation: (near / count) ** (1 / order),
    cardinality: (surplus / count) ** (1 / order),
  };
}

/** GOSPA and what it is made of: `distance`^p = `localisation` + `missedCost` + `falseCost`. */
export interface GospaDistance {
  readonly distance: number;
  /** Σ d^p over the pairs. */
  readonly localisation: number;
  readonly missedCost: number;
  readonly falseCost: number;
  readonly missed: number;
  readonly false: number;
}

/**
 * Generalised optimal sub-pattern assignment distance with α = 2: Rahmathullah, García-Fernández and Svensson,
 * "Generalized optimal sub-pattern assignment metric", 20th International Conference on Information Fusion, 2017,
 * proposition 1. A sum: missed and false objects cost c^p/2 each.
 */
export function gospa(pairing: SetPairing): GospaDistance {
  const { truths, estimates, cutoff, order, pairs } = pairing;
  const localisation = localisationSum(pairing);
  const missed = truths - pairs.length;
  const surplus = estimates - pairs.length;
  const each = cutoff ** order / 2;
  return {
    distance: (localisation + each * (missed + surplus)) ** (1 / order),
    localisation,
    missedCost: each * missed,
    falseCost: each * surplus,
    missed,
    false: surplus,
  };
}
