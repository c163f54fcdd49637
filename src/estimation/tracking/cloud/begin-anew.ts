import { type Cloud, scoreOf, solveAll, sweep } from "./cloud.js";
import { fitPath, startCloud } from "./cloud-start.js";
import { keepNumbers } from "./piece-numbers.js";
import { copyStrand, linearise, relinearise, type Strand } from "./strand.js";

/** Two workings-out whose likelihoods differ by less, as logarithms, give every plot to the same strand. */
const ALIKE = 0.05;

/**
 * Works a cloud out anew from its plots, and keeps of it what is likelier: the path and spread as a whole, the strands
 * radar by radar. What other radars lend to strands must have been taken back before.
 *
 * @param blurred m and m/s, the cloud's first width and its growth, where the path is to be fitted anew without
 *   strands; null where it is trusted
 *
 * @returns whether it was found as it had been believed
 */
export function beginAnew(cloud: Cloud, blurred: { width: number; drift: number } | null): boolean {
  const before = totalScore(cloud);
  const old = cloud.strands;
  const path = cloud.reference.start.slice();
  const spread = { ...cloud.prior.spread };
  const mean = cloud.prior.mean.slice();
  cloud.strands = old.map((list) => list.map(copyStrand));
  if (blurred) fitPath(cloud, blurred.width, blurred.drift);
  startCloud(cloud, blurred === null);
  const alike = Math.abs(totalScore(cloud) - before) < ALIKE;
  keepNumbers(old, cloud.strands);
  for (let radar = 0; radar < old.length; radar += 1) keepLikelier(cloud, old[radar], radar, path);
  if (totalScore(cloud) > before + 1e-6) return alike;
  cloud.strands = old;
  cloud.reference.restart(path);
  cloud.prior.setSpread(spread);
  cloud.prior.setMean(mean);
  solveAll(cloud);
  return alike;
}

function totalScore(cloud: Cloud): number {
  return cloud.strands.reduce((sum, _, radar) => sum + scoreOf(cloud, radar), 0);
}

/** Puts a radar's old strands back if they are likelier under the new path and spread. */
function keepLikelier(cloud: Cloud, old: readonly Strand[], radar: number, path: Float64Array): void {
  const fresh = cloud.strands[radar];
  const score = scoreOf(cloud, radar);
  const moved = old.map(copyStrand);
  cloud.strands[radar] = moved;
  for (const strand of moved) {
    for (let i = 0; i < 6; i += 1) strand.mean[i] += path[i] - cloud.reference.start[i];
    linearise(cloud, strand, cloud.prior);
    relinearise(cloud, strand, cloud.prior);
  }
  sweep(cloud, cloud.plots.scansOf[radar]);
  if (scoreOf(cloud, radar) < score) cloud.strands[radar] = fresh;
}
