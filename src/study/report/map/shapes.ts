import type { LineString, Polygon, Position } from "geojson";
import { EARTH, ecefToGeodetic, surfaceDestination } from "../../../astro/index.js";
import { ellipseOutline } from "../../../formats/index.js";
import type { Ellipse95, Radar } from "../../../messages/index.js";
import { type GroundPlace, geodeticOf } from "../../scoring/ellipse.js";

const DEGREES = 180 / Math.PI;
const RADIANS = Math.PI / 180;

/** The height of a target for which radar cover is drawn, m: what flies at the edge of space and higher. */
export const COVER_HEIGHT = 300_000;

/** @returns place on the ground below a point, [longitude, latitude] in degrees */
export function groundBelow(positionEcef: readonly [number, number, number]): Position {
  const { latitude, longitude } = ecefToGeodetic(positionEcef);
  return [longitude * DEGREES, latitude * DEGREES];
}

/** @returns an ellipse on the ground; corners go clockwise, as d3 wants it of an outside */
export function ellipseShape(centre: GroundPlace, ellipse: Ellipse95): Polygon {
  const ring = ellipseOutline(centre.latitudeDeg, centre.longitudeDeg, ellipse, 72);
  return { type: "Polygon", coordinates: [[...ring].reverse()] };
}

/** @returns an outline as a shape, whichever way round it was given */
export function outlineShape(outline: readonly (readonly [number, number])[]): Polygon {
  const ring = outline.map(([longitude, latitude]): Position => [longitude, latitude]);
  if (signedArea(ring) > 0) ring.reverse();
  return { type: "Polygon", coordinates: [[...ring, ring[0]!]] };
}

/** Positive where the ring goes counterclockwise on a flat map. */
function signedArea(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + x! * nextY! - nextX! * y!;
  }, 0);
}

/** @returns where a radar sees what flies at `COVER_HEIGHT`: one sector a face, or a circle where they go all round */
export function radarCoverShapes(radar: Radar): Polygon[] {
  const reach = coverReach(radar) * EARTH.radius;
  const allRound = radar.faces.reduce((sum, { halfWidthDeg }) => sum + 2 * halfWidthDeg, 0) >= 360;
  if (allRound) return [sector(radar, 0, 180, reach)];
  return radar.faces.map(({ boresightAzimuthDeg, halfWidthDeg }) =>
    sector(radar, boresightAzimuthDeg, halfWidthDeg, reach),
  );
}

function sector(radar: Radar, azimuthDeg: number, halfWidthDeg: number, reach: number): Polygon {
  const site = geodeticOf(radar.site);
  const steps = Math.max(12, Math.ceil(halfWidthDeg / 2));
  const ring: Position[] = halfWidthDeg >= 180 ? [] : [[radar.site.longitudeDeg, radar.site.latitudeDeg]];
  for (let i = 0; i <= steps; i += 1) {
    const azimuth = (azimuthDeg - halfWidthDeg + (2 * halfWidthDeg * i) / steps) * RADIANS;
    const edge = surfaceDestination(site, azimuth, reach);
    ring.push([edge.longitude * DEGREES, edge.latitude * DEGREES]);
  }
  return { type: "Polygon", coordinates: [[...ring, ring[0]!]] };
}

/** Angle at the Earth's centre between the radar and the farthest target at `COVER_HEIGHT`, rad. */
function coverReach(radar: Radar): number {
  const elevation = radar.elevationMinDeg * RADIANS;
  const radius = EARTH.radius;
  const horizon = Math.acos((radius * Math.cos(elevation)) / (radius + COVER_HEIGHT)) - elevation;
  return Math.min(horizon, (radar.maximumRangeKm * 1000) / radius);
}

/** @returns a line over the ground */
export function lineShape(positions: readonly Position[]): LineString {
  return { type: "LineString", coordinates: [...positions] };
}
