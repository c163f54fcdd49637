import { describe, expect, it } from "vitest";
import {
  coast,
  EARTH,
  freeFlightInertial,
  geodeticToEcef,
  heightOf,
  integrateTo,
  lookAt,
  type Vec3,
} from "../../astro/index.js";
import { BOOST_STATE, boostMotion } from "./boost.js";
import { coastMotion, dragMotion, orbitMotion } from "./free-flight.js";
import { inertialView } from "./inertial-view.js";
import { lineOfSight } from "./line-of-sight.js";
import { rangeAzimuthElevation } from "./range-azimuth-elevation.js";
import { constantAcceleration, constantVelocity, linearMeasurement } from "./textbook.js";

const high = geodeticToEcef({ latitude: 0.5, longitude: -1, height: 300e3 });
const low = geodeticToEcef({ latitude: 0.5, longitude: -1, height: 60e3 });

function distance(a: ArrayLike<number>, b: ArrayLike<number>, from = 0): number {
  return Math.hypot(a[from]! - b[0]!, a[from + 1]! - b[1]!, a[from + 2]! - b[2]!);
}

describe("motion", () => {
  it("coasts as the propagator does", () => {
    const velocity = [-1500, -400, 2290] as const;
    const x = Float64Array.of(...high, ...velocity);
    coastMotion().move(x, 60);
    const truth = coast(high, velocity, 60, null);
    expect(distance(x, truth.positionEcef)).toBeLessThan(2e-3);
    expect(distance(x, truth.velocityEcef, 3)).toBeLessThan(1e-4);
    coastMotion().move(x, -60);
    expect(distance(x, high)).toBeLessThan(2e-3);
  });

  it("falls through the air as the propagator does", () => {
    const velocity = [800, 1400, -1900] as const;
    const x = Float64Array.of(...low, ...velocity, Math.log(1000));
    dragMotion().move(x, 20);
    const truth = coast(low, velocity, 20, 1000);
    expect(heightOf(...truth.positionEcef)).toBeGreaterThan(0);
    expect(distance(x, truth.positionEcef)).toBeLessThan(3);
    expect(x[6]).toBe(Math.log(1000));
  });

  it("goes round the Earth as the propagator does in inertial axes", () => {
    const start = [...high, 6000, 3800, -100];
    const x = Float64Array.from(start);
    orbitMotion().move(x, 600);
    const truth = integrateTo(freeFlightInertial({ ballisticCoefficient: null }), 0, start, 600);
    expect(distance(x, truth)).toBeLessThan(0.1);
  });

  it("lets what has come down lie, and gives up on what is no state", () => {
    const fallen = geodeticToEcef({ latitude: 0.5, longitude: -1, height: 1000 });
    const x = Float64Array.of(...fallen, 0, 0, -200, 6);
    dragMotion().move(x, 600);
    expect(heightOf(x[0]!, x[1]!, x[2]!)).toBeGreaterThan(-500);
    for (const motion of [dragMotion(), coastMotion(), boostMotion()]) {
      const nothing = new Float64Array(motion.states).fill(Number.NaN);
      motion.move(nothing, 100);
      const far = new Float64Array(motion.states).fill(1e7);
      motion.move(far, 1e9);
      expect(far.every(Number.isNaN)).toBe(true);
    }
  });

  it("burns as a rocket does: a₀/(1 − b₀t), and gains ln(m₀/m)·c of speed along the path", () => {
    // far from everything, along the pole's axis: neither gravity nor turning matters
    const x = Float64Array.of(0, 0, 1e12, 0, 0, 1000, 30, 0.01);
    boostMotion().move(x, 50);
    expect(x[BOOST_STATE.thrust]!).toBeCloseTo(60, 5);
    expect(x[BOOST_STATE.massFlowRatio]!).toBeCloseTo(0.02, 8);
    // exhaust velocity c = a/b = 3,000 m/s
    expect(x[5]! - 1000).toBeCloseTo(3000 * Math.log(2), 3);
  });

  it("rises straight up from rest, and stops gaining at the strongest thrust", () => {
    const pad = geodeticToEcef({ latitude: 0.5, longitude: -1, height: 0 });
    const x = Float64Array.of(...pad, 0, 0, 0, 20, 0.005);
    boostMotion().move(x, 10);
    const speed = Math.hypot(x[3]!, x[4]!, x[5]!);
    expect(speed).toBeGreaterThan(95);
    const up = (x[3]! * pad[0] + x[4]! * pad[1] + x[5]! * pad[2]) / Math.hypot(...pad) / speed;
    expect(up).toBeGreaterThan(0.999);
    boostMotion().move(x, 3000);
    expect(x[BOOST_STATE.thrust]!).toBeLessThan(200);
    expect(x.every(Number.isFinite)).toBe(true);
  });

  it("is uncertain by the integral of what drives it", () => {
    const out = new Float64Array(9);
    // by numeric quadrature of g·gᵀ over 0…2 s with 2,000 midpoints
    constantAcceleration(1, 3).processNoise(new Float64Array(3), 2, out);
    const sum = new Float64Array(9);
    for (let k = 0; k < 2000; k++) {
      const t = (k + 0.5) / 1000;
      const g = [(t * t) / 2, t, 1];
      for (let i = 0; i < 9; i++) sum[i]! += (3 * g[Math.floor(i / 3)]! * g[i % 3]!) / 1000;
    }
    for (let i = 0; i < 9; i++) expect(out[i]! / sum[i]!).toBeCloseTo(1, 5);
    const q = new Float64Array(36);
    coastMotion({ acceleration: 4 }).processNoise(new Float64Array(6), 3, q);
    expect([q[0], q[3], q[18], q[21], q[1]]).toEqual([36, 18, 18, 12, 0]);
    const plain = new Float64Array(36);
    constantVelocity(3, 4).processNoise(new Float64Array(6), 3, plain);
    expect(plain).toEqual(q);
  });
});

describe("measurements", () => {
  const site = { latitude: 0.9, longitude: -2.1, height: 120 };

  it("of a radar are those of the look", () => {
    const body = geodeticToEcef({ latitude: 0.93, longitude: -2.05, height: 400e3 });
    const out = new Float64Array(4);
    rangeAzimuthElevation(site, { sigma: [1, 1, 1, 1], rangeRate: true }).measure(
      Float64Array.of(...body, 1000, -2000, 500),
      out,
    );
    const look = lookAt(site, body);
    expect(out[0]).toBeCloseTo(look.range, 6);
    expect(out[1]).toBeCloseTo(look.azimuth, 12);
    expect(out[2]).toBeCloseTo(look.elevation, 12);
    const later = lookAt(site, [body[0] + 10, body[1] - 20, body[2] + 5]);
    expect(out[3]).toBeCloseTo((later.range - look.range) / 0.01, 0);
    expect(() => rangeAzimuthElevation(site, { sigma: [1, 1] })).toThrow(RangeError);
  });

  it("innovate over the cut of the azimuth", () => {
    const model = rangeAzimuthElevation(site, { sigma: [1, 1, 1] });
    const out = new Float64Array(3);
    model.innovate(Float64Array.of(5, -3.1, 0.2), Float64Array.of(4, 3.1, 0.1), out);
    expect(out[1]).toBeCloseTo(2 * Math.PI - 6.2, 12);
  });

  it("along the boresight are zero, and their angles those between directions", () => {
    const model = lineOfSight(1e-5);
    const satellite: Vec3 = [42164e3, 0, 0];
    model.point(satellite, [-1, 0, 0]);
    const out = new Float64Array(2);
    model.measure(Float64Array.of(6e6, 0, 0, 0, 0, 0), out);
    expect([...out]).toEqual([0, 0]);
    model.measure(Float64Array.of(6e6, 0, 3e6, 0, 0, 0), out);
    expect(Math.abs(out[1]!)).toBeCloseTo(Math.atan2(3e6, 36164e3), 12);
    const again = new Float64Array(2);
    model.angles([-36164e3, 0, 3e6], again);
    expect(again).toEqual(out);
    expect(() => model.point(satellite, [0, 0, 0])).toThrow(RangeError);
    // behind the sensor, on either side of the cut
    model.innovate(Float64Array.of(3.1, -3.1), Float64Array.of(-3.1, 3.1), out);
    expect(out[0]).toBeCloseTo(6.2 - 2 * Math.PI, 12);
    expect(out[1]).toBeCloseTo(2 * Math.PI - 6.2, 12);
  });

  it("are the same from inertial axes", () => {
    const fixed = Float64Array.of(...high, 1000, -2000, 3000);
    const angle = 0.7;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const [u, v] = [fixed[3]! - EARTH.rotation * fixed[1]!, fixed[4]! + EARTH.rotation * fixed[0]!];
    const inertial = Float64Array.of(
      c * fixed[0]! - s * fixed[1]!,
      s * fixed[0]! + c * fixed[1]!,
      fixed[2]!,
      c * u - s * v,
      s * u + c * v,
      fixed[5]!,
    );
    const radar = rangeAzimuthElevation(site, { sigma: [1, 1, 1, 1], rangeRate: true });
    const view = inertialView(radar);
    view.turn(angle);
    const [a, b] = [new Float64Array(4), new Float64Array(4)];
    radar.measure(fixed, a);
    view.measure(inertial, b);
    for (let i = 0; i < 4; i++) expect(b[i]! / a[i]!).toBeCloseTo(1, 11);
  });

  it("of a linear kind must fit their noise", () => {
    expect(() => linearMeasurement(2, new Float64Array(4), new Float64Array(1))).toThrow(RangeError);
  });
});
