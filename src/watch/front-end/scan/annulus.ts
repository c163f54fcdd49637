/** The square ring about a pixel from which its background is taken. */
export interface Annulus {
  /** Half-width of the outer square, pixels. */
  readonly outer: number;
  /** Half-width of the inner square, which is left out, pixels. */
  readonly guard: number;
  /** Pixels that there must be at least. */
  readonly least: number;
}

/** What is asked of the background of each pixel of an image. */
export interface AnnulusQuestion {
  readonly rows: number;
  readonly columns: number;
  readonly counts: Uint16Array;
  /** 1 where a pixel does not belong to the background. */
  readonly leftOut: Uint8Array;
  readonly annulus: Annulus;
}

/** Sums over a window that slides down the image: a value a column. */
interface ColumnSums {
  readonly n: Float64Array;
  readonly s: Float64Array;
  readonly q: Float64Array;
}

function columnSums(columns: number): ColumnSums {
  return { n: new Float64Array(columns), s: new Float64Array(columns), q: new Float64Array(columns) };
}

function addRow(
  sums: ColumnSums,
  { rows, columns, counts, leftOut }: AnnulusQuestion,
  row: number,
  sign: 1 | -1,
) {
  if (row < 0 || row >= rows) return;
  const { n, s, q } = sums;
  for (let c = 0, at = row * columns; c < columns; c += 1, at += 1) {
    if (leftOut[at] !== 0) continue;
    const v = counts[at]!;
    n[c] = n[c]! + sign;
    s[c] = s[c]! + sign * v;
    q[c] = q[c]! + sign * v * v;
  }
}

/**
 * Walks over an image and tells each pixel's local background. Window sums slide, so that the cost of a pixel does
 * not depend on the window; they are whole numbers and therefore exact.
 *
 * @param visit gets each pixel that has a background: its place in the array, the ring's mean and its spread (standard
 *   deviation), in counts
 */
export function walkBackground(
  question: AnnulusQuestion,
  visit: (at: number, mean: number, spread: number) => void,
): void {
  const { rows, columns, annulus } = question;
  const { outer, guard, least } = annulus;
  const wide = columnSums(columns);
  const inner = columnSums(columns);
  for (let r = 0; r < outer; r += 1) addRow(wide, question, r, 1);
  for (let r = 0; r < guard; r += 1) addRow(inner, question, r, 1);
  for (let r = 0; r < rows; r += 1) {
    addRow(wide, question, r + outer, 1);
    addRow(wide, question, r - outer - 1, -1);
    addRow(inner, question, r + guard, 1);
    addRow(inner, question, r - guard - 1, -1);
    let n = 0;
    let s = 0;
    let q = 0;
    const take = (sums: ColumnSums, c: number, sign: number) => {
      if (c < 0 || c >= columns) return;
      n += sign * sums.n[c]!;
      s += sign * sums.s[c]!;
      q += sign * sums.q[c]!;
    };
    for (let c = 0; c < outer; c += 1) take(wide, c, 1);
    for (let c = 0; c < guard; c += 1) take(inner, c, -1);
    for (let c = 0, at = r * columns; c < columns; c += 1, at += 1) {
      take(wide, c + outer, 1);
      take(wide, c - outer - 1, -1);
      take(inner, c + guard, -1);
      take(inner, c - guard - 1, 1);
      if (n < least) continue;
      const mean = s / n;
      visit(at, mean, Math.sqrt(Math.max(0, q / n - mean * mean)));
    }
  }
}

/** The background of one pixel alone, of any value; null where too few pixels make it. */
export function backgroundAt(
  grid: { readonly rows: number; readonly columns: number },
  annulus: Annulus,
  at: number,
  value: (at: number) => number,
): { readonly mean: number; readonly spread: number } | null {
  const row = Math.floor(at / grid.columns);
  const column = at % grid.columns;
  let n = 0;
  let s = 0;
  let q = 0;
  for (let r = Math.max(0, row - annulus.outer); r <= Math.min(grid.rows - 1, row + annulus.outer); r += 1) {
    for (
      let c = Math.max(0, column - annulus.outer);
      c <= Math.min(grid.columns - 1, column + annulus.outer);
      c += 1
    ) {
      if (Math.abs(r - row) <= annulus.guard && Math.abs(c - column) <= annulus.guard) continue;
      const v = value(r * grid.columns + c);
      if (Number.isNaN(v)) continue;
      n += 1;
      s += v;
      q += v * v;
    }
  }
  if (n < annulus.least) return null;
  const mean = s / n;
  return { mean, spread: Math.sqrt(Math.max(0, q / n - mean * mean)) };
}
