import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bundledVehicle,
  flightFigures,
  flyVehicle,
  heightAt,
  stateAt,
} from "../../../../test/support/fly.js";
import { type Failure, VehicleObject } from "../../../messages/index.js";
import { thrustingAt } from "../../body.js";

const vehicle = bundledVehicle("space-launch-three-stage");
const launch = { latitudeDeg: 28.5, longitudeDeg: -80.5, azimuthDeg: 90 };

/** A failure as a scenario says it, with all that follows from its schema. */
function failure(said: Record<string, unknown>): Failure {
  return VehicleObject.parse({
    id: "flight",
    kind: "vehicle",
    vehicle: "vehicle",
    launch: { time: 0, ...launch },
    failure: said,
  }).failure!;
}

const fly = (said: Record<string, unknown>, seed = 1) =>
  flyVehicle(vehicle, seed, { launch, failure: failure(said) });
/** The same with nothing that comes off as it should. */
const alone = { ...vehicle, spentStages: undefined, fairing: undefined, separationDebris: undefined };
const planned = flyVehicle(vehicle, 1, { launch });

function speedAt(body: (typeof planned)[number], time: number): number {
  const s = stateAt(body, time);
  return Math.hypot(s[3]!, s[4]!, s[5]!);
}

describe("a space launch that fails", () => {
  it("is refused where its times stand the wrong way round", () => {
    expect(() => failure({ kind: "thrust-ends", time: [80, 20] })).toThrow(/lies before the first/);
    expect(failure({ kind: "thrust-ends", time: [20, 80] }).kind).toBe("thrust-ends");
  });

  it("flies as planned up to its failure, stays a space launch, and comes down", () => {
    for (const kind of ["thrust-ends", "explosion", "loss-of-control"]) {
      const [body, ...others] = fly({ kind, time: 220 });
      expect(stateAt(body!, 219)).toEqual(stateAt(planned[0]!, 219));
      expect(body!.truth!.class).toBe("space-launch");
      expect(body!.truth!.drawn!.failureSeconds).toBeCloseTo(220, 9);
      expect(heightAt(body!, body!.motion.end)).toBeCloseTo(0, 1);
      expect(body!.truth!.impact).toBeDefined();
      expect(others.every((b) => b.truth!.parent === "flight" && b.truth!.class === "falling-stage")).toBe(
        true,
      );
      expect(others.filter((b) => b.id.includes("/stage-")).map((b) => b.id)).toEqual(["flight/stage-1"]);
      expect(body!.tumbling!.start).toBeGreaterThanOrEqual(220);
    }
  });

  it("thrust ends: no plume, no more speed", () => {
    const [body] = fly({ kind: "thrust-ends", time: 220 });
    expect(thrustingAt(body!, 219.9)).toBe(true);
    expect(thrustingAt(body!, 220.1)).toBe(false);
    expect(flightFigures(body!.truth!).burnSeconds).toBeCloseTo(220, 6);
    expect(speedAt(body!, 240)).toBeLessThan(speedAt(body!, 220));
  });

  it("explosion: a flash and a cloud that spreads by its speed", () => {
    const bodies = fly({ kind: "explosion", time: 220, fragments: { count: 150, speed: 60 } });
    const fragments = bodies.filter((b) => b.id.startsWith("flight/fragment-"));
    expect(fragments).toHaveLength(150);
    const flash = bodies[0]!.emissions.at(-1)!;
    expect([flash.kind, flash.start, flash.end]).toEqual(["flare", 220, 222]);
    const origin = stateAt(bodies[0]!, 220);
    const pushes = fragments.map((b) => {
      const s = stateAt(b, 220);
      return [3, 4, 5].map((i) => s[i]! - origin[i]!);
    });
    for (let i = 0; i < 3; i++) {
      const sigma = Math.sqrt(pushes.reduce((sum, p) => sum + p[i]! ** 2, 0) / pushes.length);
      // 4 sigma of 150 draws
      expect(Math.abs(sigma / 60 - 1)).toBeLessThan(4 / Math.sqrt(300));
    }
    for (const b of fragments) expect(b.truth!.impact).toBeDefined();
  });

  it("loss of control: thrust goes on and turns with the vehicle, then ends", () => {
    const [body] = fly({ kind: "loss-of-control", time: 220, turnSeconds: 8, thrustSeconds: 16 });
    expect(thrustingAt(body!, 235.9)).toBe(true);
    expect(thrustingAt(body!, 236.1)).toBe(false);
    // Two whole turns: what the engine gave in one direction it took in the other.
    const coasting = fly({ kind: "thrust-ends", time: 220 })[0]!;
    const [a, b] = [stateAt(body!, 236), stateAt(coasting, 236)];
    const gained = Math.hypot(a[3]! - b[3]!, a[4]! - b[4]!, a[5]! - b[5]!);
    const given = 16 * 13;
    expect(gained).toBeLessThan(0.15 * given);
    const half = stateAt(body!, 224);
    const coast = stateAt(coasting, 224);
    expect(Math.hypot(half[3]! - coast[3]!, half[4]! - coast[4]!, half[5]! - coast[5]!)).toBeGreaterThan(25);
  });

  it("staging: the next stage never lights and the spent one stays on", () => {
    const bodies = fly({ kind: "staging", stage: 1 });
    expect(bodies[0]!.emissions.filter((e) => e.kind === "plume")).toHaveLength(1);
    expect(bodies.some((b) => b.id.includes("/stage-") || b.id.includes("/fairing-"))).toBe(false);
    expect(flightFigures(bodies[0]!.truth!).range!).toBeLessThan(1000e3);
    const second = fly({ kind: "staging", stage: 2 });
    expect(second.filter((b) => b.id.includes("/stage-"))).toHaveLength(1);
    expect(second.filter((b) => b.id.includes("/fairing-"))).toHaveLength(2);
  });

  it("draws when, and whether", () => {
    const times = Array.from(
      { length: 60 },
      (_, k) =>
        flyVehicle(alone, k + 1, { launch, failure: failure({ kind: "thrust-ends", time: [100, 400] }) })[0]!
          .truth!.drawn!.failureSeconds!,
    );
    expect(Math.min(...times)).toBeGreaterThan(100);
    expect(Math.max(...times)).toBeLessThan(400);
    const mean = times.reduce((sum, t) => sum + t, 0) / times.length;
    expect(Math.abs(mean - 250)).toBeLessThan((4 * 300) / Math.sqrt(12 * 60));
    const failed = Array.from({ length: 60 }, (_, k) =>
      flyVehicle(alone, k + 1, {
        launch,
        failure: failure({ kind: "thrust-ends", time: 200, probability: 0.3 }),
      }),
    ).filter(([b]) => b!.truth!.drawn!.failureSeconds !== undefined).length;
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThan(33);
  });

  it("says what can't be", () => {
    expect(() => fly({ kind: "thrust-ends", time: 2000 })).toThrow(/engines are out after 6\d\d s/);
    expect(() => fly({ kind: "staging", stage: 3 })).toThrow(/none follows it/);
  });

  it("whenever and however it fails, all of it comes down to the ground or stays in orbit", () => {
    const kinds = fc.constantFrom("thrust-ends", "explosion", "loss-of-control");
    const time = fc.oneof(
      fc.double({ min: 0.01, max: 20, noNaN: true }),
      fc.double({ min: 20, max: 600, noNaN: true }),
    );
    fc.assert(
      fc.property(kinds, time, fc.integer({ min: 1, max: 1000 }), (kind, at, seed) => {
        const fragments = kind === "explosion" ? { fragments: { count: 3, speed: 60 } } : {};
        for (const body of fly({ kind, time: at, ...fragments }, seed)) {
          const { motion, truth } = body;
          expect(motion.end).toBeGreaterThan(motion.start);
          if (truth!.impact === undefined) expect(motion.end - motion.start).toBeGreaterThan(10_000);
          for (let k = 0; k <= 20; k++) {
            expect(heightAt(body, motion.start + ((motion.end - motion.start) * k) / 20)).toBeGreaterThan(-5);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
