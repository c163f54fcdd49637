import { type Vec3, viewPlace, viewSatellite } from "../../../astro/index.js";
import {
  bandNoise,
  imagerPlanck,
  imagerTable,
  imagerTransmission,
  sunlitRadiance,
} from "../../../sensors/index.js";
import { backgroundAt } from "./annulus.js";
import { type BrightPixel, CONTRAST_RULES } from "./contrast.js";
import { bandOfScan, radianceAt, type Scan, type ScanBand, temperatureOf } from "./scan.js";

/** The window in which heat stands out best, and those in which the ground's own temperature shows. */
export const HEAT_BAND = 7;
const GROUND_BANDS = [13, 14, 15];
/** Bands in which sunlight shows that clouds, snow and glint throw back; nearest to 3.9 µm first. */
const SUNLIT_BANDS = [6, 5, 3, 2];
/** Where none of these is there: sees what high cloud throws back, and nothing of the rest. */
const HIGH_CLOUD_BAND = 4;
/** Bands in which water vapour hides the ground and what burns on it. */
const VAPOUR_BANDS = [8, 9, 10, 4];

/** Excess of the two bands' difference over its spread, and in kelvins (contextual tests of Giglio and others 2003). */
const PAIR_CONTRAST = 3.5;
const PAIR_KELVINS = 6;
/** With one band alone, so much warmer than the ground about it: the night threshold of the same source. */
const ALONE_KELVINS = 10;
/** A point's light must reach its neighbours; looked at only where it would rise over this contrast. */
const POINT_CONTRAST = 30;
const POINT_SHARE = 0.02;
/** A vapour band shows a source (detected), or would have shown it if it were high and does not. */
const SEEN = 6;
const WOULD_SHOW = 8;
const NOT_SEEN = 3;
/** Least share of what a high plume would show that counts as its light. */
const PLUME_SHARE = 0.2;
/** Hottest that a plume is taken for, K: between this and the coolest its colour may be anything. */
const HOTTEST_PLUME = 2500;
const STEPS = 14;

/** Why a pixel that stands out is no source of heat; null where it is one. */
export type Refusal = string;

/** What of a scan the judging of pixels needs again and again. */
export interface Judge {
  readonly scan: Scan;
  readonly heat: ScanBand;
  readonly ground: ScanBand | null;
  /** 1 where a pixel belongs to no background. */
  readonly leftOut: Uint8Array;
  readonly sunEcef: Vec3;
}

/** Opens the judging of a scan's bright pixels. */
export function openJudge(scan: Scan, heat: ScanBand, leftOut: Uint8Array, sunEcef: Vec3): Judge {
  const ground = GROUND_BANDS.map((b) => bandOfScan(scan, b)).find((b) => b !== undefined) ?? null;
  return { scan, heat, ground, leftOut, sunEcef };
}

/**
 * Tells why a bright pixel is no source of heat.
 *
 * @returns null where nothing speaks against it
 */
export function refusalOf(judge: Judge, pixel: BrightPixel): Refusal | null {
  return narrower(judge, pixel) ?? warmGround(judge, pixel) ?? sunlit(judge, pixel);
}

/** What is narrower than the optics comes from the detector or the processing. */
function narrower({ scan, heat }: Judge, { at, contrast, excess, background }: BrightPixel): Refusal | null {
  if (contrast < POINT_CONTRAST) return null;
  const { columns, rows } = scan.grid;
  const row = Math.floor(at / columns);
  const column = at % columns;
  let beside = Number.NEGATIVE_INFINITY;
  for (const [r, c] of [
    [row - 1, column],
    [row + 1, column],
    [row, column - 1],
    [row, column + 1],
  ] as const) {
    if (r < 0 || r >= rows || c < 0 || c >= columns) return null;
    const radiance = radianceAt(heat, r * columns + c);
    if (Number.isNaN(radiance)) return null;
    beside = Math.max(beside, radiance - background);
  }
  return beside < POINT_SHARE * excess ? "narrower than the optics" : null;
}

/** Heat of a small part of a pixel lifts 3.9 µm far more than 10 µm; a warm surface lifts both. */
function warmGround(judge: Judge, { at, background }: BrightPixel): Refusal | null {
  const { heat, ground, leftOut, scan } = judge;
  const own = temperatureOf(heat, radianceAt(heat, at));
  if (ground === null) {
    const rise = own - temperatureOf(heat, background);
    return rise > ALONE_KELVINS ? null : `less than ${ALONE_KELVINS} K warmer, and no second band to tell`;
  }
  const difference = (i: number): number =>
    temperatureOf(heat, radianceAt(heat, i)) - temperatureOf(ground, radianceAt(ground, i));
  const here = difference(at);
  if (Number.isNaN(here)) return null;
  const around = backgroundAt(scan.grid, CONTRAST_RULES.annulus, at, (i) =>
    leftOut[i] === 0 ? difference(i) : Number.NaN,
  );
  if (around === null) return "no background in the second band";
  const excess = here - around.mean;
  return excess > PAIR_KELVINS && excess > PAIR_CONTRAST * around.spread
    ? null
    : "warm in the second band as well";
}

/** Cloud, snow and glint throw sunlight back: no more at 3.9 µm than at shorter waves. */
function sunlit(judge: Judge, { at, excess }: BrightPixel): Refusal | null {
  if (!sunIsUp(judge, at)) return null;
  let least = Number.POSITIVE_INFINITY;
  const named = SUNLIT_BANDS.flatMap((b) => bandOfScan(judge.scan, b) ?? []);
  const bands = named.length > 0 ? named : [bandOfScan(judge.scan, HIGH_CLOUD_BAND)];
  for (const band of bands) {
    if (band?.kappa0 == null) continue;
    const around = surroundings(judge, band, at);
    const here = radianceAt(band, at);
    if (around !== null && !Number.isNaN(here)) least = Math.min(least, (here - around.mean) * band.kappa0);
  }
  if (least === Number.POSITIVE_INFINITY) return null;
  return excess < least * sunlitRadiance(HEAT_BAND) ? "sunlight thrown back explains it" : null;
}

function surroundings({ scan, leftOut }: Judge, band: ScanBand, at: number) {
  return backgroundAt(scan.grid, CONTRAST_RULES.annulus, at, (i) =>
    leftOut[i] === 0 ? radianceAt(band, i) : Number.NaN,
  );
}

function sunIsUp({ scan, sunEcef }: Judge, at: number): boolean {
  const { up } = placeOf(scan, at);
  return up !== null && up[0] * sunEcef[0] + up[1] * sunEcef[1] + up[2] * sunEcef[2] > 0;
}

/** Upward direction at a pixel's ground point, elevation of the satellite above it and distance to it, m. */
function placeOf({ grid }: Scan, at: number): { up: Vec3 | null; elevation: number; range: number } {
  const row = Math.floor(at / grid.columns);
  const angles = { x: grid.x0 + (at % grid.columns) * grid.dx, y: grid.y0 + row * grid.dy };
  const place = viewPlace(grid.view, angles);
  if (place === null) return { up: null, elevation: 0, range: grid.view.radius };
  const level = Math.cos(place.latitude);
  const up: Vec3 = [
    level * Math.cos(place.longitude),
    level * Math.sin(place.longitude),
    Math.sin(place.latitude),
  ];
  const satellite = viewSatellite(grid.view);
  const ground = up.map((c) => c * grid.view.equatorial) as [number, number, number];
  const away: Vec3 = [satellite[0] - ground[0], satellite[1] - ground[1], satellite[2] - ground[2]];
  const range = Math.hypot(...away);
  const sine = (away[0] * up[0] + away[1] * up[1] + away[2] * up[2]) / range;
  return { up, elevation: Math.asin(Math.max(-1, Math.min(1, sine))), range };
}

/**
 * Whether a source gives more light than any plume.
 *
 * @param irradiance of the whole source at 3.9 µm, W/m²
 */
export function outshinesPlumes({ scan }: Judge, at: number, irradiance: number): boolean {
  return irradiance * placeOf(scan, at).range ** 2 > imagerTable().brightestPlume;
}

/** Whether something surely burns: it stands out in a pair of bands, or is hotter than any ground or cloud. */
export function surelyBurns(judge: Judge, { at }: BrightPixel): boolean {
  const { surelyBurning } = imagerTable();
  if (judge.ground !== null) return true;
  const kelvins = temperatureOf(judge.heat, radianceAt(judge.heat, at));
  return kelvins > (sunIsUp(judge, at) ? surelyBurning.day : surelyBurning.night);
}

/** Where a source stands by the bands that water vapour closes to the ground. */
export type Height = "high" | "ground" | "untold";

/**
 * Tells from a bright pixel whether its source stands above the water vapour, where no fire burns.
 *
 * A plume above the vapour would show in each of those bands at least what its light at 3.9 µm means at the colour
 * that suits that band least. What is seen there is high; what would surely be seen and is not is on the ground.
 */
export function heightOf(judge: Judge, { at, excess }: BrightPixel): Height {
  const { highestVapour } = imagerTable();
  const { elevation } = placeOf(judge.scan, at);
  const throughHeat = imagerTransmission(HEAT_BAND, highestVapour, elevation);
  let ground = false;
  for (const number of VAPOUR_BANDS) {
    const band = bandOfScan(judge.scan, number);
    if (band === undefined) continue;
    const around = surroundings(judge, band, at);
    if (around === null) continue;
    const spread = Math.hypot(around.spread, bandNoise(number));
    const seen = brightestNear(judge.scan, band, at) - around.mean;
    const through = imagerTransmission(number, highestVapour, elevation) / throughHeat;
    const expected = excess * through * leastColour(number);
    if (seen > SEEN * spread && seen > PLUME_SHARE * expected) return "high";
    if (expected > WOULD_SHOW * spread && seen < NOT_SEEN * spread) ground = true;
  }
  return ground ? "ground" : "untold";
}

/** Bands are registered to a fraction of a pixel: the brightest of the pixel and its neighbours. */
function brightestNear({ grid }: Scan, band: ScanBand, at: number): number {
  let brightest = Number.NEGATIVE_INFINITY;
  for (const shift of [-grid.columns, 0, grid.columns])
    for (const aside of [-1, 0, 1]) {
      const radiance = radianceAt(band, at + shift + aside);
      if (radiance > brightest) brightest = radiance;
    }
  return brightest;
}

/** Least ratio of a hot body's radiance in a band to that at 3.9 µm, over all temperatures of plumes. */
function leastColour(band: number): number {
  const { coolestPlume } = imagerTable();
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= STEPS; k += 1) {
    const temperature = coolestPlume * (HOTTEST_PLUME / coolestPlume) ** (k / STEPS);
    least = Math.min(least, imagerPlanck(band, temperature) / imagerPlanck(HEAT_BAND, temperature));
  }
  return least;
}
