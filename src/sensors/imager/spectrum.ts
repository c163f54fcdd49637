import { InputError } from "../../messages/index.js";
import { pathTransmission } from "../infrared/air.js";
import { type ImagerBand, imagerTable } from "./band-table.js";

/** 2hc² in W µm⁴ m⁻² sr⁻¹ and hc/k in µm K (CODATA 2018). */
const FIRST = 1.191042972e8;
const SECOND = 14_387.76877;
/** Temperature and distance under which the Sun is a black body: radius over astronomical unit. */
const SUN = { temperature: 5772, solidAngle: Math.PI * (6.957e8 / 1.495978707e11) ** 2 };
/** Bands from this one on give their radiances by wavenumber, those before it by wavelength. */
const FIRST_THERMAL = 7;

function bandOf(band: number): ImagerBand {
  const found = imagerTable().bands[band];
  if (found === undefined) throw new InputError("data/sensors/imager-bands.json", `has no band ${band}`);
  return found;
}

function middle({ micrometres: [short, long] }: ImagerBand): number {
  return (short + long) / 2;
}

/**
 * Width of a band in the units of its radiances, so that radiance × width is W/(m² sr): µm for bands 1 to 6 (W m⁻²
 * sr⁻¹ µm⁻¹), thousandths of cm⁻¹ for bands 7 to 16 (mW m⁻² sr⁻¹ (cm⁻¹)⁻¹).
 */
export function bandWidth(band: number): number {
  const [short, long] = bandOf(band).micrometres;
  return band < FIRST_THERMAL ? long - short : (1e4 / short - 1e4 / long) * 1e-3;
}

/** Planck's radiance at a band's middle, in the units of its radiances. */
export function imagerPlanck(band: number, temperature: number): number {
  const wavelength = middle(bandOf(band));
  const byWavelength = FIRST / wavelength ** 5 / Math.expm1(SECOND / (wavelength * temperature));
  return band < FIRST_THERMAL ? byWavelength : byWavelength * wavelength ** 2 * 0.1;
}

/** Radiance of a white surface under an overhead Sun, in the units of the band's radiances. */
export function sunlitRadiance(band: number): number {
  return (imagerPlanck(band, SUN.temperature) * SUN.solidAngle) / Math.PI;
}

/** Specified noise of a pixel, 1σ, in the units of the band's radiances. */
export function bandNoise(band: number): number {
  const { noiseTemperature, signalToNoise } = bandOf(band);
  if (noiseTemperature !== undefined)
    return imagerPlanck(band, 300 + noiseTemperature / 2) - imagerPlanck(band, 300 - noiseTemperature / 2);
  return sunlitRadiance(band) / (signalToNoise ?? 1);
}

/**
 * How much of a source's light in a band of the imager gets out of the air.
 *
 * @param altitude of the source, m
 * @param elevation of the satellite above the source's horizontal, rad
 */
export function imagerTransmission(band: number, altitude: number, elevation: number): number {
  return pathTransmission(imagerTable().airs[bandOf(band).air]!, altitude, elevation);
}
