import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heightOf, quickHeight } from "../earth/ellipsoid.js";
import { ecefToGeodetic, geodeticToEcef } from "./geodetic.js";

describe("geodetic coordinates", () => {
  it("come back from Earth-fixed ones at every latitude and from −1,000 to 50,000 km", () => {
    const place = fc.record({
      latitude: fc.double({ min: -Math.PI / 2, max: Math.PI / 2, noNaN: true }),
      longitude: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      height: fc.double({ min: -1e6, max: 5e7, noNaN: true }),
    });
    fc.assert(
      fc.property(place, (p) => {
        const back = ecefToGeodetic(geodeticToEcef(p));
        expect(Math.abs(back.latitude - p.latitude)).toBeLessThan(1e-11);
        expect(Math.abs(back.height - p.height)).toBeLessThan(1e-7);
      }),
    );
  });

  it("stand even at the Earth's centre", () => {
    expect(ecefToGeodetic([0, 0, 0]).height).toBeLessThan(-6e6);
  });
});

it("the quick height keeps what its description promises", () => {
  for (const [height, tolerance] of [
    [0, 1e-6],
    [50e3, 2e-3],
    [150e3, 2e-2],
    [400e3, 0.13],
  ] as const)
    for (let latitude = -1.57; latitude < 1.571; latitude += 0.01) {
      const p = geodeticToEcef({ latitude, longitude: 0.3, height });
      expect(Math.abs(quickHeight(...p) - heightOf(...p))).toBeLessThan(tolerance);
    }
});
