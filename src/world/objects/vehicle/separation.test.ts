import { describe, expect, it } from "vitest";
import { bundledVehicle, flyVehicle, heightAt, stateAt } from "../../../../test/support/fly.js";
import { crossSectionAt } from "../../body.js";

const speedBetween = (a: Float64Array, b: Float64Array) =>
  Math.hypot(a[3]! - b[3]!, a[4]! - b[4]!, a[5]! - b[5]!);
const wayBetween = (a: Float64Array, b: Float64Array) =>
  Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);

describe("what comes off a vehicle of three stages", () => {
  const vehicle = bundledVehicle("ballistic-intercontinental-solid");
  const bodies = flyVehicle(vehicle, 3);
  const [main, ...rest] = bodies;
  const named = (part: string) => rest.filter((b) => b.id.startsWith(`flight/${part}`));

  it("has each stage, the fairing's halves, the bus and the debris once, children of the launch", () => {
    expect(named("stage").map((b) => b.id)).toEqual([1, 2, 3].map((k) => `flight/stage-${k}`));
    expect(named("fairing")).toHaveLength(2);
    expect(named("bus")).toHaveLength(1);
    expect(named("debris")).toHaveLength(3 * vehicle.separationDebris!.count);
    expect(new Set(bodies.map((b) => b.id)).size).toBe(bodies.length);
    for (const body of rest) {
      expect(body.truth!.parent).toBe("flight");
      expect(body.truth!.class).toBe("falling-stage");
      expect(body.truth!.impact).toBeDefined();
      expect(heightAt(body, body.motion.end)).toBeCloseTo(0, 1);
    }
  });

  it("leaves from where the vehicle is, with the push of its file", () => {
    for (const [body, push] of [
      ...named("stage").map((b) => [b, vehicle.spentStages!.separationSpeed] as const),
      ...named("fairing").map((b) => [b, vehicle.fairing!.separationSpeed] as const),
      ...named("bus").map((b) => [b, vehicle.bus!.separationSpeed] as const),
    ]) {
      const own = stateAt(body, body.motion.start);
      const before = stateAt(main!, body.motion.start);
      expect(wayBetween(own, before)).toBeLessThan(0.01);
      expect(speedBetween(own, before)).toBeCloseTo(push, 2);
    }
    const pushes = named("debris").map((b) =>
      speedBetween(stateAt(b, b.motion.start), stateAt(main!, b.motion.start)),
    );
    // root mean square of three axes of 3 m/s, within 4 sigma of 54 draws
    const rms = Math.sqrt(pushes.reduce((sum, v) => sum + v * v, 0) / pushes.length);
    expect(rms / (3 * Math.sqrt(3))).toBeGreaterThan(0.68);
    expect(rms / (3 * Math.sqrt(3))).toBeLessThan(1.32);
  });

  it("opens the fairing to opposite sides, across the flight", () => {
    const [a, b] = named("fairing").map((half) => {
      const own = stateAt(half, half.motion.start);
      const before = stateAt(main!, half.motion.start);
      return [3, 4, 5].map((i) => own[i]! - before[i]!);
    });
    const before = stateAt(main!, named("fairing")[0]!.motion.start);
    for (let i = 0; i < 3; i++) expect(a![i]! + b![i]!).toBeCloseTo(0, 6);
    const along = a!.reduce((sum, x, i) => sum + x * before[3 + i]!, 0);
    expect(Math.abs(along) / Math.hypot(before[3]!, before[4]!, before[5]!)).toBeLessThan(1e-6);
  });

  it("lets the payload go from the bus", () => {
    const burnout = main!.emissions.at(-1)!.end;
    expect(named("bus")[0]!.motion.start).toBeCloseTo(burnout + 20, 9);
    expect([-1, 1, 19, 21].map((t) => crossSectionAt(main!, burnout + t))).toEqual([5, 1, 1, 0.1]);
  });

  it("tumbles where its file says so", () => {
    for (const stage of named("stage")) expect(stage.tumbling!.swingDb).toBe(12);
    expect(new Set(named("stage").map((s) => s.tumbling!.period)).size).toBe(3);
    expect(main!.tumbling).toBeUndefined();
    const stage = named("stage")[0]!;
    const seen = Array.from({ length: 400 }, (_, k) => crossSectionAt(stage, 300 + k * 0.1));
    expect(10 * Math.log10(Math.max(...seen) / Math.min(...seen))).toBeGreaterThan(11);
  });

  it("falls the shorter the lighter it is: fairing behind stages", () => {
    const down = (id: string) => bodies.find((b) => b.id === id)!.motion;
    expect(down("flight/fairing-1").end - down("flight/fairing-1").start).toBeGreaterThan(
      down("flight/stage-1").end - down("flight/stage-1").start,
    );
  });
});

it("one draw changes no other: a vehicle without debris flies the same", () => {
  const vehicle = bundledVehicle("ballistic-medium-solid");
  const [bare] = flyVehicle({ ...vehicle, separationDebris: undefined, spentStages: undefined }, 5);
  const [full, ...rest] = flyVehicle(vehicle, 5);
  expect(full!.truth).toEqual(bare!.truth);
  expect(rest.map((b) => b.truth)).toEqual(
    flyVehicle(vehicle, 5)
      .slice(1)
      .map((b) => b.truth),
  );
});
