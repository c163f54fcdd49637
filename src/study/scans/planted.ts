import { normalUpperTail, type RandomStream, randomStream, uniformAt } from "../../astro/index.js";
import { bandNoise, bandWidth, imagerTable, spotProfile } from "../../sensors/index.js";
import {
  CONTRAST_RULES,
  type ContrastRules,
  findContrast,
  type ScanBand,
  type ScanGrid,
  walkBackground,
} from "../../watch/index.js";
import { plantIrradiance, type RecordedImage } from "../../world/index.js";

/** One band of a scan with its grid. */
export type PlantingGround = ScanBand & ScanGrid & RecordedImage;

/** What was found of plumes of one intensity, and what was expected. */
export interface PlantedPoint {
  /** In-band radiant intensity that reaches the satellite, W/sr: behind the air. */
  readonly intensity: number;
  readonly planted: number;
  /** Share that the detector found. */
  readonly found: number;
  /** Mean of the probabilities that resampling each place's own surroundings gives. */
  readonly resampled: number;
  /** Gaussian closed form with each place's own spread. */
  readonly gaussianLocal: number;
  /** Gaussian closed form with one spread for the whole scene, as a single figure for a sensor has it. */
  readonly gaussianScene: number;
  /** Places by what resampling said of each, in five classes of a fifth: whether it is right place by place. */
  readonly classes: readonly PlantedClass[];
}

/** Places of which resampling said about the same. */
export interface PlantedClass {
  readonly planted: number;
  /** How many of them were found, and how many resampling expected. */
  readonly found: number;
  readonly resampled: number;
}

const CLASSES = 5;

/** How the experiment is made. */
export interface PlantingOptions {
  readonly intensities: readonly number[];
  readonly seed: number;
  /** Distance of planted places from each other, pixels: no plume lies in another's surroundings. */
  readonly spacing?: number;
  /** Rounds with other places and offsets. */
  readonly rounds?: number;
  readonly rules?: ContrastRules;
  /** Distance of the satellite, m. */
  readonly range?: number;
}

/** Half-width of the surroundings from which backgrounds are drawn, pixels, and how many are drawn. */
const SURROUNDINGS = 24;
const DRAWS = 48;
/** Found is a bright pixel this near to the place. */
const REACH = 1;
const GEOSTATIONARY_RANGE = 3.75e7;

/** The detector's view of an undisturbed image: mean and width of every pixel's background, in counts. */
interface Surroundings {
  readonly mean: Float32Array;
  readonly width: Float32Array;
  readonly leftOut: Uint8Array;
}

interface Place {
  readonly row: number;
  readonly column: number;
  /** Of the plume within its pixel, −½ to ½. */
  readonly down: number;
  readonly along: number;
}

/**
 * Plants plumes of known intensity into a real image and counts what the detector finds, beside what is to be expected.
 *
 * The expectation resamples the local background: for each place, the excesses of 3 × 3 pixels over their own background
 * at places drawn from its surroundings, each with its own spread, get the plume's light; the share of them in which a
 * pixel passes the threshold is the probability. The draws never share a pixel with the place itself, and what is found
 * comes from the detector's own look at the image with the plumes in it.
 */
export function plantPlumes(ground: PlantingGround, options: PlantingOptions): PlantedPoint[] {
  const { intensities, seed, spacing = 24, rounds = 1, rules = CONTRAST_RULES } = options;
  const range = options.range ?? GEOSTATIONARY_RANGE;
  const around = surroundingsOf(ground, rules);
  const sums = intensities.map(() => ({ planted: 0, found: 0, resampled: 0, local: 0, scene: 0 }));
  const classes = intensities.map(() =>
    Array.from({ length: CLASSES }, () => ({ planted: 0, found: 0, resampled: 0 })),
  );
  const scene = sceneSpread(around);
  for (let round = 0; round < rounds; round += 1) {
    const stream = randomStream(seed, "planted plumes", round);
    const places = choosePlaces(ground, around, spacing, stream);
    const draws = places.map((place, i) =>
      drawBackgrounds(ground, around, place, randomStream(seed, "draws", round, i)),
    );
    for (const [k, intensity] of intensities.entries()) {
      const irradiance = intensity / range ** 2;
      const found = findPlanted(ground, places, irradiance, rules);
      const sum = sums[k]!;
      for (const [i, place] of places.entries()) {
        const light = lightOf(ground, place, irradiance);
        const peak = Math.max(...light);
        const at = place.row * ground.columns + place.column;
        const expected = passShare(draws[i]!, light, rules.threshold);
        for (const part of [sum, classes[k]![Math.min(CLASSES - 1, Math.floor(CLASSES * expected))]!]) {
          part.planted += 1;
          part.found += found[i] === true ? 1 : 0;
          part.resampled += expected;
        }
        sum.local += normalUpperTail(rules.threshold - peak / around.width[at]!);
        sum.scene += normalUpperTail(rules.threshold - peak / scene);
      }
    }
  }
  return sums.map(({ planted, found, resampled, local, scene: one }, k) => ({
    intensity: intensities[k]!,
    planted,
    found: found / planted,
    resampled: resampled / planted,
    gaussianLocal: local / planted,
    gaussianScene: one / planted,
    classes: classes[k]!,
  }));
}

function surroundingsOf(ground: PlantingGround, rules: ContrastRules): Surroundings {
  const { leftOut } = findContrast(ground, ground, bandNoise(ground.band), rules);
  const floor = (bandNoise(ground.band) / ground.scale) ** 2 + 1 / 12;
  const mean = new Float32Array(ground.counts.length).fill(Number.NaN);
  const width = new Float32Array(ground.counts.length);
  walkBackground({ ...ground, leftOut, annulus: rules.annulus }, (at, level, spread) => {
    if (ground.counts[at]! > ground.largestCount) return;
    mean[at] = level;
    width[at] = Math.sqrt(spread * spread + floor);
  });
  return { mean, width, leftOut };
}

/** Root mean square of all places' spreads. */
function sceneSpread({ mean, width }: Surroundings): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < mean.length; i += 1) {
    if (Number.isNaN(mean[i]!)) continue;
    sum += width[i]! ** 2;
    n += 1;
  }
  return Math.sqrt(sum / n);
}

/** One place in each cell of a coarse grid, where the image and its surroundings hold something and nothing burns. */
function choosePlaces(
  ground: PlantingGround,
  { mean, leftOut }: Surroundings,
  spacing: number,
  stream: RandomStream,
): Place[] {
  const places: Place[] = [];
  const free = Math.max(1, spacing - 16);
  let draw = 0;
  for (let r = 8; r + spacing < ground.rows - 8; r += spacing) {
    for (let c = 8; c + spacing < ground.columns - 8; c += spacing) {
      const row = r + Math.floor(uniformAt(stream, draw++) * free);
      const column = c + Math.floor(uniformAt(stream, draw++) * free);
      const down = uniformAt(stream, draw++) - 0.5;
      const along = uniformAt(stream, draw++) - 0.5;
      const usable = block(row, column, ground.columns).every(
        (at) => !Number.isNaN(mean[at]!) && leftOut[at] === 0,
      );
      if (usable) places.push({ row, column, down, along });
    }
  }
  return places;
}

/** The pixels of a 3 × 3 block. */
function block(row: number, column: number, columns: number): number[] {
  const out: number[] = [];
  for (let dr = -1; dr <= 1; dr += 1)
    for (let dc = -1; dc <= 1; dc += 1) out.push((row + dr) * columns + column + dc);
  return out;
}

/** Light of a plume on the 3 × 3 pixels about its own, in counts. */
function lightOf(ground: PlantingGround, { down, along }: Place, irradiance: number): number[] {
  const { pointSpreadPixels } = imagerTable();
  const whole = irradiance / (Math.abs(ground.dx * ground.dy) * bandWidth(ground.band) * ground.scale);
  const shareOf = (centre: number): number[] => {
    const { first, shares } = spotProfile(centre, pointSpreadPixels);
    return [-1, 0, 1].map((i) => shares[i - first] ?? 0);
  };
  const rows = shareOf(down);
  const columns = shareOf(along);
  return rows.flatMap((a) => columns.map((b) => whole * a * b));
}

/** Backgrounds near a place: excess over spread and spread, nine pixels each. */
type Backgrounds = readonly (readonly [excess: readonly number[], width: readonly number[]])[];

function drawBackgrounds(
  ground: PlantingGround,
  { mean, width, leftOut }: Surroundings,
  place: Place,
  stream: RandomStream,
): Backgrounds {
  const out: [number[], number[]][] = [];
  for (let draw = 0; out.length < DRAWS && draw < 6 * DRAWS; draw += 1) {
    const row = place.row + Math.round((2 * uniformAt(stream, 2 * draw) - 1) * SURROUNDINGS);
    const column = place.column + Math.round((2 * uniformAt(stream, 2 * draw + 1) - 1) * SURROUNDINGS);
    if (row < 1 || column < 1 || row >= ground.rows - 1 || column >= ground.columns - 1) continue;
    if (Math.max(Math.abs(row - place.row), Math.abs(column - place.column)) <= 2 * REACH) continue;
    const pixels = block(row, column, ground.columns);
    if (pixels.some((at) => Number.isNaN(mean[at]!) || leftOut[at] !== 0)) continue;
    out.push([pixels.map((at) => ground.counts[at]! - mean[at]!), pixels.map((at) => width[at]!)]);
  }
  return out;
}

function passShare(draws: Backgrounds, light: readonly number[], threshold: number): number {
  let passed = 0;
  for (const [excess, width] of draws)
    if (excess.some((e, i) => e + light[i]! > threshold * width[i]!)) passed += 1;
  return draws.length === 0 ? 0 : passed / draws.length;
}

/** Plants all places at once into a copy of the image and lets the detector look at it. */
function findPlanted(
  ground: PlantingGround,
  places: readonly Place[],
  irradiance: number,
  rules: ContrastRules,
): boolean[] {
  const image = { ...ground, counts: ground.counts.slice(), quality: ground.quality.slice() };
  for (const { row, column, down, along } of places)
    plantIrradiance(image, row + down, column + along, irradiance);
  const { bright } = findContrast(image, image, bandNoise(image.band), rules);
  const seen = new Set(bright.map(({ at }) => at));
  return places.map(({ row, column }) => block(row, column, image.columns).some((at) => seen.has(at)));
}
