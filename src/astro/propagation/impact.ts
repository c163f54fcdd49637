import { ecefToGeodetic, type Geodetic } from "../frames/geodetic.js";
import type { Vec3 } from "../vector.js";
import { Dop853 } from "./dop853.js";
import { climbOfState, heightOfState } from "./flight-events.js";
import {
  earthFixedFlight,
  type FlightForces,
  type FreeFlightOptions,
  flightForces,
  halfOver,
} from "./free-flight.js";
import { findRoot } from "./root.js";

/** Where and when free flight meets the ground (height 0 on the ellipsoid), and how high it goes before. */
export interface Impact {
  /** s from the given state */
  readonly time: number;
  readonly positionEcef: Vec3;
  readonly geodetic: Geodetic;
  readonly velocityEcef: Vec3;
  /** greatest height from the given state on, m */
  readonly apogee: number;
  /** s from the given state; 0 where it is already falling */
  readonly apogeeTime: number;
}

export interface ImpactOptions extends Omit<FreeFlightOptions, "ballisticCoefficient" | "air"> {
  /** give up after so many seconds; default 3 h */
  readonly maximumTime?: number;
}

/** tight where an error has the whole arc to grow in; on the way down through the air it has not */
const RELATIVE_TOLERANCE = 1e-10;
const ABSOLUTE_TOLERANCE = [1e-3, 1e-3, 1e-3, 1e-6, 1e-6, 1e-6];
const SLACK_FALLING = 300;
const SLACK_BELOW = 100e3;
const FIRST_STEP = 20;

/** A stepper kept for all calls with the same gravity and air; only the drag changes from call to call. */
interface Machine {
  readonly forces: FlightForces;
  readonly stepper: Dop853;
}

const machines = new Map<string, Machine>();

function machineFor(options: ImpactOptions): Machine {
  const key = `${options.gravity} ${options.upperAir}`;
  let machine = machines.get(key);
  if (machine === undefined) {
    const forces = flightForces({ ...options, ballisticCoefficient: null });
    const stepper = new Dop853(earthFixedFlight(forces), 6, RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE);
    machine = { forces, stepper };
    machines.set(key, machine);
  }
  return machine;
}

const scratch = new Float64Array(6);

/**
 * Predicts the impact of a body in free flight, fast.
 *
 * @param positionEcef m
 * @param velocityEcef m/s, relative to the turning Earth
 * @param ballisticCoefficient kg/m²; null: no air
 * @throws RangeError where the ballistic coefficient is not above 0 or the state is not finite
 * @returns null where it does not come down within {@link ImpactOptions.maximumTime}
 */
export function predictImpact(
  positionEcef: Vec3,
  velocityEcef: Vec3,
  ballisticCoefficient: number | null,
  options: ImpactOptions = {},
): Impact | null {
  const { forces, stepper } = machineFor(options);
  forces.halfOverBeta = halfOver(ballisticCoefficient);
  const until = options.maximumTime ?? 10800;
  stepper.begin(0, [...positionEcef, ...velocityEcef], FIRST_STEP);
  let apogee = heightOfState(stepper.state);
  let apogeeTime = 0;
  let rate = climbOfState(stepper.state);
  if (apogee <= 0 && rate <= 0) return null;
  let high = apogee;
  while (stepper.time < until) {
    stepper.slack = rate < 0 && high < SLACK_BELOW ? SLACK_FALLING : 1;
    stepper.step(until);
    const nextRate = climbOfState(stepper.state);
    const nextHeight = heightOfState(stepper.state);
    const topped = rate > 0 && nextRate <= 0;
    if (topped || nextHeight <= 0) stepper.prepareDense();
    if (topped) {
      apogeeTime = findRoot(climbAt(stepper), stepper.previousTime, stepper.time, 1e-6);
      stepper.interpolate(apogeeTime, scratch);
      apogee = Math.max(apogee, heightOfState(scratch));
    }
    if (nextHeight <= 0 && nextRate <= 0) return impactWithin(stepper, apogee, apogeeTime);
    rate = nextRate;
    high = nextHeight;
  }
  return null;
}

function climbAt(stepper: Dop853): (t: number) => number {
  return (t) => {
    stepper.interpolate(t, scratch);
    return climbOfState(scratch);
  };
}

function impactWithin(stepper: Dop853, apogee: number, apogeeTime: number): Impact {
  const from = Math.max(stepper.previousTime, apogeeTime);
  const time = findRoot(
    (t) => {
      stepper.interpolate(t, scratch);
      return heightOfState(scratch);
    },
    from,
    stepper.time,
    1e-6,
  );
  stepper.interpolate(time, scratch);
  const positionEcef: Vec3 = [scratch[0]!, scratch[1]!, scratch[2]!];
  return {
    time,
    positionEcef,
    geodetic: ecefToGeodetic(positionEcef),
    velocityEcef: [scratch[3]!, scratch[4]!, scratch[5]!],
    apogee,
    apogeeTime,
  };
}
