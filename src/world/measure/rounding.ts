/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Nearer than this to the middle between two decimals, the exact expansion of the number decides. */
const CLEAR = 0.499999;
/** Below this, a scaled number errs by far less than `1 − 2 · CLEAR`. */
const LARGEST = 1e9;

/**
 * Figures are written no finer than they could ever matter: a millimetre, a tenth of a nanoradian, four digits of an
 * error. It halves the length of a log. The same as `Number(value.toFixed(decimals))`, without the text on the way: a
 * whole number over a power of ten is the nearest double to that decimal.
 */
export function rounded(value: number, decimals: number): number {
  const power = POWERS[decimals]!;
  const scaled = value * power;
  const whole = Math.round(scaled);
  if (Math.abs(scaled - whole) < CLEAR && Math.abs(scaled) < LARGEST && whole !== 0) return whole / power;
  return Number(value.toFixed(decimals));
}

/** A figure to so many significant digits: the same as `Number(value.toPrecision(digits))`. */
export function significant(value: number, digits: number): number {
  const size = Math.abs(value);
  if (size > 1e-15 && size < 1e15) {
    const shift = digits - 1 - Math.floor(Math.log10(size));
    const power = POWERS[Math.abs(shift)];
    if (power !== undefined) {
      const scaled = shift >= 0 ? value * power : value / power;
      const whole = Math.round(scaled);
      // a digit more or less, where the logarithm is rounded or the number rounds up to a power of ten, is decided below
      const fits = Math.abs(whole) < POWERS[digits]! && Math.abs(whole) > POWERS[digits - 1]!;
      if (fits && Math.abs(scaled - whole) < CLEAR) return shift >= 0 ? whole / power : whole * power;
    }
  }
  return Number(value.toPrecision(digits));
}

/** Instants of looks are whole microseconds, so that a time and its text agree. */
export function microseconds(time: number): number {
  return Math.round(time * 1e6) / 1e6;
}
