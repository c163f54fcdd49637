import type { Origin, SensorKind } from "./primitives.js";

declare const kindOf: unique symbol;

/**
 * A fact's witness: which sensor, of which kind, in which raw message, and by which way it came.
 * It is made once, at the intake, and never changed: a relayed or relabelled copy has the same digest and so
 * stays the same witness (2009: one radar trace became two by relabelling).
 */
export interface Provenance<K extends SensorKind = SensorKind> {
  readonly [kindOf]: K;
  readonly kind: K;
  readonly sensor: string;
  readonly origin: Origin;
  /** SHA-256 of the raw message, hexadecimal. */
  readonly digest: string;
  readonly measurement: string;
  readonly path: readonly string[];
}

/** Evidence of one kind of sensor: never empty, and all of that kind. */
export interface EvidenceOf<K extends SensorKind> {
  readonly kind: K;
  readonly witnesses: readonly [Provenance<K>, ...Provenance<K>[]];
}

/**
 * Makes the witness of a measurement. Called at the intake only.
 *
 * @returns a frozen provenance
 */
export function witness<K extends SensorKind>(facts: {
  kind: K;
  sensor: string;
  origin: Origin;
  digest: string;
  measurement: string;
  path: readonly string[];
}): Provenance<K> {
  return Object.freeze({ ...facts, path: Object.freeze([...facts.path]) }) as Provenance<K>;
}

/**
 * Gathers witnesses into evidence of one kind.
 *
 * @returns the evidence, or null where no witness is of that kind
 */
export function evidenceOf<K extends SensorKind>(
  kind: K,
  witnesses: readonly Provenance[],
): EvidenceOf<K> | null {
  const seen = new Set<string>();
  const own: Provenance<K>[] = [];
  for (const w of witnesses) {
    if (w.kind !== kind || seen.has(w.digest)) continue;
    seen.add(w.digest);
    own.push(w as Provenance<K>);
  }
  const [first, ...rest] = own;
  return first === undefined ? null : { kind, witnesses: [first, ...rest] };
}
