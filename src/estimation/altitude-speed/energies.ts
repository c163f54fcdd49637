import { EARTH } from "../../astro/index.js";
import { type AltitudeSpeedRecord, usualSpacing } from "./reject-outliers.js";

/** Error of one altitude and of one speed where the display's last digit is finer than that. */
export interface ReadingError {
  /** m */
  readonly altitudeError?: number;
  /** m/s */
  readonly speedError?: number;
}

/** Energy per mass of each second, J/kg, and its standard error. */
export interface Energies {
  readonly time: Float64Array;
  readonly altitude: Float64Array;
  readonly speed: Float64Array;
  readonly energy: Float64Array;
  readonly sigma: Float64Array;
}

const RADIUS = EARTH.radius;
const SURFACE_GRAVITY = 9.8;
/** Altitudes are smoothed over ± so many seconds: so much later an energy is known. */
export const ENERGY_LAG = 8;

/**
 * Energy per mass in the turning frame, a row a second: altitudes smoothed over ± 8 s, speeds over ± 1.2 s.
 *
 * @param record without outliers
 */
export function energiesOf(record: AltitudeSpeedRecord, options: ReadingError): Energies {
  const { time } = record;
  const altitudeSigma = Math.max(record.altitudeStep / Math.sqrt(12), options.altitudeError ?? 30);
  const speedSigma = Math.max(record.speedStep / Math.sqrt(12), options.speedError ?? 0.3);
  const rows: number[][] = [];
  const altitudeAt = smoother(time, record.altitude, ENERGY_LAG, 2);
  const speedAt = smoother(time, record.speed, Math.max(1.2, 1.1 * usualSpacing(time)), 1);
  const first = Math.ceil(time[0] ?? 0);
  const last = Math.floor(time.at(-1) ?? -1);
  for (let t = first; t <= last; t++) {
    const [h, v] = [altitudeAt(t), speedAt(t)];
    if (h === null || v === null) continue;
    const potential = (SURFACE_GRAVITY * h * RADIUS) / (RADIUS + h);
    const gravity = SURFACE_GRAVITY * (RADIUS / (RADIUS + h)) ** 2;
    rows.push([t, h, v, 0.5 * v * v + potential, Math.hypot(0.6 * gravity * altitudeSigma, v * speedSigma)]);
  }
  const column = (i: number) => Float64Array.from(rows, (r) => r[i]!);
  return { time: column(0), altitude: column(1), speed: column(2), energy: column(3), sigma: column(4) };
}

/**
 * Least-squares polynomial of degree 1 or 2 through the readings within ± so many seconds.
 *
 * @returns value at a time; null where there are too few readings on either side
 */
function smoother(
  time: Float64Array,
  values: Float64Array,
  half: number,
  degree: 1 | 2,
): (at: number) => number | null {
  let from = 0;
  return (at) => {
    while (from > 0 && time[from - 1]! >= at - half) from -= 1;
    while (from < time.length && time[from]! < at - half) from += 1;
    const s = new Float64Array(5);
    const b = new Float64Array(3);
    let [before, after] = [0, 0];
    for (let k = from; k < time.length && time[k]! <= at + half; k++) {
      if (Number.isNaN(values[k]!)) continue;
      const u = (time[k]! - at) / half;
      if (u <= 0) before += 1;
      if (u >= 0) after += 1;
      for (let p = 0, w = 1; p < 5; p++, w *= u) {
        s[p]! += w;
        if (p < 3) b[p]! += w * values[k]!;
      }
    }
    if (before === 0 || after === 0) return null;
    const quadratic = degree === 2 && s[0]! >= 5;
    if (!quadratic) {
      const determinant = s[0]! * s[2]! - s[1]! ** 2;
      return determinant > 1e-9 ? (b[0]! * s[2]! - b[1]! * s[1]!) / determinant : b[0]! / s[0]!;
    }
    const c0 = s[2]! * s[4]! - s[3]! * s[3]!;
    const c1 = s[1]! * s[4]! - s[2]! * s[3]!;
    const c2 = s[1]! * s[3]! - s[2]! * s[2]!;
    const determinant = s[0]! * c0 - s[1]! * c1 + s[2]! * c2;
    if (!(Math.abs(determinant) > 1e-9)) return b[0]! / s[0]!;
    return (b[0]! * c0 - b[1]! * c1 + b[2]! * c2) / determinant;
  };
}
