import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestAssignments } from "./best-assignments.js";
import { LinearAssignment } from "./linear-assignment.js";

const INFINITE = Number.POSITIVE_INFINITY;

/** Costs of all assignments of rows to columns of their own, ascending; those that can't be are left out. */
function everyCost(cost: Float64Array, rows: number, columns: number): number[] {
  const costs: number[] = [];
  const walk = (row: number, used: number, sum: number): void => {
    if (row === rows) {
      costs.push(sum);
      return;
    }
    for (let j = 0; j < columns; j++) {
      const c = cost[row * columns + j]!;
      if (c < INFINITE && !(used & (1 << j))) walk(row + 1, used | (1 << j), sum + c);
    }
  };
  walk(0, 0, 0);
  return costs.sort((a, b) => a - b);
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }))
  .chain(([rows, more]) => {
    const columns = rows + more;
    const cell = fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: -50, max: 50, noNaN: true }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 }) },
      { weight: 1, arbitrary: fc.constant(INFINITE) },
    );
    const cells = fc.array(cell, { minLength: rows * columns, maxLength: rows * columns });
    return cells.map((c) => ({ rows, columns, cost: Float64Array.from(c) }));
  });

describe("LinearAssignment", () => {
  const solver = new LinearAssignment();

  it("finds the least cost, and prices that prove it", () => {
    fc.assert(
      fc.property(tables, ({ cost, rows, columns }) => {
        const total = solver.solve(cost, rows, columns);
        const best = everyCost(cost, rows, columns)[0];
        if (best === undefined) {
          expect(total).toBe(INFINITE);
          return;
        }
        expect(total).toBeCloseTo(best, 9);
        expect(new Set(solver.columnOf.subarray(0, rows)).size).toBe(rows);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const reduced = cost[i * columns + j]! - solver.rowPrice[i]! - solver.columnPrice[j]!;
            expect(reduced).toBeGreaterThan(-1e-9);
            if (solver.columnOf[i] === j) expect(reduced).toBeCloseTo(0, 9);
          }
        }
        for (let j = 0; j < columns; j++) {
          expect(solver.columnPrice[j]).toBeLessThan(1e-9);
          if (solver.rowOf[j]! < 0) expect(Math.abs(solver.columnPrice[j]!)).toBe(0);
        }
      }),
      { numRuns: 250, seed: 41 },
    );
  });

  it("refuses more rows than columns", () => {
    expect(() => solver.solve(new Float64Array(2), 2, 1)).toThrow(RangeError);
    expect(() => bestAssignments(new Float64Array(2), 2, 1, 3)).toThrow(RangeError);
  });
});

describe("bestAssignments", () => {
  it("ranks as trying everything does", () => {
    fc.assert(
      fc.property(tables, ({ cost, rows, columns }) => {
        const every = everyCost(cost, rows, columns);
        const count = Math.min(every.length + 3, 40);
        const ranked = bestAssignments(cost, rows, columns, count);
        expect(ranked.length).toBe(Math.min(every.length, count));
        const seen = new Set(ranked.map((r) => r.columnOf.join(" ")));
        expect(seen.size).toBe(ranked.length);
        ranked.forEach((r, k) => {
          expect(r.cost).toBeCloseTo(every[k]!, 8);
          let sum = 0;
          r.columnOf.forEach((j, i) => {
            sum += cost[i * columns + j]!;
          });
          expect(sum).toBeCloseTo(r.cost, 8);
        });
      }),
      { numRuns: 200, seed: 42 },
    );
  });

  it("gives none for none", () => {
    expect(bestAssignments(Float64Array.of(1), 1, 1, 0)).toEqual([]);
    expect(bestAssignments(Float64Array.of(INFINITE), 1, 1, 2)).toEqual([]);
  });
});
