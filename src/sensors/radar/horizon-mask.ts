import type { Radar } from "../../messages/index.js";

const RADIANS = Math.PI / 180;

/**
 * Least elevation at which terrain lets a radar see in a direction: straight between the points of its mask and on
 * round through north; minus infinity without a mask.
 *
 * @param azimuth rad, any turn
 * @returns rad, apparent
 */
export function maskElevation(radar: Radar, azimuth: number): number {
  const mask = radar.horizonMask;
  if (mask === undefined) return Number.NEGATIVE_INFINITY;
  const degrees = azimuth / RADIANS;
  const at = degrees - 360 * Math.floor(degrees / 360);
  let next = 0;
  while (next < mask.length && mask[next]!.azimuthDeg <= at) next++;
  const before = mask[(next + mask.length - 1) % mask.length]!;
  const after = mask[next % mask.length]!;
  const width = turned(after.azimuthDeg - before.azimuthDeg);
  const share = width > 0 ? turned(at - before.azimuthDeg) / width : 0;
  return (before.elevationDeg + share * (after.elevationDeg - before.elevationDeg)) * RADIANS;
}

/** An angle in degrees, 0 to below 360. */
function turned(degrees: number): number {
  return degrees < 0 ? degrees + 360 : degrees;
}
