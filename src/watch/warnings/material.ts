import { likeliest, posterior } from "../events/ledger.js";
import type { EventRecord } from "../events/record.js";

/**
 * What would make people act otherwise, in words: while they stay the same nothing is sent again. Places are
 * written as steps of their own uncertainty.
 */
export function material(e: EventRecord): string {
  const best = likeliest(posterior(e.ledger));
  const sure = best.probability >= 0.9 ? "sure" : best.probability >= 0.6 ? "likely" : "open";
  const impact = e.impact?.estimate;
  const parts = [
    best.class,
    sure,
    e.confirmedAt === null ? "one kind" : "two kinds",
    e.stale ? "stale" : "fresh",
  ];
  if (impact?.ellipse95 !== undefined) {
    const size = Math.round(Math.log2(impact.ellipse95.semiMajor / 1000));
    const step = Math.max(0.02, impact.ellipse95.semiMajor / 111_000);
    parts.push(
      `radar ${size} ${Math.round(impact.latitudeDeg / step)} ${Math.round(impact.longitudeDeg / step)}`,
    );
  } else if (impact !== undefined) parts.push("infrared area");
  return parts.join(", ");
}
