import type { Ellipse95, Warning } from "../../messages/index.js";
import { mapRings, within180 } from "../geometry/antimeridian.js";
import { ellipseOutline, type Position } from "../geometry/ellipse-outline.js";

/** An area as CAP carries it: corners `latitude,longitude`, or centre and radius in km. */
export interface CapArea {
  readonly areaDesc: string;
  readonly polygons: readonly string[];
  readonly circle?: string;
}

/** Radius of the circle that stands for a place without a size, km. */
const POINT_RADIUS_KM = 1;

/**
 * Areas of a warning: where the impact is expected or, as long as nothing is known of that, where the launch was.
 */
export function capAreas(warning: Warning): CapArea[] {
  const { impact, launch } = warning;
  if (impact?.ellipse95 !== undefined) {
    return [
      areaOfEllipse("Impact area (95 % ellipse)", impact.latitudeDeg, impact.longitudeDeg, impact.ellipse95),
    ];
  }
  if (impact?.area !== undefined && impact.area.length >= 3) {
    const areaDesc = "Possible impact area (sampled from one kind of sensor; no claim of 95 %)";
    return [{ areaDesc, polygons: polygons(impact.area) }];
  }
  if (impact !== undefined) {
    const circle = circleText(impact.latitudeDeg, impact.longitudeDeg, POINT_RADIUS_KM);
    return [{ areaDesc: "Expected impact point, its uncertainty unknown", polygons: [], circle }];
  }
  if (launch === undefined) return [];
  return [
    areaOfEllipse("Launch area (95 % ellipse)", launch.latitudeDeg, launch.longitudeDeg, launch.ellipse95),
  ];
}

function areaOfEllipse(
  areaDesc: string,
  latitudeDeg: number,
  longitudeDeg: number,
  ellipse: Ellipse95,
): CapArea {
  const rings = ellipse.semiMinor > 1 ? polygons(ellipseOutline(latitudeDeg, longitudeDeg, ellipse)) : [];
  if (rings.length > 0) return { areaDesc, polygons: rings };
  const radius = Math.max(ellipse.semiMajor / 1000, 0.001);
  return { areaDesc, polygons: [], circle: circleText(latitudeDeg, longitudeDeg, radius) };
}

function polygons(outline: readonly Position[]): string[] {
  return mapRings(outline).map((ring) => ring.map(([x, y]) => `${y.toFixed(5)},${x.toFixed(5)}`).join(" "));
}

function circleText(latitudeDeg: number, longitudeDeg: number, radiusKm: number): string {
  return `${latitudeDeg.toFixed(5)},${within180(longitudeDeg).toFixed(5)} ${radiusKm.toFixed(3)}`;
}
