import { type Cloud, looksOf, sweep } from "./cloud.js";
import { type Strand, setPlot, solveStrand } from "./strand.js";

/** Chance of at most `hits` detections in `looks` scans. */
export function binomialTail(hits: number, looks: number, pd: number): number {
  if (hits >= looks) return 1;
  let term = (1 - pd) ** looks;
  let sum = term;
  for (let k = 1; k <= hits; k += 1) {
    term *= ((looks - k + 1) / k) * (pd / (1 - pd));
    sum += term;
  }
  return Math.min(1, sum);
}

const SHORT = 1e-3;
const GHOST = 1e-6;

/** Ends strands that were seen too rarely to be a body; their plots are offered to the others. */
export function prune(cloud: Cloud, radar: number): void {
  const pd = cloud.detection[radar];
  const doomed: Strand[] = [];
  for (const strand of cloud.strands[radar]) {
    const looks = looksOf(cloud, strand);
    // The first plot is given: without it there were no strand.
    const chance = binomialTail(Math.min(strand.plots, looks) - 1, looks - 1, pd);
    if (strand.plots === 0 || chance < (strand.plots < 4 ? SHORT : GHOST)) doomed.push(strand);
  }
  if (doomed.length === 0) return;
  // One at a time, the most unlikely first: the others may live on its plots.
  let worst = doomed[0];
  for (const s of doomed) if (s.plots < worst.plots) worst = s;
  remove(cloud, worst);
}

/** Takes a strand out and offers its plots to the others. */
export function remove(cloud: Cloud, strand: Strand): void {
  const list = cloud.strands[strand.radar];
  cloud.strands[strand.radar] = list.filter((s) => s !== strand);
  const freed = cloud.plots.scansOf[strand.radar].filter((scan) => strand.owned[scan] >= 0);
  for (const scan of freed) setPlot(cloud, strand, scan, -1);
  sweep(cloud, freed);
  for (const s of cloud.strands[strand.radar]) solveStrand(s, cloud.prior);
}
