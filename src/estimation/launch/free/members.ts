import { coast, randomStream, uniformAt } from "../../../astro/index.js";
import { choleskyFactor } from "../../linear/cholesky.js";
import { weightedMoments } from "../moments.js";
import { unitNormalSamples } from "../samples.js";
import { ASCENT_STATES, FreeAscentDynamics } from "./ascent.js";
import type { AscentBelief } from "./belief.js";
import type { PlumeEnd } from "./problem.js";

/** Drawn where nothing else is asked for. */
const MEMBERS = 256;

/** What members of a belief are flown on with. */
export interface MemberFlight {
  readonly belief: AscentBelief;
  readonly turnSeconds: number;
  readonly plumeEnded?: PlumeEnd | undefined;
  readonly seed: number;
}

/** Ascents drawn from a belief, each with the time at which its thrust ends: between the looks that bracket it. */
function members({ belief, plumeEnded, seed }: MemberFlight, count: number) {
  const n = ASCENT_STATES;
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) covariance[i * n + j] = belief.covariance[i * belief.mean.length + j]!;
  const factor = new Float64Array(n * n);
  if (!choleskyFactor(n, covariance, factor)) return [];
  const z = unitNormalSamples(seed, count, n);
  const stream = randomStream(seed, "cut-off");
  return Array.from({ length: count }, (_, s) => {
    const state = belief.mean.slice(0, n);
    for (let i = 0; i < n; i++) for (let k = 0; k <= i; k++) state[i]! += factor[i * n + k]! * z[s * n + k]!;
    const cutOff =
      plumeEnded === undefined
        ? Number.POSITIVE_INFINITY
        : plumeEnded.lastSeen +
          ((s + uniformAt(stream, s)) / count) * (plumeEnded.firstNotSeen - plumeEnded.lastSeen);
    return { state, cutOff };
  });
}

/** Equally likely Earth-fixed states (m, m/s) at a time not before the last look. */
export function membersAt(flight: MemberFlight, time: number, count = MEMBERS): Float64Array[] {
  const { belief } = flight;
  const dynamics = new FreeAscentDynamics(
    { latitude: belief.place.latitude, longitude: belief.place.longitude, height: 0 },
    flight.turnSeconds,
  );
  const none = new Float64Array(0);
  return members(flight, count).map(({ state, cutOff }) => {
    const burning = Math.max(0, Math.min(time, cutOff) - belief.time);
    if (burning > 0) dynamics.move(state, burning, 0, none);
    const falling = time - Math.max(cutOff, belief.time);
    if (!(falling > 0)) return state.slice(0, 6);
    const [x, y, z, u, v, w] = state;
    const { positionEcef, velocityEcef } = coast([x!, y!, z!], [u!, v!, w!], falling, null);
    return Float64Array.of(...positionEcef, ...velocityEcef);
  });
}

/** The state at the end of the burn, over when that was. */
export function burnoutMoments(flight: MemberFlight & { readonly plumeEnded: PlumeEnd }) {
  const { belief } = flight;
  const dynamics = new FreeAscentDynamics(
    { latitude: belief.place.latitude, longitude: belief.place.longitude, height: 0 },
    flight.turnSeconds,
  );
  const none = new Float64Array(0);
  const vectors = members(flight, MEMBERS).map(({ state, cutOff }) => {
    if (cutOff > belief.time) dynamics.move(state, cutOff - belief.time, 0, none);
    return Float64Array.of(cutOff, ...state.subarray(0, 6));
  });
  if (vectors.length === 0) return null;
  const { mean, covariance } = weightedMoments(
    vectors,
    vectors.map(() => 1 / vectors.length),
  );
  const state = new Float64Array(36);
  for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) state[6 * i + j] = covariance[7 * (i + 1) + j + 1]!;
  return {
    time: mean[0]!,
    timeSigma: Math.sqrt(covariance[0]!),
    state: mean.slice(1),
    covariance: state,
  };
}
