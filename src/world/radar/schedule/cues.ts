import type { Radar, RadarCue } from "../../../messages/index.js";

const DEGREE = Math.PI / 180;

/** Directions of the beams that search a cue's square, a beamwidth apart, row by row. */
export function cueDirections(radar: Radar, cue: RadarCue): { azimuth: number; elevation: number }[] {
  const rows = Math.max(1, Math.ceil((2 * cue.halfWidthDeg) / radar.beamwidthDeg));
  const offset = (k: number, count: number) => cue.halfWidthDeg * ((2 * k + 1) / count - 1);
  const directions: { azimuth: number; elevation: number }[] = [];
  for (let row = 0; row < rows; row++) {
    const elevationDeg = cue.elevationDeg + offset(row, rows);
    if (elevationDeg < 0 || elevationDeg > 90) continue;
    // as wide on the sky at any elevation
    const stretch = 1 / Math.max(Math.cos(elevationDeg * DEGREE), 0.05);
    for (let column = 0; column < rows; column++) {
      directions.push({
        azimuth: (cue.azimuthDeg + offset(column, rows) * stretch) * DEGREE,
        elevation: elevationDeg * DEGREE,
      });
    }
  }
  return directions;
}
