import { createRequire } from "node:module";
import { z } from "zod";
import { InputError } from "../../messages/index.js";

// Read with `require`: an ESM import of JSON prints a warning on Node 20. `src` and `dist` lie equally deep.
const readJson = createRequire(import.meta.url);

const positive = z.number().positive();
const nonnegative = z.number().nonnegative();
const note = z.string();
const numbers = z.array(z.number()).min(2);
const bands = z.strictObject({ swir: z.number().min(0).max(1), mwir: z.number().min(0).max(1) });

const Layer = z.strictObject({
  coverJanuary: numbers,
  coverJuly: numbers,
  topKmJanuary: numbers,
  topKmJuly: numbers,
  topSigmaKm: nonnegative,
  depthAtOneSigma: positive,
  depthExponent: positive,
  thicknessKm: positive,
  windSpeed: z.number(),
  evolutionSpeed: nonnegative,
});
/** Climate of one layer of cloud. */
export type LayerClimate = z.infer<typeof Layer>;

const Clouds = z.strictObject({
  note,
  latitudeDeg: numbers,
  high: Layer,
  low: Layer,
  field: z.strictObject({
    note,
    longestKm: positive,
    flatKm: positive,
    shortestKm: positive,
    hurst: positive,
  }),
  opaqueDepth: positive,
  plates: z.strictObject({ note, share: nonnegative.max(1), tiltDeg: positive }),
  ice: z.strictObject({ note, diameterMicrometres: positive }),
  water: z.strictObject({ note, albedo: bands }),
});

const seasons = z.strictObject({ january: numbers, july: numbers });
const Surface = z.strictObject({ albedo: bands });
const Surfaces = z.strictObject({
  note,
  land: Surface,
  sea: Surface,
  latitudeDeg: numbers,
  landK: seasons,
  seaK: seasons,
});

const BackgroundStatistics = z.object({
  scans: z.array(
    z.object({
      time: z.enum(["day", "night"]),
      surfaces: z.array(
        z.object({
          surface: z.string(),
          band: z.number().int(),
          meanRadiance: positive,
          tileSpread: nonnegative,
          excessKurtosis: z.number(),
        }),
      ),
    }),
  ),
});

const Index = z.array(z.tuple([positive, positive, nonnegative])).min(2);
const Medium = z.strictObject({ swir: Index, mwir: Index });
const OpticalConstants = z.strictObject({ note, ice: Medium, water: Medium });

const LandMask = z.strictObject({
  note,
  source: z.string(),
  rows: z.number().int().positive(),
  columns: z.number().int().positive(),
  bits: z.base64(),
});

/** Reads and checks one table of `data/scenery/` when it is first asked for. */
function table<T>(name: string, schema: z.ZodType<T>): () => T {
  let read: T | undefined;
  return () => {
    if (read === undefined) {
      const parsed = schema.safeParse(readJson(`../../../data/scenery/${name}`));
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new InputError(`data/scenery/${name} ${issue.path.join(".")}`, issue.message);
      }
      read = parsed.data;
    }
    return read;
  };
}

/** The editable table `data/scenery/clouds.json`; grades and sources stand in it. */
export const cloudClimate = table("clouds.json", Clouds);

/** The editable table `data/scenery/surfaces.json`; grades and sources stand in it. */
export const surfaceTable = table("surfaces.json", Surfaces);

/** What the textures take of `data/scenery/background-statistics.json`, made by scripts/measure-backgrounds.ts. */
export const backgroundStatistics = table("background-statistics.json", BackgroundStatistics);

/** The table `data/scenery/optical-constants.json`: [micrometres, n, k]. */
export const opticalConstants = table("optical-constants.json", OpticalConstants);

/** The table `data/scenery/land-mask.json`, made by scripts/make-land-mask.ts. */
export const landMask = table("land-mask.json", LandMask);
