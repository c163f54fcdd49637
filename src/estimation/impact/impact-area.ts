import { eastNorthUp, ecefToGeodetic, geodeticToEcef, type Vec3 } from "../../astro/index.js";
import { ellipse95 } from "../ellipse.js";
import { contourRings, ringArea } from "./contour.js";
import { type Density, densityOf, densityOnGrid, type PlanePoint } from "./density.js";
import type { ImpactDistribution } from "./impact-distribution.js";

/** A place on the ground, rad. */
export interface GroundPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** The smallest area that holds 95 %, whatever its shape. */
export interface ImpactArea {
  /**
   * Its outlines, the largest first; counter-clockwise round what is inside, clockwise round a hole. Without the first
   * place repeated.
   */
  readonly rings: readonly (readonly GroundPoint[])[];
  /** m² */
  readonly area: number;
  /** Area of the 95 % ellipse over this one's: 1 where the spread is normal. */
  readonly ellipseExcess: number;
  /** Whether an ellipse says it as well: its excess is under {@link MOST_EXCESS}. */
  readonly isEllipse: boolean;
}

/**
 * An ellipse that needs a fifth more ground than the area of the true shape is none. From 400 samples of a normal
 * distribution the excess is 1.00 ± 0.05, so that the ellipse is not given up by chance.
 */
export const MOST_EXCESS = 1.2;
/** Nodes of the grid along each axis. */
const NODES = 72;
/** The grid reaches so far beyond the outermost sample, in widths of the samples. */
const MARGIN = 0.5;

/**
 * The highest-density region that holds 95 % of where a body comes down (Hyndman, The American Statistician 50, 1996):
 * what lies above the level that 95 % of the samples exceed. Each sample's density is taken without its own part, so
 * that the level holds for draws to come.
 *
 * @param distribution as sampled; 400 samples and more
 */
export function impactArea(distribution: ImpactDistribution): ImpactArea {
  const plane = tangentPlane(distribution);
  const density = densityOf(distribution.samples.map(plane.offset));
  const sorted = density.atSamples.slice().sort();
  const level = sorted[Math.max(0, Math.ceil(0.05 * sorted.length) - 1)]!;
  const { rings, area } = outline(density, level);
  const { semiMajor, semiMinor } = ellipse95(distribution.covarianceEastNorth);
  const ellipseExcess = (Math.PI * semiMajor * semiMinor) / area;
  return {
    rings: rings.map((ring) => ring.map(plane.place)),
    area,
    ellipseExcess,
    isEllipse: ellipseExcess < MOST_EXCESS,
  };
}

/** Contour on a grid in whitened coordinates, brought back to the plane. */
function outline(density: Density, level: number): { rings: PlanePoint[][]; area: number } {
  const [a, b, c] = density.root;
  const { mean, whitened } = density;
  const ends = [0, 1].map((axis) => {
    const values = whitened.filter((_, k) => k % 2 === axis);
    return [
      values.reduce((x, y) => Math.min(x, y)) - MARGIN,
      values.reduce((x, y) => Math.max(x, y)) + MARGIN,
    ] as const;
  });
  const low: PlanePoint = [ends[0]![0], ends[1]![0]];
  const step: PlanePoint = [(ends[0]![1] - low[0]) / (NODES - 1), (ends[1]![1] - low[1]) / (NODES - 1)];
  const values = densityOnGrid(density, low, step, NODES);
  const toPlane = ([column, row]: PlanePoint): PlanePoint => {
    const x = low[0] + column * step[0];
    const y = low[1] + row * step[1];
    return [mean[0] + a * x, mean[1] + b * x + c * y];
  };
  const rings = contourRings({ columns: NODES, rows: NODES, values }, level).map((ring) => ring.map(toPlane));
  rings.sort((p, q) => Math.abs(ringArea(q)) - Math.abs(ringArea(p)));
  return { rings, area: rings.reduce((sum, ring) => sum + ringArea(ring), 0) };
}

/** The plane that touches the ground at a distribution's mean. */
function tangentPlane({ latitude, longitude }: GroundPoint) {
  const site = { latitude, longitude, height: 0 };
  const centre = geodeticToEcef(site);
  const { east, north } = eastNorthUp(site);
  return {
    offset(place: GroundPoint): PlanePoint {
      const p = geodeticToEcef({ ...place, height: 0 });
      const d = [p[0] - centre[0], p[1] - centre[1], p[2] - centre[2]] as const;
      return [
        d[0] * east[0] + d[1] * east[1] + d[2] * east[2],
        d[0] * north[0] + d[1] * north[1] + d[2] * north[2],
      ];
    },
    place([e, n]: PlanePoint): GroundPoint {
      const p = centre.map((v, i) => v + e * east[i]! + n * north[i]!) as unknown as Vec3;
      const { latitude: lat, longitude: lon } = ecefToGeodetic(p);
      return { latitude: lat, longitude: lon };
    },
  };
}

/**
 * Whether a place lies in an area: an odd number of its outlines is crossed on the way out (even–odd rule).
 *
 * @param centre anywhere near it, against which longitudes are counted
 */
export function areaHolds(area: ImpactArea, place: GroundPoint, centre: GroundPoint): boolean {
  const plane = tangentPlane(centre);
  const [x, y] = plane.offset(place);
  let inside = false;
  for (const ring of area.rings) {
    const points = ring.map(plane.offset);
    for (let k = 0, j = points.length - 1; k < points.length; j = k, k += 1) {
      const [x0, y0] = points[k]!;
      const [x1, y1] = points[j]!;
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
    }
  }
  return inside;
}
