import { describe, expect, test } from "vitest";
import { createRadarTracker, type PlotTable, type RadarScan } from "../../src/estimation/index.js";
import {
  instantsOfReports,
  makePlotScene,
  type PlotScene,
  type PlotSceneOptions,
  perfectFigures,
  rateTracks,
  reportsOf,
  scoreAssociations,
  scoreTracks,
} from "../../src/study/tracking/index.js";

const BASE: PlotSceneOptions = {
  seed: 1,
  radars: ["R1", "R2", "R3"],
  objects: 30,
  duration: 200,
  scanPeriod: 10,
  clutter: 20,
  detectionProbability: 0.9,
  kind: "mixed",
  births: true,
};

async function run(scene: PlotScene) {
  const tracker = createRadarTracker(scene.radars, scene.plots);
  const reports = await reportsOf(scene, tracker);
  return { tracker, instants: instantsOfReports(reports) };
}

async function rated(scene: PlotScene) {
  const { tracker, instants } = await run(scene);
  const { truth, options } = scene;
  const told = { births: truth.births, scanPeriod: options.scanPeriod };
  const score = scoreTracks(truth.instants, instants, told);
  const perfect = await perfectFigures(scene, truth.sources, truth.instants, told);
  const purity = scoreAssociations(tracker.usedPlots(), truth.sources);
  return { score, rating: rateTracks(score, perfect, truth.instants, purity), purity };
}

describe("a tracker of many bodies is as good as perfect association", () => {
  const scenes: readonly (readonly [string, Partial<PlotSceneOptions>, number])[] = [
    ["three radars", {}, 1.01],
    [
      "three radars that miss half, dense clutter",
      { detectionProbability: 0.5, clutter: 100, seed: 2 },
      1.03,
    ],
    [
      "one radar, a scan a second",
      { radars: ["R1"], scanPeriod: 1, duration: 100, objects: 8, clutter: 5 },
      1.01,
    ],
    [
      "one radar, slow scans, never a miss",
      { radars: ["R2"], detectionProbability: 1, clutter: 0, seed: 3 },
      1.01,
    ],
    [
      "two radars, three hundred bodies",
      { radars: ["R1", "R3"], objects: 300, duration: 120, seed: 4 },
      1.01,
    ],
    [
      "one body",
      {
        radars: ["R1"],
        objects: 1,
        scanPeriod: 1,
        clutter: 0,
        detectionProbability: 1,
        kind: "arcs",
        births: false,
      },
      1.01,
    ],
  ];
  test.each(scenes)("%s", async (_name, options, most) => {
    const scene = makePlotScene({ ...BASE, ...options });
    const { score, rating, purity } = await rated(scene);
    expect(rating.ospa).toBeLessThan(most);
    expect(rating.ospa2ndHalf).toBeLessThan((options.detectionProbability ?? 0.9) < 0.8 ? 1.05 : 1.03);
    expect(rating.falseBeyond).toBeLessThanOrEqual(0);
    expect(score.idSwitches).toBe(0);
    expect(purity.purity).toBe(1);
    expect(rating.tracksEver).toBe(1);
  });
});

/** The same scene with the plots of each scan in another order. */
function shuffled(scene: PlotScene): { scene: PlotScene; row: Int32Array } {
  const row = Int32Array.from({ length: scene.plots.count }, (_, k) => k);
  for (const { first, end } of scene.scans) {
    for (let k = end - 1; k > first; k--) {
      const other = first + ((k * 7919 + 13) % (k - first + 1));
      [row[k], row[other]] = [row[other]!, row[k]!];
    }
  }
  const column = (values: Float64Array) => values.map((_, k) => values[row[k]!]!);
  const { plots } = scene;
  return {
    row,
    scene: {
      ...scene,
      plots: {
        count: plots.count,
        range: column(plots.range),
        azimuth: column(plots.azimuth),
        elevation: column(plots.elevation),
        rangeVariance: column(plots.rangeVariance),
        azimuthVariance: column(plots.azimuthVariance),
        elevationVariance: column(plots.elevationVariance),
      },
    },
  };
}

describe("the same plots", () => {
  const scene = makePlotScene({ ...BASE, detectionProbability: 0.7, clutter: 60 });

  test("give the same tracks to the last bit", async () => {
    const [a, b] = [await run(scene), await run(scene)];
    expect(a.instants).toEqual(b.instants);
    expect(a.tracker.usedPlots()).toEqual(b.tracker.usedPlots());
  });

  test("in whatever order they come within a scan", async () => {
    const other = shuffled(scene);
    const [a, b] = [await run(scene), await run(other.scene)];
    expect(b.instants).toEqual(a.instants);
    const used = [...b.tracker.usedPlots()].map(([track, rows]) => [track, rows.map((k) => other.row[k]!)]);
    expect(used).toEqual([...a.tracker.usedPlots()]);
  });
});

describe("what can't be used", () => {
  const scene = makePlotScene({ ...BASE, objects: 10, duration: 100, clutter: 5 });

  /** The scene with one more plot at the end of each scan, made by hand. */
  function spoilt(change: (table: PlotTable, row: number, scan: RadarScan) => void): PlotScene {
    const { plots, scans } = scene;
    const count = plots.count + scans.length;
    const column = (from: Float64Array) => {
      const to = new Float64Array(count);
      for (const [k, { first, end }] of scans.entries()) {
        to.set(from.subarray(first, end), first + k);
        to[end + k] = end > first ? from[first]! + (from === plots.range ? 5e4 : 0) : 1e6;
      }
      return to;
    };
    const table = {
      count,
      range: column(plots.range),
      azimuth: column(plots.azimuth),
      elevation: column(plots.elevation),
      rangeVariance: column(plots.rangeVariance),
      azimuthVariance: column(plots.azimuthVariance),
      elevationVariance: column(plots.elevationVariance),
    };
    const moved = scans.map((s, k) => ({ ...s, first: s.first + k, end: s.end + k + 1 }));
    for (const s of moved) change(table, s.end - 1, s);
    return { ...scene, plots: table, scans: moved };
  }

  const cases: readonly (readonly [string, string, (t: PlotTable, row: number) => void])[] = [
    ["a range that is no number", "not a number", (t, row) => t.range.fill(Number.NaN, row, row + 1)],
    ["an infinite angle", "not a number", (t, row) => t.azimuth.fill(Number.POSITIVE_INFINITY, row, row + 1)],
    ["a range below zero", "range out of bounds", (t, row) => t.range.fill(-5, row, row + 1)],
    ["an elevation beyond the zenith", "angle out of bounds", (t, row) => t.elevation.fill(2, row, row + 1)],
    ["a variance of nothing", "variance not positive", (t, row) => t.rangeVariance.fill(0, row, row + 1)],
    ["an absurd variance", "variance beyond use", (t, row) => t.azimuthVariance.fill(1e3, row, row + 1)],
    [
      "an angle to 10⁻¹² rad",
      "variance too small for use",
      (t, row) => t.elevationVariance.fill(1e-24, row, row + 1),
    ],
  ];
  test.each(cases)("%s is counted, and the tracks are as without it", async (_name, reason, change) => {
    const clean = await run(scene);
    const { tracker, instants } = await run(spoilt(change));
    expect(instants).toEqual(clean.instants);
    expect([...tracker.refused()]).toEqual([[reason, scene.scans.length]]);
  });

  test("a plot that stands twice in a scan counts once", async () => {
    const clean = await run(scene);
    const twice = spoilt((t, row, { first }) => {
      for (const c of Object.values(t)) if (c instanceof Float64Array) c[row] = c[first]!;
    });
    const { tracker, instants } = await run(twice);
    expect(instants).toEqual(clean.instants);
    expect(tracker.refused().get("the same plot again")).toBe(
      scene.scans.filter((s) => s.end > s.first).length,
    );
  });

  test("scans of the past, of no time and of no radar are counted, and the tracker goes on", () => {
    const tracker = createRadarTracker(scene.radars, scene.plots);
    for (const scan of scene.scans) {
      tracker.takeScan(scan);
      if (scan.time === 0) continue;
      tracker.takeScan({ ...scan, time: -1e6 });
      tracker.takeScan({ ...scan, time: Number.NaN });
      tracker.takeScan({ ...scan, radar: 9 });
    }
    let tracks = 0;
    tracker.report(100, () => tracks++);
    expect(tracks).toBe(10);
    const plots = scene.plots.count - scene.scans[0]!.end;
    expect([...tracker.refused()].sort()).toEqual([
      ["before the scan that came last", plots],
      ["not a number", plots],
      ["unknown radar", plots],
    ]);
  });

  test("tracks that nobody looks at any more end at reports too, when they are down or too widely known", () => {
    const tracker = createRadarTracker(scene.radars, scene.plots);
    for (const scan of scene.scans) tracker.takeScan(scan);
    const beginning = scene.scans.at(-1)!.time;
    let told = 0;
    for (let time = beginning; time < beginning + 30 * 86_400; time += 3600)
      tracker.report(time, (_time, _track, x, xAt, p, pAt) => {
        told++;
        expect(Math.hypot(x[xAt]!, x[xAt + 1]!, x[xAt + 2]!)).toBeGreaterThan(6.378e6);
        expect(p[pAt]! + p[pAt + 2]! + p[pAt + 5]!).toBeLessThan(150e3 ** 2);
      });
    expect(told).toBeGreaterThan(10);
    tracker.report(beginning + 30 * 86_400, () => expect.unreachable());
  });

  test("two radars that scan at the same time are both used", async () => {
    const together = {
      ...scene,
      scans: scene.scans.map((s) => ({ ...s, time: 10 * Math.floor(s.time / 10) })),
    };
    const { tracker } = await run(together);
    expect(tracker.refused().size).toBe(0);
  });
});

test("a track stays while its body is out of every radar's sight, and is the same when it comes back", () => {
  const scene = makePlotScene({ ...BASE, objects: 10, duration: 300, clutter: 5, births: false });
  const tracker = createRadarTracker(scene.radars, scene.plots);
  const numbers: number[][] = [];
  for (const scan of scene.scans) {
    // Nothing scans for a minute and a half.
    if (scan.time > 60 && scan.time < 150) continue;
    tracker.takeScan(scan);
  }
  tracker.report(300, (_t, track) => numbers.push([track]));
  expect(numbers.flat().sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
