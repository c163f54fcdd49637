import { InputError } from "../../messages/index.js";
import { interpolateLogarithm, plumeShapes } from "../data-table.js";

/**
 * In-band radiant intensity of a plume at an altitude: it grows three- to tenfold from the ground to 40–60 km
 * (afterburning, expansion), sinks through a trough at 70–90 km and stays as a vacuum plume beyond.
 * The shape is order-of-magnitude (grade C); it stands in `data/sensors/plume-shapes.json`, to be edited.
 *
 * @param radiantIntensity at the shape's peak, W/sr
 * @param altitude m
 * @param shape name of the shape in that table
 * @returns W/sr
 * @throws InputError for a shape that the table doesn't hold
 */
export function plumeIntensity(radiantIntensity: number, altitude: number, shape = "generic"): number {
  const { shapes } = plumeShapes();
  const table = shapes[shape];
  if (table === undefined) {
    throw new InputError(
      "plumeShape",
      `unknown shape "${shape}"`,
      `known: ${Object.keys(shapes).join(", ")}`,
    );
  }
  return radiantIntensity * interpolateLogarithm(table.altitudeKm, table.relative, altitude / 1000, false);
}
