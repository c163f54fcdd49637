import { describe, expect, it } from "vitest";
import { EARTH } from "../earth/constants.js";
import { heightOf } from "../earth/ellipsoid.js";
import { geodeticToEcef } from "../frames/geodetic.js";
import { eastNorthUp } from "../frames/local.js";
import {
  type AscentProfile,
  integrateAscent,
  massRatio,
  NOMINAL_ASCENT,
  thrustAcceleration,
} from "./index.js";

const degree = Math.PI / 180;
const start = { latitude: 20 * degree, longitude: -45 * degree, height: 0, azimuth: 330 * degree };

const medium: AscentProfile = {
  stages: [
    {
      initialAcceleration: 22,
      exhaustVelocity: 2700,
      burnSeconds: 100,
      gapSeconds: 0,
      dragAreaOverMass: 0.00008,
      seaLevelThrustLoss: 0.12,
    },
  ],
  verticalRiseSeconds: 8,
  kickSeconds: 8,
  kick: 25 * degree,
  dragCoefficient: 0.3,
};

const twoStages: AscentProfile = {
  ...medium,
  stages: [
    { ...medium.stages[0]!, burnSeconds: 60, gapSeconds: 10 },
    { ...medium.stages[0]!, initialAcceleration: 9, exhaustVelocity: 3400, burnSeconds: 100 },
  ],
};

function stateAt(profile: AscentProfile, time: number, step: number, deviation = NOMINAL_ASCENT) {
  const state = new Float64Array(6);
  integrateAscent(start, profile, deviation, 200, step).stateAt(time, state);
  return state;
}

function distance(a: Float64Array, b: Float64Array, from = 0): number {
  return Math.hypot(a[from]! - b[from]!, a[from + 1]! - b[from + 1]!, a[from + 2]! - b[from + 2]!);
}

describe("thrust acceleration", () => {
  const nominal = (tau: number, pressure = 0) => thrustAcceleration(medium, NOMINAL_ASCENT, tau, pressure);

  it("grows as propellant is spent and ends with the burn", () => {
    expect(nominal(0)).toBe(22);
    expect(nominal(50)).toBeCloseTo(22 / (1 - (22 * 50) / 2700), 10);
    expect(nominal(100)).toBe(0);
    expect(nominal(-1)).toBe(0);
  });

  it("loses its share at sea level", () => {
    expect(nominal(0, 101325)).toBeCloseTo(22 * 0.88, 10);
  });

  it("burns the same propellant faster with more thrust", () => {
    const strong = { ...NOMINAL_ASCENT, thrust: 0.1 };
    expect(thrustAcceleration(medium, strong, 90, 0)).toBeGreaterThan(nominal(90));
    expect(thrustAcceleration(medium, strong, 91, 0)).toBe(0);
  });

  it("is absent in the gap between stages", () => {
    expect(thrustAcceleration(twoStages, NOMINAL_ASCENT, 65, 0)).toBe(0);
    expect(thrustAcceleration(twoStages, NOMINAL_ASCENT, 70, 0)).toBe(9);
  });
});

describe("ascent", () => {
  it("without air, gravity's change and turn gives the speed of the rocket equation less gravity", () => {
    const vertical: AscentProfile = {
      ...medium,
      stages: [{ ...medium.stages[0]!, dragAreaOverMass: 0, seaLevelThrustLoss: 0 }],
      kick: 0,
    };
    const state = stateAt(vertical, 10, 0.5);
    const { up } = eastNorthUp(start);
    const p = geodeticToEcef(start);
    const speed = up[0] * state[3]! + up[1] * state[4]! + up[2] * state[5]!;
    // Somigliana's normal gravity at 20° is 9.78637 m/s²
    expect(speed).toBeCloseTo(-2700 * Math.log(1 - (22 * 10) / 2700) - 9.7864 * 10, 1);
    const rise = Math.hypot(state[0]! - p[0], state[1]! - p[1], state[2]! - p[2]);
    expect(rise).toBeGreaterThan(600);
    expect(heightOf(state[0]!, state[1]!, state[2]!)).toBeCloseTo(rise, 0);
  });

  it.each([
    ["single stage", medium],
    ["two stages", twoStages],
  ])("converges with the fourth power of the step: %s", (_, profile) => {
    const deviation = { ...NOMINAL_ASCENT, thrust: 0.033, angleOfAttack: 0.03, yaw: -0.01 };
    const fine = stateAt(profile, 180, 0.0625, deviation);
    expect(distance(stateAt(profile, 180, 1, deviation), fine)).toBeLessThan(2);
    expect(distance(stateAt(profile, 180, 2, deviation), fine)).toBeLessThan(30);
    expect(
      distance(stateAt(profile, 90.3, 1, deviation), stateAt(profile, 90.3, 0.0625, deviation)),
    ).toBeLessThan(1);
  });

  it("is a smooth function of the deviations", () => {
    const at = (thrust: number) => stateAt(medium, 60.7, 1, { ...NOMINAL_ASCENT, thrust })[0]!;
    const d = 1e-4;
    const second = (at(0.02 + d) - 2 * at(0.02) + at(0.02 - d)) / (d * d);
    const wide = (at(0.03) - 2 * at(0.02) + at(0.01)) / 1e-4;
    expect(Math.abs(second / wide - 1)).toBeLessThan(0.1);
  });

  it("goes towards its azimuth, and yaw to the right", () => {
    const { east, north } = eastNorthUp(start);
    const course = (state: Float64Array) => {
      const p = geodeticToEcef(start);
      const d = [state[0]! - p[0], state[1]! - p[1], state[2]! - p[2]] as const;
      const e = d[0] * east[0] + d[1] * east[1] + d[2] * east[2];
      const n = d[0] * north[0] + d[1] * north[1] + d[2] * north[2];
      return Math.atan2(e, n) / degree + 360;
    };
    const straight = course(stateAt(medium, 80, 1));
    const right = course(stateAt(medium, 80, 1, { ...NOMINAL_ASCENT, yaw: 1 * degree }));
    expect(Math.abs(straight - 330)).toBeLessThan(1.5);
    expect(right - straight).toBeGreaterThan(0.5);
  });

  it("flies higher with thrust above the velocity", () => {
    const height = (angleOfAttack: number) => {
      const s = stateAt(medium, 80, 1, { ...NOMINAL_ASCENT, angleOfAttack });
      return heightOf(s[0]!, s[1]!, s[2]!);
    };
    expect(height(0.03)).toBeGreaterThan(height(0) + 500);
  });

  it("falls freely after the last burn", () => {
    const table = integrateAscent(start, medium, NOMINAL_ASCENT, 200, 1);
    const before = new Float64Array(6);
    const after = new Float64Array(6);
    table.stateAt(149.5, before);
    table.stateAt(150.5, after);
    expect(Math.hypot(...[3, 4, 5].map((i) => after[i]! - before[i]!))).toBeLessThan(9.8);
    expect(table.burnout).toBe(100);
    expect(massRatio(medium.stages[0]!, 1, 100)).toBeCloseTo(1 - 2200 / 2700, 12);
    const state = new Float64Array(6);
    table.stateAt(150, state);
    const energy = (t: number) => {
      table.stateAt(t, state);
      const r = Math.hypot(state[0]!, state[1]!, state[2]!);
      const v2 = state[3]! ** 2 + state[4]! ** 2 + state[5]! ** 2;
      const spin = EARTH.rotation ** 2 * (state[0]! ** 2 + state[1]! ** 2);
      return v2 / 2 - EARTH.gm / r - spin / 2;
    };
    expect(Math.abs(energy(190) - energy(150)) / 1e6).toBeLessThan(0.05);
  });

  it("has its first state before ignition and its last after the end", () => {
    const table = integrateAscent(start, medium, NOMINAL_ASCENT, 50, 1);
    const early = new Float64Array(6);
    const late = new Float64Array(6);
    const end = new Float64Array(6);
    table.stateAt(-5, early);
    table.stateAt(60, late);
    table.stateAt(50, end);
    expect([early[3], early[4], early[5]]).toEqual([0, 0, 0]);
    expect(late).toEqual(end);
  });

  it("refuses impossible requests", () => {
    expect(() => integrateAscent(start, medium, NOMINAL_ASCENT, 0, 1)).toThrow("ascent until 0 s");
    expect(() => integrateAscent(start, medium, NOMINAL_ASCENT, 10, -1)).toThrow("steps of -1 s");
    expect(() => integrateAscent(start, { ...medium, stages: [] }, NOMINAL_ASCENT, 10, 1)).toThrow(
      "one stage",
    );
  });
});
