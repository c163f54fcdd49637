import { type Annulus, type AnnulusQuestion, walkBackground } from "./annulus.js";
import type { ScanBand, ScanGrid } from "./scan.js";

/** Rules by which a pixel stands out. All are general ones of the literature or of this project, none fitted to a scan. */
export interface ContrastRules {
  readonly annulus: Annulus;
  /** Excess over the spread at which a pixel stands out: the default of every infrared payload of a network. */
  readonly threshold: number;
  /** Excess over the spread at which a pixel no longer belongs to anything's background. */
  readonly clip: number;
  /** Rings by which what stands out is taken out, one after the other: a wide one first, that a large fire can't fill. */
  readonly clipping: readonly Annulus[];
}

/** 15 × 15 pixels without the inner 5 × 5, a quarter of which must be there (contextual fire detection: Giglio 2003). */
const RING: Annulus = { outer: 7, guard: 2, least: 50 };

/** A fire of 8 × 8 pixels fills a fifth of that ring, and is then only 2 spreads above it; of the wide one 4 %. */
export const CONTRAST_RULES: ContrastRules = {
  annulus: RING,
  threshold: 6,
  clip: 4,
  clipping: [{ outer: 20, guard: 2, least: 400 }, RING],
};

/** A pixel that stands out of its surroundings. */
export interface BrightPixel {
  readonly at: number;
  /** Excess over the spread (the ring's and the instrument's noise, in quadrature). */
  readonly contrast: number;
  /** In the band's radiance. */
  readonly excess: number;
  readonly background: number;
  readonly spread: number;
}

/** What came of looking for contrast. */
export interface Contrast {
  readonly bright: readonly BrightPixel[];
  /** Pixels that had a background to be held against. */
  readonly looked: number;
  /** 1 where a pixel belongs to no background: nothing there, or it stands out. */
  readonly leftOut: Uint8Array;
}

/** Quality that has a radiance to be taken into a background: not out of range, not empty. */
const OUT_OF_RANGE = 2;
const NOTHING = 3;

/**
 * Looks for pixels that are brighter than their surroundings: constant false-alarm rate in cells of one size, with
 * what stands out taken out of the cells again and again, so that a fire of many pixels doesn't hide itself.
 *
 * @param noise of the instrument, 1σ, in the band's radiance
 */
export function findContrast(
  grid: ScanGrid,
  band: ScanBand,
  noise: number,
  rules: ContrastRules = CONTRAST_RULES,
): Contrast {
  const { counts, quality, largestCount, scale, offset } = band;
  const question = { ...grid, counts, leftOut: new Uint8Array(counts.length), annulus: rules.annulus };
  for (let i = 0; i < counts.length; i += 1)
    if (counts[i]! > largestCount || quality[i] === NOTHING || quality[i] === OUT_OF_RANGE)
      question.leftOut[i] = 1;
  const floor = (noise / scale) ** 2 + 1 / 12;
  for (const annulus of rules.clipping) clip({ ...question, annulus }, floor, rules.clip);
  const bright: BrightPixel[] = [];
  let looked = 0;
  walkBackground(question, (at, mean, spread) => {
    if (counts[at]! > largestCount || quality[at] === NOTHING) return;
    looked += 1;
    const excess = counts[at]! - mean;
    const width = Math.sqrt(spread * spread + floor);
    if (excess <= rules.threshold * width) return;
    bright.push({
      at,
      contrast: excess / width,
      excess: excess * scale,
      background: mean * scale + offset,
      spread: width * scale,
    });
  });
  return { bright, looked, leftOut: question.leftOut };
}

function clip(question: AnnulusQuestion, floor: number, clipping: number): void {
  const { counts, leftOut } = question;
  const found: number[] = [];
  walkBackground(question, (at, mean, spread) => {
    if (leftOut[at] !== 0) return;
    const excess = counts[at]! - mean;
    if (excess > 0 && excess * excess > clipping * clipping * (spread * spread + floor)) found.push(at);
  });
  for (const at of found) leftOut[at] = 1;
}
