import fc from "fast-check";
import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { beamShape, directionsApart } from "./beam.js";
import { faceFences, fenceBeamDirection, fenceBeamTime, nearestFenceBeam } from "./fence.js";

const RADIANS = Math.PI / 180;
const radar = makeRadar({
  schedule: {
    fence: { elevationsDeg: [5, 3], positions: 60, repeatSeconds: 2.5, pulseMilliseconds: 5 },
    tracking: { pulseByRange: [{ fromRangeKm: 0, milliseconds: 1 }] },
    budget: { duty: 0.25 },
  },
});
const fences = faceFences(radar, radar.schedule!);

test("positions are shared by the faces' width; one repetition is as long as the network says", () => {
  expect(fences.map((f) => f.positions)).toEqual([30, 30]);
  const { positions, elevations, interval } = fences[0]!;
  expect(positions * elevations.length * interval).toBeCloseTo(2.5, 12);
  expect(fenceBeamTime(fences[0]!, 59)).toBeLessThan(2.5);
  expect(elevations).toEqual([3 * RADIANS, 5 * RADIANS]);
});

test("the nearest beam is no farther than any other", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -30, max: 89.99, noNaN: true }),
      fc.double({ min: 1, max: 7, noNaN: true }),
      (azimuthDeg, elevationDeg) => {
        const fence = fences[0]!;
        const [azimuth, elevation] = [azimuthDeg * RADIANS, elevationDeg * RADIANS];
        const apart = (beam: number) => {
          const at = fenceBeamDirection(fence, beam);
          return Math.hypot(at.azimuth - azimuth, at.elevation - elevation);
        };
        const nearest = apart(nearestFenceBeam(fence, azimuth, elevation));
        for (let beam = 0; beam < 60; beam++) if (apart(beam) < nearest - 1e-9) return false;
        return true;
      },
    ),
    { numRuns: 200 },
  );
});

test("half a beamwidth off the signal is a quarter", () => {
  expect(beamShape(0, 0.04)).toBe(1);
  expect(beamShape(0.02, 0.04)).toBeCloseTo(0.25, 12);
});

test("two directions lie as far apart as their unit vectors", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 6.28, noNaN: true }),
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.double({ min: 0, max: 6.28, noNaN: true }),
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      (a, e, b, f) => {
        const cosine = Math.sin(e) * Math.sin(f) + Math.cos(e) * Math.cos(f) * Math.cos(a - b);
        return Math.abs(Math.cos(directionsApart(a, e, b, f)) - cosine) < 1e-12;
      },
    ),
  );
});
