/** Remembers names for at least one period and at most two, without growing for ever. */
export interface RecentNames {
  has(name: string): boolean;
  /** @param now s, never decreasing */
  add(name: string, now: number): void;
}

/** Keeps values by name for at least one period and at most two. */
export interface RecentValues<V> {
  get(name: string): V | undefined;
  /** @param now s, never decreasing */
  set(name: string, value: V, now: number): void;
  delete(name: string): void;
}

/** Names without values. @param period s */
export function rememberNames(period: number): RecentNames {
  const names = rememberValues<true>(period);
  return {
    has: (name) => names.get(name) === true,
    add: (name, now) => names.set(name, true, now),
  };
}

/**
 * Two generations: the older is forgotten whole when the younger has lasted a period.
 *
 * @param period s
 */
export function rememberValues<V>(period: number): RecentValues<V> {
  let older = new Map<string, V>();
  let younger = new Map<string, V>();
  let since = Number.NEGATIVE_INFINITY;
  return {
    get: (name) => younger.get(name) ?? older.get(name),
    set(name, value, now) {
      if (now - since > period) {
        older = younger;
        younger = new Map();
        since = now;
      }
      younger.set(name, value);
    },
    delete(name) {
      younger.delete(name);
      older.delete(name);
    },
  };
}
