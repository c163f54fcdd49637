import { norm, pointMassGravity, zonalGravityToDegree } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Fields, numberOf, vectorOf } from "./fields.js";

/** The Earth's attraction, Earth-fixed axes, m/s²: a point mass (degree 0) or its zonal harmonics up to J4. */
export function gravity(fields: Fields): object {
  const position = vectorOf(fields, "positionEcef");
  const degree = numberOf(fields, "degree");
  if (!(norm(position) > 0))
    throw new InputError("positionEcef", "is the Earth's centre", "a place outside it");
  if (![0, 2, 3, 4].includes(degree))
    throw new InputError(
      "degree",
      `is ${degree}`,
      "supported are 0 (point mass) and 2, 3, 4 (zonal harmonics only, J2 to J4)",
    );
  const acceleration = new Float64Array(3);
  if (degree === 0) pointMassGravity(...position, acceleration, 0);
  else zonalGravityToDegree(degree, ...position, acceleration);
  return {
    acceleration: [...acceleration],
    model: degree === 0 ? "point mass" : `zonal harmonics J2 to J${degree}`,
  };
}
