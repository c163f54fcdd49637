import type { FramesBlock, InfraredPayload } from "../../messages/index.js";
import { bandTable } from "../data-table.js";
import { noiseEquivalentPixels } from "./optics.js";

/** Planck's constant times the speed of light, J·m (exact in the SI of 2019). */
const PLANCK_LIGHT = 6.626_070_15e-34 * 299_792_458;

/** How a camera turns light into counts. */
export interface DetectorScale {
  /** Electrons of one frame for 1 W/m² of a point source at the aperture, all pixels together. */
  readonly electronsPerIrradiance: number;
  /** Electrons of one frame in a pixel for 1 W/(m² sr) of background. */
  readonly electronsPerRadiance: number;
  readonly electronsPerCount: number;
  readonly pedestalCounts: number;
  readonly highestCount: number;
  /** Mean dark electrons of one frame in a pixel. */
  readonly darkElectrons: number;
  /** Variance of one reading that does not depend on light, electrons²: read noise. */
  readonly readVariance: number;
}

/** Energy of a photon in the middle of a band (harmonic in wavelength: mean energy of its ends), J. */
function photonEnergy(band: "swir" | "mwir"): number {
  const [short, long] = bandTable().bands[band].micrometres;
  return (PLANCK_LIGHT * (1e6 / short + 1e6 / long)) / 2;
}

/**
 * Electrons and counts of a camera: electrons = E · A · τ · η · t / (h·c/λ), A the pupil's area, τ the optics'
 * transmission, η the quantum efficiency, t the exposure. One count is the full well over the counts that the
 * converter has above its pedestal.
 */
export function detectorScale(band: "swir" | "mwir", camera: FramesBlock): DetectorScale {
  const area = (Math.PI / 4) * camera.apertureMetres ** 2;
  const electronsPerIrradiance =
    (area * camera.opticsTransmission * camera.quantumEfficiency * camera.exposureSeconds) /
    photonEnergy(band);
  const highestCount = 2 ** camera.bits - 1;
  return {
    electronsPerIrradiance,
    electronsPerRadiance: electronsPerIrradiance * (camera.pixelMicroradians * 1e-6) ** 2,
    electronsPerCount: camera.fullWellElectrons / (highestCount - camera.pedestalCounts),
    pedestalCounts: camera.pedestalCounts,
    highestCount,
    darkElectrons: camera.darkElectronsPerSecond * camera.exposureSeconds,
    readVariance: camera.readNoiseElectrons ** 2,
  };
}

/**
 * Variance of a pixel's electrons in one frame as they are read out: shot noise of background, source and dark signal,
 * read noise, and the rounding to counts (a uniform error of one count, q²/12).
 *
 * @param radiance of the background, W/(m² sr)
 * @param sourceElectrons mean electrons of a source in this pixel
 * @returns electrons²
 */
export function pixelVariance(scale: DetectorScale, radiance: number, sourceElectrons = 0): number {
  const rounding = scale.electronsPerCount ** 2 / 12;
  const light = scale.electronsPerRadiance * radiance + sourceElectrons;
  return light + scale.darkElectrons + scale.readVariance + rounding;
}

/** What a camera amounts to at detection level. */
export interface EquivalentDetector {
  /** 1σ of a matched filter's irradiance over a smooth background, W/m². */
  readonly noiseEquivalentIrradiance: number;
  /** The same for the light of one pixel alone, all of a source's light falling into it. */
  readonly pixelNoiseEquivalentIrradiance: number;
  /** Places of the field whose noise is independent: pixels over noise-equivalent pixels. */
  readonly independentCells: number;
}

/**
 * The noise-equivalent irradiance that a camera's figures amount to in one frame, in closed form: a filter matched to the
 * spot gathers the light of a point source against noise of variance v a pixel with NEI = √(v·N) / (electrons per W/m²),
 * N the noise-equivalent pixels. Dead pixels, saturation and clutter are left out: this is the floor of the figure that
 * a network file gives as `noiseEquivalentIrradiance`, "noise and residual clutter in one look".
 *
 * @param radiance of the background, W/(m² sr)
 * @param frames averaged over before the threshold
 */
export function equivalentDetector(
  band: "swir" | "mwir",
  camera: FramesBlock,
  radiance: number,
  frames = 1,
): EquivalentDetector {
  const scale = detectorScale(band, camera);
  const sigma = Math.sqrt(pixelVariance(scale, radiance) / frames);
  const pixels = noiseEquivalentPixels(camera.pointSpreadPixels);
  return {
    noiseEquivalentIrradiance: (sigma * Math.sqrt(pixels)) / scale.electronsPerIrradiance,
    pixelNoiseEquivalentIrradiance: sigma / scale.electronsPerIrradiance,
    independentCells: (camera.rows * camera.columns) / pixels,
  };
}

/**
 * A payload as it acts at detection level when its camera does the seeing: the camera's noise in place of the stated
 * one, a look a frame.
 *
 * @param radiance of the background, W/(m² sr)
 */
export function equivalentPayload(payload: InfraredPayload, radiance: number): InfraredPayload {
  const camera = payload.frames;
  if (camera === undefined) return payload;
  const { noiseEquivalentIrradiance } = equivalentDetector(payload.band, camera, radiance);
  return { ...payload, noiseEquivalentIrradiance, revisitSeconds: 1 / camera.framesPerSecond };
}
