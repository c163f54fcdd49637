import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../../astro/index.js";
import { CloudPrior, type Evidence } from "./cloud-prior.js";

/** Pieces that flew apart 30 s before the beginning at 20 m/s, each known to 10 m and 0.3 m/s. */
function pieces(count: number, age: number, place: number): Evidence[] {
  const stream = randomStream(5, "pieces");
  let at = 0;
  const draw = () => normalAt(stream, at++);
  return Array.from({ length: count }, () => {
    const information = new Float64Array(36);
    const vector = new Float64Array(6);
    let square = 0;
    for (let i = 0; i < 3; i += 1) {
      const velocity = 20 * draw();
      const wp = 1 / 10 ** 2;
      const wv = 1 / 0.3 ** 2;
      const p = 50 + age * velocity + place * draw() + 10 * draw();
      const v = 1 + velocity + 0.3 * draw();
      information[7 * i] = wp;
      information[7 * (i + 3)] = wv;
      vector[i] = wp * p;
      vector[i + 3] = wv * v;
      square += wp * p * p + wv * v * v;
    }
    return { information, vector, square };
  });
}

function fitted(evidence: readonly Evidence[]): CloudPrior {
  const prior = new CloudPrior();
  prior.setSpread({ age: 12, place: 100, velocity: 40 });
  for (let i = 0; i < 40; i += 1) prior.fitSpread(evidence);
  return prior;
}

describe("the population that a cloud's pieces are drawn from", () => {
  it("tells when the pieces were together, how fast they part and where the middle is", () => {
    const prior = fitted(pieces(30, 30, 0));
    expect(prior.spread.age).toBeCloseTo(30, 0);
    expect(prior.spread.velocity / 20).toBeGreaterThan(0.85);
    expect(prior.spread.velocity / 20).toBeLessThan(1.15);
    expect(prior.spread.place).toBeLessThan(12);
    expect(prior.ageDeviation).toBeLessThan(0.5);
    // m without its common velocity: the middle is where the break-up was, 50 m off, and 1 m/s.
    for (let i = 0; i < 3; i += 1) {
      expect(Math.abs(prior.mean[i + 3]! - 1)).toBeLessThan(
        4 * Math.sqrt(prior.meanCovariance[7 * (i + 3)]!),
      );
    }
  });

  it("lets pieces without a common origin stand for themselves", () => {
    expect(fitted(pieces(30, 30, 800)).spread.place).toBeGreaterThan(600);
  });
});
