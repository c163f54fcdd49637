import { z } from "zod";
import { table } from "../data-table.js";

const positive = z.number().positive();
const positives = z.array(z.number());
const logNormal = z.strictObject({ median: positive, factor: z.number().gt(1) });
const range = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, "the second must be the greater");
const named = { grade: z.string(), source: z.string() };

const Backgrounds = z.strictObject({
  note: z.string(),
  bolide: z.strictObject({
    ...named,
    litHeightKm: positive,
    leastSlopeDeg: positive,
    lowestPeakKm: positive,
    highestPeakKm: positive,
  }),
  fire: z.strictObject({ ...named, areaM2: logNormal, temperatureK: range, hours: logNormal }),
  gasFlare: z.strictObject({
    ...named,
    areaM2: logNormal,
    temperatureK: range,
    flickerDepth: z.number().min(0).max(1),
    flickerSeconds: positive,
  }),
  eruption: z.strictObject({
    ...named,
    areaM2: logNormal,
    temperatureK: range,
    hours: logNormal,
    pulseDepth: z.number().min(0).max(1),
    pulseHours: range,
  }),
  afterburner: z.strictObject({
    ...named,
    radiantIntensity: logNormal,
    midWaveRatio: positive,
    speed: range,
    altitudeKm: range,
    seconds: range,
    legSeconds: range,
    turnDeg: range,
    turnDegPerSecond: positive,
  }),
  glint: z.strictObject({
    ...named,
    facetM2: logNormal,
    reflectance: positive.max(1),
    unevennessDeg: positive,
    heightKm: range,
  }),
  upset: z.strictObject({
    ...named,
    hitsPerSecond: positive,
    tailExponent: positive,
    greatestSignalToNoise: positive,
    southAtlantic: z.strictObject({
      latitudeDeg: z.number(),
      longitudeDeg: z.number(),
      radiusDeg: positive,
      factor: positive,
      lowestKm: positive,
      highestKm: positive,
    }),
  }),
  stars: z.strictObject({
    ...named,
    brighterThanThree: positive,
    slope: positive,
    brightestDrawn: z.number(),
    temperatureK: positive,
    zeroMicrometres: positive,
    zeroIrradiance: positive,
  }),
});
export type BackgroundFigures = z.infer<typeof Backgrounds>;

/** The editable table `data/sensors/backgrounds.json`: figures of what is no rocket; grade and source beside each. */
export const backgroundFigures = table("backgrounds.json", Backgrounds);

const Fireballs = z.strictObject({
  note: z.string(),
  source: z.string(),
  grade: z.string(),
  blackBodyK: positive,
  firstYear: z.number().int(),
  last: z.string(),
  years: positive,
  listed: z.number().int(),
  completeEnergy: positive,
  listedComplete: z.number().int(),
  perYear: positive,
  slope: positive,
  slopeSigma: positive,
  greatestEnergy: positive,
  altitudeTrend: z.strictObject({ energy: positive, altitudeKm: positive, kilometresPerDecade: z.number() }),
  quantiles: z.strictObject({
    share: positives,
    speed: positives,
    slopeDeg: positives,
    altitudeResidualKm: positives,
  }),
});

/** The table `data/sensors/fireballs-2024-09.json`, made by scripts/make-fireballs.ts of the public list. */
export const fireballFigures = table("fireballs-2024-09.json", Fireballs);

const BrightStars = z.strictObject({
  note: z.string(),
  grade: z.string(),
  source: z.string(),
  columns: z.array(z.string()),
  stars: z.array(z.tuple([z.string(), z.number(), z.number(), z.number(), positive])),
});

/** The editable table `data/sensors/bright-stars.json`: name, J2000 right ascension and declination (deg), K, temperature (K). */
export const brightStars = table("bright-stars.json", BrightStars);
