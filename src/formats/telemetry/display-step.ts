/** Steps a last digit can have, in the unit of the table. */
const DIGITS = [1000, 100, 10, 1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6];
/** So large a share of the readings must be a multiple of the step. */
const SHARE = 0.995;
/** So many changes from row to row are needed to find the step of a display in another unit. */
const LEAST_CHANGES = 40;

/**
 * The last digit of a display, from what it showed: the largest power of ten that all readings are multiples of; or, where the
 * table's author turned them into another unit since (km/h into m/s), the smallest change from row to row that most small changes
 * are multiples of.
 *
 * @param values SI, in the order of the rows
 * @param factor from the table's unit to SI
 * @returns SI; that of the table's unit where there is nothing to judge by
 */
export function displayStep(values: readonly number[], factor: number): number {
  const shown = values.filter(Number.isFinite).map((v) => v / factor);
  const digit = digitOf(shown.filter((v) => v !== 0));
  return Math.max(digit, latticeOf(shown, digit)) * factor;
}

function digitOf(shown: readonly number[]): number {
  if (shown.length === 0) return 1;
  for (const step of DIGITS) {
    const multiples = shown.filter(
      (v) => distanceToMultiple(v, step) < 1e-6 * Math.max(1, Math.abs(v / step)),
    );
    if (multiples.length >= SHARE * shown.length) return step;
  }
  return DIGITS.at(-1)!;
}

/** How far a value is from a multiple of a step, in steps. */
function distanceToMultiple(value: number, step: number): number {
  return Math.abs(value / step - Math.round(value / step));
}

/** The step that the small changes are multiples of; 0 where they are of none. */
function latticeOf(shown: readonly number[], digit: number): number {
  const changes = shown
    .slice(1)
    .map((v, i) => Math.abs(v - shown[i]!))
    .filter((d) => d > digit / 2)
    .sort((a, b) => a - b);
  if (changes.length < LEAST_CHANGES) return 0;
  const least = changes[Math.floor(0.05 * changes.length)]!;
  const alike = changes.filter((d) => Math.abs(d - least) < 0.2 * least);
  const step = alike.reduce((sum, d) => sum + d, 0) / alike.length;
  if (step < 3 * digit) return 0;
  const small = changes.filter((d) => d < 6.5 * step);
  const spread = Math.max(0.08, (1.5 * digit) / step);
  const multiples = small.filter((d) => d > 0.5 * step && distanceToMultiple(d, step) < spread);
  // changes of no lattice lie near a multiple by chance as often as the spread is wide
  return spread < 0.25 && multiples.length > 0.9 * small.length ? step : 0;
}
