import { expect, test } from "vitest";
import { geodeticToEcef } from "../../src/astro/index.js";
import { createRadarTracker, type RadarScan, type TrackingRadar } from "../../src/estimation/index.js";
import { flyFreely } from "../../src/study/tracking/scene-objects.js";
import { lookFrom, withAxes } from "../../src/study/tracking/scene-radars.js";

const DEGREE = Math.PI / 180;
const SIGMA = [30, 1e-3, 1e-3] as const;

interface Flight {
  /** Degrees, m, and m/s east, north and up. */
  readonly from: readonly [latitude: number, longitude: number, height: number];
  readonly velocity: readonly [east: number, north: number, up: number];
}

/** Radars at places in degrees, each with a period and an offset, s; what they see of bodies, without false plots. */
function recording(
  places: readonly (readonly [latitude: number, longitude: number, period: number, offset: number])[],
  flights: readonly Flight[],
  duration: number,
  silent: (time: number) => boolean = () => false,
) {
  const sites = places.map(([latitude, longitude], k) =>
    withAxes({ id: `${k}`, latitude: latitude * DEGREE, longitude: longitude * DEGREE, height: 0 }),
  );
  const radars: TrackingRadar[] = sites.map(({ id, latitude, longitude, height }) => ({
    id,
    latitude,
    longitude,
    height,
    detectionProbability: 0.99,
    clutterDensity: 1e-8,
    longestRange: 4e6,
    leastElevation: 2 * DEGREE,
  }));
  const states = new Float64Array(6 * flights.length);
  flights.forEach(({ from: [latitude, longitude, height], velocity }, k) => {
    const place = { latitude: latitude * DEGREE, longitude: longitude * DEGREE, height };
    const { east, north, up } = withAxes({ id: "", ...place });
    const at = geodeticToEcef(place);
    for (let i = 0; i < 3; i++) {
      states[6 * k + i] = at[i]!;
      states[6 * k + 3 + i] = velocity[0] * east[i]! + velocity[1] * north[i]! + velocity[2] * up[i]!;
    }
  });
  const looks = places
    .flatMap(([, , period, offset], radar) =>
      Array.from({ length: Math.floor((duration - offset) / period) + 1 }, (_, k) => ({
        time: offset + k * period,
        radar,
      })),
    )
    .sort((a, b) => a.time - b.time);
  const rows: number[][] = [];
  const scans: RadarScan[] = [];
  const truth: Float64Array[] = [];
  const seen = new Float64Array(3);
  let now = 0;
  for (const { time, radar } of looks) {
    flyFreely(states, time - now);
    now = time;
    if (silent(time)) continue;
    const first = rows.length;
    for (let k = 0; k < flights.length; k++) {
      lookFrom(sites[radar]!, states, 6 * k, seen);
      if (!(seen[0]! < 4e6 && seen[2]! > 2 * DEGREE)) continue;
      // errors of known size that don't repeat
      rows.push(SIGMA.map((sigma, i) => seen[i]! + sigma * Math.sin(7 * rows.length + 2 * i)));
    }
    scans.push({ time, radar, first, end: rows.length });
    truth.push(states.slice());
  }
  const column = (i: number) => Float64Array.from(rows, (row) => row[i]!);
  const variance = (i: 0 | 1 | 2) => new Float64Array(rows.length).fill(SIGMA[i] ** 2);
  const plots = {
    count: rows.length,
    range: column(0),
    azimuth: column(1),
    elevation: column(2),
    rangeVariance: variance(0),
    azimuthVariance: variance(1),
    elevationVariance: variance(2),
  };
  return { radars, plots, scans, truth };
}

/** @returns track numbers ever reported, and of the last report each track's distance to the nearest body, m */
function tracked({ radars, plots, scans, truth }: ReturnType<typeof recording>) {
  const tracker = createRadarTracker(radars, plots);
  const numbers = new Set<number>();
  let distances: number[] = [];
  scans.forEach((scan, k) => {
    tracker.takeScan(scan);
    distances = [];
    tracker.report(scan.time, (_time, track, x, xAt, p, pAt) => {
      numbers.add(track);
      for (let i = 0; i < 6; i++) expect(Number.isFinite(x[xAt + i]!)).toBe(true);
      for (const i of [0, 2, 5, 9, 14, 20]) expect(p[pAt + i]!).toBeGreaterThan(0);
      let nearest = Number.POSITIVE_INFINITY;
      for (let at = 0; at < truth[k]!.length; at += 6)
        nearest = Math.min(nearest, Math.hypot(...[0, 1, 2].map((i) => x[xAt + i]! - truth[k]![at + i]!)));
      distances.push(nearest);
    });
  });
  return { ever: numbers.size, distances };
}

const EASTWARD: Flight = { from: [60, 0, 600e3], velocity: [5500, 1000, 200] };
const overhead: Flight = { from: [60, 2, 500e3], velocity: [6000, 0, 0] };

test.each([
  ["at the pole", recording([[90, 0, 5, 0]], [{ from: [86, 40, 500e3], velocity: [3000, 5000, 0] }], 200)],
  [
    "at the 180° meridian",
    recording(
      [
        [60, 179.9, 5, 0],
        [61, -179.9, 5, 2],
      ],
      [{ from: [63, 170, 600e3], velocity: [6000, 0, 0] }],
      200,
    ),
  ],
  ["where a track passes due north", recording([[55, 8, 4, 0]], [EASTWARD], 200)],
  ["where it passes the zenith", recording([[60, 10, 2, 0]], [overhead], 200)],
  [
    "ten",
    recording(
      Array.from({ length: 10 }, (_, k) => [50 + k, 3 * k, 10, k] as const),
      [EASTWARD, overhead],
      120,
    ),
  ],
  [
    "of very different periods",
    recording(
      [
        [58, 5, 0.1, 0],
        [61, 12, 60, 7],
      ],
      [EASTWARD, overhead],
      130,
    ),
  ],
  [
    "that look at the same time",
    recording(
      [
        [58, 5, 5, 0],
        [61, 12, 5, 0],
      ],
      [EASTWARD, overhead],
      120,
    ),
  ],
  [
    "silent for five minutes",
    recording(
      [[58, 5, 5, 0]],
      [{ from: [60, -20, 900e3], velocity: [3500, 0, 1800] }],
      420,
      (t) => t > 60 && t < 360,
    ),
  ],
])("radars %s: one track a body, none false", (_name, scene) => {
  const { ever, distances } = tracked(scene);
  const bodies = scene.truth[0]!.length / 6;
  expect(ever).toBe(bodies);
  expect(distances).toHaveLength(bodies);
  for (const d of distances) expect(d).toBeLessThan(5000);
});

test("a body that comes down ends its track, though no radar sees it there", () => {
  const scene = recording([[58, 5, 5, 0]], [{ from: [60, 8, 250e3], velocity: [2500, 0, -1500] }], 400);
  const { ever, distances } = tracked(scene);
  expect(ever).toBe(1);
  expect(distances).toHaveLength(0);
});

test("a body that leaves all cover keeps its track, and is the same when another radar sees it", () => {
  const scene = recording(
    [
      [60, 0, 5, 0],
      [60, 75, 5, 1],
    ],
    [{ from: [60, 10, 500e3], velocity: [6900, 0, 0] }],
    700,
  );
  const { ever, distances } = tracked(scene);
  expect(ever).toBe(1);
  expect(distances).toHaveLength(1);
});
