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

/**
 * The scans that begin within a span, both ends included.
 *
 * @param from s after the run's start
 * @param to s after the run's start
 * @returns first and last scan; the last is smaller than the first where there is none
 */
export function radarScansBetween(
  radar: Radar,
  from: number,
  to: number,
): readonly [first: number, last: number] {
  const start = radarScanTime(radar, 0);
  // the division rounds: each end is moved until the scan's own time agrees
  let first = Math.max(0, Math.ceil((from - start) / radar.revisitSeconds));
  while (first > 0 && radarScanTime(radar, first - 1) >= from) first--;
  while (radarScanTime(radar, first) < from) first++;
  let last = Math.floor((to - start) / radar.revisitSeconds);
  while (radarScanTime(radar, last) > to) last--;
  while (radarScanTime(radar, last + 1) <= to) last++;
  return [first, last];
}
