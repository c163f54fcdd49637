import { describe, expect, it } from "vitest";
import { coast, geodeticToEcef, heightOf } from "../../astro/index.js";
import { moveState, moveWithTransition } from "./flight-model.js";
import { COAST_STATES, STATE, THRUST_STATES } from "./radar-model.js";

const high = geodeticToEcef({ latitude: 0.5, longitude: -1, height: 300_000 });
const low = geodeticToEcef({ latitude: 0.5, longitude: -1, height: 60_000 });

function stateAt(place: readonly number[], velocity: readonly number[], beta: number, n = COAST_STATES) {
  const x = new Float64Array(n);
  x.set([...place, ...velocity, Math.log(beta)]);
  return x;
}

describe("moveState", () => {
  it("agrees with the propagator outside the air", () => {
    const x = stateAt(high, [-1500, -400, 2290], 3000);
    moveState(x, 60, "coast");
    const truth = coast(high, [-1500, -400, 2290], 60, null);
    for (let i = 0; i < 3; i += 1) expect(Math.abs(x[i]! - truth.positionEcef[i]!)).toBeLessThan(0.01);
    for (let i = 0; i < 3; i += 1) expect(Math.abs(x[3 + i]! - truth.velocityEcef[i]!)).toBeLessThan(1e-4);
  });

  it("agrees with the propagator in the air", () => {
    const velocity = [800, 1400, -1900] as const;
    const x = stateAt(low, velocity, 1000);
    moveState(x, 20, "coast");
    const truth = coast(low, velocity, 20, 1000);
    expect(heightOf(...truth.positionEcef)).toBeGreaterThan(0);
    for (let i = 0; i < 3; i += 1) expect(Math.abs(x[i]! - truth.positionEcef[i]!)).toBeLessThan(3);
  });

  it("goes back to where it came from", () => {
    const x = stateAt(high, [-1500, -400, 2290], 3000);
    moveState(x, 30, "coast");
    moveState(x, -30, "coast");
    for (let i = 0; i < 3; i += 1) expect(Math.abs(x[i]! - high[i]!)).toBeLessThan(1e-3);
  });

  it("lets what has come down lie", () => {
    const x = stateAt(geodeticToEcef({ latitude: 0.5, longitude: -1, height: 1000 }), [0, 0, -200], 400);
    moveState(x, 600, "coast");
    expect(heightOf(x[0]!, x[1]!, x[2]!)).toBeGreaterThan(-500);
    expect(x.every(Number.isFinite)).toBe(true);
  });

  it("pushes along the motion or against it by the thrust's acceleration", () => {
    for (const [mode, sign] of [
      ["thrust along", 1],
      ["thrust against", -1],
    ] as const) {
      const free = stateAt(high, [-1500, -400, 2290], 3000);
      const x = stateAt(high, [-1500, -400, 2290], 3000, THRUST_STATES);
      x[STATE.thrust] = 10;
      moveState(free, 1, "coast");
      moveState(x, 1, mode);
      const gained = [3, 4, 5].map((i) => x[i]! - free[i]!);
      expect(Math.hypot(...gained)).toBeCloseTo(10, 1);
      expect(Math.sign(gained[2]!)).toBe(sign);
    }
  });
});

describe("moveWithTransition", () => {
  it("maps a small departure as the motion itself does", () => {
    const velocity = [800, 1400, -1900];
    const departure = [120, -80, 60, 0.8, -0.5, 0.4, 0.01];
    const x = stateAt(low, velocity, 1000);
    const moved = stateAt(low, velocity, 1000);
    for (const [i, d] of departure.entries()) moved[i] = moved[i]! + d;
    const transition = new Float64Array(COAST_STATES ** 2);
    moveWithTransition(x, 5, "coast", transition);
    moveState(moved, 5, "coast");
    for (let i = 0; i < 6; i += 1) {
      let linear = 0;
      for (const [j, d] of departure.entries()) linear += transition[i * COAST_STATES + j]! * d;
      expect(Math.abs(moved[i]! - x[i]! - linear)).toBeLessThan(i < 3 ? 0.3 : 0.2);
    }
  });

  it("does not let the motion above 80 km speak of the ballistic coefficient", () => {
    const x = stateAt(high, [0, 0, -2000], 400);
    const transition = new Float64Array(COAST_STATES ** 2);
    moveWithTransition(x, 5, "coast", transition);
    for (let i = 0; i < 6; i += 1) expect(transition[i * COAST_STATES + STATE.logBallistic]).toBe(0);
  });
});
