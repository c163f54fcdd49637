import { normalAt, type RandomStream, uniformAt } from "../astro/index.js";
import type { Priors } from "../messages/index.js";

/** A log-normal draw: 68 % lie between median/factor and median·factor. */
export function logNormalAt(
  stream: RandomStream,
  index: number,
  prior: { readonly median: number; readonly factor: number },
): number {
  return prior.median * prior.factor ** normalAt(stream, index);
}

/** A cloud top of the prior, m: normal, drawn again while it is out of the prior's limits. */
export function cloudTopAt(stream: RandomStream, prior: Priors["cloudTop"]): number {
  for (let k = 0; k < 1000; k++) {
    const height = prior.meanM + prior.sigmaM * normalAt(stream, k);
    if (height >= prior.minM && height <= prior.maxM) return height;
  }
  return Math.min(prior.maxM, Math.max(prior.minM, prior.meanM));
}

/** An exponential draw of mean 1. */
export function exponentialAt(stream: RandomStream, index: number): number {
  return -Math.log(uniformAt(stream, index));
}

/**
 * How much more than its mean an object returns in one look (Swerling 1954, Marcum and Swerling 1960): steady (0),
 * Rayleigh (1, 2), or one dominant reflector among small ones (3, 4). Cases that differ by correlation from pulse to
 * pulse are told apart by how often they are drawn.
 *
 * @returns relative cross-section, mean 1
 */
export function swerlingAt(stream: RandomStream, index: number, swerling: 0 | 1 | 2 | 3 | 4): number {
  if (swerling === 0) return 1;
  if (swerling <= 2) return exponentialAt(stream, 2 * index);
  return (exponentialAt(stream, 2 * index) + exponentialAt(stream, 2 * index + 1)) / 2;
}
