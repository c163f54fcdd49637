import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { displayStep } from "./display-step.js";
import { looksLikeTelemetry } from "./looks-like-telemetry.js";
import { readTelemetry, secondsOf } from "./read-telemetry.js";
import { longestRise, spreadSeconds } from "./row-times.js";

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 7) yield Buffer.from(text.slice(i, i + 7));
}

const read = (text: string) => readTelemetry(chunks(text), "t.csv");

const CLOCKED = [
  "8\t00:00:10\t1\t36\t1\t36",
  "9\t00:00:10\t1\t72\t1\t",
  "10\t00:0:11\t1\t72\t1\t72",
  "11\t00:00:11\t\t7x\t1\t108",
  "12\t00:00:11\t\t\t\t",
  "13\t09:00:12\t\t\t1\t144",
  "14\t00:00:12\t\t\t1\t180",
  "",
].join("\n");

describe("telemetry", () => {
  it("of two bodies under a clock: units, rows of one second, what can't be read", async () => {
    const { layout, bodies, rejected } = await read(CLOCKED);
    expect(layout).toBe("clock and stages");
    expect(bodies.map(({ name }) => name)).toEqual(["booster", "ship"]);
    const ship = bodies[1]!;
    expect([...ship.time]).toEqual([10.25, 10.75, 11.25, 12.5]);
    expect(ship.speed[0]).toBeCloseTo(10, 12);
    expect(ship.speed[1]).toBeNaN();
    expect([...ship.altitude]).toEqual([1000, 1000, 1000, 1000]);
    expect([...ship.line]).toEqual([1, 2, 4, 7]);
    expect(ship.altitudeStep).toBe(1000);
    expect(rejected).toEqual([
      { line: 3, reason: 'time "00:0:11" can\'t be read' },
      { line: 4, reason: 'booster: speed "7x" is no number' },
      { line: 6, reason: "time 32412 s is out of order" },
    ]);
  });

  it("of one body under a clock, the other's columns without figures", async () => {
    const text = "8\t00:00:10\t1\t36\tnan\tNaN\n9\t00:00:11\t1\t72\tnan\tNaN\n10\t00:00:12\t1\t108\t\t\n";
    expect(looksLikeTelemetry(text)).toBe(true);
    const { bodies, rejected } = await read(text);
    expect(bodies.map(({ name }) => name)).toEqual(["booster"]);
    expect(rejected).toEqual([]);
  });

  it("with numbered stages, of which one has no readings", async () => {
    const { layout, bodies } = await read(
      "t,v1,h1,v2,h2\r\n14,113,0,nan,nan\r\n15,124,0,nan,nan\r\n16,135,1,nan,nan\r\n",
    );
    expect(layout).toBe("numbered stages");
    expect(bodies.map(({ name }) => name)).toEqual(["stage 1"]);
    expect(bodies[0]!.speed[2]).toBeCloseTo(37.5, 12);
    expect(bodies[0]!.altitude[2]).toBe(1000);
  });

  it("raw readings go before smoothed ones, and other speeds and altitudes are passed over", async () => {
    const header =
      "Time [s],Smoothed altitude [km],Smoothed speed [m/s],Raw altitude [km],Raw speed [m/s],Downrange distance [km],Horizontal speed [m/s],Vertical speed [m/s],Perigee altitude [km]";
    const { layout, bodies } = await read(
      `${header}\n0,0.4,11,0,10,1.5,3,4,-6361\n1,1.4,21,1,20,2.5,3,4,-6361\n`,
    );
    expect(layout).toBe("raw and smoothed");
    expect(bodies).toHaveLength(1);
    expect([...bodies[0]!.altitude]).toEqual([0, 1000]);
    expect([...bodies[0]!.speed]).toEqual([10, 20]);
    expect([...bodies[0]!.downrange!]).toEqual([1500, 2500]);
  });

  it.each([
    ["time,speed (mph),altitude (ft)\n0,100,1000\n1,110,1100\n", 44.704, 304.8],
    ["T+;Velocity [m/s];Altitude [m]\n00:01;100,5;1000,5\n00:02;110;1100\n", 100.5, 1000.5],
    ["# read off\nmet\tvelocity_kmh\taltitude_km\n1:00:00\t36\t2\n1:00:01\t72\t3\n", 10, 2000],
    ['"Time","Speed","Altitude"\n0,3600,1\n1,3600,1\n', 1000, 1000],
  ])("units by the header: %s", async (text, speed, altitude) => {
    expect(looksLikeTelemetry(text)).toBe(true);
    const { bodies } = await read(text);
    expect(bodies[0]!.name).toBe("vehicle");
    expect(bodies[0]!.speed[0]).toBeCloseTo(speed, 9);
    expect(bodies[0]!.altitude[0]).toBeCloseTo(altitude, 9);
  });

  it.each([
    "time,latitude,longitude,altitude,speed\n0,1,2,3,4\n",
    "time,altitude,azimuth\n0,1,2\n",
    "hello\nworld\n",
    "time,speed,altitude\n0,fast,high\n",
    "name: a\nstart: 2026-01-01T00:00:00Z\n",
    '{"time": [0, 1], "velocity": [1, 2]}',
    "",
  ])("is not taken for what isn't: %s", async (text) => {
    expect(looksLikeTelemetry(text)).toBe(false);
    await expect(read(text)).rejects.toThrow(InputError);
  });

  it("without any reading is refused", async () => {
    await expect(read("t,v1,h1\n0,nan,nan\n1,nan,nan\n")).rejects.toThrow("no reading");
  });

  it("whatever comes in, it is read or refused in one line", async () => {
    const good = [CLOCKED, "t,v1,h1,v2,h2\n14,113,0,nan,nan\n15,124,0,nan,nan\n"];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        fc.string({ maxLength: 5 }),
        fc.nat(1),
        async (at, cut, put, which) => {
          const text = good[which]!;
          const from = at % text.length;
          const changed = text.slice(0, from) + put + text.slice(from + (cut % 30));
          looksLikeTelemetry(changed);
          const result = await read(changed).catch((error: unknown) => error);
          if (result instanceof Error) {
            expect(result).toBeInstanceOf(InputError);
            expect(result.message).not.toContain("\n");
          }
        },
      ),
      { numRuns: 300, seed: 9 },
    );
  });

  it("reads clocks and seconds", () => {
    expect(["90", "1:30", "00:01:30", "T+00:01:30", "-0:10", "T-10"].map(secondsOf)).toEqual([
      90, 90, 90, 90, -10, -10,
    ]);
    for (const bad of ["00:06:317", "00:4", "00:41:0", "", "1:75", "0:61:00"])
      expect(secondsOf(bad)).toBeNaN();
  });

  it("leaves out times that jump and spreads whole seconds", () => {
    expect([...longestRise([1, 2, 99, 3, 0, 4])]).toEqual([1, 1, 0, 1, 0, 1]);
    expect([...spreadSeconds([1, 1, 2, 3, 3])]).toEqual([1.25, 1.75, 2.5, 3.25, 3.75]);
    expect([...spreadSeconds([1, 2, 3])]).toEqual([1, 2, 3]);
  });
});

describe("the last digit of a display", () => {
  const seconds = Array.from({ length: 200 }, (_, i) => i);

  it("is found in the table's unit, and through a change of units", () => {
    const kmh = seconds.map((t) => Math.round(26_000 - 0.5 * t));
    expect(
      displayStep(
        kmh.map((v) => v / 3.6),
        1 / 3.6,
      ),
    ).toBeCloseTo(1 / 3.6, 9);
    const rounded = kmh.map((v) => Math.round((v / 3.6) * 100) / 100);
    expect(displayStep(rounded, 1)).toBeCloseTo(0.28, 1);
    expect(
      displayStep(
        seconds.map((t) => 1000 * Math.round(150 + 0.1 * t)),
        1,
      ),
    ).toBe(1000);
  });

  it("is the digit where the readings are fine", () => {
    const fine = seconds.map((t) => Math.round(100 * (1000 + 12.3 * t + 0.031 * t * t)) / 100);
    expect(displayStep(fine, 1)).toBeCloseTo(0.01, 9);
    expect(displayStep([], 1000)).toBe(1000);
  });
});
