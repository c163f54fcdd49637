import type { Feature, FeatureCollection, Geometry } from "geojson";
import { ecefToGeodetic, type Vec3 } from "../../astro/index.js";
import type { Ellipse95, EventUpdate, Sensor } from "../../messages/index.js";
import { mapLines, mapRings, within180 } from "../geometry/antimeridian.js";
import { ellipseOutline, type Position, rounded } from "../geometry/ellipse-outline.js";
import { eventOfTrack, type Picture, type TrackPath, trackPaths } from "../picture/picture.js";
import { satellitePath } from "../picture/satellite-path.js";

type Properties = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

const DEGREE = Math.PI / 180;

/**
 * Writes what an output folder holds as GeoJSON (RFC 7946): launch and impact points with their 95 % ellipses or
 * sampled areas, ground tracks, sensors, protected areas. `properties.kind` says which a feature is.
 */
export function writeGeoJson(picture: Picture): string {
  const features = [
    ...picture.network.sensors.flatMap((sensor) => sensorFeature(sensor, picture)),
    ...picture.network.protectedAreas.map((area) =>
      ellipseFeature(area.latitudeDeg, area.longitudeDeg, circle(area.radiusKm * 1000), {
        kind: "protected-area",
        name: area.name,
      }),
    ),
    ...picture.events.flatMap((event) => eventFeatures(event, picture)),
    ...trackPaths(picture.tracks).flatMap((path) => trackFeature(path, picture.events)),
  ];
  const collection: FeatureCollection & { name: string; origin: string } = {
    type: "FeatureCollection",
    name: picture.name,
    origin: picture.origin,
    features,
  };
  return `${JSON.stringify(collection)}\n`;
}

function feature(geometry: Geometry, properties: Properties, id?: string): Feature {
  return { type: "Feature", ...(id === undefined ? {} : { id }), geometry, properties: { ...properties } };
}

function pointFeature(
  latitudeDeg: number,
  longitudeDeg: number,
  properties: Properties,
  id?: string,
): Feature {
  return feature(
    { type: "Point", coordinates: [within180(longitudeDeg), rounded(latitudeDeg)] },
    properties,
    id,
  );
}

function ellipseFeature(
  latitudeDeg: number,
  longitudeDeg: number,
  ellipse: Ellipse95,
  properties: Properties,
): Feature {
  return outlineFeature(ellipseOutline(latitudeDeg, longitudeDeg, ellipse), {
    ...properties,
    semiMajor: ellipse.semiMajor,
    semiMinor: ellipse.semiMinor,
    azimuthDeg: ellipse.azimuthDeg,
  });
}

function outlineFeature(outline: readonly Position[], properties: Properties): Feature {
  const rings = mapRings(outline);
  const geometry: Geometry =
    rings.length === 1
      ? { type: "Polygon", coordinates: [rings[0]!] }
      : { type: "MultiPolygon", coordinates: rings.map((r) => [r]) };
  return feature(geometry, properties);
}

function circle(radius: number): Ellipse95 {
  return { semiMajor: radius, semiMinor: radius, azimuthDeg: 0 };
}

/** A radar stands at its site, a satellite over the place where it is when the picture begins. */
function sensorFeature(sensor: Sensor, picture: Picture): Feature[] {
  const properties = { kind: "sensor", sensorKind: sensor.kind, name: sensor.id };
  const id = `sensor/${sensor.id}`;
  if (sensor.kind === "radar") {
    return [pointFeature(sensor.site.latitudeDeg, sensor.site.longitudeDeg, properties, id)];
  }
  const path = satellitePath(sensor.orbit, picture);
  if (path === null) return [];
  const below = positionOf("fixed" in path ? path.fixed : path.samples[0]!.positionEcef);
  return [pointFeature(below.latitudeDeg, below.longitudeDeg, { ...properties, altitude: below.height }, id)];
}

function positionOf(positionEcef: Vec3): { latitudeDeg: number; longitudeDeg: number; height: number } {
  const { latitude, longitude, height } = ecefToGeodetic(positionEcef);
  return { latitudeDeg: latitude / DEGREE, longitudeDeg: longitude / DEGREE, height: Math.round(height) };
}

function eventFeatures(event: EventUpdate, picture: Picture): Feature[] {
  const warnings = picture.warnings.filter((w) => w.event === event.id);
  const common: Properties = {
    event: event.id,
    class: event.class,
    probability: event.probability,
    confirmed: event.confirmed,
    state: event.state,
    origin: event.origin,
    parent: event.parent,
    sensors: event.sensors,
    warningLevel: warnings.at(-1)?.level,
  };
  return [...launchFeatures(event, common), ...impactFeatures(event, common), ...seenFeatures(event, common)];
}

function launchFeatures({ id, launch }: EventUpdate, common: Properties): Feature[] {
  if (launch === undefined) return [];
  const { latitudeDeg, longitudeDeg, time, timeSigma, azimuthDeg: courseDeg } = launch;
  const properties = { ...common, time, timeSigma, courseDeg };
  const point = { ...properties, kind: "launch-point" };
  return [
    pointFeature(latitudeDeg, longitudeDeg, point, `event/${id}/launch`),
    ellipseFeature(latitudeDeg, longitudeDeg, launch.ellipse95, { ...properties, kind: "launch-ellipse" }),
  ];
}

function impactFeatures({ id, impact, stale }: EventUpdate, common: Properties): Feature[] {
  if (impact === undefined) return [];
  const { latitudeDeg, longitudeDeg, time, timeSigma, basis, ballisticCoefficient } = impact;
  const properties = { ...common, time, timeSigma, basis, ballisticCoefficient, stale };
  const point = { ...properties, kind: "impact-point" };
  const features = [pointFeature(latitudeDeg, longitudeDeg, point, `event/${id}/impact`)];
  if (impact.ellipse95 !== undefined) {
    features.push(
      ellipseFeature(latitudeDeg, longitudeDeg, impact.ellipse95, { ...properties, kind: "impact-ellipse" }),
    );
  }
  if (impact.area !== undefined && impact.area.length >= 3) {
    features.push(outlineFeature(impact.area, { ...properties, kind: "impact-area" }));
  }
  return features;
}

/** Where a source that is no launch was seen, or where an object was last. */
function seenFeatures(
  { id, seenAt, firstDetection, lastDetection }: EventUpdate,
  common: Properties,
): Feature[] {
  if (seenAt === undefined) return [];
  const { latitudeDeg, longitudeDeg, altitude, radius } = seenAt;
  const properties = {
    ...common,
    kind: "seen-at",
    altitude,
    radius,
    from: firstDetection,
    to: lastDetection,
  };
  return [pointFeature(latitudeDeg, longitudeDeg, properties, `event/${id}/seen`)];
}

function trackFeature(path: TrackPath, events: readonly EventUpdate[]): Feature[] {
  const places = path.states.map(({ positionEcef }): Position => {
    const { latitudeDeg, longitudeDeg } = positionOf(positionEcef);
    return [rounded(longitudeDeg), rounded(latitudeDeg)];
  });
  const lines = mapLines(places);
  if (lines.length === 0) return [];
  const geometry: Geometry =
    lines.length === 1
      ? { type: "LineString", coordinates: lines[0]! }
      : { type: "MultiLineString", coordinates: lines };
  const properties = {
    kind: "ground-track",
    track: path.id,
    sensor: path.sensor,
    catalogueNumber: path.catalogueNumber,
    event: eventOfTrack(events, path.id)?.id,
    from: path.states[0]!.time,
    to: path.states.at(-1)!.time,
  };
  return [feature(geometry, properties, `track/${path.id}`)];
}
