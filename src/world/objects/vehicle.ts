import {
  type AscentDeviation,
  type AscentProfile,
  airPressure,
  ecefToGeodetic,
  integrateAscent,
  massRatio,
  randomStream,
  thrustAcceleration,
  thrustFactor,
} from "../../astro/index.js";
import { InputError, type Vehicle, type VehicleObject } from "../../messages/index.js";
import type { Body, Emission } from "../body.js";
import { logNormalAt } from "../draws.js";
import { freeFall } from "../free-fall.js";
import { clippedMotion, joinedMotion, type Motion } from "../motion.js";
import { poweredFlight } from "../powered-flight.js";
import type { Setting } from "../setting.js";
import { type FlightFacts, flightRecord } from "../truth-record.js";
import { ascentProfile, drawnDeviation } from "./ascent-profile.js";
import { type DrawnLaunch, drawnLaunch } from "./launch.js";

const DEGREE = Math.PI / 180;
const ASCENT_STEP = 0.5;

/** A powered ascent: its motion in scenario time, and when each stage burns. */
interface Ascent {
  readonly motion: Motion;
  readonly burns: readonly { readonly start: number; readonly end: number }[];
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

/** Mass over drag area of the stack at `tau`, kg/m². */
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

function flyAscent(vehicle: Vehicle, launch: DrawnLaunch, deviation: AscentDeviation): Ascent {
  const profile = ascentProfile(vehicle.boost);
  const program = vehicle.pitchProgramDeg;
  const start = {
    latitude: launch.latitude,
    longitude: launch.longitude,
    height: 0,
    azimuth: launch.azimuth,
  };
  const programStart = program?.[0]?.[0] ?? Number.POSITIVE_INFINITY;
  const whole = integrateAscent(start, profile, deviation, 1, ASCENT_STEP);
  const turn = Math.min(whole.burnout, programStart);
  const table = integrateAscent(start, profile, deviation, turn, ASCENT_STEP);
  const first: Motion = {
    start: launch.time,
    end: launch.time + turn,
    stateAt: (time, out) => table.stateAt(time - launch.time, out),
  };
  const burns = table.stages.map((s) => ({ start: launch.time + s.ignition, end: launch.time + s.cutOff }));
  if (program === undefined || turn >= whole.burnout) return { motion: first, burns };
  const state = new Float64Array(6);
  table.stateAt(turn, state);
  const rest = poweredFlight(first.end, state, launch.time + whole.burnout, ASCENT_STEP, (s) => {
    const tau = s.time - launch.time;
    const height = ecefToGeodetic([s.state[0]!, s.state[1]!, s.state[2]!]).height;
    return {
      acceleration: thrustAcceleration(profile, deviation, tau, airPressure(Math.max(0, height))),
      elevation: programmedElevation(program, tau),
      ballisticCoefficient: height < 150_000 ? stackCoefficient(profile, deviation, tau) : null,
    };
  });
  return { motion: joinedMotion([first, rest.motion]), burns };
}

/** The spent stages that fall as objects of their own. */
function spentStages(
  setting: Setting,
  object: VehicleObject,
  vehicle: Vehicle,
  launch: DrawnLaunch,
  ascent: Ascent,
): Body[] {
  const { spentStages: spent, payload } = vehicle;
  if (spent === undefined) return [];
  const dropped = payload.separates ? ascent.burns : ascent.burns.slice(0, -1);
  return dropped.map((burn, k) => {
    const id = `${object.id}/stage-${k + 1}`;
    const stream = randomStream(setting.inputs.seed, "truth", id, "ballistic coefficient");
    const beta = logNormalAt(stream, 0, spent.ballisticCoefficient);
    const state = new Float64Array(6);
    ascent.motion.stateAt(burn.end, state);
    const fall = freeFall(burn.end, pushedBack(state, spent.separationSpeed), beta);
    const facts: FlightFacts = {
      id,
      class: "falling-stage",
      parent: object.id,
      motion: fall.motion,
      apogeeTime: fall.apogeeTime,
      impactTime: fall.impactTime,
      drawn: { ballisticCoefficient: beta },
    };
    return {
      id,
      motion: fall.motion,
      emissions: [],
      crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres: spent.crossSectionM2 }],
      swerling: vehicle.swerling,
      cloudTop: launch.cloudTop,
      truth: flightRecord(setting, facts),
    };
  });
}

/** A state slowed along its own velocity by a separation's push. */
export function pushedBack(state: Float64Array, speed: number): Float64Array {
  const out = Float64Array.from(state);
  const v = Math.hypot(state[3]!, state[4]!, state[5]!);
  for (let i = 3; i < 6; i++) out[i] = state[i]! * (1 - speed / Math.max(v, 1));
  return out;
}

/**
 * A generic vehicle: powered ascent by its family drawn from the family's spread, then free flight of what it
 * carries, and its spent stages beside it.
 *
 * @throws InputError when the vehicle's file is not among the inputs
 */
export function vehicleBodies(setting: Setting, object: VehicleObject): Body[] {
  const { seed, vehicles } = setting.inputs;
  const vehicle = vehicles.get(object.vehicle);
  if (vehicle === undefined) throw new InputError(object.id, `vehicle ${object.vehicle} was not loaded`);
  const launch = drawnLaunch(setting, object.id, object.launch);
  const deviation = drawnDeviation(randomStream(seed, "truth", object.id, "ascent"), vehicle.boost);
  const ascent = flyAscent(vehicle, launch, deviation);
  const betaStream = randomStream(seed, "truth", object.id, "ballistic coefficient");
  const beta = logNormalAt(betaStream, 0, vehicle.payload.ballisticCoefficient);
  const burnout = ascent.burns.at(-1)!.end;
  const state = new Float64Array(6);
  ascent.motion.stateAt(burnout, state);
  const fall = freeFall(burnout, state, beta);
  const motion = joinedMotion([clippedMotion(ascent.motion, launch.time, burnout), fall.motion]);
  const emissions: Emission[] = ascent.burns.map((burn) => ({
    ...burn,
    kind: "plume",
    radiantIntensity: vehicle.boost.radiantIntensity,
    shape: vehicle.plumeShape,
  }));
  const facts: FlightFacts = {
    id: object.id,
    class: vehicle.class,
    motion,
    launch,
    burnoutTime: burnout,
    apogeeTime: fall.apogeeTime,
    impactTime: fall.impactTime,
    drawn: { ...deviation, ballisticCoefficient: beta, cloudTop: launch.cloudTop },
  };
  const body: Body = {
    id: object.id,
    motion,
    emissions,
    crossSections: [
      { until: burnout, squareMetres: vehicle.boostCrossSectionM2 },
      { until: Number.POSITIVE_INFINITY, squareMetres: vehicle.payload.crossSectionM2 },
    ],
    swerling: vehicle.swerling,
    cloudTop: launch.cloudTop,
    truth: flightRecord(setting, facts),
  };
  return [body, ...spentStages(setting, object, vehicle, launch, ascent)];
}
