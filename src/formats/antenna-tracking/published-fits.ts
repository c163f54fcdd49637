import { z } from "zod";
import { type Epoch, epochFromUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";

/** What others published of an orbit that they determined from tracking. */
export interface PublishedFit {
  readonly source: string;
  /** Of the state. */
  readonly epoch: Epoch;
  /** EME2000, m and m/s. */
  readonly position: readonly [number, number, number];
  readonly velocity: readonly [number, number, number];
  /** Size of a small thrust's constant part, m/s². */
  readonly thrust?: number | undefined;
  /** What each station adds to its measurements: rad, m. */
  readonly stations: readonly {
    readonly name: string;
    readonly azimuth: number;
    readonly elevation: number;
    readonly range: number;
  }[];
}

const Three = z.tuple([z.number(), z.number(), z.number()]);
const Fits = z.object({
  fits: z.array(
    z.object({
      source: z.string(),
      epoch: z.string(),
      position: Three,
      velocity: Three,
      thrust: z.number().optional(),
      stations: z.array(
        z.object({
          name: z.string(),
          azimuthDeg: z.number(),
          elevationDeg: z.number(),
          range: z.number(),
        }),
      ),
    }),
  ),
});

const DEGREE = Math.PI / 180;

/** Reads the bundled table of published fits. @throws {InputError} where it isn't one */
export function readPublishedFits(text: string, file: string): PublishedFit[] {
  try {
    return Fits.parse(JSON.parse(text)).fits.map(({ epoch, stations, ...fit }) => ({
      ...fit,
      epoch: epochFromUtc(epoch),
      stations: stations.map(({ name, azimuthDeg, elevationDeg, range }) => ({
        name,
        azimuth: DEGREE * azimuthDeg,
        elevation: DEGREE * elevationDeg,
        range,
      })),
    }));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError)
      throw new InputError(file, "is no table of published fits");
    throw error;
  }
}
