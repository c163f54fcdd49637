/** Steps a last digit can have, in the unit of the display. */
const DIGITS = [1000, 100, 10, 1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6];
/** So large a share of the readings must be a multiple of the step. */
const SHARE = 0.995;

/**
 * The last digit of a display, from what it showed.
 *
 * @param values SI
 * @param factor from the display's unit to SI
 * @returns SI; that of the display's unit where there is nothing to judge by
 */
export function displayStep(values: readonly number[], factor: number): number {
  const shown = values.filter((v) => Number.isFinite(v) && v !== 0).map((v) => v / factor);
  if (shown.length === 0) return factor;
  for (const step of DIGITS) {
    const multiples = shown.filter(
      (v) => Math.abs(v / step - Math.round(v / step)) < 1e-6 * Math.max(1, Math.abs(v / step)),
    );
    if (multiples.length >= SHARE * shown.length) return step * factor;
  }
  return DIGITS.at(-1)! * factor;
}
