import fc from "fast-check";
import { expect, test } from "vitest";
import type { Vec3 } from "../../astro/index.js";
import { InfraredSatellite } from "../../messages/index.js";
import { infraredLooksBetween, infraredLookTime, infraredSightTime } from "./schedule.js";

function satellite(id: string, revisitSeconds: number, mode: "staring" | "scanning" = "staring") {
  return InfraredSatellite.parse({
    id,
    kind: "infrared",
    orbit: { geostationaryLongitudeDeg: 0 },
    payload: {
      mode,
      revisitSeconds,
      noiseEquivalentIrradiance: 1e-12,
      randomMicroradians: 30,
      biasMicroradians: 20,
    },
  });
}

test("the looks between two times are those whose time lies between them", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.double({ min: 0.1, max: 60, noNaN: true }),
      fc.double({ min: 0, max: 2000, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
      (id, revisit, from, span) => {
        const sensor = satellite(id, revisit);
        const to = from + span;
        const [first, last] = infraredLooksBetween(sensor, from, to);
        if (infraredLookTime(sensor, first) < from) return false;
        if (first > 0 && infraredLookTime(sensor, first - 1) >= from) return false;
        return last < first
          ? infraredLookTime(sensor, first) > to
          : infraredLookTime(sensor, last) <= to && infraredLookTime(sensor, last + 1) > to;
      },
    ),
  );
});

test("a scanning payload sees east a quarter of a turn after north", () => {
  const at: Vec3 = [42_164_172, 0, 0];
  const scanning = satellite("a", 10, "scanning");
  const start = infraredLookTime(scanning, 3);
  expect(infraredSightTime(scanning, 3, at, [6e6, 0, 1e6])).toBeCloseTo(start, 12);
  expect(infraredSightTime(scanning, 3, at, [6e6, 1e6, 0])).toBeCloseTo(start + 2.5, 12);
  expect(infraredSightTime(scanning, 3, at, [6e6, -1e6, 0])).toBeCloseTo(start + 7.5, 12);
  const staring = satellite("a", 10);
  expect(infraredSightTime(staring, 3, at, [6e6, 1e6, 0])).toBe(infraredLookTime(staring, 3));
});
