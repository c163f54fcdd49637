import { describe, expect, it } from "vitest";
import {
  epochFromUtc,
  geodeticToEcef,
  geostationaryEcef,
  normalAt,
  randomStream,
  subtract,
  sunPositionEcef,
  unit,
  type Vec3,
} from "../../../astro/index.js";
import type { Detection } from "../../infrared/track.js";
import { mayBeSunlight } from "./sunlight.js";

const DEGREE = Math.PI / 180;
const at = (latitudeDeg: number, longitudeDeg: number, height: number): Vec3 =>
  geodeticToEcef({ latitude: latitudeDeg * DEGREE, longitude: longitudeDeg * DEGREE, height });
const seen = (satellite: Vec3, place: Vec3) =>
  ({
    positionEcef: satellite,
    lineOfSightEcef: unit(subtract(place, satellite)),
    sigma: 3e-5,
  }) as unknown as Detection;
const sunAt = (utc: string) => sunPositionEcef(epochFromUtc(utc));

// FACTS 9.4: 31,000–39,000 km over 44–55° N 25–50° E look at 47.5° N 111° W along the limb, elevation 0–7°
const grazing = at(52, 35, 37_000_000);
const place = at(47.5, -111, 12_000);
const then = sunAt("1983-09-25T20:15:00Z");

describe("whether a detection may be sunlight", () => {
  it("is so in the grazing view of 25 September 1983", () => {
    expect(mayBeSunlight(seen(grazing, place), then)).toBe(true);
  });

  it("is not so by night, from behind the Sun's way, nor above the clouds", () => {
    expect(mayBeSunlight(seen(grazing, place), sunAt("1983-09-25T08:00:00Z"))).toBe(false);
    expect(mayBeSunlight(seen(geostationaryEcef(-75 * DEGREE), place), then)).toBe(false);
    const high = at(60, -80, 150_000);
    expect(mayBeSunlight(seen(grazing, high), then)).toBe(false);
  });

  it("is so where a level mirror shows the Sun, by day at the point under a satellite at noon", () => {
    const noon = sunAt("2026-03-20T12:00:00Z");
    const satellite = geostationaryEcef(0);
    expect(mayBeSunlight(seen(satellite, at(0, 1, 0)), noon)).toBe(true);
    expect(mayBeSunlight(seen(satellite, at(40, 30, 0)), noon)).toBe(false);
  });

  it("leaves most of the Earth's disc in doubt of nothing", () => {
    const noon = sunAt("2026-06-21T15:00:00Z");
    const satellite = geostationaryEcef(0);
    const draws = randomStream(1, "places");
    let glints = 0;
    for (let k = 0; k < 400; k++) {
      const point = at(20 * normalAt(draws, 2 * k), 20 * normalAt(draws, 2 * k + 1), 10_000);
      if (mayBeSunlight(seen(satellite, point), noon)) glints++;
    }
    expect(glints / 400).toBeLessThan(0.1);
  });
});
