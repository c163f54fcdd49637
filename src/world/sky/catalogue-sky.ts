import { type Sgp4Orbit, secondsBetween } from "../../astro/index.js";
import type { Setting } from "../setting.js";
import type { Sky } from "../sky.js";
import { openCandidates } from "./candidates.js";
import { BLOCK_SECONDS, interpolate, type KnotBlock, propagateBlock, type SkyOrbits } from "./knot-block.js";

/** One object of a sky. */
export interface SkyObject {
  readonly id: string;
  /** Makes its orbit ready for SGP4, which takes time and memory: asked for once, by a thread that looks at the sky. */
  orbit(): Sgp4Orbit;
  /** m². */
  readonly crossSection: number;
}

/** Blocks of knots that are kept: work goes forward in time, sensors a scan apart. */
const KEPT_BLOCKS = 2;

/**
 * The sky of a list of objects. Nothing is propagated before it is asked for.
 *
 * @param objects in the order of their indices
 */
export function openSky(setting: Setting, objects: readonly SkyObject[]): Sky {
  let ready: SkyOrbits | undefined;
  const blockOf = recentBlocks((number, spent) => {
    ready ??= readyOrbits(setting, objects);
    return propagateBlock(ready, setting.start, number, spent);
  });
  const candidates = openCandidates(blockOf, objects.length);
  return {
    count: objects.length,
    id: (index) => objects[index]!.id,
    crossSection: (index) => objects[index]!.crossSection,
    swerling: 1,
    candidates,
    stateAt(index, time, out) {
      interpolate(blockOf(Math.floor(time / BLOCK_SECONDS)), index, time, out);
    },
  };
}

function readyOrbits(setting: Setting, objects: readonly SkyObject[]): SkyOrbits {
  const orbits = objects.map((object) => object.orbit());
  return {
    orbits,
    sinceEpoch: Float64Array.from(orbits, (orbit) => secondsBetween(orbit.epoch, setting.start)),
  };
}

/** Blocks by number; the one that was asked for longest ago makes room. */
function recentBlocks(make: (number: number, spent?: KnotBlock) => KnotBlock): (number: number) => KnotBlock {
  const kept = new Map<number, KnotBlock>();
  let latestNumber = Number.NaN;
  let latest: KnotBlock | undefined;
  return (number) => {
    if (number === latestNumber && latest !== undefined) return latest;
    let block = kept.get(number);
    if (block === undefined) {
      const [oldest] = kept.size < KEPT_BLOCKS ? [] : kept.keys();
      const spent = oldest === undefined ? undefined : kept.get(oldest);
      if (oldest !== undefined) kept.delete(oldest);
      block = make(number, spent);
    }
    kept.delete(number);
    kept.set(number, block);
    latestNumber = number;
    latest = block;
    return block;
  };
}
