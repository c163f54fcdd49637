import type { Body } from "../body.js";
import type { Sky } from "../sky.js";

/** The objects of a sky as bodies, for an observer that knows no sky. */
export function bodiesOfSky(sky: Sky, duration: number): Body[] {
  return Array.from({ length: sky.count }, (_, index) => ({
    id: sky.id(index),
    motion: { start: 0, end: duration, stateAt: (time, out) => sky.stateAt(index, time, out) },
    emissions: [],
    crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres: sky.crossSection(index) }],
    swerling: sky.swerling,
    cloudTop: 0,
  }));
}
