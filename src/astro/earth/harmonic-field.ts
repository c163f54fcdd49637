import { EGM2008 } from "./egm2008.js";

/**
 * Tables that turn solid harmonics into attraction and its gradient.
 *
 * The derivative of a sum of solid harmonics is again such a sum, of one degree more (Cunningham 1970). So the
 * coefficients of ∂U/∂x, ∂U/∂y, ∂U/∂z, and of the second derivatives, are found once here; evaluating them costs one
 * recursion and a few products a harmonic. Terms stand order by order: all degrees of order 0, then of order 1, …
 */
export interface HarmonicTables {
  /** Where order m begins; its degree n stands n − m further. */
  readonly begin: Int32Array;
  /** Factors of the recursion by degree, two a term. */
  readonly climb: Float64Array;
  /** Factors from one sectorial harmonic to the next, by order. */
  readonly turn: Float64Array;
  /** Coefficients of V and W for ∂x, ∂y, ∂z: six a term. */
  readonly slope: Float64Array;
  /** Coefficients of V and W for ∂xx, ∂xy, ∂xz, ∂yy, ∂yz: ten a term (the trace is zero). */
  readonly bend: Float64Array;
}

/** Coefficients of the fully normalised V (cosine) and W (sine) harmonics. */
interface Series {
  readonly v: Float64Array;
  readonly w: Float64Array;
}

type Axis = 0 | 1 | 2;

const MOST = EGM2008.degree + 2;
const TERMS = ((MOST + 1) * (MOST + 2)) / 2;
const BEGIN = Int32Array.from({ length: MOST + 1 }, (_, m) => m * (MOST + 1) - (m * (m - 1)) / 2);

function at(n: number, m: number): number {
  return BEGIN[m]! + n - m;
}

function emptySeries(): Series {
  return { v: new Float64Array(TERMS), w: new Float64Array(TERMS) };
}

/** The potential of EGM2008 in units of GM/R. */
function potential(): Series {
  const series = emptySeries();
  series.v[0] = 1;
  let next = 0;
  for (let n = 2; n <= EGM2008.degree; n++)
    for (let m = 0; m <= n; m++) {
      series.v[at(n, m)] = EGM2008.coefficients[next++]!;
      if (m > 0) series.w[at(n, m)] = EGM2008.coefficients[next++]!;
    }
  return series;
}

/**
 * The derivative along an axis, in units of the series' own over R. Source: Montenbruck and Gill (2000), equations 3.32
 * and 3.33 (after Cunningham 1970), their factorials taken together with those of the normalisation.
 */
function derivative(of: Series, axis: Axis): Series {
  const to = emptySeries();
  for (let n = 0; n < MOST; n++)
    for (let m = 0; m <= n; m++) {
      const c = of.v[at(n, m)]!;
      const s = of.w[at(n, m)]!;
      const k = (2 * n + 1) / (2 * n + 3);
      if (axis === 2) {
        const factor = Math.sqrt(k * (n - m + 1) * (n + m + 1));
        to.v[at(n + 1, m)]! -= factor * c;
        to.w[at(n + 1, m)]! -= factor * s;
        continue;
      }
      const up = (m === 0 ? Math.SQRT1_2 : 0.5) * Math.sqrt(k * (n + m + 1) * (n + m + 2));
      const raised = at(n + 1, m + 1);
      to.v[raised]! += up * (axis === 0 ? -c : s);
      to.w[raised]! += up * (axis === 0 ? -s : -c);
      if (m === 0) continue;
      const down = (m === 1 ? Math.SQRT1_2 : 0.5) * Math.sqrt(k * (n - m + 1) * (n - m + 2));
      const lowered = at(n + 1, m - 1);
      to.v[lowered]! += down * (axis === 0 ? c : s);
      if (m > 1) to.w[lowered]! += down * (axis === 0 ? s : -c);
    }
  return to;
}

/** Puts several series beside each other, all V of a term and then all W. */
function interleave(series: readonly Series[]): Float64Array {
  const width = 2 * series.length;
  const out = new Float64Array(width * TERMS);
  for (let term = 0; term < TERMS; term++)
    series.forEach(({ v, w }, i) => {
      out[width * term + i] = v[term]!;
      out[width * term + series.length + i] = w[term]!;
    });
  return out;
}

/** Factors of the normalised recursion. Source: Montenbruck and Gill (2000), 3.29–3.31; Lundberg and Schutz (1988). */
function recursion(): Pick<HarmonicTables, "climb" | "turn"> {
  const climb = new Float64Array(2 * TERMS);
  const turn = new Float64Array(MOST + 1);
  for (let m = 0; m <= MOST; m++) {
    turn[m] = m <= 1 ? Math.sqrt(3) : Math.sqrt((2 * m + 1) / (2 * m));
    for (let n = m + 1; n <= MOST; n++) {
      const spread = (n - m) * (n + m);
      climb[2 * at(n, m)] = Math.sqrt(((2 * n - 1) * (2 * n + 1)) / spread);
      climb[2 * at(n, m) + 1] =
        n === m + 1 ? 0 : Math.sqrt(((2 * n + 1) * (n + m - 1) * (n - m - 1)) / ((2 * n - 3) * spread));
    }
  }
  return { climb, turn };
}

function tables(): HarmonicTables {
  const field = potential();
  const [x, y, z] = [derivative(field, 0), derivative(field, 1), derivative(field, 2)];
  const bends = [derivative(x, 0), derivative(x, 1), derivative(x, 2), derivative(y, 1), derivative(y, 2)];
  return { begin: BEGIN, ...recursion(), slope: interleave([x, y, z]), bend: interleave(bends) };
}

/** The tables of EGM2008. */
export const EARTH_FIELD: HarmonicTables = tables();
