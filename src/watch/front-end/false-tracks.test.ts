import { describe, expect, it } from "vitest";
import { frameOf, noiseSource, testHeader } from "../../../test/support/test-frames.js";
import { FrontEndBlock } from "../../messages/index.js";
import { atLeast, falseTracksPerDay } from "./false-tracks.js";
import { createFrontEnd } from "./front-end.js";

describe("M of N", () => {
  it("is the binomial tail", () => {
    expect(atLeast(2, 3, 0.1)).toBeCloseTo(3 * 0.01 * 0.9 + 0.001, 12);
    expect(atLeast(0, 5, 0.3)).toBeCloseTo(1, 12);
    expect(atLeast(3, 3, 0.2)).toBeCloseTo(0.008, 12);
  });

  it("the front end's false alarms make as many tracks as reckoned (Poisson, 99.9 %)", () => {
    const size = 128;
    const lattice = 5;
    const [hits, window, looks] = [2, 4, 150];
    const probability = 0.01;
    const header = testHeader({ rows: size, columns: size });
    // a long memory: a false alarm raises the mean, and so makes the next one in its place a little rarer
    const options = FrontEndBlock.parse({ falseAlarmProbability: probability, memoryFrames: 1024 });
    const frontEnd = createFrontEnd(header, options);
    const side = Math.ceil((size - 4) / lattice);
    const samples = new Uint16Array(size * size);
    const history: Uint8Array[] = [];
    let begun = 0;
    let holding = 0;
    for (let number = 0; number < 64 + looks + window; number++) {
      const draw = noiseSource(5, number);
      for (let i = 0; i < samples.length; i++) samples[i] = Math.round(1000 + 10 * draw());
      const { exceeding } = frontEnd.step(frameOf(header, number, samples));
      const seen = new Uint8Array(side * side);
      for (const cell of exceeding) {
        const row = Math.floor(cell / size) - 2;
        const column = (cell % size) - 2;
        if (row % lattice === 0 && column % lattice === 0)
          seen[(row / lattice) * side + column / lattice] = 1;
      }
      history.push(seen);
      if (number < 64 + window) continue;
      for (let c = 0; c < side * side; c++) {
        const count = (from: number) =>
          history.slice(from, from + window).reduce((sum, look) => sum + look[c]!, 0);
        const now = count(history.length - window) >= hits;
        if (now) holding++;
        if (now && count(history.length - window - 1) < hits) begun++;
      }
    }
    const expected = falseTracksPerDay(side * side, looks, probability, hits, window);
    expect(Math.abs(begun - expected.begun)).toBeLessThan(3.3 * Math.sqrt(expected.begun));
    // each track holds for some looks, so the count of those scatters more than Poisson
    expect(holding / expected.holding).toBeGreaterThan(0.6);
    expect(holding / expected.holding).toBeLessThan(1.6);
    console.log(`2 of 4 at Pfa 0.01: begun ${begun} (expected ${expected.begun.toFixed(1)})`);
  });
});
