import fc from "fast-check";
import { expect, test } from "vitest";
import { geodeticToEcef, lookAt, type Vec3 } from "../../astro/index.js";
import { InfraredPayload } from "../../messages/index.js";
import { earthBetween, infraredVisibility } from "./visibility.js";

const RADIANS = Math.PI / 180;
const GEO = 42_164_172;
const FAR_SUN: Vec3 = [0, 0, 1.5e11];

function payload(changes: Partial<InfraredPayload> = {}): InfraredPayload {
  return InfraredPayload.parse({
    mode: "staring",
    revisitSeconds: 5,
    noiseEquivalentIrradiance: 1e-12,
    randomMicroradians: 30,
    biasMicroradians: 20,
    ...changes,
  });
}

function place(latitudeDeg: number, longitudeDeg: number, height: number): Vec3 {
  return geodeticToEcef({ latitude: latitudeDeg * RADIANS, longitude: longitudeDeg * RADIANS, height });
}

test("a place on the ellipsoid is hidden exactly where the satellite is below its geodetic horizon", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -89, max: 89, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -63, max: 63, noNaN: true }),
      fc.double({ min: 7e6, max: 5e7, noNaN: true }),
      (latitudeDeg, longitudeDeg, satelliteDeg, radius) => {
        const satellite: Vec3 = [
          radius * Math.cos(satelliteDeg * RADIANS),
          0,
          radius * Math.sin(satelliteDeg * RADIANS),
        ];
        const site = { latitude: latitudeDeg * RADIANS, longitude: longitudeDeg * RADIANS, height: 0 };
        const { elevation } = lookAt(site, satellite);
        fc.pre(Math.abs(elevation) > 2e-3);
        return earthBetween(satellite, geodeticToEcef(site)) === elevation < 0;
      },
    ),
    { numRuns: 300 },
  );
});

test("a source beyond the limb appears once it has climbed above the limb's line", () => {
  const satellite: Vec3 = [GEO, 0, 0];
  expect(infraredVisibility(payload(), satellite, place(0, 90, 30_000), FAR_SUN)).toBe("behind-earth");
  // tangent at 81.3°: 8.7° beyond it a height of R(1/cos 8.7° − 1) = 74 km is needed
  expect(infraredVisibility(payload(), satellite, place(0, 90, 72_000), FAR_SUN)).toBe("behind-earth");
  expect(infraredVisibility(payload(), satellite, place(0, 90, 76_000), FAR_SUN)).toBe("visible");
});

test("a payload that looks above the limb sees only what stands against cold space", () => {
  const limb = payload({ view: "above-limb" });
  const satellite: Vec3 = [GEO, 0, 0];
  expect(infraredVisibility(limb, satellite, place(0, 30, 100_000), FAR_SUN)).toBe("against-earth");
  expect(infraredVisibility(limb, satellite, place(0, 80, 300_000), FAR_SUN)).toBe("visible");
  expect(infraredVisibility(limb, satellite, place(0, 120, 300_000), FAR_SUN)).toBe("behind-earth");
});

test("the field of regard is a cone about nadir", () => {
  const satellite: Vec3 = [GEO, 0, 0];
  expect(infraredVisibility(payload({ fieldOfRegardDeg: 5 }), satellite, place(0, 60, 0), FAR_SUN)).toBe(
    "outside-field",
  );
  expect(infraredVisibility(payload({ fieldOfRegardDeg: 5 }), satellite, place(0, 20, 0), FAR_SUN)).toBe(
    "visible",
  );
});

test("the Sun blinds near the line of sight unless the Earth hides it", () => {
  const careful = payload({ sunExclusionDeg: 10 });
  const satellite: Vec3 = [GEO, 0, 0];
  const nearLimb = place(60, 0, 0);
  const opposite: Vec3 = [-1.5e11, 0, 0];
  const justOver: Vec3 = [-1.5e11 * Math.cos(0.17), 0, 1.5e11 * Math.sin(0.17)];
  expect(infraredVisibility(careful, satellite, nearLimb, opposite)).toBe("visible");
  expect(infraredVisibility(careful, satellite, nearLimb, justOver)).toBe("sun-exclusion");
  expect(infraredVisibility(payload(), satellite, nearLimb, justOver)).toBe("visible");
});
