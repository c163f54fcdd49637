import { describe, expect, it } from "vitest";
import { epochFromUtc, secondsBetween, unit, type Vec3 } from "../../src/astro/index.js";
import type { InfraredDetection, RadarPlot } from "../../src/messages/index.js";
import { ReentryObject } from "../../src/messages/index.js";
import { measureRadar } from "../../src/sensors/index.js";
import { simulateMeasurements, simulateTruth } from "../../src/world/index.js";
import { scene } from "./scene.js";

describe("an upper stage that comes down", () => {
  const inputs = scene("ballistic", 1, (s) => ({
    ...s,
    durationSeconds: 700,
    objects: [
      ReentryObject.parse({
        id: "reentry-1",
        kind: "reentry",
        entry: {
          time: 100,
          latitudeDeg: 22,
          longitudeDeg: -72,
          azimuthDeg: 65,
          speed: 7800,
          flightPathAngleDeg: -1.2,
        },
        massKg: 3000,
        tumble: {},
      }),
    ],
  }));
  const truth = simulateTruth(inputs);
  const messages = simulateMeasurements(inputs, truth);
  const start = epochFromUtc(inputs.scenario.start);
  const state = new Float64Array(6);

  /** Least distance of any of its pieces from where something was measured to be. */
  function nearest(time: string, away: (place: Vec3) => number): number {
    const t = secondsBetween(start, epochFromUtc(time));
    const there = truth.bodies.filter((b) => t >= b.motion.start && t <= b.motion.end);
    return Math.min(
      ...there.map((b) => {
        b.motion.stateAt(t, state);
        return away([state[0]!, state[1]!, state[2]!]);
      }),
    );
  }

  it("is seen by infrared satellites while it glows, where it is", () => {
    const looks = messages.filter((m): m is InfraredDetection => m.type === "infrared-detection");
    const near = looks.filter((look) => {
      const line = look.lineOfSightEcef;
      const off = nearest(look.time, (place) => {
        const to = unit([0, 1, 2].map((i) => place[i]! - look.positionEcef[i]!) as unknown as Vec3);
        return Math.hypot(to[0] - line[0], to[1] - line[1], to[2] - line[2]);
      });
      return off < 500e-6;
    });
    expect(near.length).toBeGreaterThan(30);
    expect(new Set(near.map((look) => look.sensor)).size).toBeGreaterThanOrEqual(3);
    const first = Math.min(...near.map((look) => secondsBetween(start, epochFromUtc(look.time))));
    // It is dark for the first minute, above the air.
    expect(first).toBeGreaterThan(130);
  });

  it("is plotted by a radar before it breaks up and after", () => {
    const breaks = truth.bodies[0]!.truth!.drawn!.breakUpTime!;
    const plots = messages.filter((m): m is RadarPlot => m.type === "radar-plot");
    const own = plots.filter((plot) => {
      const radar = inputs.network.sensors.find((s) => s.id === plot.sensor)!;
      if (radar.kind !== "radar") return false;
      return nearest(plot.time, (place) => Math.abs(measureRadar(radar, place).range - plot.range)) < 300;
    });
    const times = own.map((plot) => secondsBetween(start, epochFromUtc(plot.time)));
    expect(times.filter((t) => t < breaks).length).toBeGreaterThan(5);
    expect(times.filter((t) => t > breaks).length).toBeGreaterThan(20);
  });

  it("is told in the truth with its pieces", () => {
    expect(truth.bodies).toHaveLength(16);
    for (const body of truth.bodies.slice(1)) expect(body.truth!.parent).toBe("reentry-1");
  });
});
