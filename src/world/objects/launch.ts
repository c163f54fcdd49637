import { type Geodetic, normalAt, randomStream, surfaceDestination } from "../../astro/index.js";
import type { VehicleObject } from "../../messages/index.js";
import { cloudTopAt } from "../draws.js";
import { cloudsOf } from "../scenery/index.js";
import { type Setting, scenarioSeconds } from "../setting.js";

const DEGREE = Math.PI / 180;

/** Where, when and whereto one launch goes, drawn about what the scenario says. */
export interface DrawnLaunch {
  /** s after the scenario's start. */
  readonly time: number;
  /** rad. */
  readonly latitude: number;
  readonly longitude: number;
  /** rad. */
  readonly azimuth: number;
  /** m. */
  readonly cloudTop: number;
}

export function drawnLaunch(setting: Setting, id: string, site: VehicleObject["launch"]): DrawnLaunch {
  const { seed } = setting.inputs;
  const stream = randomStream(seed, "truth", id, "launch");
  const north = site.positionSigmaKm * 1000 * normalAt(stream, 0);
  const east = site.positionSigmaKm * 1000 * normalAt(stream, 1);
  const place = surfaceDestination(
    { latitude: site.latitudeDeg * DEGREE, longitude: site.longitudeDeg * DEGREE, height: 0 },
    Math.atan2(east, north),
    Math.hypot(east, north),
  );
  const time = scenarioSeconds(setting, site.time);
  return {
    time,
    latitude: place.latitude,
    longitude: place.longitude,
    azimuth: (site.azimuthDeg + site.azimuthSigmaDeg * normalAt(stream, 2)) * DEGREE,
    cloudTop: cloudTopOver(setting, id, place, time),
  };
}

/** Top of the cloud over a launch: of the scenery's field, or drawn from the prior that the watch has as well. */
function cloudTopOver(setting: Setting, id: string, place: Geodetic, time: number): number {
  const { seed, network, scenario } = setting.inputs;
  const clouds = scenario.scenery?.launchCloudTops === "field" ? cloudsOf(setting) : null;
  if (clouds !== null) return clouds.opaqueTop(place.latitude, place.longitude, time);
  return cloudTopAt(randomStream(seed, "truth", id, "cloud top"), network.priors.cloudTop);
}
