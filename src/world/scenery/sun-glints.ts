import { geodeticToEcef, subtract, unit } from "../../astro/index.js";
import type { SunGlintObject } from "../../messages/index.js";
import {
  glintAngles,
  infraredSightTime,
  infraredVisibility,
  twoWayTransmission,
} from "../../sensors/index.js";
import type { LightSource } from "../light/light-source.js";
import { type Setting, scenarioSeconds } from "../setting.js";
import type { CloudField } from "./cloud-field.js";
import { solarRadiance } from "./sunlight.js";

const DEGREE = Math.PI / 180;
/** Mirrors that would have to lean by more standard deviations than this show nothing. */
const LEAN = 3;

/**
 * Mirrors on the ground that a scenario puts there: the Sun's image in them has the Sun's own radiance times the reflectance,
 * over the area that shows it, which falls off as a Gaussian with the tilt that is needed.
 */
export function sunGlintLights(
  setting: Setting,
  objects: readonly SunGlintObject[],
  clouds: CloudField | null,
): LightSource {
  const mirrors = objects.map((object) => {
    const latitude = object.latitudeDeg * DEGREE;
    const longitude = object.longitudeDeg * DEGREE;
    const height = 1000 * object.altitudeKm;
    const start = scenarioSeconds(setting, object.time);
    const end = start + (object.durationSeconds ?? Number.POSITIVE_INFINITY);
    const place = geodeticToEcef({ latitude, longitude, height });
    return { object, latitude, longitude, height, place, start, end };
  });
  return {
    lights({ sensor, look, start, sun, momentAt }) {
      const { payload } = sensor;
      return mirrors.flatMap((mirror) => {
        const { object, place, latitude, longitude, height } = mirror;
        const moment =
          payload.mode === "staring"
            ? start
            : momentAt(infraredSightTime(sensor, look, start.satellite, place));
        const { time, satellite } = moment;
        if (time < mirror.start || time >= mirror.end || time > setting.duration) return [];
        const angles = glintAngles(satellite, place, sun);
        const lean = angles.tilt / (object.tiltDeg * DEGREE);
        if (lean > LEAN || angles.sunElevation <= 0) return [];
        if (infraredVisibility(payload, satellite, place, sun) !== "visible") return [];
        if (clouds !== null && clouds.opaqueTop(latitude, longitude, time) > height) return [];
        const through = twoWayTransmission(payload.band, height, angles.sunElevation, angles.viewElevation);
        const shown = object.areaM2 * object.reflectance * Math.exp(-lean * lean * 0.5);
        const away = subtract(place, satellite);
        const irradiance =
          (solarRadiance(payload.band) * shown * through) / (away[0] ** 2 + away[1] ** 2 + away[2] ** 2);
        return [{ moment, direction: unit(away), irradiance, source: object.id }];
      });
    },
  };
}
