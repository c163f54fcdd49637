import { normalAt, randomStream } from "../../../astro/index.js";
import { normalEquations } from "../../least-squares/index.js";
import { launchOutputs } from "../free/outputs.js";
import type { FreeLaunchProblem } from "../free/problem.js";
import { BLIND, blindSeconds, EAST, FreeTrajectory, NORTH } from "../free/trajectory.js";
import type { LocalPlace } from "../parameters.js";
import type { SatelliteLook } from "../problem.js";
import type { LaunchBound } from "./launch-bound.js";
import { BOUNDED_COUNT, throughInverse } from "./outputs.js";

/** When satellites look at an ascent of unknown profile, and how exactly; the sights themselves do not matter. */
export type FreeScene = Omit<FreeLaunchProblem, "seed"> & { readonly place: LocalPlace };

/** The trajectory of a scene with all its sights pointed at where the plume is: a measured sight's own errors are small. */
function exactSights(scene: FreeScene, x: Float64Array): FreeTrajectory {
  const origin = { latitude: scene.place.latitude, longitude: scene.place.longitude, height: 0 };
  const ordered = [...scene.looks].sort((a, b) => a.time - b.time || a.satellite - b.satellite);
  const first = new FreeTrajectory({ ...scene, looks: ordered, seed: 0 }, origin);
  first.residuals(x, new Float64Array(first.rows));
  const looks = ordered.map((look, i): SatelliteLook => {
    const away = [0, 1, 2].map((c) => first.positions[6 * i + c]! - look.positionEcef[c]!);
    const range = Math.hypot(...away);
    return { ...look, lineOfSightEcef: [away[0]! / range, away[1]! / range, away[2]! / range] };
  });
  return new FreeTrajectory({ ...scene, looks, seed: 0 }, origin);
}

/** Information of looks and priors, and slopes of what is bounded, at one ascent. */
function informationAt(scene: FreeScene, x: Float64Array) {
  const t = exactSights(scene, x);
  const n = t.size;
  const residuals = new Float64Array(t.rows);
  const jacobian = new Float64Array(t.rows * n);
  const information = new Float64Array(n * n);
  t.linearise(x, residuals, jacobian);
  normalEquations(t, x, residuals, jacobian, information, new Float64Array(n));
  const slopes = new Float64Array(9 * n);
  const blind = blindSeconds(scene.prior, x);
  slopes[EAST] = 1;
  slopes[n + NORTH] = 1;
  slopes[2 * n + BLIND] = -blind * scene.prior.blindSpread;
  slopes.set(t.lastSlopes.subarray(0, 6 * n), 3 * n);
  const outputs = launchOutputs({
    place: t.place,
    east: x[EAST]!,
    north: x[NORTH]!,
    ignition: t.moments[0]! - blind,
    state: t.last,
    slopes,
    size: n,
  });
  return { n, information, slopes: outputs.slopes, lastLook: t.moments[t.moments.length - 1]! };
}

/** An ascent drawn from its prior: launched at the place, everything else standard normal. */
export function drawFreeAscent(size: number, seed: number): Float64Array {
  const stream = randomStream(seed, "free ascent");
  const x = new Float64Array(size);
  for (let k = NORTH + 1; k < size; k++) x[k] = normalAt(stream, k);
  return x;
}

/**
 * Bayesian Cramér–Rao bound of a launch estimate that knows no profile: E[Hᵀ·R⁻¹·H] + prior over ascents drawn from the
 * prior, all wanderings of the thrust being parameters of their own (Van Trees 1968, section 2.4; the marginal of the
 * recursion of Tichavský, Muravchik and Nehorai 1998). The launch's place is that of the scene (hybrid form).
 *
 * @param draws ascents that the mean is taken over
 */
export function freeLaunchBound(scene: FreeScene, draws: number, seed: number): LaunchBound | null {
  const size = new FreeTrajectory({ ...scene, seed: 0 }, { ...scene.place, height: 0 }).size;
  const sum = new Float64Array(size * size);
  const slopes = new Float64Array(BOUNDED_COUNT * size);
  let lastLook = 0;
  for (let s = 0; s < draws; s++) {
    const at = informationAt(scene, drawFreeAscent(size, seed + s));
    for (let k = 0; k < sum.length; k++) sum[k]! += at.information[k]! / draws;
    for (let k = 0; k < slopes.length; k++) slopes[k]! += at.slopes[k]! / draws;
    lastLook = at.lastLook;
  }
  const covariance = throughInverse(size, sum, slopes);
  return covariance === null ? null : { lastLook, covariance };
}

/** The same information at one ascent instead of its mean. */
export function freeLaunchBoundAt(scene: FreeScene, x: Float64Array): LaunchBound | null {
  const { n, information, slopes, lastLook } = informationAt(scene, x);
  const covariance = throughInverse(n, information, slopes);
  return covariance === null ? null : { lastLook, covariance };
}
