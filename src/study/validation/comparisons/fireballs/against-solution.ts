import {
  add,
  dot,
  ecefToGeodetic,
  geodeticToEcef,
  norm,
  scale,
  subtract,
  type Vec3,
} from "../../../../astro/index.js";
import type { TriangulatedPath } from "../../../../estimation/index.js";
import type { FireballPath } from "../../../../formats/index.js";

/** A published point beside the path. */
export interface BesidePoint {
  /** Of the published point, m. */
  readonly height: number;
  /** From the path, across it, m. */
  readonly distance: number;
  /** m/s, where published. */
  readonly published?: number;
  /** m/s, of the path where it passes the published point. */
  readonly own: number;
}

/** A path beside a published one over the heights that both have. */
export interface BesideSolution {
  /** In the order of the published points. */
  readonly points: readonly BesidePoint[];
  /** m: 95 in a hundred published points are nearer, the median, the greatest. */
  readonly distance95: number;
  readonly distanceMedian: number;
  readonly distanceMost: number;
  /** At the beginning, own over published less one; absent where no speed is published. */
  readonly speedExcess?: number;
}

/** The beginning: the first tenth of the points that both have, three at least. */
const BEGINNING = 0.1;
const LEAST_BEGINNING = 3;

/** @returns null where the two have no heights in common */
export function besideSolution(path: TriangulatedPath, solution: FireballPath): BesideSolution | null {
  const heights = path.points.map((p) => ecefToGeodetic(p.positionEcef).height);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const points = solution.points
    .filter(({ place }) => place.height >= low && place.height <= high)
    .map(({ place, speed }): BesidePoint => {
      const nearest = nearestOnPath(path, geodeticToEcef(place));
      return { height: place.height, ...nearest, ...(speed === undefined ? {} : { published: speed }) };
    });
  if (points.length === 0) return null;
  const sorted = points.map((p) => p.distance).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const first = points
    .slice(0, Math.max(LEAST_BEGINNING, Math.ceil(BEGINNING * points.length)))
    .flatMap((p) => (p.published === undefined ? [] : [p.own / p.published - 1]))
    .sort((a, b) => a - b);
  return {
    points,
    distance95: at(0.95),
    distanceMedian: at(0.5),
    distanceMost: sorted.at(-1)!,
    ...(first.length > 0 ? { speedExcess: first[first.length >> 1]! } : {}),
  };
}

function nearestOnPath({ points }: TriangulatedPath, placeEcef: Vec3): { distance: number; own: number } {
  let best = { distance: Number.POSITIVE_INFINITY, own: Number.NaN };
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!];
    const way = subtract(b.positionEcef, a.positionEcef);
    const share = Math.max(0, Math.min(1, dot(subtract(placeEcef, a.positionEcef), way) / dot(way, way)));
    const distance = norm(subtract(placeEcef, add(a.positionEcef, scale(way, share))));
    if (distance < best.distance) best = { distance, own: a.speed + share * (b.speed - a.speed) };
  }
  return best;
}
