import type { Children } from "./children.js";
import type { Contest } from "./contest.js";
import type { Families } from "./families.js";
import type { PlotHistory } from "./plot-history.js";
import type { ScanPlots } from "./scan-plots.js";

/** Hypotheses less probable than the first within their family, or than the second altogether, are dropped. */
const LEAST_WEIGHT = 1e-5;
const LEAST_EXISTENCE = 1e-5;

/** A family keeps no more hypotheses. */
const MOST_HYPOTHESES = 40;

/** Gives a family's hypotheses their probabilities, and drops those that have next to none. */
export function weighFamily(
  families: Families,
  contest: Contest,
  children: Children,
  f: number,
  plots: ScanPlots,
  history: PlotHistory,
): void {
  const { hypotheses } = families;
  const none = contest.none[f];
  families.doubt[f] = none * (1 - families.existsIfMissed[f]);
  families.approximate[f] = contest.approximate[f];
  const existence = 1 - families.doubt[f];
  const missed = families.missProbability[f];
  const missScale = missed > 0 ? (none * families.existsIfMissed[f]) / (missed * existence) : 0;
  for (let k = children.start[f]; k < children.start[f + 1]; k++) {
    const edge = children.edge[k];
    hypotheses.weight[children.slot[k]] =
      (contest.probability[edge] * children.ratio[k]) / (contest.total[edge] * existence);
  }
  for (let slot = families.first[f]; slot >= 0; slot = hypotheses.next[slot]) {
    hypotheses.weight[slot] *= missScale;
  }
  keep(families, contest, children, f, floorOf(families, children, f, existence), plots, history);
}

/** Probability below which a family's hypotheses are dropped: so that not too many stay. */
function floorOf(families: Families, children: Children, f: number, existence: number): number {
  if (existence < LEAST_EXISTENCE) return Number.POSITIVE_INFINITY;
  const { weight, next } = families.hypotheses;
  let floor = Math.max(LEAST_WEIGHT, LEAST_EXISTENCE / existence);
  for (;;) {
    let count = 0;
    for (let k = children.start[f]; k < children.start[f + 1]; k++)
      if (weight[children.slot[k]] >= floor) count++;
    for (let slot = families.first[f]; slot >= 0; slot = next[slot]) if (weight[slot] >= floor) count++;
    if (count <= MOST_HYPOTHESES) return floor;
    floor *= 3;
  }
}

/** Links what reaches the floor and gives the rest back. */
function keep(
  families: Families,
  contest: Contest,
  children: Children,
  f: number,
  floor: number,
  plots: ScanPlots,
  history: PlotHistory,
): void {
  const { hypotheses } = families;
  let first = -1;
  for (let k = children.start[f + 1] - 1; k >= children.start[f]; k--) {
    const slot = children.slot[k];
    if (!(hypotheses.weight[slot] >= floor)) {
      hypotheses.giveBack(slot);
      continue;
    }
    const row = plots.row[contest.plot[children.edge[k]]];
    hypotheses.node[slot] = history.add(row, hypotheses.node[slot]);
    hypotheses.next[slot] = first;
    first = slot;
  }
  for (let slot = families.first[f]; slot >= 0; ) {
    const next = hypotheses.next[slot];
    if (hypotheses.weight[slot] >= floor) {
      hypotheses.next[slot] = first;
      first = slot;
    } else hypotheses.giveBack(slot);
    slot = next;
  }
  families.first[f] = first;
}
