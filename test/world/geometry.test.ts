import { describe, expect, it } from "vitest";
import { simulateTruth, type Truth, type WorldInputs } from "../../src/world/index.js";
import { ASCENTS, ascentScene, originalsAreThere, scene } from "./scene.js";
import { radarsThatSee, satellitesThatSee } from "./sight.js";

type Body = Truth["bodies"][number];

const STEP = 5;

function bodyOf(truth: Truth, id: string): Body {
  const body = truth.bodies.find((b) => b.id === id);
  if (body === undefined) throw new Error(`no body ${id}`);
  return body;
}

/** Seconds in which at least one radar sees a body. */
function radarSeconds(inputs: WorldInputs, body: Body, from: number, to: number): number {
  let seconds = 0;
  for (let t = from; t < to; t += STEP) if (radarsThatSee(inputs, body, t).length > 0) seconds += STEP;
  return seconds;
}

/** Least number of satellites that see a plume at every step of an interval. */
function leastSatellites(inputs: WorldInputs, truth: Truth, body: Body, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let t = from; t <= to; t += STEP) {
    least = Math.min(least, satellitesThatSee(inputs, truth, body, t).length);
  }
  return least;
}

describe("the demo's scene", () => {
  it("shows every draw of the ballistic flight to two satellites and to a radar for 200 s of free flight", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const inputs = scene("ballistic", seed);
      const truth = simulateTruth(inputs);
      const body = bodyOf(truth, "ballistic-1");
      const burnout = body.emissions[0]!.end;
      expect(leastSatellites(inputs, truth, body, burnout - 50, burnout - 1)).toBeGreaterThanOrEqual(2);
      expect(radarSeconds(inputs, body, burnout, body.motion.end)).toBeGreaterThanOrEqual(200);
      expect(body.motion.end).toBeLessThan(inputs.scenario.durationSeconds);
      expect(body.truth!.burnout!.flightPathAngleDeg).toBeGreaterThan(15);
    }
  });

  it("shows the sounding rocket to two satellites while it burns and to a radar for 200 s", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const inputs = scene("demo", seed, (s) => ({
        ...s,
        objects: s.objects.filter((o) => o.id === "sounding-1"),
      }));
      const truth = simulateTruth(inputs);
      const body = bodyOf(truth, "sounding-1");
      const burnout = body.emissions[1]!.end;
      expect(leastSatellites(inputs, truth, body, burnout - 10, burnout - 1)).toBeGreaterThanOrEqual(2);
      expect(radarSeconds(inputs, body, burnout, body.motion.end)).toBeGreaterThanOrEqual(200);
      expect(body.truth!.burnout!.flightPathAngleDeg).toBeGreaterThan(75);
    }
  });

  it("starts no plume that a satellite could see below the cloud", () => {
    const inputs = scene("ballistic", 1);
    const truth = simulateTruth(inputs);
    expect(satellitesThatSee(inputs, truth, bodyOf(truth, "ballistic-1"), 61)).toEqual([]);
  });
});

describe.runIf(originalsAreThere)("the eight recorded ascents in the demo's network", () => {
  it.each(ASCENTS.map((a) => [a[0], a[4]] as const))("%s is in sight", (name, follows) => {
    const inputs = ascentScene(name);
    const truth = simulateTruth(inputs);
    const launch = bodyOf(truth, "ascent-1");
    const stage = bodyOf(truth, "ascent-1/stage-1");
    const zero = launch.motion.start;
    const [first, upper] = launch.emissions;
    // two satellites at the end of the first stage and all through the second's burn, as far as T+330 s at least
    expect(leastSatellites(inputs, truth, launch, first!.end - 20, first!.end - 1)).toBeGreaterThanOrEqual(2);
    expect(upper!.end - zero).toBeGreaterThan(400);
    expect(leastSatellites(inputs, truth, launch, upper!.start + 10, zero + 335)).toBeGreaterThanOrEqual(2);
    // a radar within half a minute of staging, and then on
    expect(radarSeconds(inputs, launch, first!.end + 20, zero + 330)).toBeGreaterThanOrEqual(
      zero + 330 - first!.end - 20 - 2 * STEP,
    );
    // the first stage's unpowered flight
    const coast = follows === "first-stage" ? stage.emissions[0]!.end : stage.motion.start;
    const end = follows === "first-stage" ? stage.emissions[1]!.start : stage.motion.end;
    expect(radarSeconds(inputs, stage, coast, end)).toBeGreaterThanOrEqual(60);
  });
});
