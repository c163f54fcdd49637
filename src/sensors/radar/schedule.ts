import type { Radar } from "../../messages/index.js";
import { phaseOf } from "../phase.js";

const RADIANS = Math.PI / 180;
const TURN = 2 * Math.PI;

const phases = new WeakMap<Radar, number>();

/**
 * When a scan begins. The sweep starts at the left edge of the first face and goes round clockwise, so that a
 * target is looked at once a scan, at an instant that its azimuth alone decides.
 *
 * @returns seconds after the run's start
 */
export function radarScanTime(radar: Radar, scan: number): number {
  let phase = phases.get(radar);
  if (phase === undefined) {
    phase = phaseOf(radar.id) * radar.revisitSeconds;
    phases.set(radar, phase);
  }
  return phase + scan * radar.revisitSeconds;
}

/**
 * The instant within a scan at which an azimuth is looked at.
 *
 * @param azimuth rad, any turn
 * @returns seconds after the run's start
 */
export function radarLookTime(radar: Radar, scan: number, azimuth: number): number {
  const face = radar.faces[0]!;
  const turns = (azimuth - (face.boresightAzimuthDeg - face.halfWidthDeg) * RADIANS) / TURN;
  return radarScanTime(radar, scan) + (turns - Math.floor(turns)) * radar.revisitSeconds;
}
