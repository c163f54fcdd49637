import { bandTable, fresnelReflectance } from "../../sensors/index.js";
import { cloudClimate, opticalConstants } from "./tables.js";

type Band = "swir" | "mwir";

/** Wavelengths over a band. */
const COLOURS = 14;
/** Steps of the incidence angle for refracted rays. */
const RAYS = 4000;
/** Bins of the scattering angle over 180°. */
const BINS = 360;
/** Blur of the refracted light, bins 1σ: crystals are no spheres, and the Sun's band has many colours. */
const BLUR = 4;

/** Share of sunlight at a wavelength of a band, on the Rayleigh–Jeans side of the Sun's spectrum: λ⁻⁴. */
const sunlightWeight = (micrometres: number): number => micrometres ** -4;

/** Refractive index at a wavelength: n straight, k straight in its logarithm. */
export function refractiveIndex(
  medium: "ice" | "water",
  band: Band,
  micrometres: number,
): { n: number; k: number } {
  const table = opticalConstants()[medium][band];
  let i = 1;
  while (i < table.length - 1 && table[i]![0] < micrometres) i++;
  const [w0, n0, k0] = table[i - 1]!;
  const [w1, n1, k1] = table[i]!;
  const share = (micrometres - w0) / (w1 - w0);
  return { n: n0 + share * (n1 - n0), k: k0 * (k1 / k0) ** share };
}

/** Wavelengths in the middles of equal parts of a band, with sunlight's share in each. */
function colours(band: Band): { micrometres: number; weight: number }[] {
  const [short, long] = bandTable().bands[band].micrometres;
  const all = Array.from({ length: COLOURS }, (_, i) => short + ((i + 0.5) / COLOURS) * (long - short));
  const total = all.reduce((sum, w) => sum + sunlightWeight(w), 0);
  return all.map((micrometres) => ({ micrometres, weight: sunlightWeight(micrometres) / total }));
}

/**
 * Reflectance of a flat surface in a band for sunlight, by the incidence.
 *
 * @param incidence rad
 */
export function bandReflectance(medium: "ice" | "water", band: Band, incidence: number): number {
  let sum = 0;
  for (const { micrometres, weight } of colours(band)) {
    const { n, k } = refractiveIndex(medium, band, micrometres);
    sum += weight * fresnelReflectance(n, k, incidence);
  }
  return sum;
}

/**
 * Light that particles send into each direction over the light that falls on their cross-section, 1/sr: single-scattering
 * albedo times phase function over 4π, for ice crystals far greater than the wavelength.
 *
 * 1. Reflection from the outside. Facets of convex particles in all orientations are met as those of a sphere (van de Hulst
 *    1957, section 8.42): equally in all directions, so R((π − Θ)/2)/4π.
 * 2. Light that went through, as through a sphere (ibid., section 12.2): a ray of incidence i bends by 2(i − r), loses
 *    R twice and exp(−4πk·d·cos r/λ) on its way of d·cos r; d is the effective diameter.
 * 3. Diffraction is taken as not scattered at all: it goes forward by less than a few degrees. Inner reflections are left out.
 *
 * @param diameter effective, m; 0 leaves refracted light out
 * @returns by half degrees of the scattering angle, at the middles of the bins
 */
export function iceScattering(band: Band, diameter: number): Float64Array {
  const reflected = new Float64Array(BINS);
  const through = new Float64Array(BINS);
  for (const { micrometres, weight } of colours(band)) {
    const { n, k } = refractiveIndex("ice", band, micrometres);
    for (let b = 0; b < BINS; b++) {
      const angle = ((b + 0.5) * Math.PI) / BINS;
      reflected[b]! += (weight * fresnelReflectance(n, k, (Math.PI - angle) / 2)) / (4 * Math.PI);
    }
    if (diameter === 0) continue;
    for (let j = 0; j < RAYS; j++) {
      const incidence = ((j + 0.5) / RAYS) * (Math.PI / 2);
      const sine = Math.sin(incidence) / n;
      if (sine >= 1) continue;
      const inside = Math.asin(sine);
      const lost = 1 - fresnelReflectance(n, k, incidence);
      const way = diameter * Math.cos(inside);
      const left = lost * lost * Math.exp((-4 * Math.PI * k * way) / (micrometres * 1e-6));
      const power = Math.sin(2 * incidence) * (Math.PI / 2 / RAYS);
      const bin = Math.min(BINS - 1, Math.floor((Math.abs(2 * (incidence - inside)) * BINS) / Math.PI));
      through[bin]! += weight * left * power;
    }
  }
  return reflected.map((r, b) => r + blurred(through, b));
}

/** Light of a bin and its neighbours, spread as a Gaussian, over the solid angle that it goes into. */
function blurred(power: Float64Array, bin: number): number {
  let light = 0;
  for (let d = -4 * BLUR; d <= 4 * BLUR; d++) {
    // at both ends the light of a bin is turned back: it stays on the sphere
    let from = bin + d;
    if (from < 0) from = -1 - from;
    if (from >= BINS) from = 2 * BINS - 1 - from;
    light += power[from]! * Math.exp((-d * d) / (2 * BLUR * BLUR));
  }
  const angle = ((bin + 0.5) * Math.PI) / BINS;
  const ring = 2 * Math.PI * Math.sin(angle) * (Math.PI / BINS);
  return light / (BLUR * Math.sqrt(2 * Math.PI)) / ring;
}

/** Scattering and reflection of ice, and of water's surface, in one band: tables made once. */
export interface Optics {
  /** Light sent into a direction by crystals in all orientations, 1/sr; the angle in rad. */
  scattering(angle: number): number;
  iceMirror(incidence: number): number;
  waterMirror(incidence: number): number;
}

const made = new Map<Band, Optics>();

export function opticsOf(band: Band): Optics {
  let optics = made.get(band);
  if (optics === undefined) {
    const crystals = iceScattering(band, cloudClimate().ice.diameterMicrometres * 1e-6);
    const mirror = (medium: "ice" | "water") =>
      Float64Array.from({ length: 181 }, (_, i) => bandReflectance(medium, band, (i * Math.PI) / 360));
    const [ice, water] = [mirror("ice"), mirror("water")];
    optics = {
      scattering: (angle) => between(crystals, (angle * BINS) / Math.PI - 0.5),
      iceMirror: (incidence) => between(ice, (incidence * 360) / Math.PI),
      waterMirror: (incidence) => between(water, (incidence * 360) / Math.PI),
    };
    made.set(band, optics);
  }
  return optics;
}

function between(values: Float64Array, at: number): number {
  const place = Math.max(0, Math.min(values.length - 1, at));
  const i = Math.min(values.length - 2, Math.floor(place));
  return values[i]! + (place - i) * (values[i + 1]! - values[i]!);
}
