import { ecefToGeodetic, type Geodetic, geodeticToEcef, lookAt } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Fields, fieldsOf, numberOf, vectorOf } from "./fields.js";

function geodeticOf(fields: Fields): Geodetic {
  const latitude = numberOf(fields, "latitudeRad");
  if (Math.abs(latitude) > Math.PI / 2 + 1e-12)
    throw new InputError("latitudeRad", `is ${latitude}`, "lies within ±π/2");
  return { latitude, longitude: numberOf(fields, "longitudeRad"), height: numberOf(fields, "height") };
}

/** WGS-84 latitude, longitude and height to Earth-fixed coordinates, or back where `ecef` is given. */
export function geodetic(fields: Fields): object {
  if (fields.ecef === undefined) return { ecef: geodeticToEcef(geodeticOf(fields)) };
  const { latitude, longitude, height } = ecefToGeodetic(vectorOf(fields, "ecef"));
  return { latitudeRad: latitude, longitudeRad: longitude, height };
}

/** Geometric azimuth, elevation and range of an Earth-fixed place from a site. */
export function look(fields: Fields): object {
  if (fields.site === undefined)
    throw new InputError("site", "is missing", "an object with latitudeRad, longitudeRad, height");
  const { azimuth, elevation, range } = lookAt(geodeticOf(fieldsOf(fields.site)), vectorOf(fields, "ecef"));
  return { azimuthRad: azimuth, elevationRad: elevation, range };
}
