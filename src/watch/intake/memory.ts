/** Remembers names for at least one period and at most two, without growing for ever. */
export interface RecentNames {
  has(name: string): boolean;
  /** @param now s, never decreasing */
  add(name: string, now: number): void;
}

/**
 * Two generations of sets: the older is forgotten whole when the younger has lasted a period.
 *
 * @param period s
 */
export function rememberNames(period: number): RecentNames {
  let older = new Set<string>();
  let younger = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;
  return {
    has: (name) => younger.has(name) || older.has(name),
    add(name, now) {
      if (now - since > period) {
        older = younger;
        younger = new Set();
        since = now;
      }
      younger.add(name);
    },
  };
}
