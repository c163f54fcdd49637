import { signedAngle } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { rangeResolution } from "../../sensors/index.js";
import type { Echo } from "./echo.js";

/**
 * Echoes in one resolution cell, within its length in range *and* a beamwidth, are one plot: the strongest drowns the
 * others.
 *
 * @returns what is left, the strongest first
 */
export function resolved(radar: Radar, echoes: readonly Echo[]): Echo[] {
  const cell = rangeResolution(radar);
  const beam = (radar.beamwidthDeg * Math.PI) / 180;
  const kept: Echo[] = [];
  const byCell = new Map<number, Echo[]>();
  for (const echo of [...echoes].sort((a, b) => b.signalToNoise - a.signalToNoise)) {
    const number = Math.floor(echo.look.range / cell);
    const near = (k: number) => byCell.get(k)?.some((other) => together(other, echo, cell, beam)) ?? false;
    if (near(number) || near(number - 1) || near(number + 1)) continue;
    kept.push(echo);
    const there = byCell.get(number);
    if (there === undefined) byCell.set(number, [echo]);
    else there.push(echo);
  }
  return kept;
}

function together(a: Echo, b: Echo, cell: number, beam: number): boolean {
  return (
    Math.abs(a.look.range - b.look.range) < cell &&
    Math.abs(a.look.elevation - b.look.elevation) < beam &&
    Math.abs(signedAngle(a.look.azimuth - b.look.azimuth)) * Math.cos(b.look.elevation) < beam
  );
}
