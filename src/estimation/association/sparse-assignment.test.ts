import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalAt, randomStream, uniformAt } from "../../astro/index.js";
import { assign, type Pairing } from "./assignment.js";
import { PairTable } from "./pair-table.js";
import { SparseAssignment } from "./sparse-assignment.js";

const table = new PairTable();
const solver = new SparseAssignment();

function solve(rows: number, columns: number, pairings: readonly Pairing[]): number {
  table.begin(rows, columns);
  for (const { row, column, gain } of pairings) table.add(row, column, gain);
  return solver.solve(table);
}

const totalOf = (pairings: readonly Pairing[], chosen: Int32Array): number =>
  pairings.reduce((sum, p) => (chosen[p.row] === p.column ? sum + p.gain : sum), 0);

/** Prices of a maximum: no pair, and no row or column alone, could do better. */
function expectProof(): void {
  const { columnOf, rowOf, rowPrice, columnPrice } = solver;
  let least = 0;
  let slack = 0;
  let torn = 0;
  for (let k = 0; k < table.count; k++) {
    const reduced = -table.gain[k]! - rowPrice[table.row[k]!]! - columnPrice[table.column[k]!]!;
    least = Math.min(least, reduced);
    if (columnOf[table.row[k]!] === table.column[k]) slack = Math.max(slack, Math.abs(reduced));
  }
  for (let i = 0; i < table.rows; i++) {
    least = Math.min(least, -rowPrice[i]!);
    if (columnOf[i] === -1) slack = Math.max(slack, Math.abs(rowPrice[i]!));
    else if (rowOf[columnOf[i]!] !== i) torn++;
  }
  for (let j = 0; j < table.columns; j++) {
    least = Math.min(least, -columnPrice[j]!);
    if (rowOf[j] === -1) slack = Math.max(slack, Math.abs(columnPrice[j]!));
    else if (columnOf[rowOf[j]!] !== j) torn++;
  }
  expect(least).toBeGreaterThan(-1e-9);
  expect(slack).toBeLessThan(1e-9);
  expect(torn).toBe(0);
}

describe("SparseAssignment", () => {
  it("finds what the dense solver finds, with a proof, in any table", () => {
    const pairing = fc.record({
      row: fc.integer({ min: 0, max: 7 }),
      column: fc.integer({ min: 0, max: 7 }),
      gain: fc.oneof(fc.double({ min: -2, max: 20, noNaN: true }), fc.integer({ min: -1, max: 3 })),
    });
    const tables = fc.uniqueArray(pairing, { maxLength: 40, selector: (p) => `${p.row} ${p.column}` });
    fc.assert(
      fc.property(tables, (pairings) => {
        const total = solve(8, 8, pairings);
        expect(total).toBeCloseTo(totalOf(pairings, assign(8, 8, pairings)), 9);
        expect(total).toBeCloseTo(totalOf(pairings, solver.columnOf), 9);
        expectProof();
      }),
      { numRuns: 300, seed: 51 },
    );
  });

  it("takes thousands of rows in one cluster", () => {
    const stream = randomStream(5, "sparse assignment");
    const n = 3000;
    const pairings: Pairing[] = [];
    for (let i = 0; i < n; i++) {
      for (let d = -2; d <= 2; d++) {
        const gain = 4 - 2 * Math.abs(d) + 2 * normalAt(stream, 5 * i + d + 2);
        pairings.push({ row: i, column: (i + d + n) % n, gain });
      }
    }
    solve(n, n, pairings);
    expectProof();
  });

  it("needs no order of the pairs, and takes the better of a pair that comes twice", () => {
    solve(2, 2, [
      { row: 1, column: 0, gain: 3 },
      { row: 0, column: 0, gain: 1 },
      { row: 1, column: 0, gain: 5 },
      { row: 0, column: 1, gain: 0.5 },
    ]);
    expect([...solver.columnOf.subarray(0, 2)]).toEqual([1, 0]);
    expect(table.gain[solver.pairOf[1]!]).toBe(5);
  });

  it("refuses pairs outside the table and endless gains, and leaves out impossible ones", () => {
    table.begin(1, 1);
    expect(() => table.add(1, 0, 1)).toThrow(RangeError);
    expect(() => table.add(0, 0, Number.POSITIVE_INFINITY)).toThrow(RangeError);
    table.add(0, 0, Number.NaN);
    table.add(0, 0, Number.NEGATIVE_INFINITY);
    expect(table.count).toBe(0);
    expect(solver.solve(table)).toBe(0);
  });

  it("keeps its answers when its arrays have grown and shrunk", () => {
    const stream = randomStream(6, "sizes");
    for (const n of [3, 200, 5, 0, 90]) {
      const pairings: Pairing[] = [];
      for (let k = 0; k < 4 * n; k++) {
        const row = Math.floor(n * uniformAt(stream, 3 * k));
        const column = Math.floor(n * uniformAt(stream, 3 * k + 1));
        if (pairings.every((p) => p.row !== row || p.column !== column))
          pairings.push({ row, column, gain: 6 * uniformAt(stream, 3 * k + 2) - 1 });
      }
      const total = solve(n, n, pairings);
      expect(total).toBeCloseTo(totalOf(pairings, assign(n, n, pairings)), 9);
    }
  });
});
