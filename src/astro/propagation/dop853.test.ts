import { describe, expect, it } from "vitest";
import { findRoot } from "./root.js";
import { type EventFunction, integrate, integrateTo } from "./trajectory.js";

/** y'' = −y */
function oscillator(_t: number, y: Float64Array, dydt: Float64Array): void {
  dydt[0] = y[1]!;
  dydt[1] = -y[0]!;
}

const TIGHT = { relativeTolerance: 1e-12, absoluteTolerance: [1e-12] };

describe("integration", () => {
  it("follows an oscillator over a hundred radians", () => {
    const y = integrateTo(oscillator, 0, [1, 0], 100, TIGHT);
    expect(y[0]).toBeCloseTo(Math.cos(100), 9);
    expect(y[1]).toBeCloseTo(-Math.sin(100), 9);
  });

  it("goes backwards where it came from", () => {
    const there = integrateTo(oscillator, 0, [1, 0.3], 20, TIGHT);
    const back = integrateTo(oscillator, 20, there, 0, TIGHT);
    expect(back[0]).toBeCloseTo(1, 9);
    expect(back[1]).toBeCloseTo(0.3, 9);
  });

  it("has order 8: half the step, about 256 times less error", () => {
    const errorOf = (step: number): number => {
      const y = integrateTo(oscillator, 0, [1, 0], 8, {
        relativeTolerance: 1,
        absoluteTolerance: [1],
        maximumStep: step,
        firstStep: step,
      });
      return Math.abs(y[0]! - Math.cos(8));
    };
    const ratio = errorOf(1) / errorOf(0.5);
    expect(ratio).toBeGreaterThan(100);
    expect(ratio).toBeLessThan(800);
  });

  it("knows the state between its steps, in both directions", () => {
    for (const end of [50, -50]) {
      const trajectory = integrate(oscillator, 0, [1, 0], end, TIGHT);
      const y = new Float64Array(2);
      for (let part = 0; part <= 1; part += 0.0037) {
        trajectory.stateAt(part * end, y);
        expect(Math.abs(y[0]! - Math.cos(part * end))).toBeLessThan(1e-9);
      }
      expect(() => trajectory.stateAt(end * 1.01, y)).toThrow(RangeError);
    }
  });

  it("takes a span of nothing", () => {
    const y = new Float64Array(2);
    integrate(oscillator, 3, [1, 2], 3).stateAt(3, y);
    expect([...y]).toEqual([1, 2]);
  });

  it("says where the derivative is not finite", () => {
    const broken = (_t: number, _y: Float64Array, dydt: Float64Array): void => {
      dydt.fill(Number.NaN);
    };
    expect(() => integrate(broken, 0, [1], 1)).toThrow(RangeError);
  });

  it("ends where it takes too many steps", () => {
    expect(() => integrate(oscillator, 0, [1, 0], 1e6, { ...TIGHT, maximumSteps: 50 })).toThrow(/50 steps/);
  });
});

describe("events", () => {
  const crossing = (direction: -1 | 0 | 1, stop: boolean): EventFunction => ({
    name: "zero",
    value: (_t, y) => y[0]!,
    direction,
    stop,
  });

  it("are all found, in order", () => {
    const { events } = integrate(oscillator, 0, [1, 0], 20, { ...TIGHT, events: [crossing(0, false)] });
    expect(events).toHaveLength(6);
    events.forEach((e, i) => {
      expect(e.time).toBeCloseTo((i + 0.5) * Math.PI, 8);
      expect(Math.abs(e.state[0]!)).toBeLessThan(1e-8);
    });
  });

  it("count in the asked direction only", () => {
    const rising = integrate(oscillator, 0, [1, 0], 20, { ...TIGHT, events: [crossing(1, false)] });
    expect(rising.events.map((e) => e.time / Math.PI)).toEqual(
      [1.5, 3.5, 5.5].map((x) => expect.closeTo(x, 8)),
    );
  });

  it("end the integration", () => {
    const trajectory = integrate(oscillator, 0, [1, 0], 20, { ...TIGHT, events: [crossing(-1, true)] });
    expect(trajectory.end).toBeCloseTo(Math.PI / 2, 8);
    expect(trajectory.events).toHaveLength(1);
    expect(() => trajectory.stateAt(2, new Float64Array(2))).toThrow(RangeError);
  });

  it("do not count at the very start", () => {
    const { events } = integrate(oscillator, 0, [0, 1], 1, { ...TIGHT, events: [crossing(0, true)] });
    expect(events).toHaveLength(0);
  });
});

describe("a root", () => {
  it("is found by Brent's method", () => {
    expect(findRoot((x) => x ** 3 - 2, 0, 2, 1e-14)).toBeCloseTo(2 ** (1 / 3), 13);
    expect(findRoot((x) => Math.cos(x), 1, 2, 1e-14)).toBeCloseTo(Math.PI / 2, 13);
    expect(findRoot((x) => Math.sign(x - 0.3) * Math.abs(x - 0.3) ** 0.2, 0, 1, 1e-12)).toBeCloseTo(0.3, 10);
    expect(findRoot((x) => x, 0, 1, 1e-12)).toBe(0);
  });
});
