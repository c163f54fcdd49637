import { describe, expect, it } from "vitest";
import type { RecordedAscentTable } from "../inputs.js";
import { flightPhases } from "./phases.js";
import { smoothPlanar } from "./planar-smoother.js";
import { usableSamples } from "./samples.js";

const CUT_OFF = 150;
const IGNITION = 161;
const END = 420;

/**
 * An ascent over a flat Earth with a known motion: first stage along 45°, a gap, then a weak second stage that holds
 * its climb rate. Rows of time, speed, altitude, downrange.
 */
function syntheticRows(): number[][] {
  const rows: number[][] = [];
  let [x, h, vx, vz] = [0, 0, 0, 0];
  const dt = 0.1;
  for (let k = 0; k <= END / dt; k++) {
    const t = k * dt;
    if (k % 10 === 0) rows.push([Math.round(t), Math.hypot(vx, vz), h, x]);
    const burning = t < CUT_OFF ? 1 : t < IGNITION ? 0 : 2;
    const g = 9.79 * (6.371e6 / (6.371e6 + h)) ** 2 - (vx * vx) / (6.371e6 + h);
    const ax = burning === 1 ? 8 + t / 20 : burning === 2 ? 8.5 : 0;
    const az = burning === 1 ? g + 7 : burning === 2 ? g * 0.6 : 0;
    x += vx * dt;
    h += vz * dt;
    vx += ax * dt;
    vz += (az - g) * dt;
  }
  return rows;
}

function table(
  rows: readonly (readonly number[])[],
  events: Record<string, number | null>,
): RecordedAscentTable {
  const column = (i: number) => rows.map((r) => r[i]!);
  return {
    name: "synthetic",
    source: "",
    time: column(0),
    speed: column(1),
    altitude: column(2),
    downrange: column(3),
    events,
  };
}

const SITE = { latitude: 0.5, azimuth: Math.PI / 2 };

describe("a damaged recording", () => {
  const whole = syntheticRows();
  const damaged = whole
    .filter((r) => !(r[0]! > 200 && r[0]! < 215)) // a gap
    .map((r) => [...r]);
  damaged[40]![1] = Number.NaN; // a null
  damaged[80]![2] = 90_000; // a misread altitude
  damaged[300]![1] = 40; // a misread speed
  damaged.splice(60, 0, [...damaged[50]!]); // a row out of order, and twice

  it("is put in order, without its spikes", () => {
    const samples = usableSamples(table(damaged, {}));
    expect(samples.length).toBe(whole.length - 14);
    samples.reduce((before, s) => {
      expect(s.time).toBeGreaterThan(before);
      return s.time;
    }, -1);
    const spike = samples.find((s) => s.time === 80)!;
    expect(spike.altitude).toBeNaN();
    expect(spike.speed).toBeGreaterThan(100);
  });

  it("tells its stage and times without a file of events", () => {
    const samples = usableSamples(table(damaged, {}));
    const phases = flightPhases(table(damaged, {}), samples, "detect");
    expect(phases.follows).toBe("second-stage");
    expect(Math.abs(phases.cutOff - CUT_OFF)).toBeLessThan(5);
    expect(Math.abs(phases.burns[1]!.start - IGNITION)).toBeLessThan(5);
    expect(phases.burningAtEnd).toBe(true);
  });

  it("is flown close to its true motion, over the gap as well", () => {
    const recording = table(damaged, { meco: CUT_OFF, ses1: IGNITION });
    const samples = usableSamples(recording);
    const phases = flightPhases(recording, samples, "detect");
    const flight = smoothPlanar(samples, phases, SITE);
    flight.times.forEach((t, k) => {
      const truth = whole[Math.round(t)]!;
      expect(Math.abs(flight.height[k]! - truth[2]!)).toBeLessThan(250);
      const speed = Math.hypot(flight.forwardSpeed[k]!, flight.climbRate[k]!);
      expect(Math.abs(speed - truth[1]!)).toBeLessThan(12);
    });
  });

  it("is refused where almost nothing is left of it", () => {
    expect(() => usableSamples(table(whole.slice(0, 5), {}))).toThrow(RangeError);
  });
});

describe("flightPhases", () => {
  it("sees from the fall that a recording follows the first stage", () => {
    const up = syntheticRows().filter((r) => r[0]! <= 155);
    const [t0, , h0, x0] = up.at(-1)!;
    const down = Array.from({ length: 300 }, (_, k) => {
      const t = k + 1;
      const height = Math.max(0, h0! + 1000 * t - 4.9 * t * t);
      const climb = 1000 - 9.8 * t;
      return [t0! + t, height > 0 ? Math.hypot(300, climb) : 0, height, x0! - 300 * t];
    });
    const recording = table([...up, ...down], { meco: CUT_OFF, entry_start: 300, entry_end: 320 });
    const samples = usableSamples(recording);
    const phases = flightPhases(recording, samples, "detect");
    expect(phases.follows).toBe("first-stage");
    expect(phases.burns.map((b) => b.stage)).toEqual(["first", "restart"]);
    expect(phases.end).toBeLessThan(samples.at(-1)!.time);
  });
});
