import { fitPolynomial, polynomialAt } from "../least-squares/index.js";
import { median } from "../robust/index.js";
import type { CameraSights } from "./sights.js";
import { nearestOnLine, type StraightLine } from "./straight-line.js";

/** Motion along the line as a first guess, and what to add to each camera's times. */
export interface AlongLine {
  /** s, in the order of the cameras. */
  readonly offsets: readonly number[];
  /** Motion s = s₀ + v·(t−t₀) + ½a·(t−t₀)² by least squares over all cameras: m, m/s, m/s². */
  readonly reference: number;
  readonly start: number;
  readonly speed: number;
  readonly acceleration: number;
}

/** Cameras must have seen so much of one stretch together for their clocks to be compared, m. */
const LEAST_OVERLAP = 500;

/**
 * First guess of the clocks: where two cameras saw the same stretch of the line, the later of their times is put back. Cameras
 * are taken in the order of what they saw of the stretch known by then.
 */
export function guessClocks(cameras: readonly CameraSights[], line: StraightLine): AlongLine {
  const tracks = cameras.map((c) =>
    c.sights.map(({ time, lineOfSightEcef }) => ({
      time,
      at: nearestOnLine(c.positionEcef, lineOfSightEcef, line.pointEcef, line.directionEcef).at,
    })),
  );
  const spans = tracks.map((t) => {
    const sorted = t.map(({ at }) => at).sort((a, b) => a - b);
    // the outermost sights may be the worst
    const cut = Math.floor(sorted.length / 20);
    return [sorted[cut]!, sorted.at(-1 - cut)!] as const;
  });
  const offsets = cameras.map(() => 0);
  const length = (i: number) => spans[i]![1] - spans[i]![0];
  const left = cameras.map((_, i) => i).sort((a, b) => length(b) - length(a) || a - b);
  const placed: number[] = [left.shift()!];
  while (left.length > 0) {
    let best = { camera: left[0]!, by: placed[0]!, shared: Number.NEGATIVE_INFINITY };
    for (const camera of left)
      for (const by of placed) {
        const shared =
          Math.min(spans[camera]![1], spans[by]![1]) - Math.max(spans[camera]![0], spans[by]![0]);
        if (shared > best.shared) best = { camera, by, shared };
      }
    const { camera, by, shared } = best;
    if (shared > LEAST_OVERLAP) offsets[camera] = offsets[by]! + clockDifference(tracks, spans, camera, by);
    placed.push(camera);
    left.splice(left.indexOf(camera), 1);
  }
  // clocks are right on the whole
  const middle = weightedMean(offsets, cameras);
  const centred = offsets.map((o) => o - middle);
  return { offsets: centred, ...parabola(tracks, centred) };
}

type Track = readonly { readonly time: number; readonly at: number }[];

/** Median of how much later one camera should have said it was, over the stretch that two saw. */
function clockDifference(
  tracks: readonly Track[],
  spans: readonly (readonly [number, number])[],
  camera: number,
  by: number,
): number {
  const low = Math.max(spans[camera]![0], spans[by]![0]);
  const high = Math.min(spans[camera]![1], spans[by]![1]);
  const inside = (t: Track) => t.filter(({ at }) => at >= low && at <= high);
  const timeAt = cubicThrough(inside(tracks[by]!), low, high);
  return median(inside(tracks[camera]!).map(({ time, at }) => timeAt(at) - time));
}

/** Time as a polynomial of the way, of a degree that the number of points bears. */
function cubicThrough(points: Track, low: number, high: number): (at: number) => number {
  const degree = Math.min(3, Math.floor(points.length / 4));
  const scaled = (at: number) => (2 * at - low - high) / (high - low);
  const middle = median(points.map((p) => p.time));
  const coefficients = polynomial(
    points.map((p) => scaled(p.at)),
    points.map((p) => p.time - middle),
    degree,
  );
  return (at) => middle + polynomialAt(coefficients, scaled(at));
}

function weightedMean(offsets: readonly number[], cameras: readonly CameraSights[]): number {
  const weights = cameras.map((c) => 1 / c.clockSigma ** 2);
  const total = weights.reduce((a, b) => a + b, 0);
  return offsets.reduce((sum, o, i) => sum + o * weights[i]!, 0) / total;
}

function parabola(tracks: readonly Track[], offsets: readonly number[]): Omit<AlongLine, "offsets"> {
  const all = tracks.flatMap((t, i) => t.map(({ time, at }) => ({ time: time + offsets[i]!, at })));
  const reference = median(all.map((p) => p.time));
  const degree = all.length > 8 ? 2 : 1;
  const fit = polynomial(
    all.map((p) => p.time - reference),
    all.map((p) => p.at),
    degree,
  );
  return { reference, start: fit[0] ?? 0, speed: fit[1] ?? 0, acceleration: 2 * (fit[2] ?? 0) };
}

/** Coefficients by least squares, twice, the second time without what lies far off; of a lower degree where it takes that. */
function polynomial(x: readonly number[], y: readonly number[], degree: number): Float64Array {
  const solve = (of: readonly number[]): Float64Array => {
    const [a, b] = [of.map((k) => x[k]!), of.map((k) => y[k]!)];
    for (let terms = degree + 1; terms > 0; terms--) {
      const found = fitPolynomial(a, b, terms);
      if (found !== null) return found;
    }
    return new Float64Array(0);
  };
  const all = [...x.keys()];
  const first = solve(all);
  const misses = x.map((at, k) => Math.abs(y[k]! - polynomialAt(first, at)));
  const limit = 4 * median(misses);
  return limit > 0 ? solve(all.filter((k) => misses[k]! <= limit)) : first;
}

/** Where on the line it is at a time by the first guess, and how fast. */
export function alongAt(guess: AlongLine, time: number): { at: number; speed: number } {
  const dt = time - guess.reference;
  return {
    at: guess.start + guess.speed * dt + 0.5 * guess.acceleration * dt * dt,
    speed: guess.speed + guess.acceleration * dt,
  };
}
