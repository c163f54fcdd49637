import type { Feature, FeatureCollection } from "geojson";
import { describe, expect, it } from "vitest";
import { makeEvent, makePicture, makeTracks } from "../../../test/support/make-picture.js";
import { writeGeoJson } from "./write-geojson.js";

function featuresOf(over = {}): Feature[] {
  return (JSON.parse(writeGeoJson(makePicture(over))) as FeatureCollection).features;
}

function ofKind(features: readonly Feature[], kind: string): Feature[] {
  return features.filter((f) => f.properties?.kind === kind);
}

describe("GeoJSON of an output folder", () => {
  it("holds sensors, launch, impact, ground track and protected areas", () => {
    const features = featuresOf();
    expect(features.map((f) => f.properties?.kind)).toEqual([
      "sensor",
      "sensor",
      "sensor",
      "protected-area",
      "launch-point",
      "launch-ellipse",
      "impact-point",
      "impact-ellipse",
      "ground-track",
    ]);
    expect(ofKind(features, "sensor").map((f) => f.properties?.name)).toEqual(["geo", "low", "radar"]);
    expect(ofKind(features, "impact-point")[0]).toMatchObject({
      id: "event/event-1/impact",
      geometry: { type: "Point", coordinates: [-53, 31] },
      properties: {
        class: "ballistic",
        confirmed: true,
        origin: "exercise",
        basis: "radar",
        warningLevel: "confirmed",
      },
    });
    expect(ofKind(features, "ground-track")[0]!.properties).toMatchObject({
      track: "radar/1",
      event: "event-1",
    });
  });

  it("puts a geostationary satellite over its longitude", () => {
    const geo = featuresOf().find((f) => f.id === "sensor/geo")!;
    expect(geo.geometry).toEqual({ type: "Point", coordinates: [-75, 0] });
    expect(geo.properties?.altitude).toBeCloseTo(35_786_023, -2);
  });

  it("draws a sampled area in place of an ellipse, and both across the antimeridian as two", () => {
    const { impact } = makeEvent();
    const area = [
      [179, 30],
      [181, 30],
      [180, 32],
    ];
    const event = makeEvent({
      impact: { ...impact, ellipse95: undefined, area, longitudeDeg: 180, basis: "infrared" },
    });
    const features = featuresOf({ events: [event] });
    expect(ofKind(features, "impact-ellipse")).toEqual([]);
    expect(ofKind(features, "impact-area")[0]!.geometry.type).toBe("MultiPolygon");
  });

  it("marks where a source that is no launch was seen", () => {
    const seenAt = { latitudeDeg: 5, longitudeDeg: 190, radius: 3000 };
    const event = makeEvent({ class: "background", launch: undefined, impact: undefined, seenAt });
    expect(ofKind(featuresOf({ events: [event] }), "seen-at")[0]).toMatchObject({
      geometry: { coordinates: [-170, 5] },
      properties: { class: "background", radius: 3000 },
    });
  });

  it("leaves out what isn't known", () => {
    const event = makeEvent({ launch: undefined, impact: undefined });
    const tracks = makeTracks("a").map((t) => ({ ...t, positionEcef: undefined }));
    const features = featuresOf({ events: [event], tracks });
    expect(features.every((f) => ["sensor", "protected-area"].includes(f.properties?.kind))).toBe(true);
    expect(JSON.stringify(features)).not.toContain("null");
  });
});
