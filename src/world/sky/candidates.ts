import { EARTH } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { radarSite } from "../../sensors/index.js";
import { BLOCK_SECONDS, interpolate, isDecayed, type KnotBlock } from "./knot-block.js";

const DEGREE = Math.PI / 180;
/** Nothing on an orbit about the Earth is faster over ground, m/s. */
const GREATEST_SPEED = 12_000;
/** Refraction lifts nothing by more than this, rad: a grazing ray is bent by some 20 mrad. */
const GREATEST_LIFT = 0.05;
/** A span is looked at in pieces no longer than this, s: the bounds on how orbits bend grow with its square. */
const LONGEST_PIECE = 60;
/** Who can't be seen in all of a window is not asked for in its pieces, s; a whole part of a block. */
const WINDOW = BLOCK_SECONDS / 4;
/** Room for the error of interpolation, of position and of velocity over half a piece, m. */
const SLACK = 100;

/** Objects that a radar may see in a window. */
interface Window {
  readonly number: number;
  readonly objects: Int32Array;
}

/**
 * The objects that may stand above a radar's lowest elevation, within its range, at some time of a span.
 *
 * Bounds: in a piece of half-length τ about its middle an object moves as p + v·t + δ, |δ| ≤ ½·a·τ², a the greatest
 * acceleration in the turning frame at the least height it can have. The distance along a straight line never falls
 * below its tangent. No look is worked out. Pieces of a span are asked of those only that pass for the window around.
 *
 * @param blockOf knots of a time, by number of the block
 * @param count of all objects
 * @returns for a radar and a span, s after the run's start: numbers of the objects, rising
 */
export function openCandidates(
  blockOf: (number: number) => KnotBlock,
  count: number,
): (radar: Radar, from: number, to: number) => Int32Array {
  const all = Int32Array.from({ length: count }, (_, index) => index);
  const windows = new WeakMap<Radar, Window>();
  const marks = new Uint8Array(count);
  const inWindow = (radar: Radar, number: number): Int32Array => {
    const known = windows.get(radar);
    if (known?.number === number) return known.objects;
    const from = number * WINDOW;
    const taken = new Uint8Array(count);
    markInPiece(radar, blockOf(Math.floor(from / BLOCK_SECONDS)), from, from + WINDOW, all, taken);
    const objects = all.filter((index) => taken[index] === 1);
    windows.set(radar, { number, objects });
    return objects;
  };
  return (radar, from, to) => {
    const found: number[] = [];
    for (let begin = from; ; ) {
      const window = Math.floor(begin / WINDOW);
      const end = Math.min(to, begin + LONGEST_PIECE, (window + 1) * WINDOW);
      const among = inWindow(radar, window);
      markInPiece(radar, blockOf(Math.floor(begin / BLOCK_SECONDS)), begin, end, among, marks);
      for (const index of among) if (marks[index] === 1) found.push(index);
      if (end >= to) break;
      begin = end;
    }
    for (const index of found) marks[index] = 0;
    return Int32Array.from(new Set(found)).sort();
  };
}

const state = new Float64Array(6);

/** Marks those of some objects that may be seen at some time of a piece, which lies in one block. */
function markInPiece(
  radar: Radar,
  block: KnotBlock,
  from: number,
  to: number,
  among: Int32Array,
  marks: Uint8Array,
): void {
  const { positionEcef: site, up } = radarSite(radar);
  const reach = radar.maximumRangeKm * 1000;
  const sine = Math.sin(radar.elevationMinDeg * DEGREE - GREATEST_LIFT);
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  for (const i of among) {
    if (marks[i] === 1 || isDecayed(block, i)) continue;
    interpolate(block, i, middle, state);
    if (state[0] === 0 && state[1] === 0 && state[2] === 0) {
      marks[i] = 1; // decayed at the middle, but not in all of the block
      continue;
    }
    const x = state[0]! - site[0];
    const y = state[1]! - site[1];
    const z = state[2]! - site[2];
    const range = Math.sqrt(x * x + y * y + z * z);
    if (range > reach + GREATEST_SPEED * half + SLACK) continue;
    const radius = Math.sqrt(state[0]! ** 2 + state[1]! ** 2 + state[2]! ** 2);
    const delta = 0.5 * greatestAcceleration(radius, half) * half * half + SLACK;
    const rate = (x * state[3]! + y * state[4]! + z * state[5]!) / range;
    const nearest = range - Math.abs(rate) * half - delta;
    if (nearest > reach) continue;
    const height = x * up[0] + y * up[1] + z * up[2];
    const climb = Math.abs(state[3]! * up[0] + state[4]! * up[1] + state[5]! * up[2]) * half;
    const farthest = range + GREATEST_SPEED * half;
    const lowest = sine >= 0 ? sine * Math.max(0, nearest) : sine * farthest;
    if (height + climb + delta >= lowest) marks[i] = 1;
  }
}

/** Of an orbit in the frame that turns with the Earth, m/s²: gravity with its flattening, Coriolis and centrifugal. */
function greatestAcceleration(radius: number, half: number): number {
  const least = Math.max(EARTH.polarRadius, radius - GREATEST_SPEED * half);
  const most = radius + GREATEST_SPEED * half;
  const gravity = (1.01 * EARTH.gm) / (least * least);
  return gravity + 2 * EARTH.rotation * GREATEST_SPEED + EARTH.rotation ** 2 * most;
}
