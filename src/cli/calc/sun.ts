import { sunApparentGcrf } from "../../astro/index.js";
import { epochOf, type Fields } from "./fields.js";

/** The apparent Sun from the Earth's centre, m, GCRF. */
export function sun(fields: Fields): object {
  return { sunApparentGcrf: sunApparentGcrf(epochOf(fields, "utc")) };
}
