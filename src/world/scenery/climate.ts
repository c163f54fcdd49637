import { epochFromUtc, findRoot, normalUpperTail, secondsBetween } from "../../astro/index.js";
import type { SceneryBlock } from "../../messages/index.js";
import { cloudClimate, type LayerClimate, surfaceTable } from "./tables.js";

const DEGREE = Math.PI / 180;
/** No layer covers less or more than this share, so that a threshold exists. */
const LEAST_COVER = 1e-4;

/** A threshold that the random field never reaches. */
const NO_CLOUD = 99;

/** A layer of cloud by degrees of latitude from −90 to 90. */
export interface LayerByLatitude {
  /** Value of the random field from which there is cloud. */
  readonly threshold: Float64Array;
  /** Mean height of tops, m. */
  readonly top: Float64Array;
}

/** Climate of one instant of the year by degrees of latitude from −90 to 90. */
export interface Climate {
  readonly high: LayerByLatitude;
  readonly low: LayerByLatitude;
  /** K */
  readonly land: Float64Array;
  readonly sea: Float64Array;
}

/** Share of July in the mixture of January and July at a date: a year's cosine, coldest in mid-January. */
export function shareOfJuly(utc: string): number {
  const midwinter = epochFromUtc(`${utc.slice(0, 4)}-01-15T00:00:00Z`);
  const days = secondsBetween(midwinter, epochFromUtc(utc)) / 86_400;
  return (1 - Math.cos((2 * Math.PI * days) / 365.25)) / 2;
}

/** A table's value at a latitude, straight between its lines. */
function atLatitude(latitudes: readonly number[], values: readonly number[], latitudeDeg: number): number {
  let i = 1;
  while (i < latitudes.length - 1 && latitudes[i]! < latitudeDeg) i++;
  const share = (latitudeDeg - latitudes[i - 1]!) / (latitudes[i]! - latitudes[i - 1]!);
  return values[i - 1]! + share * (values[i]! - values[i - 1]!);
}

/** The value that a standard normal variate exceeds with a probability. */
export function normalThreshold(probability: number): number {
  const p = Math.min(1 - LEAST_COVER, Math.max(LEAST_COVER, probability));
  return findRoot((x) => normalUpperTail(x) - p, -6, 6, 1e-9);
}

/**
 * The climate of a date.
 *
 * @param utc ISO 8601
 * @param block factors of cover that a scenario sets
 */
export function climateOf(utc: string, block: SceneryBlock): Climate {
  const july = shareOfJuly(utc);
  const clouds = cloudClimate();
  const surfaces = surfaceTable();
  const mixed = (latitudes: readonly number[], january: readonly number[], inJuly: readonly number[]) =>
    Float64Array.from({ length: 181 }, (_, i) => {
      const d = i - 90;
      return (1 - july) * atLatitude(latitudes, january, d) + july * atLatitude(latitudes, inJuly, d);
    });
  const layer = (climate: LayerClimate, factor: number): LayerByLatitude => {
    const cover = mixed(clouds.latitudeDeg, climate.coverJanuary, climate.coverJuly);
    const top = mixed(clouds.latitudeDeg, climate.topKmJanuary, climate.topKmJuly);
    const none = !block.clouds || factor === 0;
    return {
      threshold: cover.map((c) => (none ? NO_CLOUD : normalThreshold(factor * c))),
      top: top.map((h) => 1000 * h),
    };
  };
  const { latitudeDeg, landK, seaK } = surfaces;
  return {
    high: layer(clouds.high, block.highCloudFactor),
    low: layer(clouds.low, block.lowCloudFactor),
    land: mixed(latitudeDeg, landK.january, landK.july),
    sea: mixed(latitudeDeg, seaK.january, seaK.july),
  };
}

/**
 * A climate's figure at a latitude, straight between degrees.
 *
 * @param latitude rad
 */
export function byLatitude(values: Float64Array, latitude: number): number {
  const at = Math.max(0, Math.min(180, latitude / DEGREE + 90));
  const i = Math.min(179, Math.floor(at));
  return values[i]! + (at - i) * (values[i + 1]! - values[i]!);
}
