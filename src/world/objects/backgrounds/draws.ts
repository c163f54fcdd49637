import { type RandomStream, uniformAt } from "../../../astro/index.js";
import type { BackgroundRatesObject } from "../../../messages/index.js";

const DEGREE = Math.PI / 180;

/** Uniform between two figures. */
export function betweenAt(
  stream: RandomStream,
  index: number,
  [low, high]: readonly [number, number],
): number {
  return low + (high - low) * uniformAt(stream, index);
}

/**
 * A draw from a distribution that is given by its quantiles, straight lines between them.
 *
 * @param shares rising from 0 to 1
 */
export function byQuantiles(shares: readonly number[], values: readonly number[], share: number): number {
  let k = 1;
  while (k < shares.length - 1 && shares[k]! < share) k++;
  const part = (share - shares[k - 1]!) / (shares[k]! - shares[k - 1]!);
  return values[k - 1]! + part * (values[k]! - values[k - 1]!);
}

/** Corners of a region, degrees; its east may lie west of its west, beyond the date line. */
export type Region = NonNullable<BackgroundRatesObject["region"]>;

const WHOLE_EARTH: Region = { southDeg: -90, northDeg: 90, westDeg: -180, eastDeg: 180 };

function widthDeg({ westDeg, eastDeg }: Region): number {
  return eastDeg > westDeg ? eastDeg - westDeg : eastDeg - westDeg + 360;
}

/** Share of the Earth's surface (a sphere) that a region holds. */
export function shareOfEarth(region: Region = WHOLE_EARTH): number {
  const height = Math.sin(region.northDeg * DEGREE) - Math.sin(region.southDeg * DEGREE);
  return ((height / 2) * widthDeg(region)) / 360;
}

/** A place of a region, uniform by area. Takes the draws `index` and `index + 1`. */
export function placeAt(
  stream: RandomStream,
  index: number,
  region: Region = WHOLE_EARTH,
): { latitudeDeg: number; longitudeDeg: number } {
  const [south, north] = [Math.sin(region.southDeg * DEGREE), Math.sin(region.northDeg * DEGREE)];
  const latitudeDeg = Math.asin(south + (north - south) * uniformAt(stream, index)) / DEGREE;
  const east = region.westDeg + widthDeg(region) * uniformAt(stream, index + 1);
  return { latitudeDeg, longitudeDeg: ((((east + 180) % 360) + 360) % 360) - 180 };
}
