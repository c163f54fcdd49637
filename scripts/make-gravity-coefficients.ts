/**
 * Makes src/astro/earth/egm2008.ts: the coefficients of EGM2008 to degree 20, as a table in the source.
 *
 *     npx tsx scripts/make-gravity-coefficients.ts FILE
 *
 * FILE holds `degree,order,C,S` by rising degree and order, from degree 2 on, fully normalised and tide-free.
 */
import { readFileSync, writeFileSync } from "node:fs";

const DEGREE = 20;
const rows = readFileSync(process.argv[2]!, "utf8").trim().split("\n").slice(1);
const numbers: number[] = [];
let line = 0;
for (let n = 2; n <= DEGREE; n += 1) {
  for (let m = 0; m <= n; m += 1) {
    const [degree, order, c, s] = rows[line]!.split(",").map(Number);
    if (degree !== n || order !== m) throw new Error(`row ${line + 2} is not degree ${n}, order ${m}`);
    numbers.push(c!, ...(m > 0 ? [s!] : []));
    line += 1;
  }
}
const text = `/**
 * Gravity field of the Earth, EGM2008 to degree and order ${DEGREE}: Pavlis, Holmes, Kenyon and Factor (2012), US National
 * Geospatial-Intelligence Agency, public domain. Made by scripts/make-gravity-coefficients.ts.
 */
export const EGM2008 = {
  /** Gravitational parameter as the field goes with it, m³/s². */
  gm: 3.986004415e14,
  /** Reference radius of the field, m; not the ellipsoid's. */
  radius: 6378136.3,
  degree: ${DEGREE},
  /** Fully normalised, tide-free, from degree 2 on: C of order 0, then C and S of each order, degree by degree. */
  coefficients: [
    ${numbers.join(", ")},
  ],
} as const;
`;
writeFileSync(new URL("../src/astro/earth/egm2008.ts", import.meta.url), text);
