import type { Geodetic, Vec3 } from "../../astro/index.js";
import { eastNorthUp, geodeticToEcef } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";

/** A radar's place with its local axes, Earth-fixed. */
export interface RadarSite {
  readonly geodetic: Geodetic;
  readonly positionEcef: Vec3;
  readonly east: Vec3;
  readonly north: Vec3;
  readonly up: Vec3;
}

const sites = new WeakMap<Radar, RadarSite>();

/** The place and axes of a radar, worked out once. */
export function radarSite(radar: Radar): RadarSite {
  let site = sites.get(radar);
  if (site === undefined) {
    const geodetic: Geodetic = {
      latitude: (radar.site.latitudeDeg * Math.PI) / 180,
      longitude: (radar.site.longitudeDeg * Math.PI) / 180,
      height: radar.site.heightM,
    };
    site = { geodetic, positionEcef: geodeticToEcef(geodetic), ...eastNorthUp(geodetic) };
    sites.set(radar, site);
  }
  return site;
}
