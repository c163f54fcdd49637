import { type Cloud, looksOf, relineariseAll, scoreOf, sweep } from "./cloud.js";
import { copyStrand, relinearise, restoreStrand, type Strand } from "./strand.js";

/** Chance of at most `hits` detections in `looks` scans. */
export function binomialTail(hits: number, looks: number, pd: number): number {
  if (hits >= looks) return 1;
  // Terms beside that of no detection, of which the logarithm is kept: after some hundred looks it is less than any number.
  let exponent = looks * Math.log(1 - pd);
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= hits; k += 1) {
    term *= ((looks - k + 1) / k) * (pd / (1 - pd));
    sum += term;
    if (sum < BIG) continue;
    term /= BIG;
    sum /= BIG;
    exponent += Math.log(BIG);
  }
  return Math.min(1, sum * Math.exp(exponent));
}

const BIG = 1e200;

/** Chance that a body is seen as rarely as this since its first plot, which is given: without it there were no strand. */
function chanceOf(cloud: Cloud, strand: Strand): number {
  const looks = looksOf(cloud, strand);
  return binomialTail(Math.min(strand.plots, looks) - 1, looks - 1, cloud.detection[strand.radar]);
}

const SHORT = 1e-3;
const UNLUCKY = 1e-5;
const GHOST = 1e-6;

/** Ends the strand that was seen too rarely to be a body; its plots are offered to the others. */
export function prune(cloud: Cloud, radar: number): void {
  let worst: Strand | null = null;
  for (const strand of cloud.strands[radar]) {
    if (strand.plots > 0 && chanceOf(cloud, strand) > (strand.plots < 4 ? SHORT : GHOST)) continue;
    // One at a time: the others may live on its plots.
    if (worst === null || strand.plots < worst.plots) worst = strand;
  }
  if (worst !== null) remove(cloud, worst);
}

function remove(cloud: Cloud, strand: Strand): void {
  const { radar } = strand;
  cloud.strands[radar] = cloud.strands[radar].filter((s) => s !== strand);
  const freed = cloud.plots.scansOf[radar].filter((scan) => strand.owned[scan] >= 0);
  sweep(cloud, freed);
  for (const s of cloud.strands[radar]) relinearise(cloud, s, cloud.prior);
  sweep(cloud, freed);
}

/** A piece was there from the beginning; a strand with fewer plots than this chance allows is suspect. */
const SUSPECT = 0.02;
/** In the first looks, when plots are few and often in the wrong hands, more are. */
const FIRST_LOOKS = 6;
const SUSPECT_FIRST = 0.5;
const ATTEMPTS = 6;

/**
 * Takes suspect strands out where the radar's plots are likelier without: a body seen half the time may be half of
 * another, or made of what several others were not given.
 *
 * @returns number of strands taken out
 */
export function removeSuspects(cloud: Cloud, radar: number): number {
  const scans = cloud.plots.scansOf[radar];
  let looks = 0;
  for (const scan of scans) if (cloud.plots.covered[scan]) looks += 1;
  const pd = cloud.detection[radar];
  const suspects = cloud.strands[radar]
    .filter((s) => binomialTail(s.plots, looks, pd) < (looks > FIRST_LOOKS ? SUSPECT : SUSPECT_FIRST))
    .sort((a, b) => a.plots - b.plots)
    .slice(0, ATTEMPTS);
  let removed = 0;
  for (const suspect of suspects) {
    const before = scoreOf(cloud, radar);
    const kept = cloud.strands[radar];
    const strand = kept.indexOf(suspect);
    cloud.strands[radar] = kept.map(copyStrand);
    remove(cloud, cloud.strands[radar][strand]);
    if (scoreOf(cloud, radar) > before) {
      removed += 1;
      adopt(kept, cloud.strands[radar], suspect);
      cloud.strands[radar] = kept.filter((s) => s !== suspect);
      relineariseAll(cloud);
    } else {
      cloud.strands[radar] = kept;
    }
  }
  return removed;
}

/** Gives the strands that were there before what their copies own, so that who refers to them finds them changed. */
function adopt(kept: readonly Strand[], copies: readonly Strand[], without: Strand): void {
  let at = 0;
  for (const strand of kept) {
    if (strand === without) continue;
    restoreStrand(strand, copies[at]);
    at += 1;
  }
}

/** Plots that a strand needs to be believed when pieces as late as this are expected, hardly expected, not expected. */
const PLOTS_NEEDED = [2, 3, 6];

/**
 * Whether a strand is believed to be a piece. What the first scan has shown is; a piece that had been missed ever
 * since becomes unlikelier with every look before, and more plots are asked of it.
 */
export function isBelieved(cloud: Cloud, strand: Strand): boolean {
  const scans = cloud.plots.scansOf[strand.radar];
  let missed = 0;
  for (const scan of scans) {
    if (scan >= strand.first) break;
    if (cloud.plots.covered[scan]) missed += 1;
  }
  const expectedNow = cloud.strands[strand.radar].length * (1 - cloud.detection[strand.radar]) ** missed;
  const needed = missed === 0 ? 1 : PLOTS_NEEDED[expectedNow > 0.05 ? 0 : expectedNow > 1e-3 ? 1 : 2];
  const chance = chanceOf(cloud, strand);
  // Of a hundred pieces one looks as unlikely as one in a hundred: once believed, a piece stays so for long.
  if (strand.label !== 0) return chance > (strand.plots < 8 ? SHORT : GHOST);
  const tried = looksSince(cloud, strand.radar, strand.begun);
  if (missed > FIRST_LOOKS && tried < FIRST_LOOKS) return false;
  if (strand.plots >= needed && chance > 0.05) return true;
  // An unlucky piece: the plots have been tried without it, and were not likelier.
  return strand.plots >= FIRST_LOOKS && tried >= FIRST_LOOKS && chance > UNLUCKY;
}

function looksSince(cloud: Cloud, radar: number, scan: number): number {
  return cloud.plots.scansOf[radar].filter((k) => k >= scan && cloud.plots.covered[k]).length;
}
