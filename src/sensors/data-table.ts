import { createRequire } from "node:module";
import { z } from "zod";
import { InputError } from "../messages/index.js";

// Read with `require`: an ESM import of JSON prints a warning on Node 20. `src` and `dist` lie equally deep.
const readJson = createRequire(import.meta.url);

const rising = z
  .array(z.number())
  .min(1)
  .refine((values) => values.every((v, i) => i === 0 || v > values[i - 1]!), "must rise");
const positives = z.array(z.number().positive()).min(1);

const MidWave = z
  .strictObject({
    altitudeKm: rising,
    temperatureK: positives,
    emissivityRatio: positives,
    ratio: positives,
  })
  .refine((m) => m.altitudeKm.length === m.ratio.length, "both lists must be equally long");

const Course = z
  .strictObject({ seconds: rising, relative: z.array(z.number().nonnegative()).min(1) })
  .refine((c) => c.seconds.length === c.relative.length, "both lists must be equally long");

const plumeFields = {
  altitudeKm: rising,
  relative: positives,
  midWave: MidWave.optional(),
  ignition: Course.optional(),
  tailOff: Course.optional(),
};
const sameLength = (shape: { altitudeKm: readonly number[]; relative: readonly number[] }): boolean =>
  shape.altitudeKm.length === shape.relative.length;

const PlumeShape = z.strictObject(plumeFields).refine(sameLength, "both lists must be equally long");
const PlumeClass = z
  .strictObject({ source: z.string(), ...plumeFields })
  .refine(sameLength, "both lists must be equally long");

/** The schema of one air of a table. */
export const BandAir = z
  .strictObject({
    pathExponent: z.number().positive().max(1),
    scaleHeightKm: z.number().positive(),
    altitudeKm: rising,
    verticalDepth: positives,
  })
  .refine((air) => air.altitudeKm.length === air.verticalDepth.length, "both lists must be equally long");

/** Relative plume intensity by altitude, by band and by time since ignition and burnout. */
export type PlumeShape = z.infer<typeof PlumeShape>;

/** Intensity over the steady one by time: straight lines between the points. */
export type Course = z.infer<typeof Course>;

/** Optical depth of the air above a source by the source's altitude, in one band. */
export type BandAir = z.infer<typeof BandAir>;

const PlumeShapes = z.strictObject({ note: z.string(), shapes: z.record(z.string(), PlumeShape) });
const PlumeClasses = z.strictObject({ note: z.string(), classes: z.record(z.string(), PlumeClass) });
const AirTransmission = z.strictObject({
  note: z.string(),
  bands: z.strictObject({ swir: BandAir, mwir: BandAir }),
});

const BandLimits = z.strictObject({
  micrometres: z
    .tuple([z.number().positive(), z.number().positive()])
    .refine(([short, long]) => short < long, "must rise"),
  nightRadiance: z.number().positive(),
});
const Bands = z.strictObject({
  note: z.string(),
  bands: z.strictObject({ swir: BandLimits, mwir: BandLimits }),
});

/** Reads and checks one table of `data/sensors/` when it is first asked for. */
export function table<T>(name: string, schema: z.ZodType<T>): () => T {
  let read: T | undefined;
  return () => {
    if (read === undefined) {
      const parsed = schema.safeParse(readJson(`../../data/sensors/${name}`));
      if (!parsed.success) {
        const issue = parsed.error.issues[0]!;
        throw new InputError(`data/sensors/${name} ${issue.path.join(".")}`, issue.message);
      }
      read = parsed.data;
    }
    return read;
  };
}

/** The editable table `data/sensors/plume-shapes.json`; grade and sources stand in its note. */
export const plumeShapes = table("plume-shapes.json", PlumeShapes);

/** The editable table `data/sensors/plume-classes.json`: plumes by propellant; grade and sources stand in it. */
export const plumeClasses = table("plume-classes.json", PlumeClasses);

/** The editable table `data/sensors/air-transmission.json`; grade and sources stand in its note. */
export const airTransmissionTable = table("air-transmission.json", AirTransmission);

/** The editable table `data/sensors/bands.json`: wavelengths of the two bands and their radiance by night. */
export const bandTable = table("bands.json", Bands);

const TroposphereResidual = z
  .strictObject({ note: z.string(), elevationDeg: rising.min(2), sigmaMilliDeg: positives })
  .refine((t) => t.elevationDeg.length === t.sigmaMilliDeg.length, "both lists must be equally long");

/** The editable table `data/sensors/troposphere-residual.json`; grade and sources stand in its note. */
export const troposphereResidual = table("troposphere-residual.json", TroposphereResidual);

/**
 * Interpolates a positive table linearly in the logarithm of its values.
 *
 * @param extrapolate whether the last slope goes on beyond the upper end; otherwise the end value holds
 */
export function interpolateLogarithm(
  abscissae: readonly number[],
  values: readonly number[],
  at: number,
  extrapolate: boolean,
): number {
  const last = abscissae.length - 1;
  if (last === 0 || at <= abscissae[0]!) return values[0]!;
  if (at >= abscissae[last]! && !extrapolate) return values[last]!;
  let i = 1;
  while (i < last && abscissae[i]! < at) i++;
  const fraction = (at - abscissae[i - 1]!) / (abscissae[i]! - abscissae[i - 1]!);
  return values[i - 1]! * (values[i]! / values[i - 1]!) ** fraction;
}
