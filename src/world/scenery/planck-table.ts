import { blackBodyRadiance } from "../../sensors/index.js";

/** The table's first temperature and how many kelvins it goes on. */
const COLDEST = 150;
const KELVINS = 200;

const made = new Map<string, Float64Array>();

/**
 * Radiance of a black body in a band by temperature: a table by kelvins, straight in the logarithm.
 *
 * @returns temperature in K → W/(m² sr)
 */
export function planckTable(band: "swir" | "mwir"): (kelvin: number) => number {
  let logarithms = made.get(band);
  if (logarithms === undefined) {
    logarithms = Float64Array.from({ length: KELVINS }, (_, i) =>
      Math.log(blackBodyRadiance(band, COLDEST + i)),
    );
    made.set(band, logarithms);
  }
  const table = logarithms;
  return (kelvin) => {
    const at = Math.max(0, Math.min(KELVINS - 2, kelvin - COLDEST));
    const i = Math.floor(at);
    return Math.exp(table[i]! + (at - i) * (table[i + 1]! - table[i]!));
  };
}
