import type { Look } from "../../astro/index.js";
import type { Radar, RadarFace } from "../../messages/index.js";
import { maskElevation } from "./horizon-mask.js";

const RADIANS = Math.PI / 180;

/** How a face sees a direction. */
export interface RadarCover {
  readonly face: RadarFace;
  /** Number of the face in the network file. */
  readonly index: number;
  /** Angle between the direction and the face's boresight, rad. */
  readonly offBoresight: number;
}

/** Angle between an azimuth and a face's boresight azimuth, 0 to 180°. */
function azimuthApartDeg(face: RadarFace, azimuthDeg: number): number {
  const apart = Math.abs(azimuthDeg - face.boresightAzimuthDeg) % 360;
  return apart > 180 ? 360 - apart : apart;
}

/**
 * Cosine of the angle off boresight of the face that sees a direction best, and that face's number.
 */
function bestFace(radar: Radar, azimuth: number, elevation: number): { index: number; cosine: number } {
  const sine = Math.sin(elevation);
  const level = Math.cos(elevation);
  const azimuthDeg = azimuth / RADIANS;
  let index = -1;
  let cosine = 0;
  for (let i = 0; i < radar.faces.length; i++) {
    const face = radar.faces[i]!;
    const apart = azimuthApartDeg(face, azimuthDeg);
    if (apart > face.halfWidthDeg) continue;
    const tilt = face.tiltDeg * RADIANS;
    const c = sine * Math.sin(tilt) + level * Math.cos(tilt) * Math.cos(apart * RADIANS);
    // a face sees nothing at or behind its own plane
    if (c > cosine) {
      cosine = c;
      index = i;
    }
  }
  return { index, cosine };
}

/**
 * Whether a direction and range lie within a radar's cover, above its terrain.
 *
 * @param look apparent (the beam is steered to where the wave comes from)
 * @returns the face that sees it best and the angle off its boresight, or null where none does
 */
export function radarCover(radar: Radar, look: Look): RadarCover | null {
  if (look.range > radar.maximumRangeKm * 1000) return null;
  if (look.elevation < radar.elevationMinDeg * RADIANS) return null;
  if (look.elevation > radar.elevationMaxDeg * RADIANS) return null;
  if (radar.horizonMask !== undefined && look.elevation < maskElevation(radar, look.azimuth)) return null;
  return facing(radar, look.azimuth, look.elevation);
}

/**
 * The face that sees a direction best, whatever the limits of range and elevation.
 *
 * @param azimuth rad
 * @param elevation apparent, rad
 */
export function facing(radar: Radar, azimuth: number, elevation: number): RadarCover | null {
  const { index, cosine } = bestFace(radar, azimuth, elevation);
  if (index < 0) return null;
  return { face: radar.faces[index]!, index, offBoresight: Math.acos(Math.min(1, cosine)) };
}
