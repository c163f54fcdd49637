import { describe, expect, it } from "vitest";
import { coast, eastNorthUp, ecefToGeodetic, geodeticToEcef, type Vec3 } from "../../astro/index.js";
import { ALTITUDE, COURSE, FLIGHT_STATE, LATITUDE, moveFlight, PATH_ANGLE, SPEED } from "./flight-model.js";

const degree = Math.PI / 180;

describe("flight in altitude, speed, angle, latitude and course", () => {
  it.each([
    [150e3, 7357, 1, 24, 105, 900],
    [70e3, 1650, 53, 28.6, 45, 300],
    [120e3, 4000, 30, -60, 200, 600],
  ])(
    "is the flight of the Earth-fixed frame (%d m, %d m/s, %d°)",
    (altitude, speed, angle, latitude, course, seconds) => {
      const state = new Float64Array(FLIGHT_STATE);
      state.set([altitude, speed, angle * degree, latitude * degree, course * degree]);
      const geodetic = { latitude: latitude * degree, longitude: 0.3, height: altitude };
      const { east, north, up } = eastNorthUp(geodetic);
      const horizontal = speed * Math.cos(angle * degree);
      const velocity = [0, 1, 2].map(
        (i) =>
          horizontal * (Math.sin(course * degree) * east[i]! + Math.cos(course * degree) * north[i]!) +
          speed * Math.sin(angle * degree) * up[i]!,
      ) as unknown as Vec3;
      const there = coast(geodeticToEcef(geodetic), velocity, seconds, null);
      moveFlight(state, seconds);
      const place = ecefToGeodetic(there.positionEcef);
      expect(Math.abs(state[ALTITUDE]! - place.height)).toBeLessThan(2);
      expect(Math.abs(state[LATITUDE]! - place.latitude) * 6.4e6).toBeLessThan(2);
      expect(Math.abs(state[SPEED]! - Math.hypot(...there.velocityEcef))).toBeLessThan(0.01);
      const frame = eastNorthUp(place);
      const component = (axis: Vec3) => axis.reduce((sum, a, i) => sum + a * there.velocityEcef[i]!, 0);
      expect(state[COURSE]).toBeCloseTo(Math.atan2(component(frame.east), component(frame.north)), 6);
      expect(state[PATH_ANGLE]).toBeCloseTo(Math.asin(component(frame.up) / state[SPEED]!), 6);
      moveFlight(state, -seconds);
      expect(state[ALTITUDE]).toBeCloseTo(altitude, 1);
    },
  );

  it("with drag slows down, with lift stays up longer", () => {
    const flown = (liftOverDrag: number) => {
      const state = new Float64Array(FLIGHT_STATE);
      state.set([80e3, 7400, -1 * degree, 0.4, 1.6]);
      moveFlight(state, 150, { ballisticCoefficient: 200, liftOverDrag });
      return state;
    };
    expect(flown(0)[SPEED]).toBeLessThan(6000);
    expect(flown(0.3)[ALTITUDE]).toBeGreaterThan(flown(0)[ALTITUDE]! + 3000);
  });
});
