import { ecefToGeodetic, type Geodetic, geodeticToEcef, lookAt } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Fields, fieldsOf, numberOf, vectorOf } from "./fields.js";

/** What has a latitude: not the Earth's centre, and nothing beyond the planets, m. */
const LEAST_RADIUS = 1;
const LARGEST_RADIUS = 1e13;

function geodeticOf(fields: Fields): Geodetic {
  const latitude = numberOf(fields, "latitudeRad");
  if (Math.abs(latitude) > Math.PI / 2 + 1e-12)
    throw new InputError("latitudeRad", `is ${latitude}`, "lies within ±π/2");
  return { latitude, longitude: numberOf(fields, "longitudeRad"), height: numberOf(fields, "height") };
}

/** WGS-84 latitude, longitude and height to Earth-fixed coordinates, or back where `ecef` is given. */
export function geodetic(fields: Fields): object {
  if (fields.ecef === undefined) return { ecef: geodeticToEcef(geodeticOf(fields)) };
  const ecef = vectorOf(fields, "ecef");
  const radius = Math.hypot(...ecef);
  if (radius < LEAST_RADIUS || radius > LARGEST_RADIUS)
    throw new InputError("ecef", `lies ${radius} m from the Earth's centre`, "1 m to 1e13 m");
  const { latitude, longitude, height } = ecefToGeodetic(ecef);
  return { latitudeRad: latitude, longitudeRad: longitude, height };
}

/** Geometric azimuth, elevation and range of an Earth-fixed place from a site. */
export function look(fields: Fields): object {
  if (fields.site === undefined)
    throw new InputError("site", "is missing", "an object with latitudeRad, longitudeRad, height");
  const { azimuth, elevation, range } = lookAt(geodeticOf(fieldsOf(fields.site)), vectorOf(fields, "ecef"));
  return { azimuthRad: azimuth, elevationRad: elevation, range };
}
