import { earthGravityAt, GRAVITY_DEGREES, norm } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Fields, numberOf, vectorOf } from "./fields.js";

/** Nearer to the centre no place lies outside the Earth, and harmonics hold outside only, m. */
const INNERMOST = 6.3e6;

/** The Earth's attraction by its field EGM2008 to a degree (0: a point mass), Earth-fixed axes, m/s². */
export function gravity(fields: Fields): object {
  const position = vectorOf(fields, "positionEcef");
  const degree = numberOf(fields, "degree");
  if (!(norm(position) > 0))
    throw new InputError("positionEcef", "is the Earth's centre", "a place outside it");
  if (!(Number.isInteger(degree) && degree >= 0 && degree <= GRAVITY_DEGREES))
    throw new InputError("degree", `is ${degree}`, `supported are whole ones from 0 to ${GRAVITY_DEGREES}`);
  if (degree > 1 && norm(position) < INNERMOST)
    throw new InputError("positionEcef", "lies inside the Earth", "harmonics hold outside it only");
  const acceleration = new Float64Array(3);
  earthGravityAt(degree, Float64Array.from(position), acceleration, 0);
  return {
    acceleration: [...acceleration],
    model: degree === 0 ? "point mass" : `EGM2008 to degree ${degree}`,
  };
}
