import { expect, it } from "vitest";
import { randomStream, uniformAt } from "../../astro/index.js";
import { SceneryBlock } from "../../messages/index.js";
import { shareOfJuly } from "./climate.js";
import { cloudField } from "./cloud-field.js";
import { landShare } from "./land.js";

const DEGREE = Math.PI / 180;
const block = SceneryBlock.parse({});

it("covers the sky as its climate says, over many seeds", () => {
  const stream = randomStream(8, "places");
  const cover = (latitudeDeg: number): number => {
    let [cloudy, all] = [0, 0];
    for (let seed = 0; seed < 40; seed++) {
      const field = cloudField(seed, "2026-01-15T00:00:00Z", block);
      for (let k = 0; k < 100; k++, all++) {
        const longitude = 2 * Math.PI * uniformAt(stream, 100 * seed + k);
        if (field.at(latitudeDeg * DEGREE, longitude, 0).highDepth > 0) cloudy++;
      }
    }
    return cloudy / all;
  };
  // data/scenery/clouds.json in January; 40 seeds of some ten independent regions each: 4 σ are 0.1
  expect(Math.abs(cover(0) - 0.42)).toBeLessThan(0.1);
  expect(Math.abs(cover(30) - 0.22)).toBeLessThan(0.09);
});

it("has tops where they belong: under the tropopause, higher in the tropics", () => {
  const field = cloudField(1, "2026-07-15T00:00:00Z", block);
  const tops = (latitudeDeg: number) =>
    Array.from({ length: 90 }, (_, k) => field.at(latitudeDeg * DEGREE, 4 * k * DEGREE, 0).highTop);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  expect(mean(tops(0))).toBeGreaterThan(14_500);
  expect(mean(tops(70))).toBeLessThan(11_500);
});

it("is the same for the same seed, place and time, whatever was asked before", () => {
  const asked = cloudField(3, "2026-04-01T00:00:00Z", block);
  for (let k = 0; k < 50; k++) asked.at(0.02 * k, 0.1 * k, 100 * k);
  const fresh = cloudField(3, "2026-04-01T00:00:00Z", block);
  expect(asked.at(0.5, 1, 777)).toEqual(fresh.at(0.5, 1, 777));
});

it("is clear where the scenario switches clouds off", () => {
  const clear = cloudField(3, "2026-04-01T00:00:00Z", SceneryBlock.parse({ clouds: false }));
  for (let k = 0; k < 50; k++)
    expect(clear.opaqueTop((k - 25) * 3 * DEGREE, k, 0)).toBe(Number.NEGATIVE_INFINITY);
});

it("knows the seasons", () => {
  expect(shareOfJuly("2026-01-15T00:00:00Z")).toBe(0);
  expect(shareOfJuly("2026-07-16T15:00:00Z")).toBeCloseTo(1, 4);
});

it("tells land from sea", () => {
  const land: [number, number][] = [
    [47.5, -111],
    [55, 37],
    [-25, 134],
    [0, 25],
    [-80, 20],
  ];
  const sea: [number, number][] = [
    [27, -57],
    [0, -150],
    [50, -140],
    [-30, 80],
  ];
  for (const [b, l] of land) expect(landShare(b * DEGREE, l * DEGREE)).toBeGreaterThan(0.5);
  for (const [b, l] of sea) expect(landShare(b * DEGREE, l * DEGREE)).toBeLessThan(0.5);
});
