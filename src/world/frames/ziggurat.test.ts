import { expect, test } from "vitest";
import { normalUpperTail, randomStream } from "../../astro/index.js";
import { Generator } from "./generator.js";
import { EDGES, TAIL_START } from "./ziggurat.js";

const EDGES_OF_BINS = [0, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, TAIL_START, 4, 4.5, 4.8916, 5.2];

test("the layers close at the top of the curve", () => {
  expect(EDGES[255]).toBeGreaterThan(0.2);
  const density = (x: number): number => Math.exp(-0.5 * x * x);
  const area = TAIL_START * density(TAIL_START) + Math.sqrt(2 * Math.PI) * normalUpperTail(TAIL_START);
  // the top layer reaches from its edge's height to 1 and has the others' area
  expect(EDGES[255]! * (1 - density(EDGES[255]!))).toBeCloseTo(area, 9);
});

test("forty million draws are normal out to 5.2 deviations, chi-square at 99.9 %", () => {
  const draws = 4e7;
  const generator = new Generator();
  generator.begin(randomStream(7, "ziggurat"), 0);
  const counts = new Float64Array(EDGES_OF_BINS.length * 2);
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < draws; k++) {
    const x = generator.normal();
    sum += x;
    squares += x * x;
    const size = Math.abs(x);
    let bin = EDGES_OF_BINS.length - 1;
    while (size < EDGES_OF_BINS[bin]!) bin--;
    const signed = x < 0 ? EDGES_OF_BINS.length + bin : bin;
    counts[signed] = counts[signed]! + 1;
  }
  let chiSquare = 0;
  for (let k = 0; k < counts.length; k++) {
    const bin = k % EDGES_OF_BINS.length;
    const upper = bin + 1 < EDGES_OF_BINS.length ? normalUpperTail(EDGES_OF_BINS[bin + 1]!) : 0;
    const expected = draws * (normalUpperTail(EDGES_OF_BINS[bin]!) - upper);
    chiSquare += (counts[k]! - expected) ** 2 / expected;
  }
  // 27 degrees of freedom: quantile 99.9 % is 55.48 (tables of the chi-square distribution)
  expect(chiSquare).toBeLessThan(55.48);
  expect(Math.abs(sum / draws) * Math.sqrt(draws)).toBeLessThan(3.29);
  expect(Math.abs(squares / draws - 1) * Math.sqrt(draws / 2)).toBeLessThan(3.29);
  // beyond 4.8916: one draw in a million, both signs; Poisson band of 99.9 %
  const far = [12, 13].reduce((n, b) => n + counts[b]! + counts[b + EDGES_OF_BINS.length]!, 0);
  const mean = draws * 2 * normalUpperTail(4.8916);
  expect(mean).toBeGreaterThan(39);
  expect(Math.abs(far - mean)).toBeLessThan(3.29 * Math.sqrt(mean) + 1);
});

test("draws of neighbouring keys and of the same sequence are not correlated", () => {
  const n = 200_000;
  const [a, b] = [new Generator(), new Generator()];
  a.begin(randomStream(7, "ziggurat"), 1);
  b.begin(randomStream(7, "ziggurat"), 2);
  let [between, along, last] = [0, 0, 0];
  for (let k = 0; k < n; k++) {
    const x = a.normal();
    between += x * b.normal();
    along += x * last;
    last = x;
  }
  expect(Math.abs(between) / Math.sqrt(n)).toBeLessThan(3.29);
  expect(Math.abs(along) / Math.sqrt(n)).toBeLessThan(3.29);
});
