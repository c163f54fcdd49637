import { eastNorthUp, geodeticToEcef, subtract, type Vec3 } from "../../../src/astro/index.js";
import type { GroundPoint } from "../../../src/estimation/index.js";

/** East and north of a place from another, km. */
export function offsetOf(place: GroundPoint, from: GroundPoint): [number, number] {
  const { east, north } = eastNorthUp({ ...from, height: 0 });
  const d = subtract(geodeticToEcef({ ...place, height: 0 }), geodeticToEcef({ ...from, height: 0 }));
  const along = (axis: Vec3) => d.reduce((sum, v, i) => sum + v * axis[i], 0) / 1e3;
  return [along(east), along(north)];
}
