import type { LaunchFamily, LaunchSolution } from "../../../estimation/index.js";
import type { EventClass } from "../../../messages/index.js";
import type { Reason } from "../ledger.js";

/** Families are generic: no more than this is made of their fit, natural log. */
const MOST = 2;

/**
 * What the fit of the boost families says of the class. Evidence is weakened where no family fits, because then the
 * best of them only is the least wrong.
 */
export function profiles(
  solution: LaunchSolution,
  families: readonly LaunchFamily[],
  sensors: readonly string[],
): Reason | null {
  const best = solution.families.reduce((a, b) => (b.probability > a.probability ? b : a));
  const misfit = Math.max(1, best.chiSquare / Math.max(1, best.degreesOfFreedom));
  const byClass = new Map<EventClass, { weight: number; terms: number[] }>();
  for (const fit of solution.families) {
    const family = families[fit.index]!;
    const name = family.class as EventClass;
    const entry = byClass.get(name) ?? { weight: 0, terms: [] };
    entry.weight += family.weight;
    entry.terms.push(Math.log(family.weight) + fit.logEvidence / misfit);
    byClass.set(name, entry);
  }
  const logs = new Map(
    [...byClass].map(([name, { weight, terms }]) => {
      const top = Math.max(...terms);
      return [name, top + Math.log(terms.reduce((sum, t) => sum + Math.exp(t - top), 0) / weight)] as const;
    }),
  );
  const top = Math.max(...logs.values());
  const most = MOST / Math.max(1, Math.sqrt(misfit));
  const logLikelihood: Partial<Record<EventClass, number>> = {};
  for (const [name, value] of logs) logLikelihood[name] = Math.round(Math.max(-most, value - top) * 10) / 10;
  logLikelihood.unknown = -most / 2;
  const ranked = [...logs].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const fit = misfit > 2 ? ", though none fits well" : "";
  return { kind: "infrared", sensors, text: `boost profile most like: ${ranked[0]}${fit}`, logLikelihood };
}
