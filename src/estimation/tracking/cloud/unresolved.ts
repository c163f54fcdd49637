import type { Cloud } from "./cloud.js";
import type { Piece } from "./pairing.js";
import { expected, expectPlot, wrapped } from "./strand.js";

/** Pieces that no radar tells apart in a single look. */
export interface UnresolvedGroup {
  /** Numbers of the tracks, one a piece. */
  readonly tracks: readonly number[];
  /** How many pieces there are. */
  readonly count: number;
}

/** Squared distance of two pieces, in deviations of a difference of plots, below which a look leaves them one (χ² of three, 99 %). */
const APART = 11.34;

/**
 * The groups of pieces that the last look of every radar leaves one: their expected plots are nearer to each other than
 * the noise of a difference of two plots. The tracks are still one each; where they are in the group is known from the
 * looks before and from the cloud's spread alone.
 *
 * @returns groups of two and more, in order of their first track
 */
export function unresolvedGroups(cloud: Cloud, pieces: readonly Piece[]): UnresolvedGroup[] {
  const named = pieces.filter((piece) => piece.anchor.label !== 0);
  const apart = named.map(() => named.map(() => false));
  for (let radar = 0; radar < cloud.strands.length; radar += 1) {
    const scan = cloud.plots.scansOf[radar].findLast(
      (k) => cloud.plots.covered[k] && cloud.plots.firsts[k] < cloud.plots.firsts[k + 1],
    );
    if (scan !== undefined) tellApart(cloud, named, scan, apart);
  }
  const groupOf = named.map((_, i) => i);
  for (let i = 0; i < named.length; i += 1) {
    for (let j = i + 1; j < named.length; j += 1) {
      if (apart[i][j]) continue;
      const [from, to] = [groupOf[j], groupOf[i]];
      for (let k = 0; k < named.length; k += 1) if (groupOf[k] === from) groupOf[k] = to;
    }
  }
  return named
    .map((_, i) => named.filter((_, k) => groupOf[k] === i).map((piece) => piece.anchor.label))
    .filter((tracks) => tracks.length > 1)
    .map((tracks) => ({ tracks, count: tracks.length }));
}

function tellApart(cloud: Cloud, named: readonly Piece[], scan: number, apart: boolean[][]): void {
  const { plots } = cloud;
  const plot = plots.firsts[scan];
  const places = named.map((piece) => {
    expectPlot(cloud, scan, piece.anchor.mean);
    return Float64Array.from(expected);
  });
  for (let i = 0; i < named.length; i += 1) {
    for (let j = i + 1; j < named.length; j += 1) {
      const r = places[i][0] - places[j][0];
      const a = wrapped(places[i][1] - places[j][1]);
      const e = places[i][2] - places[j][2];
      const d2 =
        (r * r) / plots.rangeVariance[plot] +
        (a * a) / plots.azimuthVariance[plot] +
        (e * e) / plots.elevationVariance[plot];
      if (d2 > 2 * APART) apart[i][j] = true;
    }
  }
}
