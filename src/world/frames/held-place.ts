import { dot, eastNorthUp, geodeticToEcef, subtract, type Vec3 } from "../../astro/index.js";
import type { FramesBlock } from "../../messages/index.js";

const DEGREE = Math.PI / 180;
/** The satellite is asked for so often, s: it moves by a few degrees at most. */
const STEP = 30;

/**
 * Whether a satellite ever stands above the horizon of the place that its camera is held on.
 *
 * @param satelliteAt Earth-fixed, m
 * @param duration of the run, s
 */
export function everSees(
  { pointing }: FramesBlock,
  satelliteAt: (time: number) => Vec3,
  duration: number,
): boolean {
  const geodetic = {
    latitude: pointing.latitudeDeg * DEGREE,
    longitude: pointing.longitudeDeg * DEGREE,
    height: 0,
  };
  const place = geodeticToEcef(geodetic);
  const { up } = eastNorthUp(geodetic);
  for (let time = 0; time <= duration; time += STEP)
    if (dot(up, subtract(satelliteAt(time), place)) > 0) return true;
  return false;
}
