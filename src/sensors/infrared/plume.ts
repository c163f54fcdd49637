import { InputError } from "../../messages/index.js";
import {
  type Course,
  interpolateLogarithm,
  type PlumeShape,
  plumeClasses,
  plumeShapes,
} from "../data-table.js";

/** When and where a plume is looked at, and in which band. */
export interface PlumeMoment {
  readonly band: "swir" | "mwir";
  /** m. */
  readonly altitude: number;
  /** s. */
  readonly sinceIgnition: number;
  /** s, negative before it. */
  readonly sinceBurnout: number;
}

/** A shape by altitude alone (`plume-shapes.json`), or of a propellant (`plume-classes.json`). */
function shapeNamed(name: string): PlumeShape {
  const { shapes } = plumeShapes();
  const { classes } = plumeClasses();
  const shape = shapes[name] ?? classes[name];
  if (shape !== undefined) return shape;
  const known = [...Object.keys(shapes), ...Object.keys(classes)];
  throw new InputError("plumeShape", `unknown shape "${name}"`, `known: ${known.join(", ")}`);
}

/**
 * In-band radiant intensity of a plume at an altitude: it grows three- to tenfold from the ground to 40–60 km
 * (afterburning, expansion), sinks through a trough at 70–90 km and stays as a vacuum plume beyond.
 * The shape is order-of-magnitude (grade C); it stands in `data/sensors/plume-*.json`, to be edited.
 *
 * @param radiantIntensity at the shape's peak in the short-wave band, W/sr
 * @param altitude m
 * @param shape name of the shape in those tables
 * @returns W/sr in the short-wave band
 * @throws InputError for a shape that the tables don't hold
 */
export function plumeIntensity(radiantIntensity: number, altitude: number, shape = "generic"): number {
  const table = shapeNamed(shape);
  return radiantIntensity * interpolateLogarithm(table.altitudeKm, table.relative, altitude / 1000, false);
}

/**
 * Mid-wave intensity of a plume (carbon dioxide, 4.3 µm) over its short-wave one (water vapour, 2.7 µm); 1 where the
 * shape holds no figures. It grows with altitude as the plume cools and thins.
 *
 * @param altitude m
 */
export function plumeMidWaveRatio(altitude: number, shape = "generic"): number {
  const { midWave } = shapeNamed(shape);
  if (midWave === undefined) return 1;
  return interpolateLogarithm(midWave.altitudeKm, midWave.ratio, altitude / 1000, false);
}

/** How long a plume of this shape is seen after burnout, s. */
export function plumeAfterglow(shape = "generic"): number {
  return Math.max(0, shapeNamed(shape).tailOff?.seconds.at(-1) ?? 0);
}

/**
 * Radiant intensity of a stage's plume in a band at an instant: the altitude's, times the transients of ignition and
 * burnout where the shape has any. Shapes without them shine from ignition to burnout.
 *
 * @param radiantIntensity at the shape's peak in the short-wave band, W/sr
 * @returns W/sr; 0 before ignition and after the afterglow
 */
export function plumeLight(radiantIntensity: number, shape: string | undefined, moment: PlumeMoment): number {
  const { band, altitude, sinceIgnition, sinceBurnout } = moment;
  if (sinceIgnition < 0) return 0;
  const table = shapeNamed(shape ?? "generic");
  if (sinceBurnout >= Math.max(0, table.tailOff?.seconds.at(-1) ?? 0)) return 0;
  const steady = plumeIntensity(radiantIntensity, altitude, shape);
  const inBand = band === "mwir" ? steady * plumeMidWaveRatio(altitude, shape) : steady;
  return inBand * courseAt(table.ignition, sinceIgnition) * courseAt(table.tailOff, sinceBurnout);
}

/** A course's value; its end values hold beyond its ends; 1 where there is none. */
function courseAt(course: Course | undefined, seconds: number): number {
  if (course === undefined) return 1;
  const { seconds: times, relative } = course;
  const last = times.length - 1;
  if (seconds <= times[0]!) return relative[0]!;
  if (seconds >= times[last]!) return relative[last]!;
  let k = 1;
  while (times[k]! < seconds) k++;
  const share = (seconds - times[k - 1]!) / (times[k]! - times[k - 1]!);
  return relative[k - 1]! + share * (relative[k]! - relative[k - 1]!);
}
