/**
 * A root of f between a and b, where it has different signs, by Brent's method.
 *
 * Source: Brent (1973), chapter 4.
 * @param tolerance on the abscissa
 */
export function findRoot(f: (x: number) => number, a: number, b: number, tolerance: number): number {
  let left = a;
  let best = b;
  let atLeft = f(left);
  let atBest = f(best);
  if (atLeft === 0) return left;
  let previous = left;
  let atPrevious = atLeft;
  let step = best - left;
  let before = step;
  for (let round = 0; round < 100 && atBest !== 0; round++) {
    if (atBest > 0 === atPrevious > 0) {
      previous = left;
      atPrevious = atLeft;
      step = best - left;
      before = step;
    }
    if (Math.abs(atPrevious) < Math.abs(atBest)) {
      left = best;
      best = previous;
      previous = left;
      atLeft = atBest;
      atBest = atPrevious;
      atPrevious = atLeft;
    }
    const least = 2 * Number.EPSILON * Math.abs(best) + tolerance / 2;
    const half = (previous - best) / 2;
    if (Math.abs(half) <= least) break;
    if (Math.abs(before) >= least && Math.abs(atLeft) > Math.abs(atBest)) {
      const [p, q] = interpolated(left, best, previous, atLeft, atBest, atPrevious);
      if (2 * p < Math.min(3 * half * q - Math.abs(least * q), Math.abs(before * q))) {
        before = step;
        step = p / q;
      } else {
        step = half;
        before = half;
      }
    } else {
      step = half;
      before = half;
    }
    left = best;
    atLeft = atBest;
    best += Math.abs(step) > least ? step : Math.sign(half) * least;
    atBest = f(best);
  }
  return best;
}

/** The secant or inverse quadratic step as a fraction p/q with p ≥ 0. */
function interpolated(
  left: number,
  best: number,
  previous: number,
  atLeft: number,
  atBest: number,
  atPrevious: number,
): readonly [p: number, q: number] {
  const s = atBest / atLeft;
  let p: number;
  let q: number;
  if (left === previous) {
    p = (previous - best) * s;
    q = 1 - s;
  } else {
    const r = atBest / atPrevious;
    const t = atLeft / atPrevious;
    p = s * ((previous - best) * t * (t - r) - (best - left) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  return p > 0 ? [p, -q] : [-p, q];
}
