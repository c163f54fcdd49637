import { expect, test } from "vitest";
import { airTransmissionTable } from "../data-table.js";
import { airTransmission } from "./air.js";

const RADIUS = 6_371_000;

/** Absorber along a straight path through an exponential spherical atmosphere, in units of that above its start. */
function pathIntegral(altitude: number, elevation: number, scaleHeight: number): number {
  const start = RADIUS + altitude;
  const step = 100;
  let sum = 0;
  for (let s = step / 2; s < 3e6; s += step) {
    const radius = Math.sqrt(start * start + s * s + 2 * start * s * Math.sin(elevation));
    sum += Math.exp(-(radius - start) / scaleHeight) * step;
  }
  return sum / scaleHeight;
}

test("slant paths agree with summing the absorber along them to 1 % of the depth, down to the horizon and below", () => {
  for (const band of ["swir", "mwir"] as const) {
    const { pathExponent, scaleHeightKm } = airTransmissionTable().bands[band];
    for (const altitude of [15_000, 20_000, 30_000, 40_000]) {
      const vertical = -Math.log(airTransmission(band, altitude, Math.PI / 2));
      for (const elevationDeg of [60, 30, 10, 3, 0, -1]) {
        const elevation = (elevationDeg * Math.PI) / 180;
        const depth = -Math.log(airTransmission(band, altitude, elevation));
        const length = pathIntegral(altitude, elevation, scaleHeightKm * 1000);
        const expected = vertical * length ** pathExponent;
        // a path that descends leaves the scale height for the table's own profile: a coarser test
        const tolerance = elevation < 0 ? 0.35 : 0.01;
        expect(Math.abs(depth / expected - 1), `${band} ${altitude} m ${elevationDeg}°`).toBeLessThan(
          tolerance,
        );
      }
    }
  }
});
