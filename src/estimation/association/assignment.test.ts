import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign, type Pairing } from "./assignment.js";

/** The greatest total gain, by trying everything. */
function bestGain(rows: number, pairings: readonly Pairing[], row = 0, used = new Set<number>()): number {
  if (row === rows) return 0;
  let best = bestGain(rows, pairings, row + 1, used);
  for (const p of pairings) {
    if (p.row !== row || used.has(p.column)) continue;
    used.add(p.column);
    best = Math.max(best, p.gain + bestGain(rows, pairings, row + 1, used));
    used.delete(p.column);
  }
  return best;
}

describe("assign", () => {
  it("gives up a better pair for a better whole", () => {
    const pairings = [
      { row: 0, column: 0, gain: 10 },
      { row: 0, column: 1, gain: 9 },
      { row: 1, column: 0, gain: 9 },
    ];
    expect([...assign(2, 2, pairings)]).toEqual([1, 0]);
  });

  it("leaves alone what gains nothing", () => {
    expect([...assign(2, 1, [{ row: 1, column: 0, gain: -1 }])]).toEqual([-1, -1]);
    expect([...assign(0, 0, [])]).toEqual([]);
  });

  it("takes the better of two pairings of the same pair, and throws for pairs outside the table", () => {
    const twice = [1, 3, Number.NaN].map((gain) => ({ row: 0, column: 0, gain }));
    expect([...assign(2, 1, [...twice, { row: 1, column: 0, gain: 2 }])]).toEqual([0, -1]);
    for (const [row, column, gain] of [
      [2, 0, 1],
      [0, 1, 1],
      [-1, 0, 1],
      [0, 0, Number.POSITIVE_INFINITY],
    ] as const)
      expect(() => assign(2, 1, [{ row, column, gain }])).toThrow(RangeError);
    // nothing of the call that failed is left
    expect([...assign(2, 1, [{ row: 1, column: 0, gain: 1 }])]).toEqual([-1, 0]);
  });

  it("finds the greatest gain of any sparse table, one to one", () => {
    const pairing = fc.record({
      row: fc.integer({ min: 0, max: 5 }),
      column: fc.integer({ min: 0, max: 5 }),
      gain: fc.double({ min: -2, max: 20, noNaN: true }),
    });
    const table = fc.uniqueArray(pairing, { maxLength: 18, selector: (p) => `${p.row} ${p.column}` });
    fc.assert(
      fc.property(table, (pairings) => {
        const chosen = assign(6, 6, pairings);
        const columns = [...chosen].filter((c) => c >= 0);
        expect(new Set(columns).size).toBe(columns.length);
        let total = 0;
        for (const [row, column] of chosen.entries()) {
          if (column < 0) continue;
          const pair = pairings.find((p) => p.row === row && p.column === column);
          expect(pair).toBeDefined();
          total += pair!.gain;
        }
        expect(total).toBeCloseTo(bestGain(6, pairings), 9);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
