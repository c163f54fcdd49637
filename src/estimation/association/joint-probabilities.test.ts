import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  everyHypothesis,
  probabilities,
  withoutPermutations,
} from "../../../test/support/every-hypothesis.js";
import { JointProbabilities } from "./joint-probabilities.js";
import { PairTable } from "./pair-table.js";

const NONE = Number.NEGATIVE_INFINITY;

function tableOf(gains: readonly (readonly number[])[], plots: number): PairTable {
  const table = new PairTable();
  table.begin(gains.length, plots);
  gains.forEach((row, i) => {
    row.forEach((gain, j) => {
      table.add(i, j, gain);
    });
  });
  return table;
}

function dense(table: PairTable, joint: JointProbabilities): number[][] {
  const out = Array.from({ length: table.rows }, () => new Array<number>(table.columns).fill(0));
  for (let k = 0; k < table.count; k++) out[table.row[k]!]![table.column[k]!] = joint.pair[k]!;
  return out;
}

/** Gains as gating leaves them: some pairs can't be, some are very likely or very unlikely. */
const gate = fc.oneof(
  { weight: 2, arbitrary: fc.constant(NONE) },
  { weight: 3, arbitrary: fc.double({ min: -6, max: 12, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: -400, max: 900, noNaN: true }) },
);
const gates = (tracks: number, plots: number) =>
  fc.array(fc.array(gate, { minLength: plots, maxLength: plots }), { minLength: tracks, maxLength: tracks });
const scans = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([t, p]) => gates(t, p));

const joint = new JointProbabilities();

describe("JointProbabilities", () => {
  it("is Bayes' rule for one track", () => {
    // P_d 0.9, two plots with likelihoods 3 and 1 times the clutter's density
    const gain = (ratio: number) => Math.log((0.9 * ratio) / 0.1);
    joint.solve(tableOf([[gain(3), gain(1)]], 2));
    const all = 0.1 + 0.9 * 3 + 0.9;
    expect(joint.pair[0]).toBeCloseTo((0.9 * 3) / all, 14);
    expect(joint.pair[1]).toBeCloseTo(0.9 / all, 14);
    expect(joint.alone[0]).toBeCloseTo(0.1 / all, 14);
    expect(joint.logEvidence).toBeCloseTo(Math.log(all / 0.1), 12);
  });

  it("shares two plots between two like tracks evenly, and not when coalescence is to be avoided", () => {
    const table = tableOf(
      [
        [5, 4],
        [4, 5],
      ],
      2,
    );
    joint.solve(table);
    const weights = {
      right: Math.exp(10),
      crossed: Math.exp(8),
      one: 2 * Math.exp(5),
      other: 2 * Math.exp(4),
    };
    const all = 1 + weights.right + weights.crossed + weights.one + weights.other;
    expect(joint.pair[0]).toBeCloseTo((weights.right + Math.exp(5)) / all, 12);
    expect(joint.pair[1]).toBeCloseTo((weights.crossed + Math.exp(4)) / all, 12);
    joint.solve(table, { avoidCoalescence: true });
    expect(joint.pair[1]).toBeCloseTo(Math.exp(4) / (all - weights.crossed), 12);
  });

  it("agrees with the enumeration of all joint hypotheses", () => {
    fc.assert(
      fc.property(scans, (gains) => {
        const plots = gains[0]!.length;
        const table = tableOf(gains, plots);
        joint.solve(table);
        const expected = probabilities(everyHypothesis(gains), gains.length, plots);
        dense(table, joint).forEach((row, i) => {
          row.forEach((p, j) => {
            expect(p).toBeCloseTo(expected.pair[i]![j]!, 10);
          });
          expect(joint.alone[i]).toBeCloseTo(expected.alone[i]!, 10);
        });
        expect(joint.logEvidence).toBeCloseTo(expected.logEvidence, 8);
        expect(joint.approximated).toBe(0);
      }),
      { numRuns: 200, seed: 31 },
    );
  });

  it("without coalescence agrees with the enumeration of the likeliest permutations", () => {
    fc.assert(
      fc.property(scans, (gains) => {
        const plots = gains[0]!.length;
        const table = tableOf(gains, plots);
        joint.solve(table, { avoidCoalescence: true });
        const few = withoutPermutations(everyHypothesis(gains));
        fc.pre(few.every((h) => h.lead > 1e-6)); // of two equals, either may be kept
        const expected = probabilities(few, gains.length, plots);
        dense(table, joint).forEach((row, i) => {
          row.forEach((p, j) => {
            expect(p).toBeCloseTo(expected.pair[i]![j]!, 10);
          });
        });
      }),
      { numRuns: 200, seed: 32 },
    );
  });

  it("approximates by belief propagation beyond the limit, and says so", () => {
    const tame = fc.oneof(fc.constant(NONE), fc.double({ min: -4, max: 6, noNaN: true }));
    const some = fc.array(fc.array(tame, { minLength: 5, maxLength: 5 }), { minLength: 4, maxLength: 4 });
    let worst = 0;
    fc.assert(
      fc.property(some, (gains) => {
        const table = tableOf(gains, 5);
        joint.solve(table, { exactLimit: 0 });
        const expected = probabilities(everyHypothesis(gains), 4, 5);
        dense(table, joint).forEach((row, i) => {
          row.forEach((p, j) => {
            worst = Math.max(worst, Math.abs(p - expected.pair[i]![j]!));
          });
          expect(row.reduce((a, b) => a + b, joint.alone[i]!)).toBeCloseTo(1, 9);
        });
        expect(Math.abs(joint.logEvidence - expected.logEvidence)).toBeLessThan(0.4);
      }),
      { numRuns: 200, seed: 33 },
    );
    expect(worst).toBeLessThan(0.16);
    joint.solve(
      tableOf(
        [
          [1, 2],
          [2, 1],
        ],
        2,
      ),
      { exactLimit: 0 },
    );
    expect(joint.approximated).toBe(2);
  });

  it("is exact by belief propagation where the cluster is a tree, however far apart the likelihoods", () => {
    const gains = [
      [700, NONE, NONE],
      [-300, 650, NONE],
      [NONE, 640, 3],
    ];
    const table = tableOf(gains, 3);
    joint.solve(table, { exactLimit: 0 });
    const expected = probabilities(everyHypothesis(gains), 3, 3);
    dense(table, joint).forEach((row, i) => {
      row.forEach((p, j) => {
        expect(p).toBeCloseTo(expected.pair[i]![j]!, 9);
      });
    });
    expect(joint.logEvidence).toBeCloseTo(expected.logEvidence, 6);
  });

  it("takes twenty tracks over twenty plots by belief propagation, and with few hypotheses without coalescence", () => {
    const gains = Array.from({ length: 20 }, (_, i) =>
      Array.from({ length: 20 }, (_, j) => 6 - Math.abs(i - j)),
    );
    const table = tableOf(gains, 20);
    joint.solve(table);
    expect(joint.approximated).toBe(20);
    const plain = dense(table, joint);
    joint.solve(table, { avoidCoalescence: true });
    expect(joint.approximated).toBe(20);
    const kept = dense(table, joint);
    for (let i = 0; i < 20; i++) expect(kept[i]![i]!).toBeGreaterThan(plain[i]![i]!);
  });

  it("leaves alone what has no pair, and an empty scan", () => {
    joint.solve(
      tableOf(
        [
          [NONE, NONE],
          [NONE, 2],
        ],
        2,
      ),
    );
    expect(joint.alone[0]).toBe(1);
    joint.solve(tableOf([[], []], 0));
    expect([...joint.alone.subarray(0, 2)]).toEqual([1, 1]);
    expect(joint.logEvidence).toBe(0);
  });

  it("shares by weight between two pairings of the same plot and track, in a cluster and without one", () => {
    const both = Math.log(Math.exp(1) + Math.exp(2));
    const contended: (readonly [number, number, number])[] = [
      [1, 0, 1.5],
      [1, 1, 0.5],
    ];
    for (const others of [[], contended]) {
      const fill = (...first: number[]) => {
        const table = new PairTable();
        table.begin(2, 2);
        for (const gain of first) table.add(0, 0, gain);
        for (const pair of others) table.add(...pair);
        return table;
      };
      joint.solve(fill(both));
      const [whole, evidence] = [joint.pair[0]!, joint.logEvidence];
      joint.solve(fill(1, 2));
      expect(joint.pair[0]! + joint.pair[1]!).toBeCloseTo(whole, 12);
      expect(joint.pair[1]! / joint.pair[0]!).toBeCloseTo(Math.E, 12);
      expect(joint.logEvidence).toBeCloseTo(evidence, 12);
    }
  });
});
