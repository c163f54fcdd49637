import { expect, it } from "vitest";
import { randomStream, uniformAt } from "../../astro/index.js";
import { type Lattice, latticeGradients, latticeSum } from "./noise.js";
import { octaveField } from "./octaves.js";

const stream = randomStream(3, "places");

const one = Float64Array.of(1);
const PLAIN = { scales: one, offsets: new Float64Array(3), gains: one };
const latticeNoise = (lattice: Lattice, ...at: [number, number, number]) => {
  const place = Float64Array.of(...at, 0);
  latticeSum(lattice, PLAIN, place, 0, 1);
  return place[3]!;
};

it("lattice noise has mean 0 and variance 1 over space, and repeats after 256", () => {
  const lattice = latticeGradients(1, "x");
  let [sum, squares] = [0, 0];
  const count = 60_000;
  for (let k = 0; k < count; k++) {
    const [x, y, z] = [0, 1, 2].map((i) => 256 * uniformAt(stream, 3 * k + i)) as [number, number, number];
    const v = latticeNoise(lattice, x, y, z);
    sum += v;
    squares += v * v;
    if (k < 50) expect(latticeNoise(lattice, x + 256, y - 512, z)).toBeCloseTo(v, 9);
  }
  // four standard errors, the variance's by a kurtosis of about 3
  expect(Math.abs(sum / count)).toBeLessThan(4 / Math.sqrt(count));
  expect(Math.abs(squares / count - 1)).toBeLessThan(4 * Math.sqrt(2 / count) + 0.005);
});

it("lattice noise is continuous across cells", () => {
  const lattice = latticeGradients(2, "x");
  for (let k = 0; k < 300; k++) {
    const y = 256 * uniformAt(stream, k);
    const z = 256 * uniformAt(stream, k + 1000);
    for (const edge of [0, 5, 255, 256])
      expect(latticeNoise(lattice, edge - 1e-9, y, z)).toBeCloseTo(
        latticeNoise(lattice, edge + 1e-9, y, z),
        6,
      );
  }
});

const FIGURES = {
  longest: 4e6,
  shortest: 1000,
  flat: 1e6,
  hurst: 1 / 3,
  windSpeed: 20,
  evolutionSpeed: 0,
};

it("the field's structure function grows as distance to twice the Hurst exponent", () => {
  const field = octaveField(4, "test", FIGURES);
  field.setTime(0);
  const value = (x: number, y: number, z: number) => field.sum(x, y, z, 0, field.count);
  const structure = (metres: number): number => {
    let sum = 0;
    const count = 4000;
    for (let k = 0; k < count; k++) {
      const longitude = 2 * Math.PI * uniformAt(stream, 2 * k + 1e6);
      const z = 2 * uniformAt(stream, 2 * k + 1 + 1e6) - 1;
      const level = Math.sqrt(1 - z * z);
      const turned = longitude + metres / 6_371_000 / level;
      const a = value(level * Math.cos(longitude), level * Math.sin(longitude), z);
      sum += (value(level * Math.cos(turned), level * Math.sin(turned), z) - a) ** 2 / count;
    }
    return sum;
  };
  const slope = Math.log(structure(160_000) / structure(10_000)) / Math.log(16);
  expect(slope).toBeGreaterThan(0.55);
  expect(slope).toBeLessThan(0.78);
});

it("the field drifts eastwards with the wind, whole", () => {
  const field = octaveField(5, "test", FIGURES);
  field.setTime(0);
  const before = field.sum(1, 0, 0, 0, field.count);
  field.setTime(3600);
  const turn = (20 * 3600) / 6_371_000;
  expect(field.sum(Math.cos(turn), Math.sin(turn), 0, 0, field.count)).toBeCloseTo(before, 9);
});
