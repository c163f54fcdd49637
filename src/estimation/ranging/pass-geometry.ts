import {
  add,
  type CelestialForces,
  type CelestialState,
  celestialToFixed,
  celestialVariations,
  dot,
  type EarthOrientation,
  type Epoch,
  earthTurn,
  eastNorthUp,
  ecefToGeodetic,
  integrate,
  type Trajectory,
  type Vec3,
} from "../../astro/index.js";
import type { RangePass } from "./range-pass.js";

const TOLERANCES = {
  relativeTolerance: 1e-11,
  // the transition need not be as exact as the state
  absoluteTolerance: [...Array(3).fill(1e-4), ...Array(3).fill(1e-7), ...Array(36).fill(1e-4)],
  firstStep: 20,
} as const;

const STATES = 42;

/** A state with its transition, flown both ways from its epoch. */
export interface Flown {
  at(t: number, out: Float64Array): void;
}

/**
 * Flies a state over given times with its transition: 42 numbers, the state and Φ by rows.
 *
 * @returns null where it can't be flown, being no number or falling into the Earth's centre: a step of a fit that went astray
 */
export function flyWithTransition(
  state: CelestialState,
  epoch: Epoch,
  seconds: Iterable<number>,
  forces: CelestialForces,
): Flown | null {
  const y0 = new Float64Array(STATES);
  y0.set(state.positionGcrf, 0);
  y0.set(state.velocityGcrf, 3);
  for (let i = 0; i < 6; i++) y0[6 + 7 * i] = 1;
  let first = 0;
  let last = 0;
  for (const t of seconds) {
    first = Math.min(first, t);
    last = Math.max(last, t);
  }
  const derivative = celestialVariations(epoch, forces);
  try {
    const onwards: Trajectory = integrate(derivative, 0, y0, last, TOLERANCES);
    const back: Trajectory = integrate(derivative, 0, y0, first, TOLERANCES);
    return { at: (t, out) => (t >= 0 ? onwards : back).stateAt(t, out) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The station over a pass: where it is in GCRF, and its vertical. */
export interface StationTurn {
  /** Writes the station (m) and its vertical (unit), GCRF, six numbers. */
  at(t: number, out: Float64Array): void;
}

export function stationTurn(stationItrf: Vec3, epoch: Epoch, orientation: EarthOrientation): StationTurn {
  const turn = earthTurn(epoch, orientation);
  const { up } = eastNorthUp(ecefToGeodetic(stationItrf));
  const m = new Float64Array(9);
  return {
    at(t, out) {
      celestialToFixed(turn, t, m);
      for (let i = 0; i < 3; i++) {
        out[i] = m[i]! * stationItrf[0] + m[3 + i]! * stationItrf[1] + m[6 + i]! * stationItrf[2];
        out[3 + i] = m[i]! * up[0] + m[3 + i]! * up[1] + m[6 + i]! * up[2];
      }
    },
  };
}

/**
 * Measured minus computed ranges of a pass for a state, and their derivatives.
 *
 * Half the way of light there and back is the distance at the instant of the bounce, to 0.1 mm: the station's motion makes the
 * way up as much longer as the way down is shorter.
 * @param residuals written over; not-a-number where the state can't be flown
 * @param slopes n × 6 by rows: ∂(computed range)/∂(state at the epoch), written over
 */
export function rangeResiduals(
  state: CelestialState,
  pass: RangePass,
  station: StationTurn,
  forces: CelestialForces,
  residuals: Float64Array,
  elevations: Float64Array,
  slopes: Float64Array,
): void {
  const flown = flyWithTransition(state, pass.epoch, pass.seconds, forces);
  if (flown === null) {
    residuals.fill(Number.NaN);
    return;
  }
  const y = new Float64Array(STATES);
  const s = new Float64Array(6);
  for (let k = 0; k < pass.seconds.length; k++) {
    flown.at(pass.seconds[k]!, y);
    station.at(pass.seconds[k]!, s);
    const away: Vec3 = [y[0]! - s[0]!, y[1]! - s[1]!, y[2]! - s[2]!];
    const range = Math.sqrt(dot(away, away));
    const elevation = Math.asin(dot(away, [s[3]!, s[4]!, s[5]!]) / range);
    elevations[k] = elevation;
    residuals[k] = pass.ranges[k]! - range - pass.delay(elevation, k);
    for (let c = 0; c < 6; c++)
      slopes[6 * k + c] = (away[0] * y[6 + c]! + away[1] * y[12 + c]! + away[2] * y[18 + c]!) / range;
  }
}

/** A state moved by a lower triangular factor times a vector: x + L·z. */
export function movedState(state: CelestialState, root: Float64Array, z: Float64Array): CelestialState {
  const d = [0, 1, 2, 3, 4, 5].map((i) => {
    let sum = 0;
    for (let j = 0; j < 6; j++) sum += root[6 * i + j]! * z[j]!;
    return sum;
  });
  return {
    positionGcrf: add(state.positionGcrf, [d[0]!, d[1]!, d[2]!]),
    velocityGcrf: add(state.velocityGcrf, [d[3]!, d[4]!, d[5]!]),
  };
}
