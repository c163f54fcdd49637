/**
 * Distribution function of the standard normal, to 1e-7 relative also far down the tail (W. J. Cody's form as a
 * Chebyshev fit of the scaled complementary error function: Press et al., "Numerical Recipes", 3rd edition 2007,
 * section 6.2.2).
 */
export function normalDistribution(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * z);
  const polynomial =
    -z * z -
    1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t *
                  (-0.18628806 +
                    t *
                      (0.27886807 +
                        t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const tail = 0.5 * t * Math.exp(polynomial);
  return x < 0 ? tail : 1 - tail;
}

/** Probability that a standard normal lies between two values, sound in either tail. */
export function normalBetween(low: number, high: number): number {
  if (!(high > low)) return 0;
  return low > 0
    ? normalDistribution(-low) - normalDistribution(-high)
    : normalDistribution(high) - normalDistribution(low);
}
