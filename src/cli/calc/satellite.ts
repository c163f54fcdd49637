import { orbitFromTle, propagateOrbit, propagateOrbitMinutes } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { epochOf, type Fields, numberOf, textOf } from "./fields.js";

/** SGP4 so many minutes after a two-line element set's epoch, or at a UTC instant: m, m/s, TEME. */
export function satellite(fields: Fields): object {
  const orbit = orbitFromTle(textOf(fields, "line1"), textOf(fields, "line2"));
  if (fields.minutes === undefined && fields.utc === undefined)
    throw new InputError("minutes", "is missing", "give minutes since the epoch, or utc");
  const state =
    fields.minutes === undefined
      ? propagateOrbit(orbit, epochOf(fields, "utc"))
      : propagateOrbitMinutes(orbit, numberOf(fields, "minutes"));
  if (state === null)
    throw new InputError(
      "calc sgp4",
      "SGP4 has no state for this time: the orbit has decayed or left its range",
    );
  return state;
}
