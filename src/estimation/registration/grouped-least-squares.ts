import { choleskyFactor, invertFactored, solveFactored, solveLower } from "../linear/cholesky.js";
import { chiSquareQuantile, chiSquareUpperTail } from "../metrics/index.js";
import { leastCost, NOTHING, rankOf, type Sums } from "./quadratic-cost.js";

/** A good measurement is taken for bad with this probability, and a good group. */
const WRONGLY_REFUSED = 1e-5;
const GROUP_WRONGLY_REFUSED = 1e-4;

/** What became of one measurement. */
export type Judgement = "used" | "refused";

/** What became of a group when it was closed. */
export type GroupJudgement = "taken" | "refused" | "empty";

/** The measurements of one source: sums of normal equations over globals and the group's own unknowns. */
interface OpenGroup {
  readonly information: Float64Array;
  readonly vector: Float64Array;
  cost: number;
  rows: number;
  measurements: number;
  refused: number;
}

/** A closed group with its own unknowns integrated out. */
interface ClosedGroup extends Sums {
  /** Cost with all unknowns free: what no bias and no offset of the source explains. */
  readonly freeCost: number;
  /** Directions in the space of unknowns of which the group tells anything. */
  readonly rank: number;
  readonly rows: number;
  readonly measurements: number;
}

/** Estimate in units of the priors' standard deviations. */
export interface ScaledEstimate {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * Linear least squares for a few unknowns that all measurements share (biases) and a few that the measurements of one
 * source share (where that source really is): all with independent priors of zero mean and unit variance. A group's own
 * unknowns are integrated out when it is closed (Schur complement), so that the work and what is kept don't grow with
 * the measurements. Information adds, so feeding one by one and all at once are the same; whoever wants the batch
 * feeds all and calls {@link review}.
 *
 * A measurement is refused when its innovation, given all that is believed before it, is less likely than 1e-5. A group
 * is refused when more of its measurements were refused than used; when what no bias and no offset explains is less
 * likely than 1e-4; or when what they'd have to be to explain it is, given all other groups. Both statistics are χ²
 * exactly, the model being linear: the whole innovation of the group, and the part of it that free unknowns leave.
 */
export class GroupedLeastSquares {
  measurements = 0;
  measurementsRefused = 0;
  groupsRefused = 0;
  private readonly open = new Map<string, OpenGroup>();
  private readonly closed: ClosedGroup[] = [];
  private readonly size: number;
  private readonly gates: number[] = [];
  private cached: (Sums & { readonly key: number }) | null = null;

  /**
   * @param globals unknowns that all share
   * @param own unknowns of each group
   */
  constructor(
    readonly globals: number,
    readonly own: number,
  ) {
    this.size = globals + own;
  }

  /** Groups whose measurements count. */
  get groups(): number {
    return this.closed.length;
  }

  /**
   * Takes one measurement.
   *
   * @param group its source
   * @param residual measured minus expected, whitened: m numbers of unit variance
   * @param jacobian m × (globals + own) by rows, whitened likewise
   */
  add(group: string, residual: Float64Array, jacobian: Float64Array): Judgement {
    const g = this.groupOf(group);
    if (!(this.innovation(g, residual, jacobian) <= this.gate(residual.length))) {
      g.refused++;
      this.measurementsRefused++;
      return "refused";
    }
    const { size } = this;
    for (let a = 0; a < residual.length; a++) {
      const r = residual[a]!;
      g.cost += r * r;
      for (let i = 0; i < size; i++) {
        const slope = jacobian[a * size + i]!;
        g.vector[i]! += slope * r;
        for (let j = 0; j < size; j++) g.information[i * size + j]! += slope * jacobian[a * size + j]!;
      }
    }
    g.rows += residual.length;
    g.measurements++;
    this.measurements++;
    return "used";
  }

  private gate(rows: number): number {
    this.gates[rows] ??= chiSquareQuantile(1 - WRONGLY_REFUSED, rows);
    return this.gates[rows]!;
  }

  private groupOf(name: string): OpenGroup {
    const old = this.open.get(name);
    if (old) return old;
    const { size } = this;
    const group: OpenGroup = {
      information: new Float64Array(size * size),
      vector: new Float64Array(size),
      cost: 0,
      rows: 0,
      measurements: 0,
      refused: 0,
    };
    this.open.set(name, group);
    return group;
  }

  /** Squared normalised innovation of a measurement, given the closed groups and its own. */
  private innovation(g: OpenGroup, residual: Float64Array, jacobian: Float64Array): number {
    const { size, globals } = this;
    const m = residual.length;
    const { information, vector } = this.sumOfClosed(null);
    const whole = g.information.slice();
    const push = g.vector.slice();
    for (let i = 0; i < globals; i++) {
      push[i]! += vector[i]!;
      for (let j = 0; j < globals; j++) whole[i * size + j]! += information[i * globals + j]!;
    }
    for (let i = globals; i < size; i++) whole[i * (size + 1)]! += 1;
    if (!choleskyFactor(size, whole, whole)) return Number.NaN;
    solveFactored(size, whole, push);
    const spread = new Float64Array(m * m);
    const left = residual.slice();
    const rows: Float64Array[] = [];
    for (let a = 0; a < m; a++) {
      const row = jacobian.slice(a * size, (a + 1) * size);
      for (let i = 0; i < size; i++) left[a]! -= row[i]! * push[i]!;
      solveLower(size, whole, row);
      rows.push(row);
    }
    for (let a = 0; a < m; a++) {
      for (let b = 0; b <= a; b++) {
        spread[a * m + b] = rows[a]!.reduce((sum, v, i) => sum + v * rows[b]![i]!, a === b ? 1 : 0);
      }
    }
    if (!choleskyFactor(m, spread, spread)) return Number.NaN;
    solveLower(m, spread, left);
    return left.reduce((sum, v) => sum + v * v, 0);
  }

  /** Prior and closed groups, but for one. */
  private sumOfClosed(without: ClosedGroup | null): Sums {
    const n = this.globals;
    const key = this.closed.length;
    if (without === null && this.cached?.key === key) return this.cached;
    const information = new Float64Array(n * n);
    const vector = new Float64Array(n);
    let cost = 0;
    for (let i = 0; i < n; i++) information[i * (n + 1)] = 1;
    for (const group of this.closed) {
      if (group === without) continue;
      for (let k = 0; k < n * n; k++) information[k]! += group.information[k]!;
      for (let k = 0; k < n; k++) vector[k]! += group.vector[k]!;
      cost += group.cost;
    }
    const sum = { key, information, vector, cost };
    if (without === null) this.cached = sum;
    return sum;
  }

  /** Ends a source's measurements: they are taken as a whole or not at all. */
  close(name: string): GroupJudgement {
    const g = this.open.get(name);
    this.open.delete(name);
    if (!g || g.measurements + g.refused === 0) return "empty";
    const closed = g.refused > g.measurements ? null : this.integrateOut(g);
    if (!closed || this.doubt(closed) < GROUP_WRONGLY_REFUSED) {
      this.refuseGroup(g.measurements);
      return "refused";
    }
    this.closed.push(closed);
    return "taken";
  }

  closeAll(): void {
    for (const name of [...this.open.keys()]) this.close(name);
  }

  private refuseGroup(measurements: number): void {
    this.groupsRefused++;
    this.measurements -= measurements;
    this.measurementsRefused += measurements;
  }

  /** P that a good group fits as ill as this one, given all the others. */
  private doubt(group: ClosedGroup): number {
    const others = this.sumOfClosed(this.closed.includes(group) ? group : null);
    const n = this.globals;
    const both = {
      information: others.information.map((v, k) => v + group.information[k]!),
      vector: others.vector.map((v, k) => v + group.vector[k]!),
      cost: others.cost + group.cost,
    };
    const innovation = leastCost(n, both) - leastCost(n, others);
    const offset = chiSquareUpperTail(Math.max(0, innovation - group.freeCost), group.rank);
    const rest = group.rows - group.rank;
    return rest > 0 ? Math.min(offset, chiSquareUpperTail(group.freeCost, rest)) : offset;
  }

  /** Schur complement over the group's own unknowns. */
  private integrateOut(g: OpenGroup): ClosedGroup | null {
    const { size, globals: n, own } = this;
    const free = g.information.slice();
    for (let i = 0; i < size; i++) free[i * (size + 1)]! += NOTHING;
    const freeCost = leastCost(size, { information: free, vector: g.vector, cost: g.cost });
    const rank = rankOf(size, free);
    if (rank === 0) return null;
    const inner = new Float64Array(own * own);
    for (let i = 0; i < own; i++) {
      for (let j = 0; j < own; j++) inner[i * own + j] = g.information[(n + i) * size + n + j]!;
      inner[i * (own + 1)]! += 1;
    }
    if (!choleskyFactor(own, inner, inner)) return null;
    const whitened = g.vector.slice(n);
    solveLower(own, inner, whitened);
    const information = new Float64Array(n * n);
    const vector = g.vector.slice(0, n);
    const rows = Array.from({ length: n }, (_, i) => {
      const row = g.information.slice(i * size + n, i * size + size);
      solveLower(own, inner, row);
      return row;
    });
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < own; k++) vector[i]! -= rows[i]![k]! * whitened[k]!;
      for (let j = 0; j < n; j++) {
        let sum = g.information[i * size + j]!;
        for (let k = 0; k < own; k++) sum -= rows[i]![k]! * rows[j]![k]!;
        information[i * n + j] = sum;
      }
    }
    const cost = whitened.reduce((sum, v) => sum - v * v, g.cost);
    return { information, vector, cost, freeCost, rank, rows: g.rows, measurements: g.measurements };
  }

  /**
   * Judges every closed group again, by all the others: the worst is taken out while one is beyond belief. What was
   * recognised wrongly while little was known is found so.
   *
   * @returns how many were taken out
   */
  review(): number {
    let out = 0;
    for (;;) {
      const doubts = this.closed.map((group) => this.doubt(group));
      const worst = doubts.indexOf(Math.min(...doubts));
      if (worst < 0 || doubts[worst]! >= GROUP_WRONGLY_REFUSED) return out;
      const [group] = this.closed.splice(worst, 1);
      this.cached = null;
      this.refuseGroup(group!.measurements);
      out++;
    }
  }

  /** From the closed groups and the prior. */
  estimate(): ScaledEstimate {
    const n = this.globals;
    const { information, vector } = this.sumOfClosed(null);
    const lower = information.slice();
    choleskyFactor(n, lower, lower);
    const mean = vector.slice();
    solveFactored(n, lower, mean);
    return { mean, covariance: invertFactored(n, lower) };
  }
}
