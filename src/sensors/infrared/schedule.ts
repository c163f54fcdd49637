import { dot, subpointAxes, subtract, type Vec3 } from "../../astro/index.js";
import type { InfraredSatellite } from "../../messages/index.js";
import { phaseOf } from "../phase.js";

const phases = new WeakMap<InfraredSatellite, number>();

function phaseSeconds(sensor: InfraredSatellite): number {
  let phase = phases.get(sensor);
  if (phase === undefined) {
    phase = phaseOf(sensor.id) * sensor.payload.revisitSeconds;
    phases.set(sensor, phase);
  }
  return phase;
}

/**
 * When a look begins (for a staring payload: when it is taken).
 *
 * @returns seconds after the run's start
 */
export function infraredLookTime(sensor: InfraredSatellite, look: number): number {
  return phaseSeconds(sensor) + look * sensor.payload.revisitSeconds;
}

/**
 * The looks that begin within a span, both ends included.
 *
 * @param from s after the run's start
 * @param to s after the run's start
 * @returns first and last look; the last is smaller than the first where there is none
 */
export function infraredLooksBetween(
  sensor: InfraredSatellite,
  from: number,
  to: number,
): readonly [first: number, last: number] {
  const revisit = sensor.payload.revisitSeconds;
  // the division rounds: each end is moved until the look's own time agrees
  let first = Math.max(0, Math.ceil((from - phaseSeconds(sensor)) / revisit));
  while (first > 0 && infraredLookTime(sensor, first - 1) >= from) first--;
  while (infraredLookTime(sensor, first) < from) first++;
  let last = Math.floor((to - phaseSeconds(sensor)) / revisit);
  while (infraredLookTime(sensor, last) > to) last--;
  while (infraredLookTime(sensor, last + 1) <= to) last++;
  return [first, last];
}

/**
 * When a source is seen within a look. A staring payload sees its whole field at once; a scanning one turns once
 * a look about nadir, clockwise from north, and sees each place as its slit passes.
 *
 * @param satelliteEcef m
 * @param targetEcef m
 * @returns seconds after the run's start
 */
export function infraredSightTime(
  sensor: InfraredSatellite,
  look: number,
  satelliteEcef: Vec3,
  targetEcef: Vec3,
): number {
  const start = infraredLookTime(sensor, look);
  if (sensor.payload.mode === "staring") return start;
  const { east, north } = subpointAxes(satelliteEcef);
  const away = subtract(targetEcef, satelliteEcef);
  const turns = Math.atan2(dot(away, east), dot(away, north)) / (2 * Math.PI);
  return start + (turns < 0 ? turns + 1 : turns) * sensor.payload.revisitSeconds;
}
