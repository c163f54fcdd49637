import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import {
  addEvidence,
  beginScore,
  hitScore,
  judge,
  missScore,
  pairGain,
  sequentialTest,
} from "./sequential-test.js";

/** Tests whether the mean of unit normals is ½ (true) or −½, run by run. */
function tryMeans(mean: number, runs: number): { accepted: number; steps: number } {
  const test = sequentialTest(0.01, 0.05);
  const stream = randomStream(1, "sequential test", mean);
  let draw = 0;
  let accepted = 0;
  for (let run = 0; run < runs; run++) {
    let sum = 0;
    while (judge(test, sum) === "undecided") sum += mean + normalAt(stream, draw++);
    if (judge(test, sum) === "accepted") accepted++;
  }
  return { accepted: accepted / runs, steps: draw / runs };
}

describe("sequentialTest", () => {
  it("keeps the errors that it was asked for, in about as many steps as Wald's formula says", () => {
    const test = sequentialTest(0.01, 0.05);
    const isTrue = tryMeans(0.5, 4000);
    const isFalse = tryMeans(-0.5, 4000);
    expect(isFalse.accepted).toBeLessThan(0.01);
    expect(1 - isTrue.accepted).toBeLessThan(0.05);
    // E[steps] = [P(accept)·A + P(reject)·B] / E[one step's ratio]; steps overshoot, so it is a little more
    const wald = (0.95 * test.accept + 0.05 * test.reject) / 0.5;
    expect(isTrue.steps).toBeGreaterThan(wald);
    expect(isTrue.steps).toBeLessThan(wald + 2);
  });

  it("refuses errors that are no small probabilities", () => {
    for (const p of [0, 0.5, Number.NaN]) expect(() => sequentialTest(p, 0.1)).toThrow(RangeError);
  });
});

describe("track score", () => {
  it("is the logarithm of the odds, hit by hit and miss by miss", () => {
    const score = beginScore(1e-6, 1e-3);
    const test = sequentialTest(1e-3, 1e-2);
    addEvidence(score, hitScore(Math.log(0.2), 0.9, 1e-3), test);
    addEvidence(score, missScore(0.9), test);
    expect(Math.exp(score.sum)).toBeCloseTo((1e-6 / 1e-3) * ((0.9 * 0.2) / 1e-3) * 0.1, 12);
    expect(pairGain(Math.log(0.2), 0.9, 1e-3)).toBeCloseTo(Math.log((0.9 * 0.2) / 1e-3 / 0.1), 12);
  });

  it("counts as missed what fell outside the gate, and believes no radar to be perfect", () => {
    expect(missScore(0.9, 0.99)).toBeCloseTo(Math.log(1 - 0.891), 14);
    expect(missScore(1)).toBeGreaterThan(-30);
  });

  it("gives a tentative track up when refuted, a confirmed one when its score falls as far from its best", () => {
    const test = sequentialTest(1e-3, 1e-2);
    const tentative = beginScore(1, 1);
    expect(addEvidence(tentative, missScore(0.9), test)).toBe("undecided");
    expect(addEvidence(tentative, missScore(0.9), test)).toBe("rejected");
    const track = beginScore(1, 1);
    expect(addEvidence(track, 30, test)).toBe("accepted");
    expect(track.confirmed).toBe(true);
    expect(addEvidence(track, missScore(0.9), test)).toBe("accepted");
    expect(addEvidence(track, missScore(0.9), test)).toBe("rejected");
  });
});
