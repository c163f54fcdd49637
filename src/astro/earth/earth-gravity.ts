import { EGM2008 } from "./egm2008.js";
import { EARTH_FIELD } from "./harmonic-field.js";

const { gm, radius } = EGM2008;
const { begin, climb, turn, slope, bend } = EARTH_FIELD;

/** The largest degree that {@link earthGravityAt} knows. */
export const GRAVITY_DEGREES: number = EGM2008.degree;

/**
 * The attraction of the Earth's field EGM2008 to a degree and order of 0 to 20, in Earth-fixed axes. It allocates
 * nothing, and works at the poles as anywhere: no angle is formed.
 *
 * Fully normalised solid harmonics by Cunningham's recursion (1970) in the form of Montenbruck and Gill (2000), section
 * 3.2.4. The field is tide-free: the tides of Sun and Moon, 1e-7 m/s² at 800 km, are not in it. Harmonics hold outside
 * the Earth only.
 * @param degree whole, 0 to {@link GRAVITY_DEGREES}; more is taken as that
 * @param place three numbers, ECEF, m: in an array, since V8 puts numbers handed to a call on the heap
 * @param out receives the attraction (m/s²) from `offset` on
 */
export function earthGravityAt(degree: number, place: Float64Array, out: Float64Array, offset: number): void {
  const x = place[0]!;
  const y = place[1]!;
  const z = place[2]!;
  const r2 = x * x + y * y + z * z;
  const q = radius / r2;
  const xq = x * q;
  const yq = y * q;
  const zq = z * q;
  const q2 = radius * q;
  const most = Math.min(degree, EGM2008.degree) + 1;
  let sumX = 0;
  let sumY = 0;
  let sumZ = 0;
  // the sectorial harmonic of each order; from it the degrees climb
  let sectorV = Math.sqrt(q2);
  let sectorW = 0;
  for (let m = 0; m <= most; m++) {
    if (m > 0) {
      const factor = turn[m]!;
      const v = factor * (xq * sectorV - yq * sectorW);
      sectorW = factor * (xq * sectorW + yq * sectorV);
      sectorV = v;
    }
    let v = sectorV;
    let w = sectorW;
    let lastV = 0;
    let lastW = 0;
    let term = begin[m]!;
    for (let n = m; ; ) {
      const k = 6 * term;
      sumX += slope[k]! * v + slope[k + 3]! * w;
      sumY += slope[k + 1]! * v + slope[k + 4]! * w;
      sumZ += slope[k + 2]! * v + slope[k + 5]! * w;
      if (++n > most) break;
      term++;
      const a = climb[2 * term]! * zq;
      const b = climb[2 * term + 1]! * q2;
      const nextV = a * v - b * lastV;
      const nextW = a * w - b * lastW;
      lastV = v;
      lastW = w;
      v = nextV;
      w = nextW;
    }
  }
  const unit = gm / (radius * radius);
  out[offset] = unit * sumX;
  out[offset + 1] = unit * sumY;
  out[offset + 2] = unit * sumZ;
}

/**
 * The gradient ∂aᵢ/∂rⱼ of {@link earthGravityAt}, for variational equations.
 *
 * @param gradient receives 3 × 3 by rows, 1/s²
 */
export function earthGravityGradient(degree: number, place: Float64Array, gradient: Float64Array): void {
  const x = place[0]!;
  const y = place[1]!;
  const z = place[2]!;
  const r2 = x * x + y * y + z * z;
  const q = radius / r2;
  const q2 = radius * q;
  const most = Math.min(degree, EGM2008.degree) + 2;
  gradient.fill(0);
  let sectorV = Math.sqrt(q2);
  let sectorW = 0;
  for (let m = 0; m <= most; m++) {
    if (m > 0) {
      const v = turn[m]! * q * (x * sectorV - y * sectorW);
      sectorW = turn[m]! * q * (x * sectorW + y * sectorV);
      sectorV = v;
    }
    let v = sectorV;
    let w = sectorW;
    let lastV = 0;
    let lastW = 0;
    for (let n = m, term = begin[m]!; ; term++) {
      addBend(10 * term, v, w, gradient);
      if (++n > most) break;
      const a = climb[2 * term + 2]! * z * q;
      const b = climb[2 * term + 3]! * q2;
      const nextV = a * v - b * lastV;
      const nextW = a * w - b * lastW;
      lastV = v;
      lastW = w;
      v = nextV;
      w = nextW;
    }
  }
  fillGradient(gm / (radius * radius * radius), gradient);
}

/** Adds one harmonic to the upper triangle, but for its last entry. */
function addBend(k: number, v: number, w: number, gradient: Float64Array): void {
  gradient[0]! += bend[k]! * v + bend[k + 5]! * w;
  gradient[1]! += bend[k + 1]! * v + bend[k + 6]! * w;
  gradient[2]! += bend[k + 2]! * v + bend[k + 7]! * w;
  gradient[4]! += bend[k + 3]! * v + bend[k + 8]! * w;
  gradient[5]! += bend[k + 4]! * v + bend[k + 9]! * w;
}

/** Scales the upper triangle and fills the rest: the matrix is symmetric, and its trace zero (Laplace). */
function fillGradient(unit: number, gradient: Float64Array): void {
  for (let i = 0; i < 6; i++) gradient[i]! *= unit;
  gradient[3] = gradient[1]!;
  gradient[6] = gradient[2]!;
  gradient[7] = gradient[5]!;
  gradient[8] = -gradient[0]! - gradient[4]!;
}
