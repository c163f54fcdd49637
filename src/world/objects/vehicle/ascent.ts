import {
  type AscentDeviation,
  type AscentProfile,
  airPressure,
  ecefToGeodetic,
  integrateAscent,
  massRatio,
  stageTimes,
  thrustAcceleration,
  thrustFactor,
} from "../../../astro/index.js";
import type { Vehicle } from "../../../messages/index.js";
import { joinedMotion, type Motion } from "../../motion.js";
import { poweredFlight, type SteeringState, type Thrust } from "../../powered-flight.js";
import { type Engine, steerToOrbit } from "../../recorded/insertion.js";
import type { DrawnLaunch } from "../launch.js";

const DEGREE = Math.PI / 180;
const ASCENT_STEP = 0.5;
/** Above this there is no drag on a stack, m. */
const AIR_CEILING = 150_000;

/** A burn in scenario time. */
export interface StageBurn {
  readonly start: number;
  readonly end: number;
}

/** A powered ascent: its motion in scenario time, and when each stage burns. */
export interface Ascent {
  readonly launch: DrawnLaunch;
  readonly profile: AscentProfile;
  readonly deviation: AscentDeviation;
  readonly motion: Motion;
  readonly burns: readonly StageBurn[];
}

/** Elevation of the thrust by a pitch program, rad: linear between its points, held at its ends. */
function programmedElevation(program: readonly (readonly [number, number])[], tau: number): number {
  const last = program.at(-1)!;
  if (tau >= last[0]) return last[1] * DEGREE;
  for (let k = 1; k < program.length; k++) {
    const [t1, e1] = program[k]!;
    const [t0, e0] = program[k - 1]!;
    if (tau < t1) return (e0 + ((e1 - e0) * Math.max(0, tau - t0)) / (t1 - t0)) * DEGREE;
  }
  return last[1] * DEGREE;
}

/** Mass over drag area of the stack at `tau` seconds after ignition, kg/m²; null: no drag. */
function stackCoefficient(profile: AscentProfile, deviation: AscentDeviation, tau: number): number | null {
  const factor = thrustFactor(deviation);
  let ignition = 0;
  for (const [k, stage] of profile.stages.entries()) {
    const burn = stage.burnSeconds / factor;
    if (tau < ignition + burn + stage.gapSeconds || k === profile.stages.length - 1) {
      const ratio = massRatio(stage, factor, Math.max(0, Math.min(tau - ignition, burn)));
      const drag = profile.dragCoefficient * Math.max(0, 1 + deviation.drag) * stage.dragAreaOverMass;
      return drag > 0 ? ratio / drag : null;
    }
    ignition += burn + stage.gapSeconds;
  }
  return null;
}

/** What the engines of an ascent give at a state, wherever they point. */
export function engineThrust(
  { profile, deviation, launch }: Pick<Ascent, "profile" | "deviation" | "launch">,
  { time, state }: SteeringState,
): Omit<Thrust, "elevation"> {
  const tau = time - launch.time;
  const { height } = ecefToGeodetic([state[0]!, state[1]!, state[2]!]);
  return {
    acceleration: thrustAcceleration(profile, deviation, tau, airPressure(Math.max(0, height))),
    ballisticCoefficient: height < AIR_CEILING ? stackCoefficient(profile, deviation, tau) : null,
  };
}

/** An ascent by the kernel of the families: rise, kick and gravity turn, up to `until` seconds after ignition. */
function turningAscent(
  launch: DrawnLaunch,
  profile: AscentProfile,
  deviation: AscentDeviation,
  until: number,
): Ascent {
  const { latitude, longitude, azimuth } = launch;
  const start = { latitude, longitude, height: 0, azimuth };
  const table = integrateAscent(start, profile, deviation, until, ASCENT_STEP);
  const motion: Motion = {
    start: launch.time,
    end: launch.time + until,
    stateAt: (time, out) => table.stateAt(time - launch.time, out),
  };
  const burns = table.stages.map((s) => ({ start: launch.time + s.ignition, end: launch.time + s.cutOff }));
  return { launch, profile, deviation, motion, burns };
}

/** Flies an ascent on from its end, steered; the steering ends it by giving no thrust. */
function steeredOn(ascent: Ascent, until: number, steer: (s: SteeringState) => Thrust | null): Ascent {
  const state = new Float64Array(6);
  ascent.motion.stateAt(ascent.motion.end, state);
  const rest = poweredFlight(ascent.motion.end, state, until, ASCENT_STEP, steer);
  return { ...ascent, motion: joinedMotion([ascent.motion, rest.motion]) };
}

/** The last stage of an ascent as the steering to orbit takes it. */
function lastEngine(ascent: Ascent): Engine {
  const stage = ascent.profile.stages.at(-1)!;
  const factor = thrustFactor(ascent.deviation);
  return {
    ignition: ascent.burns.at(-1)!.start,
    initialAcceleration: stage.initialAcceleration * factor,
    exhaustVelocity: stage.exhaustVelocity,
  };
}

/**
 * A vehicle's powered ascent: the turn of its family, then its pitch program where it has one, then its last stage's
 * steering to orbit where it has that.
 */
export function flyAscent(
  vehicle: Vehicle,
  launch: DrawnLaunch,
  profile: AscentProfile,
  deviation: AscentDeviation,
): Ascent {
  const { pitchProgramDeg: program, orbit } = vehicle;
  const stages = stageTimes(profile, deviation);
  const last = stages.at(-1)!;
  const programStart = program?.[0]?.[0] ?? Number.POSITIVE_INFINITY;
  const openLoopEnd = orbit === undefined ? last.cutOff : last.ignition;
  const turn = Math.min(openLoopEnd, programStart);
  let ascent = turningAscent(launch, profile, deviation, turn);
  if (program !== undefined && turn < openLoopEnd) {
    const turned = ascent;
    ascent = steeredOn(turned, launch.time + openLoopEnd, (s) => ({
      ...engineThrust(turned, s),
      elevation: programmedElevation(program, s.time - launch.time),
    }));
  }
  if (orbit === undefined) return ascent;
  const steer = steerToOrbit(lastEngine(ascent), orbit.heightKm * 1000);
  const flown = steeredOn(ascent, launch.time + last.cutOff, steer);
  const burns = flown.burns.map((burn) => ({ start: burn.start, end: Math.min(burn.end, flown.motion.end) }));
  return { ...flown, burns };
}
