import {
  ecefToTeme,
  gcrfToItrf,
  itrfToGcrf,
  itrfToPef,
  pefToItrf,
  temeToPef,
  type Vec3,
} from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { epochOf, type Fields, polarMotionOf, ut1MinusUtcOf, vectorOf } from "./fields.js";

const AT_REST: Vec3 = [0, 0, 0];
const GIVEN = ["positionGcrf", "positionTeme", "positionItrf"];

/** A position in the other frames: from GCRF to ITRF, from TEME to PEF and ITRF, from ITRF to all. */
export function frames(fields: Fields): object {
  const epoch = epochOf(fields, "utc");
  const orientation = { ut1MinusUtc: ut1MinusUtcOf(fields), polarMotion: polarMotionOf(fields) };
  const given = GIVEN.filter((name) => fields[name] !== undefined);
  if (given.length !== 1)
    throw new InputError("position", `${given.length} positions are given`, `one of ${GIVEN.join(", ")}`);
  const position = vectorOf(fields, given[0]!);
  switch (given[0]) {
    case "positionGcrf":
      return { positionItrf: gcrfToItrf(position, epoch, orientation) };
    case "positionTeme": {
      const positionPef = temeToPef(position, epoch, orientation.ut1MinusUtc);
      return { positionPef, positionItrf: pefToItrf(positionPef, orientation.polarMotion) };
    }
    default:
      return {
        positionGcrf: itrfToGcrf(position, epoch, orientation),
        positionPef: itrfToPef(position, orientation.polarMotion),
        positionTeme: ecefToTeme(position, AT_REST, epoch, orientation).positionTeme,
      };
  }
}
