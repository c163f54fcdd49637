import { z } from "zod";
import { geodeticToEcef } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { parseJson } from "../json/parse-json.js";
import { readFileText } from "../lines/read-file.js";
import { explainIssues, pathText } from "../yaml/explain-issue.js";
import type { PlotRadar } from "./recording.js";

const finite = z.number();
/** s */
const moment = z.number().min(-1e12).max(1e12);
const identifier = z.string().min(1).max(200);

/** What can differ from radar to radar and otherwise stands once for all. */
const performance = {
  pd: z.number().gt(0).max(1).describe("probability that a scan sees a body inside cover"),
  clutterDensity: z.number().min(0).max(1e6).describe("false plots a scan, 1/(m rad²)"),
  rangeMax: z.number().gt(0).max(1e9).describe("m"),
  elMin: z
    .number()
    .min(-Math.PI / 2)
    .lt(Math.PI / 2)
    .describe("rad"),
};

const Sensor = z.object({
  id: identifier,
  lat: z.number().min(-90).max(90).describe("geodetic, WGS-84, degrees"),
  lon: z.number().min(-180).max(360).describe("degrees, east positive"),
  alt: z.number().min(-12_000).max(1e5).describe("above the ellipsoid, m"),
  ecef: z.tuple([finite, finite, finite]).optional().describe("the same place, m"),
  pd: performance.pd.optional(),
  clutterDensity: performance.clutterDensity.optional(),
  rangeMax: performance.rangeMax.optional(),
  elMin: performance.elMin.optional(),
});

/** What stands beside a file of radar plots. Fields that are not named here are passed over. */
export const PlotsMeta = z.object({
  ...performance,
  pd: performance.pd.optional(),
  clutterDensity: performance.clutterDensity.optional(),
  sensors: z.array(Sensor).min(1).max(10_000),
  scans: z
    .array(z.tuple([moment, identifier]))
    .optional()
    .describe("every scan that took place, in order of time: s, sensor; absent: those with plots"),
  evalTimes: z.array(moment).optional().describe("when tracks are reported, s; absent: at every scan"),
});
export type PlotsMeta = z.infer<typeof PlotsMeta>;

/** What only a scorer may know of a recording. */
const ScoringMeta = z.object({
  births: z.array(finite).optional().describe("when each object, by number, came into being, s"),
  scan: z.number().gt(0).optional().describe("scan period, s"),
});

/** A recording's radars and times, as a tracker needs them. */
export interface PlotFrame {
  readonly radars: readonly PlotRadar[];
  /** In order of time; null where the file of plots must tell. */
  readonly scans: readonly { readonly time: number; readonly radar: number }[] | null;
  /** Rising; null where tracks are reported at every scan. */
  readonly evaluationTimes: readonly number[] | null;
}

/** First guesses where a radar's own figures are not told: probability, and false plots a scan in all its cover. */
const GUESSED_DETECTION = 0.9;
const GUESSED_CLUTTER = 10;

/** m; the two ways of telling a radar's place may differ by so much. */
const PLACE_TOLERANCE = 100;
/** s; a body in free flight is not foretold for longer, and a longer recording is cut. */
export const LONGEST_RECORDING = 30 * 86_400;

/**
 * Reads the file that stands beside a recording of radar plots.
 *
 * @param path META.json
 * @throws {InputError} where it can't be read or does not say what a tracker must know
 */
export async function readPlotsMeta(path: string): Promise<PlotFrame> {
  return parsePlotsMeta(await readFileText(path), path);
}

/**
 * As {@link readPlotsMeta}, of a text at hand.
 *
 * @param path named in faults
 */
export function parsePlotsMeta(text: string, path: string): PlotFrame {
  const meta = hold(PlotsMeta, parseJson(text, path), path);
  const radars = meta.sensors.map((sensor, k) => radarOf(sensor, meta, `${path} sensors[${k}]`));
  const numbers = new Map<string, number>();
  radars.forEach(({ id }, k) => {
    if (numbers.has(id)) throw new InputError(`${path} sensors[${k}].id`, `"${id}" stands there twice`);
    numbers.set(id, k);
  });
  requireRising(meta.evalTimes ?? [], `${path} evalTimes`, true);
  const scans = meta.scans?.map(([time, id], k) => {
    const radar = numbers.get(id);
    if (radar === undefined)
      throw new InputError(`${path} scans[${k}]`, `"${id}" is no sensor`, `one of ${[...numbers.keys()]}`);
    return { time, radar };
  });
  requireRising(scans?.map(({ time }) => time) ?? [], `${path} scans`, false);
  requireOnce(scans ?? [], `${path} scans`);
  requireSpan([...(scans?.map(({ time }) => time) ?? []), ...(meta.evalTimes ?? [])], path);
  return { radars, scans: scans ?? null, evaluationTimes: meta.evalTimes ?? null };
}

/**
 * Reads from the same file what only a scorer may know.
 *
 * @param path META.json
 * @returns births by object number and the scan period in s, where they are told
 * @throws {InputError} where it can't be read
 */
export async function readScoringMeta(
  path: string,
): Promise<{ readonly births?: readonly number[]; readonly scan?: number }> {
  const { births, scan } = hold(ScoringMeta, parseJson(await readFileText(path), path), path);
  return { ...(births === undefined ? {} : { births }), ...(scan === undefined ? {} : { scan }) };
}

function hold<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fault = explainIssues(parsed.error, schema, value)[0]!;
  const place = fault.path.length === 0 ? path : `${path} ${pathText(fault.path)}`;
  throw new InputError(place, fault.wrong, fault.right);
}

function radarOf(sensor: z.infer<typeof Sensor>, meta: PlotsMeta, place: string): PlotRadar {
  const geodetic = {
    latitude: (sensor.lat * Math.PI) / 180,
    longitude: (sensor.lon * Math.PI) / 180,
    height: sensor.alt,
  };
  const positionEcef = geodeticToEcef(geodetic);
  const told = sensor.ecef ?? positionEcef;
  const apart = Math.hypot(...positionEcef.map((p, k) => p - told[k]!));
  if (!(apart <= PLACE_TOLERANCE))
    throw new InputError(`${place}.ecef`, `lies ${apart.toFixed(0)} m from lat, lon and alt`);
  const pd = sensor.pd ?? meta.pd;
  const clutterDensity = sensor.clutterDensity ?? meta.clutterDensity;
  const longestRange = sensor.rangeMax ?? meta.rangeMax;
  const leastElevation = sensor.elMin ?? meta.elMin;
  const volume = 2 * Math.PI * longestRange * (Math.PI / 2 - leastElevation);
  return {
    id: sensor.id,
    ...geodetic,
    positionEcef,
    detectionProbability: pd ?? GUESSED_DETECTION,
    clutterDensity: clutterDensity ?? GUESSED_CLUTTER / volume,
    ...(pd === undefined || clutterDensity === undefined
      ? { assumed: { detectionProbability: pd === undefined, clutterDensity: clutterDensity === undefined } }
      : {}),
    longestRange,
    leastElevation,
  };
}

function requireRising(times: readonly number[], place: string, strictly: boolean): void {
  for (let k = 1; k < times.length; k++)
    if (times[k]! < times[k - 1]! || (strictly && times[k] === times[k - 1]))
      throw new InputError(`${place}[${k}]`, `${times[k]} s after ${times[k - 1]} s`, "times rise");
}

function requireSpan(times: readonly number[], place: string): void {
  const span =
    times.reduce((most, t) => Math.max(most, t), -Infinity) -
    times.reduce((least, t) => Math.min(least, t), Infinity);
  if (span > LONGEST_RECORDING)
    throw new InputError(
      place,
      `scans and evalTimes span ${(span / 86_400).toFixed(0)} days`,
      "at most 30 days",
    );
}

function requireOnce(scans: NonNullable<PlotFrame["scans"]>, place: string): void {
  const seen = new Map<number, number>();
  scans.forEach(({ time, radar }, k) => {
    if (seen.get(radar) === time) throw new InputError(`${place}[${k}]`, "stands there twice");
    seen.set(radar, time);
  });
}
