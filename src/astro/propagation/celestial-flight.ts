import { earthGravityAt, earthGravityGradient } from "../earth/earth-gravity.js";
import {
  type CelestialState,
  celestialToFixed,
  type EarthFixedState,
  earthTurn,
  gcrfToItrfState,
  itrfToGcrfState,
} from "../frames/earth-turn.js";
import { type EarthOrientation, NO_EARTH_ORIENTATION } from "../frames/teme.js";
import { addSunAndMoon } from "../sun/tides.js";
import { addSeconds, type Epoch } from "../time/epoch.js";
import type { Vec3 } from "../vector.js";
import type { Derivative } from "./dop853.js";
import { integrate, integrateTo } from "./trajectory.js";

/** What acts on a body far above the air. */
export interface CelestialForces {
  /** Degree and order of the Earth's field, 0 to 20. */
  readonly degree: number;
  /** Also the tides of Sun and Moon; default not. */
  readonly sunAndMoon?: boolean;
  /** The Earth's orientation at the epoch, or at any instant; default UT1 = UTC and no polar motion. */
  readonly orientation?: EarthOrientation | ((e: Epoch) => EarthOrientation);
  /**
   * Anything else, such as drag, the Sun's pressure or a small thrust: adds its acceleration (GCRF, m/s²) to `add[0…2]`.
   * `t` is in seconds after the epoch, `state` position and velocity in GCRF, `toFixed` the matrix from GCRF to ITRF.
   */
  readonly acceleration?: (t: number, state: Float64Array, add: Float64Array, toFixed: Float64Array) => void;
}

function orientationAt({ orientation }: CelestialForces, e: Epoch): EarthOrientation {
  return typeof orientation === "function" ? orientation(e) : (orientation ?? NO_EARTH_ORIENTATION);
}

/** The field's orientation is taken anew where the time is so far from where it was taken, s. */
const TURN_HOLDS = 43_200;

/** The matrix from GCRF to ITRF at seconds after an epoch, kept up to date over any span. */
function fixedAxes(epoch: Epoch, forces: CelestialForces): (t: number) => Float64Array {
  const matrix = new Float64Array(9);
  let taken = 0;
  let turn = earthTurn(epoch, orientationAt(forces, epoch));
  return (t) => {
    const wanted = TURN_HOLDS * Math.round(t / TURN_HOLDS);
    if (wanted !== taken) {
      taken = wanted;
      const e = addSeconds(epoch, wanted);
      turn = earthTurn(e, orientationAt(forces, e));
    }
    celestialToFixed(turn, t - taken, matrix);
    return matrix;
  };
}

/**
 * Free flight above the air in GCRF: state [r (m), v (m/s)], t in seconds after an epoch. The Earth's field by
 * {@link earthGravityAt} in axes that turn with it, and Sun and Moon.
 *
 * Neglected: drag, the Sun's pressure (1e-7 m/s² for 0.02 m²/kg), tides of the solid Earth and the seas (1e-7 m/s² at
 * 800 km), relativity (1e-8 m/s²), the field's terms beyond the degree, and planets.
 */
export function celestialFlight(epoch: Epoch, forces: CelestialForces): Derivative {
  const { degree, acceleration } = forces;
  const sunAndMoon = forces.sunAndMoon ?? false;
  const start = epoch.seconds + epoch.nanoseconds * 1e-9;
  const axes = fixedAxes(epoch, forces);
  const place = new Float64Array(3);
  const pull = new Float64Array(3);
  const add = new Float64Array(3);
  return (t, y, dydt) => {
    const m = axes(t);
    fixedPlace(m, y, place);
    earthGravityAt(degree, place, pull, 0);
    for (let i = 0; i < 3; i++) {
      dydt[i] = y[3 + i]!;
      dydt[3 + i] = m[i]! * pull[0]! + m[3 + i]! * pull[1]! + m[6 + i]! * pull[2]!;
    }
    if (sunAndMoon) {
      place[0] = y[0]!;
      place[1] = y[1]!;
      place[2] = y[2]!;
      addSunAndMoon(start + t, place, dydt, 3);
    }
    if (acceleration === undefined) return;
    add.fill(0);
    acceleration(t, y, add, m);
    for (let i = 0; i < 3; i++) dydt[3 + i]! += add[i]!;
  };
}

function fixedPlace(m: Float64Array, y: Float64Array, place: Float64Array): void {
  for (let i = 0; i < 3; i++) {
    place[i] = m[3 * i]! * y[0]! + m[3 * i + 1]! * y[1]! + m[3 * i + 2]! * y[2]!;
  }
}

/**
 * {@link celestialFlight} with its variational equations: state [r, v, Φ], Φ the 6 × 6 transition matrix by rows, which
 * begins as the identity. The gradient is that of the Earth's field; those of Sun and Moon (1e-13 1/s²) and of the further
 * acceleration are left out.
 */
export function celestialVariations(epoch: Epoch, forces: CelestialForces): Derivative {
  const flight = celestialFlight(epoch, forces);
  const axes = fixedAxes(epoch, forces);
  const place = new Float64Array(3);
  const fixed = new Float64Array(9);
  const half = new Float64Array(9);
  const gradient = new Float64Array(9);
  return (t, y, dydt) => {
    flight(t, y, dydt);
    const m = axes(t);
    fixedPlace(m, y, place);
    earthGravityGradient(forces.degree, place, fixed);
    // Mᵀ · G · M
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        half[3 * i + j] =
          fixed[3 * i]! * m[j]! + fixed[3 * i + 1]! * m[3 + j]! + fixed[3 * i + 2]! * m[6 + j]!;
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        gradient[3 * i + j] = m[i]! * half[j]! + m[3 + i]! * half[3 + j]! + m[6 + i]! * half[6 + j]!;
    for (let column = 0; column < 6; column++)
      for (let i = 0; i < 3; i++) {
        const at = 6 + 6 * i + column;
        dydt[at] = y[at + 18]!;
        dydt[at + 18] =
          gradient[3 * i]! * y[6 + column]! +
          gradient[3 * i + 1]! * y[12 + column]! +
          gradient[3 * i + 2]! * y[18 + column]!;
      }
  };
}

/** For orbits: a millimetre and a micrometre a second over hours. */
const TOLERANCES = {
  relativeTolerance: 1e-12,
  absoluteTolerance: [1e-4, 1e-4, 1e-4, 1e-7, 1e-7, 1e-7],
  firstStep: 30,
} as const;

/**
 * Flies a state in GCRF for some seconds, forwards or backwards.
 *
 * @throws RangeError where the seconds or the state are not finite, or it falls into the Earth's centre
 */
export function flyCelestial(
  { positionGcrf, velocityGcrf }: CelestialState,
  epoch: Epoch,
  seconds: number,
  forces: CelestialForces,
): CelestialState {
  const y0 = [...positionGcrf, ...velocityGcrf];
  return celestialState(integrateTo(celestialFlight(epoch, forces), 0, y0, seconds, TOLERANCES));
}

/**
 * Flies an Earth-fixed state and gives it at several times, Earth-fixed too: through GCRF, with the Earth's orientation
 * at both ends.
 *
 * @param seconds after the epoch, in rising order, none negative (or in falling order, none positive)
 * @throws RangeError where one is out of order or not finite
 */
export function flyEarthFixed(
  state: EarthFixedState,
  epoch: Epoch,
  seconds: readonly number[],
  forces: CelestialForces,
): EarthFixedState[] {
  const { positionGcrf, velocityGcrf } = itrfToGcrfState(state, epoch, orientationAt(forces, epoch));
  const last = seconds.at(-1) ?? 0;
  const y0 = [...positionGcrf, ...velocityGcrf];
  const trajectory = integrate(celestialFlight(epoch, forces), 0, y0, last, TOLERANCES);
  const y = new Float64Array(6);
  return seconds.map((t) => {
    trajectory.stateAt(t, y);
    const e = addSeconds(epoch, t);
    return gcrfToItrfState(celestialState(y), e, orientationAt(forces, e));
  });
}

function celestialState(y: Float64Array): CelestialState {
  const positionGcrf: Vec3 = [y[0]!, y[1]!, y[2]!];
  return { positionGcrf, velocityGcrf: [y[3]!, y[4]!, y[5]!] };
}
