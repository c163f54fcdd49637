import type { PlanePoint } from "./density.js";

/** Numbers at the nodes of a regular grid. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** rows × columns, by rows. */
  readonly values: Float64Array;
}

/**
 * Closed lines at which the values on a grid cross a level, by marching squares (Lorensen and Cline's marching cubes,
 * SIGGRAPH 1987, in two dimensions); straight lines between nodes. What is above the level lies to the left.
 *
 * @param grid its outermost nodes must be below the level, so that every line closes
 * @returns rings in grid coordinates (column, row), without the first point repeated
 */
export function contourRings({ columns, rows, values }: Grid, level: number): PlanePoint[][] {
  const above = (c: number, r: number) => values[r * columns + c]! > level;
  const next = new Map<number, number>();
  for (let r = 0; r + 1 < rows; r += 1) {
    for (let c = 0; c + 1 < columns; c += 1) {
      const corners =
        (above(c, r) ? 1 : 0) |
        (above(c + 1, r) ? 2 : 0) |
        (above(c + 1, r + 1) ? 4 : 0) |
        (above(c, r + 1) ? 8 : 0);
      // Edges of a cell: below, right, top, left; each known by the grid's own edge that it is.
      const edges = [
        2 * (r * columns + c),
        2 * (r * columns + c + 1) + 1,
        2 * ((r + 1) * columns + c),
        2 * (r * columns + c) + 1,
      ];
      for (const [from, to] of SEGMENTS[corners]!) next.set(edges[from]!, edges[to]!);
    }
  }
  const rings: PlanePoint[][] = [];
  while (next.size > 0) {
    const [first] = next.keys();
    const ring: PlanePoint[] = [];
    for (let edge: number | undefined = first; edge !== undefined; ) {
      ring.push(crossing(edge, columns, values, level));
      const after: number | undefined = next.get(edge);
      next.delete(edge);
      edge = after === first ? undefined : after;
    }
    rings.push(ring);
  }
  return rings;
}

/** Where the level lies on an edge of the grid. */
function crossing(edge: number, columns: number, values: Float64Array, level: number): PlanePoint {
  const node = edge >> 1;
  const upward = edge % 2 === 1;
  const a = values[node]!;
  const b = values[upward ? node + columns : node + 1]!;
  const share = (level - a) / (b - a);
  const column = node % columns;
  const row = Math.floor(node / columns);
  return upward ? [column, row + share] : [column + share, row];
}

/**
 * Segments of a cell by which of its corners (1 lower left, 2 lower right, 4 upper right, 8 upper left) are above:
 * from edge to edge, with what is above to the left. Saddles are cut into two corners.
 */
const SEGMENTS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[0, 3]],
  [[1, 0]],
  [[1, 3]],
  [[2, 1]],
  [
    [0, 3],
    [2, 1],
  ],
  [[2, 0]],
  [[2, 3]],
  [[3, 2]],
  [[0, 2]],
  [
    [1, 0],
    [3, 2],
  ],
  [[1, 2]],
  [[3, 1]],
  [[0, 1]],
  [[3, 0]],
  [],
];

/** Area that a ring encloses, positive where it runs counter-clockwise: of a hole it is negative. */
export function ringArea(ring: readonly PlanePoint[]): number {
  let sum = 0;
  for (let k = 0; k < ring.length; k += 1) {
    const [x0, y0] = ring[k]!;
    const [x1, y1] = ring[(k + 1) % ring.length]!;
    sum += x0 * y1 - x1 * y0;
  }
  return sum / 2;
}
