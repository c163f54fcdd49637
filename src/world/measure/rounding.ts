/**
 * Figures are written no finer than they could ever matter: a millimetre, a tenth of a nanoradian, four digits of an
 * error. It halves the length of a log.
 */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** A figure to so many significant digits. */
export function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

/** Instants of looks are whole microseconds, so that a time and its text agree. */
export function microseconds(time: number): number {
  return Math.round(time * 1e6) / 1e6;
}
