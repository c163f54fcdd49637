/**
 * Error of a lightning mapper's line of sight, 1σ an axis, rad: a pixel of 8 km seen from 35,786 km, the pulse's place
 * within the pixel unknown (Goodman et al. 2013, the GLM's ground sample distance at nadir).
 */
export const PULSE_SIGMA = 8000 / 35_786_000 / Math.sqrt(12);
