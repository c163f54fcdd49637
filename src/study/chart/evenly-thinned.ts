/** @returns every so-many-th of some values, so many at most: more on one curve only make a file larger */
export function evenlyThinned<T>(values: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(values.length / most));
  return values.filter((_, i) => i % step === 0);
}
