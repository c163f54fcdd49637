import { describe, expect, it } from "vitest";
import { normalAt, philox, poissonAt, randomStream, uniformAt } from "./random.js";

function block(counter: number[], key: [number, number]): string[] {
  const words = Uint32Array.from(counter);
  philox(words, key[0], key[1]);
  return [...words].map((word) => word.toString(16).padStart(8, "0"));
}

describe("Philox4x32-10", () => {
  it("gives the known answers of the authors' Random123 1.09 (kat_vectors)", () => {
    expect(block([0, 0, 0, 0], [0, 0])).toEqual(["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"]);
    const ones = 0xffffffff;
    expect(block([ones, ones, ones, ones], [ones, ones])).toEqual([
      "408f276d",
      "41c83b0e",
      "a20bc7c6",
      "6d5451fd",
    ]);
    expect(block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      "d16cfe09",
      "94fdcceb",
      "5001e420",
      "24126ea1",
    ]);
  });
});

describe("streams", () => {
  it("are told apart by seed, names, their cut and their type", () => {
    const streams = [
      randomStream(1, "a", "bc"),
      randomStream(1, "ab", "c"),
      randomStream(2, "a", "bc"),
      randomStream(1, "abc"),
      randomStream(1, 1),
      randomStream(1, "1"),
      randomStream(1),
    ];
    const first = new Set(streams.map((stream) => uniformAt(stream, 0)));
    expect(first.size).toBe(streams.length);
    expect(uniformAt(randomStream(1, "a"), 7)).toBe(uniformAt(randomStream(1, "a"), 7));
  });

  it("tell indices beyond 2^32 apart", () => {
    const stream = randomStream(1, "far");
    expect(uniformAt(stream, 5)).not.toBe(uniformAt(stream, 5 + 2 ** 32));
  });

  it("refuse what is not finite", () => {
    expect(() => randomStream(Number.NaN)).toThrow(RangeError);
  });
});

describe("draws", () => {
  const n = 100_000;
  const stream = randomStream(42, "moments");

  it("are uniform: mean, variance and a lag correlation within 4 sigma", () => {
    let sum = 0;
    let square = 0;
    let lag = 0;
    let previous = 0.5;
    for (let i = 0; i < n; i++) {
      const u = uniformAt(stream, i) - 0.5;
      sum += u;
      square += u * u;
      lag += u * previous;
      previous = u;
    }
    expect(Math.abs(sum / n)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(square / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
    expect(Math.abs(lag / n)).toBeLessThan(4 / 12 / Math.sqrt(n));
  });

  it("are normal: first four moments within 4 sigma", () => {
    const moments = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const x = normalAt(stream, i);
      for (let k = 0; k < 4; k++) moments[k]! += x ** (k + 1) / n;
    }
    expect(Math.abs(moments[0]!)).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(moments[1]! - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moments[2]!)).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(moments[3]! - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it.each([0, 0.3, 5, 300])("have the mean and variance of a Poisson count of mean %d", (mean) => {
    const count = 20_000;
    let sum = 0;
    let square = 0;
    for (let i = 0; i < count; i++) {
      const k = poissonAt(stream, i, mean);
      sum += k / count;
      square += (k * k) / count;
    }
    expect(Math.abs(sum - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / count));
    const spread = Math.sqrt((mean + 2 * mean * mean) / count);
    expect(Math.abs(square - sum * sum - mean)).toBeLessThanOrEqual(4 * spread + 1e-12);
  });

  it("refuse an impossible mean", () => {
    expect(() => poissonAt(stream, 0, -1)).toThrow("Poisson mean -1");
  });
});
