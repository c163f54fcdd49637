import { describe, expect, it } from "vitest";
import { geodeticToEcef, randomStream, subtract, uniformAt, unit, type Vec3 } from "../../astro/index.js";
import { stormNews } from "./announce.js";
import { openOptical, type Pulse, stormPlace, takePulse } from "./storms.js";

const RADIANS = Math.PI / 180;
const mapper: Vec3 = [4.2164e7 * Math.cos(-75 * RADIANS), 4.2164e7 * Math.sin(-75 * RADIANS), 0];

function pulse(time: number, latitudeDeg: number, longitudeDeg: number): Pulse {
  const place = geodeticToEcef({
    latitude: latitudeDeg * RADIANS,
    longitude: longitudeDeg * RADIANS,
    height: 12_000,
  });
  return { time, sensor: "mapper", positionEcef: mapper, lineOfSightEcef: unit(subtract(place, mapper)) };
}

describe("lightning", () => {
  it("gathers pulses into flashes and storms", () => {
    const picture = openOptical();
    for (let i = 0; i < 20; i++) {
      takePulse(picture, pulse(i, 10, -60));
      takePulse(picture, pulse(i + 0.1, 10.02, -60));
      takePulse(picture, pulse(i + 0.5, -20, -55));
    }
    const news = stormNews(picture, 25);
    expect(news.map((n) => [n.storm.pulses, n.storm.flashes])).toEqual([
      [40, 20],
      [20, 20],
    ]);
    const place = stormPlace(news[0]!.storm);
    expect(place.latitude / RADIANS).toBeCloseTo(10, 0);
    expect(place.longitude / RADIANS).toBeCloseTo(-60, 0);
    expect(stormNews(picture, 26)).toHaveLength(0);
    expect(stormNews(picture, 1000).every((n) => n.over)).toBe(true);
    expect(picture.storms).toHaveLength(0);
  });

  it("makes one area of cells that touch, and no storm of a single pulse", () => {
    const picture = openOptical();
    for (let i = 0; i < 10; i++) takePulse(picture, pulse(i, 10 + 0.5 * i, -60));
    takePulse(picture, pulse(3, -30, -70));
    const news = stormNews(picture, 100);
    expect(news).toHaveLength(1);
    expect(news[0]!.storm.pulses).toBe(10);
  });

  it("takes the 20,000 pulses of a granule without losing one, in few storms", () => {
    const picture = openOptical();
    const draws = randomStream(1, "lightning");
    for (let i = 0; i < 20_000; i++) {
      const latitude = -30 + 60 * uniformAt(draws, 2 * i);
      takePulse(picture, pulse(i / 1000, latitude, -100 + 50 * uniformAt(draws, 2 * i + 1)));
    }
    const storms = stormNews(picture, Number.POSITIVE_INFINITY).map(({ storm }) => storm);
    expect(storms.reduce((sum, { pulses }) => sum + pulses, 0)).toBe(20_000);
    expect(storms.length).toBeLessThan(500);
  });

  it("refuses a line of sight that misses the Earth", () => {
    expect(takePulse(openOptical(), { ...pulse(0, 0, -75), lineOfSightEcef: [0, 0, 1] })).toBe(false);
  });
});
