/**
 * What is known of powered flight by class, in figures: the table of the eight recorded ascents and of generic
 * ballistic stages beside them, see docs/physics/events-and-warnings.md. Linear between the rows.
 */

/** Share of launches whose last burn ends later than so many seconds after ignition. */
export const STILL_BURNING = {
  seconds: [0, 60, 110, 140, 170, 200, 240, 270, 300, 330, 400, 480, 560, 700],
  ballistic: [1, 0.95, 0.75, 0.6, 0.4, 0.25, 0.15, 0.07, 0.04, 0.01, 0.003, 0.001, 0.001, 0.001],
  "space-launch": [1, 1, 1, 0.99, 0.98, 0.98, 0.98, 0.98, 0.97, 0.97, 0.96, 0.85, 0.4, 0.1],
  "sounding-rocket": [1, 0.6, 0.2, 0.08, 0.02, 0.006, 0.003, 0.002, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001],
} as const;

/** Inertial speed while burning, m/s, by seconds after ignition; spread 1σ. */
export const SPEED_WHILE_BURNING = {
  seconds: [170, 200, 240, 300, 360, 420, 480, 520],
  "space-launch": [2150, 2250, 2450, 2900, 3500, 4400, 5800, 7300],
  ballistic: [3300, 3400, 3900, 5000, 5700, 6300, 6800, 7000],
  spread: { "space-launch": 400, ballistic: 900 },
} as const;

/** Acceleration that the second stage of a space launch gives, m/s², by seconds after ignition. */
export const UPPER_STAGE_THRUST = {
  seconds: [160, 200, 270, 330, 400, 460, 500],
  "space-launch": [8.5, 8.8, 10.7, 12.5, 17, 25, 33],
  spread: 1,
  /** A ballistic upper stage begins with 1.3 to 3 g and grows. */
  ballistic: { least: 12.7, most: 80 },
} as const;

/** Speed at first-stage cut-off of space launches, inertial, m/s, and its time after ignition, s. */
export const FIRST_CUT_OFF = { speed: 2250, speedSpread: 350, seconds: 160, secondsSpread: 18 } as const;

/** Sounding rockets fly steeper than this at burnout, rad, and higher than this share of their range. */
export const STEEP = { flightPathAngle: (75 * Math.PI) / 180, apogeeOverRange: 0.6 } as const;

/** Value of a column at an abscissa, linear between rows, constant beyond the ends. */
export function interpolate(x: readonly number[], y: readonly number[], at: number): number {
  if (at <= x[0]!) return y[0]!;
  for (let i = 1; i < x.length; i++) {
    if (at > x[i]!) continue;
    const part = (at - x[i - 1]!) / (x[i]! - x[i - 1]!);
    return y[i - 1]! + (y[i]! - y[i - 1]!) * part;
  }
  return y.at(-1)!;
}
