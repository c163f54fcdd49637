import type { Radar, RadarSchedule } from "../../messages/index.js";

const RADIANS = Math.PI / 180;

/** One face's part of a search fence: beams at even azimuths, at each of them all elevations from the lowest up. */
export interface FaceFence {
  /** Left edge of the face's azimuth sector, rad. */
  readonly left: number;
  /** Azimuth from beam to beam, rad. */
  readonly step: number;
  /** Number of azimuths. */
  readonly positions: number;
  /** rad, rising. */
  readonly elevations: readonly number[];
  /** From beam to beam, s. */
  readonly interval: number;
}

/**
 * The fence of each face of a radar: positions are shared out by the faces' width, all faces search at the same time.
 */
export function faceFences(radar: Radar, { fence }: RadarSchedule): FaceFence[] {
  const width = radar.faces.reduce((sum, face) => sum + face.halfWidthDeg, 0);
  const elevations = fence.elevationsDeg.map((e) => e * RADIANS).sort((a, b) => a - b);
  return radar.faces.map((face) => {
    const positions = Math.max(1, Math.ceil((fence.positions * face.halfWidthDeg) / width));
    return {
      left: (face.boresightAzimuthDeg - face.halfWidthDeg) * RADIANS,
      step: (2 * face.halfWidthDeg * RADIANS) / positions,
      positions,
      elevations,
      interval: fence.repeatSeconds / (positions * elevations.length),
    };
  });
}

/**
 * The beam of a face's fence that lies nearest to a direction.
 *
 * @param azimuth rad, any turn, within the face's sector
 * @param elevation apparent, rad
 * @returns its number in the order in which they are sent
 */
export function nearestFenceBeam(fence: FaceFence, azimuth: number, elevation: number): number {
  const turns = (azimuth - fence.left) / (2 * Math.PI);
  const position = Math.floor(((turns - Math.floor(turns)) * 2 * Math.PI) / fence.step);
  let nearest = 0;
  for (let k = 1; k < fence.elevations.length; k++) {
    if (Math.abs(fence.elevations[k]! - elevation) < Math.abs(fence.elevations[nearest]! - elevation)) {
      nearest = k;
    }
  }
  return Math.min(position, fence.positions - 1) * fence.elevations.length + nearest;
}

/** Direction of a fence's beam, rad. */
export function fenceBeamDirection(fence: FaceFence, beam: number): { azimuth: number; elevation: number } {
  const rows = fence.elevations.length;
  const position = Math.floor(beam / rows);
  return { azimuth: fence.left + (position + 0.5) * fence.step, elevation: fence.elevations[beam % rows]! };
}

/** When within a repetition of the fence a beam is sent, s. */
export function fenceBeamTime(fence: FaceFence, beam: number): number {
  return (beam + 0.5) * fence.interval;
}
