import { EARTH, orbitalShape } from "../../astro/index.js";
import type { SteeringState, Thrust } from "../powered-flight.js";

/** A burn goes on until the perigee is above this, m. */
const LEAST_PERIGEE = 150_000;
/** The steering looks no nearer ahead than this, s. */
const LEAST_HORIZON = 30;
/** No more than this share of the thrust pushes up or down. */
const GREATEST_VERTICAL = 0.9;

/** An engine by its thrust over mass and how that grows. */
export interface Engine {
  /** s after the scenario's start. */
  readonly ignition: number;
  readonly initialAcceleration: number;
  /** m/s; infinite: the acceleration does not grow. */
  readonly exhaustVelocity: number;
}

/** Thrust over mass of an engine, m/s²; it is throttled where little is left of the stage. */
function accelerationAt(engine: Engine, time: number): number {
  const share = (engine.initialAcceleration * Math.max(0, time - engine.ignition)) / engine.exhaustVelocity;
  return engine.initialAcceleration / Math.max(1 - share, 0.2);
}

function perigee(s: Float64Array): number {
  return orbitalShape([s[0]!, s[1]!, s[2]!], [s[3]!, s[4]!, s[5]!]).perigeeHeight;
}

/** Inertial horizontal speed squared, and the pull of gravity, at an Earth-fixed state. */
function circling(s: SteeringState): { horizontalSquared: number; gravity: number } {
  const [x, y] = [s.state[0]!, s.state[1]!];
  const v = [s.state[3]! - EARTH.rotation * y, s.state[4]! + EARTH.rotation * x, s.state[5]!];
  const squared = v[0]! ** 2 + v[1]! ** 2 + v[2]! ** 2;
  return { horizontalSquared: squared - s.climbRate ** 2, gravity: EARTH.gm / s.radius ** 2 };
}

/**
 * Steering into a low orbit: the vertical acceleration is the linear one that brings height and climb rate to those
 * of the orbit when the speed will be reached (E-guidance, Cherry 1964); the rest of the thrust pushes forwards.
 *
 * @param engine what pushes
 * @param orbitHeight above the equatorial radius, m
 * @returns thrust by state; null once the perigee is high enough
 */
export function steerToOrbit(engine: Engine, orbitHeight: number): (s: SteeringState) => Thrust | null {
  const radius = EARTH.radius + orbitHeight;
  const orbitSpeed = Math.sqrt(EARTH.gm / radius);
  return (s) => {
    if (perigee(s.state) > LEAST_PERIGEE) return null;
    const acceleration = accelerationAt(engine, s.time);
    const { horizontalSquared, gravity } = circling(s);
    const missing = Math.max(0, orbitSpeed - Math.sqrt(horizontalSquared));
    const c = engine.exhaustVelocity;
    const left = Number.isFinite(c)
      ? (c / acceleration) * (1 - Math.exp(-missing / c))
      : missing / acceleration;
    const horizon = Math.max(left, LEAST_HORIZON);
    const wanted = (6 * (radius - s.radius)) / horizon ** 2 - (4 * s.climbRate) / horizon;
    const vertical = wanted + gravity - horizontalSquared / s.radius;
    const share = Math.max(-GREATEST_VERTICAL, Math.min(GREATEST_VERTICAL, vertical / acceleration));
    return { acceleration, elevation: Math.asin(share) };
  };
}

/** Whether a state is already in an orbit that stays up. */
export function inOrbit(state: Float64Array): boolean {
  return perigee(state) > LEAST_PERIGEE;
}
