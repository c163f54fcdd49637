import { bandTable } from "../data-table.js";

/** Planck's and Boltzmann's constants and the speed of light (exact in the SI of 2019). */
const H = 6.626_070_15e-34;
const K = 1.380_649e-23;
const C = 299_792_458;
/** Stefan and Boltzmann's constant, 2π⁵k⁴/(15h³c²), W/(m² K⁴). */
const STEFAN_BOLTZMANN = (2 * Math.PI ** 5 * K ** 4) / (15 * H ** 3 * C ** 2);
/** Steps of Simpson's rule over a band: error under 1e-9 of the value from 200 K on. */
const STEPS = 32;

/** Spectral radiance of a black body, W/(m² sr m) (Planck 1901). */
export function planckSpectralRadiance(wavelength: number, temperature: number): number {
  return (2 * H * C * C) / (wavelength ** 5 * Math.expm1((H * C) / (wavelength * K * temperature)));
}

/**
 * Radiance of a black body in one of the two bands: Planck's law integrated over the wavelengths of
 * `data/sensors/bands.json` (Simpson's rule).
 *
 * @param temperature K
 * @returns W/(m² sr)
 */
export function blackBodyRadiance(band: "swir" | "mwir", temperature: number): number {
  const [short, long] = bandTable().bands[band].micrometres.map((m) => m * 1e-6) as [number, number];
  const step = (long - short) / STEPS;
  let sum = 0;
  for (let k = 0; k <= STEPS; k++) {
    const weight = k === 0 || k === STEPS ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * planckSpectralRadiance(short + k * step, temperature);
  }
  return (sum * step) / 3;
}

/**
 * Share of a black body's whole radiation that lies in a band.
 *
 * @param temperature K
 */
export function blackBodyShare(band: "swir" | "mwir", temperature: number): number {
  return (Math.PI * blackBodyRadiance(band, temperature)) / (STEFAN_BOLTZMANN * temperature ** 4);
}
