import { EARTH, randomStream, uniformAt, type Vec3 } from "../../astro/index.js";
import { cloudClimate } from "./tables.js";

/** Places over the whole Earth at which patches of cloud are looked for: 160 km apart. */
const PLACES = 20_000;
/** A cell's own place lies off its middle by up to this, rad. */
const SCATTER = 0.012;

/** Unit vectors of the places at the run's start, three numbers each: a Fibonacci lattice, shaken. */
export function patchPlaces(seed: number): Float64Array {
  const stream = randomStream(seed, "scenery", "patches");
  const out = new Float64Array(3 * PLACES);
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (let k = 0; k < PLACES; k++) {
    const z = 1 - (2 * k + 1) / PLACES;
    const level = Math.sqrt(1 - z * z);
    const shaken = [level * Math.cos(k * golden), level * Math.sin(k * golden), z].map(
      (c, i) => c + SCATTER * (2 * uniformAt(stream, 3 * k + i) - 1),
    );
    const length = Math.hypot(...shaken);
    for (let i = 0; i < 3; i++) out[3 * k + i] = shaken[i]! / length;
  }
  return out;
}

/** The same place as it has drifted with the high clouds after a time. */
export function driftedPlace(places: Float64Array, place: number, time: number): Vec3 {
  const turn = (cloudClimate().high.windSpeed * time) / EARTH.meanRadius;
  const [x, y, z] = [places[3 * place]!, places[3 * place + 1]!, places[3 * place + 2]!];
  return [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn), z];
}

/** The point above the ellipsoid whose normal has a direction, Earth-fixed, m. */
export function aboveEllipsoid([x, y, z]: Vec3, height: number): Vec3 {
  const e2 = EARTH.eccentricitySquared;
  const normal = EARTH.radius / Math.sqrt(1 - e2 * z * z);
  return [(normal + height) * x, (normal + height) * y, (normal * (1 - e2) + height) * z];
}
