import { describe, expect, it } from "vitest";
import { ecefToGeodetic, orbitalShape, type Vec3, zonalGravity } from "../../src/astro/index.js";
import { simulateTruth, type Truth, type WorldInputs } from "../../src/world/index.js";
import { ASCENTS, ascentScene, ORIGINALS, originalsAreThere } from "./scene.js";

const EARTH_ROTATION = 7.292115e-5;

interface Flown {
  readonly height: number;
  readonly speed: number;
  readonly state: Float64Array;
}

function stateAt(body: Truth["bodies"][number], time: number): Flown {
  const state = new Float64Array(6);
  body.motion.stateAt(time, state);
  const { height } = ecefToGeodetic([state[0]!, state[1]!, state[2]!]);
  return { height, speed: Math.hypot(state[3]!, state[4]!, state[5]!), state };
}

/** Acceleration beside gravity and the frame's own, by central differences over a second, m/s². */
function sensed(body: Truth["bodies"][number], time: number): number {
  const [a, m, b] = [time - 0.5, time, time + 0.5].map((t) => stateAt(body, t).state);
  const g = new Float64Array(3);
  zonalGravity(m![0]!, m![1]!, m![2]!, g, 0);
  const w = EARTH_ROTATION;
  return Math.hypot(
    b![3]! - a![3]! - g[0]! - w * (w * m![0]! + 2 * m![4]!),
    b![4]! - a![4]! - g[1]! - w * (w * m![1]! - 2 * m![3]!),
    b![5]! - a![5]! - g[2]!,
  );
}

function perigee(state: Float64Array): number {
  return orbitalShape([...state.slice(0, 3)] as unknown as Vec3, [...state.slice(3)] as unknown as Vec3)
    .perigeeHeight;
}

function open(name: string): {
  inputs: WorldInputs;
  launch: Truth["bodies"][number];
  stage: Truth["bodies"][number];
} {
  const inputs = ascentScene(name);
  const { bodies } = simulateTruth(inputs);
  return { inputs, launch: bodies[0]!, stage: bodies[1]! };
}

describe.runIf(originalsAreThere)("recorded ascents", () => {
  it.each(ASCENTS.map((a) => [a[0], a[4]] as const))(
    "%s flies as recorded, and on to orbit",
    (name, follows) => {
      const { inputs, launch, stage } = open(name);
      const table = inputs.ascents.get(`${ORIGINALS}${name}.json`)!;
      const zero = launch.motion.start;
      const recorded = follows === "first-stage" ? stage : launch;
      let [heights, speeds, count] = [0, 0, 0];
      for (let k = 0; k < table.time.length; k++) {
        const time = zero + table.time[k]!;
        if (time < recorded.motion.start || time > recorded.motion.end) continue;
        if (
          Date.parse(recorded.truth!.recordedUntil!) / 1000 <
          Date.parse(inputs.scenario.start) / 1000 + time
        )
          continue;
        const { height, speed } = stateAt(recorded, time);
        heights += (height - table.altitude[k]!) ** 2;
        speeds += (speed - table.speed[k]!) ** 2;
        count++;
      }
      // the recording's own accuracy: ±100 m or worse, ±1 m/s, smoothed
      expect(count).toBeGreaterThan(200);
      expect(Math.sqrt(heights / count)).toBeLessThan(100);
      expect(Math.sqrt(speeds / count)).toBeLessThan(4);
      const end = launch.emissions.at(-1)!.end;
      expect(perigee(stateAt(launch, end + 1).state)).toBeGreaterThan(150_000);
      expect(launch.truth!.class).toBe("space-launch");
      expect(stage.truth!).toMatchObject({ class: "falling-stage", parent: "ascent-1" });
      expect(stage.truth!.impact).toBeDefined();
    },
  );

  it.each(ASCENTS.map((a) => a[0]))("%s: thrust is that of its second stage, and none in the gap", (name) => {
    const { launch } = open(name);
    const zero = launch.motion.start;
    // FACTS 9.2: 8.3 to 9.3 m/s² at T+200 in all recordings of second stages
    const weak = sensed(launch, zero + 200);
    expect(weak).toBeGreaterThan(7.9);
    expect(weak).toBeLessThan(9.6);
    const [first, upper] = launch.emissions;
    expect(upper!.start - first!.end).toBeGreaterThanOrEqual(10);
    expect(sensed(launch, (first!.end + upper!.start) / 2)).toBeLessThan(0.6);
  });

  it.each(ASCENTS.map((a) => [a[0], a[4]] as const))(
    "%s: its burns are seen without a file of events",
    (name, follows) => {
      const { inputs, launch } = open(name);
      const key = `${ORIGINALS}${name}.json`;
      const silent = { ...inputs.ascents.get(key)!, events: {} };
      const { bodies } = simulateTruth({ ...inputs, ascents: new Map([[key, silent]]) });
      const [seen, stage] = bodies;
      for (const k of [0, 1]) {
        expect(Math.abs(seen!.emissions[k]!.end - launch.emissions[k]!.end)).toBeLessThan(6);
      }
      expect(stage!.emissions.length).toBe(follows === "first-stage" ? 3 : 0);
      expect(stage!.truth!.recordedUntil !== undefined).toBe(follows === "first-stage");
    },
  );

  it.each(["nrol-76", "spacex-crs-12"])("%s: the returning stage coasts freely and comes home", (name) => {
    const { inputs, stage } = open(name);
    const [back, entry, landing] = stage.emissions;
    for (let t = back!.end + 2; t < entry!.start - 20; t += 5) expect(sensed(stage, t)).toBeLessThan(0.02);
    expect(landing!.end).toBeGreaterThan(entry!.end);
    const site = inputs.scenario.objects.find((o) => o.kind === "recorded-ascent")!.launch;
    const { impact } = stage.truth!;
    expect(Math.abs(impact!.latitudeDeg - site.latitudeDeg)).toBeLessThan(0.2);
    expect(Math.abs(impact!.longitudeDeg - site.longitudeDeg)).toBeLessThan(0.2);
  });
});
