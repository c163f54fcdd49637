import {
  compareEpochs,
  earthRotationAngle,
  epochFromUtc,
  gmst82,
  taiMinusUtc,
  ttJulianDate,
} from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { epochOf, type Fields, ut1MinusUtcOf } from "./fields.js";

/** Before, UTC's seconds were of changing length, and the offset would be made up. */
const UTC_BEGINS = epochFromUtc("1972-01-01T00:00:00Z");

/** Time scales and the Earth's turning at a UTC instant. */
export function time(fields: Fields): object {
  const epoch = epochOf(fields, "utc");
  if (compareEpochs(epoch, UTC_BEGINS) < 0)
    throw new InputError("utc", "lies before 1972", "since 1972-01-01 UTC differs from TAI by whole seconds");
  const ut1MinusUtc = ut1MinusUtcOf(fields);
  return {
    taiMinusUtc: taiMinusUtc(epoch),
    ttJulianDate: ttJulianDate(epoch),
    gmst82Rad: gmst82(epoch, ut1MinusUtc),
    era00Rad: earthRotationAngle(epoch, ut1MinusUtc),
  };
}
