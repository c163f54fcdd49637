import { describe, expect, it } from "vitest";
import { makeEvent, makePicture, makeTracks } from "../../../test/support/make-picture.js";
import { type CzmlPacket, czmlPackets, writeCzml } from "./write-czml.js";

function packet(packets: readonly CzmlPacket[], id: string): CzmlPacket {
  return packets.find((p) => p.id === id)!;
}

describe("CZML of an output folder", () => {
  it("begins with its document, and names every packet once", () => {
    const packets = JSON.parse(writeCzml(makePicture())) as CzmlPacket[];
    expect(packets[0]).toMatchObject({
      id: "document",
      version: "1.0",
      clock: { interval: "2008-09-20T12:25:00Z/2008-09-20T12:45:00Z" },
    });
    expect(new Set(packets.map((p) => p.id)).size).toBe(packets.length);
    expect(packets.map((p) => p.id)).toEqual([
      "document",
      "sensor/geo",
      "sensor/low",
      "sensor/radar",
      "track/radar/1",
      "event/event-1",
      "event/event-1/launch",
      "event/event-1/launch/outline",
      "event/event-1/impact",
      "event/event-1/impact/outline",
    ]);
  });

  it("gives positions with their seconds after an epoch", () => {
    const track = packet(czmlPackets(makePicture()), "track/radar/1");
    expect(track).toMatchObject({
      parent: "event/event-1",
      availability: "2008-09-20T12:27:00Z/2008-09-20T12:27:30Z",
      position: {
        referenceFrame: "FIXED",
        epoch: "2008-09-20T12:27:00Z",
        interpolationAlgorithm: "LAGRANGE",
      },
    });
    const { cartesian } = track.position as { cartesian: number[] };
    expect(cartesian).toHaveLength(16);
    expect(cartesian.slice(4, 8)).toEqual([10, 4_291_000, -4_309_000, 2_415_000]);
  });

  it("lets a low satellite move and a geostationary one stand", () => {
    const packets = czmlPackets(makePicture());
    expect((packet(packets, "sensor/geo").position as { cartesian: number[] }).cartesian).toHaveLength(3);
    const { cartesian } = packet(packets, "sensor/low").position as { cartesian: number[] };
    expect(cartesian.length).toBeGreaterThan(12);
    for (let i = 0; i < cartesian.length; i += 4) {
      expect(Math.hypot(cartesian[i + 1]!, cartesian[i + 2]!, cartesian[i + 3]!)).toBeGreaterThan(6.6e6);
      expect(Math.hypot(cartesian[i + 1]!, cartesian[i + 2]!, cartesian[i + 3]!)).toBeLessThan(6.8e6);
    }
  });

  it("draws ellipses as polygons that are not closed twice", () => {
    const outline = packet(czmlPackets(makePicture()), "event/event-1/impact/outline");
    const { cartographicDegrees: corners } = (
      outline.polygon as { positions: { cartographicDegrees: number[] } }
    ).positions;
    expect(corners.length % 3).toBe(0);
    expect(corners.slice(0, 2)).not.toEqual(corners.slice(-3, -1));
  });

  it("draws a sampled area where there is no ellipse, and one track of one state", () => {
    const { impact } = makeEvent();
    const area = [
      [-54, 30],
      [-52, 30],
      [-53, 32],
    ];
    const events = [makeEvent({ impact: { ...impact, ellipse95: undefined, area } })];
    const packets = czmlPackets(makePicture({ events, tracks: makeTracks("radar/1", 1), warnings: [] }));
    expect(packet(packets, "event/event-1/impact/outline")).toBeDefined();
    expect(packet(packets, "track/radar/1").position).not.toHaveProperty("interpolationDegree");
  });

  it("marks where a source that is no launch was seen", () => {
    const seenAt = { latitudeDeg: 5, longitudeDeg: -170, altitude: 9000 };
    const events = [makeEvent({ launch: undefined, impact: undefined, seenAt })];
    const packets = czmlPackets(makePicture({ events }));
    expect(packet(packets, "event/event-1").position).toEqual({ cartographicDegrees: [-170, 5, 9000] });
  });

  it("keeps a sensor's name from becoming markup", () => {
    const events = [makeEvent({ sensors: ["<b>"] })];
    expect(packet(czmlPackets(makePicture({ events })), "event/event-1").description).toContain("&lt;b&gt;");
  });
});
