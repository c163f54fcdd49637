import { earthRotationAngle, gmst82, taiMinusUtc, ttJulianDate } from "../../astro/index.js";
import { epochOf, type Fields, ut1MinusUtcOf } from "./fields.js";

/** Time scales and the Earth's turning at a UTC instant. */
export function time(fields: Fields): object {
  const epoch = epochOf(fields, "utc");
  const ut1MinusUtc = ut1MinusUtcOf(fields);
  return {
    taiMinusUtc: taiMinusUtc(epoch),
    ttJulianDate: ttJulianDate(epoch),
    gmst82Rad: gmst82(epoch, ut1MinusUtc),
    era00Rad: earthRotationAngle(epoch, ut1MinusUtc),
  };
}
