import { describe, expect, test } from "vitest";
import { randomStream, uniformAt } from "../../astro/index.js";
import { Contest } from "./contest.js";
import { radarBelief } from "./cover.js";
import { NewbornRate } from "./newborn-rate.js";
import { PlotExtent } from "./plot-extent.js";
import { PlotGrid } from "./plot-grid.js";
import { PlotHistory } from "./plot-history.js";
import type { PlotTable } from "./plots.js";
import { ScanPlots } from "./scan-plots.js";

const RADAR = {
  id: "R1",
  latitude: 0.8,
  longitude: 0.1,
  height: 0,
  longestRange: 4e6,
  leastElevation: 0.03,
};

function someTable(count: number, seed: number): PlotTable {
  const stream = randomStream(seed, 1);
  const column = (k: number, low: number, high: number) =>
    Float64Array.from({ length: count }, (_, i) => low + (high - low) * uniformAt(stream, 3 * i + k));
  return {
    count,
    range: column(0, 2e5, 4e6),
    azimuth: column(1, -Math.PI, 3 * Math.PI),
    elevation: column(2, 0.03, 1.5),
    rangeVariance: new Float64Array(count).fill(900),
    azimuthVariance: new Float64Array(count).fill(1e-6),
    elevationVariance: new Float64Array(count).fill(1e-6),
  };
}

test("plots of a scan stand in order of range, azimuths within a turn", () => {
  const table = someTable(500, 1);
  const plots = new ScanPlots();
  plots.load({ time: 0, radar: 0, first: 100, end: 500 }, table, () => {});
  expect(plots.count).toBe(400);
  for (let j = 0; j < 400; j++) {
    const azimuth = plots.z[6 * j + 1]!;
    expect(azimuth >= 0 && azimuth < 2 * Math.PI).toBe(true);
    expect(plots.z[6 * j]).toBe(table.range[plots.row[j]!]);
    if (j > 0) expect(plots.z[6 * j]! >= plots.z[6 * j - 6]!).toBe(true);
  }
});

test("plots far beyond any radar's reach keep their order too", () => {
  const table = someTable(50, 4);
  for (let k = 0; k < 50; k++) table.range[k]! *= k % 2 === 0 ? 1 : 240;
  const plots = new ScanPlots();
  plots.load({ time: 0, radar: 0, first: 0, end: 50 }, table, () => {});
  expect([...new Set(plots.row.subarray(0, 50))].length).toBe(50);
  for (let j = 1; j < 50; j++) expect(plots.z[6 * j]! >= plots.z[6 * j - 6]!).toBe(true);
});

describe("the grid of a scan's plots", () => {
  test.each([0, 1, 7, 60, 3000])(
    "finds all of %i plots in any window, across north and to the zenith",
    (count) => {
      const plots = new ScanPlots();
      plots.load({ time: 0, radar: 0, first: 0, end: count }, someTable(count, 2), () => {});
      const grid = new PlotGrid();
      grid.fill(plots, false);
      const stream = randomStream(3, 1);
      for (let k = 0; k < 60; k++) {
        const u = (i: number) => uniformAt(stream, 6 * k + i);
        const [r, dr] = [4e6 * u(0), 1e6 * u(1) ** 3];
        const [a, da] = [9 * u(2) - 1, 4 * u(3) ** 3];
        const [e, de] = [1.6 * u(4), 0.6 * u(5) ** 3];
        const found = new Set(grid.found.subarray(0, grid.query(r - dr, r + dr, a, da, e - de, e + de)));
        for (let j = 0; j < count; j++) {
          const turn = plots.z[6 * j + 1]! - a;
          const inside =
            Math.abs(plots.z[6 * j]! - r) <= dr &&
            Math.abs(turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI))) <= da &&
            Math.abs(plots.z[6 * j + 2]! - e) <= de;
          if (inside) expect(found.has(j)).toBe(true);
        }
        // Each plot is found once: the window never meets a cell twice.
        expect(found.size).toBe(grid.query(r - dr, r + dr, a, da, e - de, e + de));
      }
    },
  );
});

test("a contest's probabilities are those of all ways to share the plots", () => {
  const stream = randomStream(5, 1);
  for (let round = 0; round < 30; round++) {
    const families = 4;
    const plots = 4;
    const ratio = Array.from({ length: families * plots }, (_, k) => {
      const u = uniformAt(stream, round * 100 + k);
      return u < 0.4 ? 0 : Math.exp(10 * u - 3);
    });
    const contest = new Contest();
    contest.begin(families, plots);
    for (let k = 0; k < ratio.length; k++)
      if (ratio[k]! > 0) contest.ratio[contest.pair(Math.floor(k / plots), k % plots)] = ratio[k]!;
    const others = 1.5;
    contest.solve(new Float64Array(plots).fill(others));
    const expected = new Float64Array(families * plots);
    let total = 0;
    const share = (f: number, used: number, weight: number, chosen: readonly number[]) => {
      if (f === families) {
        total += weight;
        for (const k of chosen) expected[k]! += weight;
        return;
      }
      share(f + 1, used, weight, chosen);
      for (let j = 0; j < plots; j++) {
        const w = ratio[f * plots + j]! / others;
        if (w > 0 && (used & (1 << j)) === 0)
          share(f + 1, used | (1 << j), weight * w, [...chosen, f * plots + j]);
      }
    };
    share(0, 0, 1, []);
    for (let e = 0; e < contest.edges; e++) {
      const exact = expected[contest.family[e]! * plots + contest.plot[e]!]! / total;
      // Weak pairs (a twentieth of "neither") are taken one by one.
      expect(Math.abs(contest.probability[e]! - exact)).toBeLessThan(0.03);
    }
  }
});

test("new bodies are told from clutter by their number, and expected again as far as they were missed", () => {
  const rate = new NewbornRate();
  const first = rate.judge(1000, 0.9, 50);
  expect(first).toBeGreaterThan(850);
  expect(first).toBeLessThan(1050);
  expect(rate.prediction).toBeGreaterThan(60);
  expect(rate.prediction).toBeLessThan(120);
  for (let k = 0; k < 10; k++) rate.judge(50, 0.9, 50);
  expect(rate.prediction).toBeLessThan(3);
  expect(rate.prediction).toBeGreaterThan(0);
});

test("bodies that go on appearing are expected, and no more when they cease, however many false plots there are", () => {
  const rate = new NewbornRate();
  expect(rate.appeared).toBe(0);
  for (let k = 0; k < 40; k++) {
    rate.judge(200, 0.9, 200);
    for (let body = 0; body < 2; body++) rate.confirm(1);
  }
  expect(rate.prediction).toBeGreaterThan(1.8);
  expect(rate.prediction).toBeLessThan(2.6);
  expect(rate.appeared).toBeGreaterThan(0.8);
  for (let k = 0; k < 60; k++) rate.judge(200, 0.9, 200);
  expect(rate.prediction).toBeLessThan(0.1);
});

test("plots fill a part of the cover that is found from them, and the whole while there are none", () => {
  const belief = radarBelief({ ...RADAR, detectionProbability: 0.9, clutterDensity: 1e-6 });
  const extent = new PlotExtent();
  expect(extent.volume(belief)).toBe(belief.volume);
  const stream = randomStream(6, 1);
  const z = new Float64Array(6 * 500);
  for (let k = 0; k < 500; k++) {
    z[6 * k] = 5e5 + 3.5e6 * uniformAt(stream, 2 * k);
    z[6 * k + 2] = 0.03 + 0.97 * uniformAt(stream, 2 * k + 1);
  }
  extent.take(z, 4);
  expect(extent.volume(belief)).toBeLessThan(belief.volume);
  extent.take(z, 500);
  const part = 2 * Math.PI * 3.5e6 * 0.97;
  expect(Math.abs(extent.volume(belief) / part - 1)).toBeLessThan(0.03);
});

test("hypotheses share their history", () => {
  const history = new PlotHistory();
  const root = history.add(5, -1);
  const a = history.add(8, root);
  const b = history.add(9, root);
  expect([history.rows(a), history.rows(b)]).toEqual([
    [5, 8],
    [5, 9],
  ]);
  const marks = new Uint8Array(10);
  history.mark(a, marks);
  expect(history.meets(b, marks)).toBe(true);
  marks[5] = 0;
  expect(history.meets(b, marks)).toBe(false);
});

test("histories end alike when their last two plots are the same, whatever came before", () => {
  const history = new PlotHistory();
  const first = history.add(1, -1);
  const through = (rows: number[]) => rows.reduce((node, row) => history.add(row, node), first);
  const whole = through([2, 3, 4]);
  expect(history.endAlike(whole, through([5, 3, 4]))).toBe(true);
  expect(history.endAlike(whole, through([3, 4]))).toBe(true);
  expect(history.endAlike(whole, through([2, 5, 4]))).toBe(false);
  expect(history.endAlike(whole, through([2, 3]))).toBe(false);
  expect(history.endAlike(first, first)).toBe(true);
});
