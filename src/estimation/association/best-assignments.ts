import { LinearAssignment } from "./linear-assignment.js";

/** One assignment of every row to a column of its own. */
export interface RankedAssignment {
  readonly cost: number;
  /** For each row its column. */
  readonly columnOf: Int32Array;
}

/** A part of the space of assignments: rows before `free` stay as they are, row `free` may not take some columns. */
interface Part extends RankedAssignment {
  readonly free: number;
  readonly forbidden: readonly number[];
  /** Price of every column at its best assignment. */
  readonly columnPrice: Float64Array;
}

/**
 * The `count` least-cost assignments, best first (Murty, Operations Research 16(3), 1968). A part that was read is
 * split by its rows in turn, and each new part differs from its parent by one pair, so that one augmenting path from
 * the parent's prices solves it (Miller, Stone and Cox, IEEE T-AES 33(3), 1997): O(columns²) a part.
 *
 * @param cost rows × columns by rows; +∞ for a pair that can't be
 * @param rows at most `columns`
 * @returns at most `count`, in order of cost; fewer where there are no more
 * @throws RangeError when there are more rows than columns
 */
export function bestAssignments(
  cost: Float64Array,
  rows: number,
  columns: number,
  count: number,
): RankedAssignment[] {
  // rows that stand for "left over" make the table square, so that prices of a parent hold for its parts
  const square = squareTable(cost, rows, columns);
  const solver = new LinearAssignment();
  const first = solver.solve(square, columns, columns);
  if (!(count > 0) || !Number.isFinite(first)) return [];
  const queue = new PartQueue();
  queue.push({
    cost: first,
    columnOf: solver.columnOf.slice(0, columns),
    free: 0,
    forbidden: [],
    columnPrice: solver.columnPrice.slice(0, columns),
  });
  const found: RankedAssignment[] = [];
  const scratch = new Repair(square, columns);
  for (let part = queue.pop(); part; part = queue.pop()) {
    found.push({ cost: part.cost, columnOf: part.columnOf.slice(0, rows) });
    if (found.length === count) break;
    for (let row = part.free; row < rows; row++) {
      const forbidden = row === part.free ? [...part.forbidden, part.columnOf[row]!] : [part.columnOf[row]!];
      const next = scratch.without(part, row, forbidden);
      if (next) queue.push(next);
    }
  }
  return found;
}

function squareTable(cost: Float64Array, rows: number, columns: number): Float64Array {
  if (rows > columns)
    throw new RangeError(`assignments of ${rows} rows to ${columns} columns: too few columns`);
  const square = new Float64Array(columns * columns);
  square.set(cost.subarray(0, rows * columns));
  return square;
}

/** Solves parts of one table. */
class Repair {
  private readonly distance: Float64Array;
  private readonly from: Int32Array;
  private readonly done: Uint8Array;
  private readonly rowOf: Int32Array;

  constructor(
    private readonly cost: Float64Array,
    private readonly size: number,
  ) {
    this.distance = new Float64Array(size);
    this.from = new Int32Array(size);
    this.done = new Uint8Array(size);
    this.rowOf = new Int32Array(size);
  }

  /**
   * The best assignment that agrees with a part's before `row`, and in which `row` takes none of some columns.
   *
   * @returns null where there is none
   */
  without(part: Part, row: number, forbidden: readonly number[]): Part | null {
    const { size, distance, from, done, rowOf } = this;
    const columnOf = part.columnOf.slice();
    const price = part.columnPrice.slice();
    const freed = columnOf[row]!;
    for (let i = 0; i < size; i++) rowOf[columnOf[i]!] = i;
    rowOf[freed] = -1;
    done.fill(0);
    distance.fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < row; i++) done[columnOf[i]!] = 2;
    const length = this.path(row, price, columnOf, new Set(forbidden));
    if (!Number.isFinite(length)) return null;
    for (let j = 0; j < size; j++) if (done[j] === 1) price[j] = price[j]! - (length - distance[j]!);
    for (let j = freed; ; ) {
      const at = from[j]!;
      const before = columnOf[at]!;
      columnOf[at] = j;
      if (at === row) break;
      j = before;
    }
    let cost = 0;
    for (let i = 0; i < size; i++) cost += this.cost[i * size + columnOf[i]!]!;
    return { cost, columnOf, free: row, forbidden, columnPrice: price };
  }

  /**
   * Shortest path from a row to the one free column, over columns that may move.
   *
   * @returns its length in reduced costs, or +∞
   */
  private path(start: number, price: Float64Array, columnOf: Int32Array, forbidden: Set<number>): number {
    const { size, cost, distance, from, done, rowOf } = this;
    let row = start;
    let reached = 0;
    // a row's own price is its cost less the price of its column; the first row's only shifts all lengths alike
    let rowPrice = 0;
    for (;;) {
      let nearest = Number.POSITIVE_INFINITY;
      let next = -1;
      for (let j = 0; j < size; j++) {
        if (done[j]) continue;
        const through = reached + cost[row * size + j]! - rowPrice - price[j]!;
        if (through < distance[j]! && !(row === start && forbidden.has(j))) {
          distance[j] = through;
          from[j] = row;
        }
        if (distance[j]! < nearest) {
          nearest = distance[j]!;
          next = j;
        }
      }
      if (next < 0) return Number.POSITIVE_INFINITY;
      done[next] = 1;
      reached = nearest;
      row = rowOf[next]!;
      if (row < 0) return reached;
      rowPrice = cost[row * size + columnOf[row]!]! - price[columnOf[row]!]!;
    }
  }
}

/** Parts by their cost, the least first: a binary heap. */
class PartQueue {
  private readonly heap: Part[] = [];

  push(part: Part): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(part);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]!.cost <= part.cost) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = part;
  }

  pop(): Part | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || !last) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && heap[below + 1]!.cost < heap[below]!.cost) below++;
      if (heap[below]!.cost >= last.cost) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return top;
  }
}
