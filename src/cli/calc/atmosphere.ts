import { standardAtmosphere } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Fields, numberOf } from "./fields.js";

const LOWEST = -5000;
const HIGHEST = 1_000_000;

/** The US Standard Atmosphere 1976 at a geometric height: K, Pa, kg/m³. */
export function atmosphere(fields: Fields): object {
  const altitude = numberOf(fields, "altitude");
  if (altitude < LOWEST || altitude > HIGHEST)
    throw new InputError("altitude", `is ${altitude}`, `lies within ${LOWEST} and ${HIGHEST} m`);
  return standardAtmosphere(altitude);
}
