import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochFromUtc } from "../../astro/index.js";
import type { AircraftFlight } from "./aircraft-states.js";
import { judgeAircraftStates } from "./judge-states.js";

const METRE = 1 / 6_371_000;

/** A flight due north at 200 m/s and 7 km, one state a second, changed by its maker. */
function flight(
  length: number,
  change: (i: number) => { s?: number; north?: number; h?: number } = () => ({}),
) {
  const states = Array.from({ length }, (_, i) => ({ s: i, north: 200 * i, h: 7000, ...change(i) }));
  const none = new Float64Array(length).fill(Number.NaN);
  return {
    aircraft: "a",
    start: epochFromUtc("2020-01-01T00:00:00Z"),
    seconds: Float64Array.from(states, (x) => x.s),
    latitude: Float64Array.from(states, (x) => 0.8 + x.north * METRE),
    longitude: new Float64Array(length).fill(0.1),
    altitude: Float64Array.from(states, (x) => x.h),
    groundSpeed: none,
    track: none,
    verticalRate: none,
  } satisfies AircraftFlight;
}

describe("states are judged by what no aircraft can do", () => {
  it("a flight is good, also where it dives, turns and lacks altitude", () => {
    expect(judgeAircraftStates(flight(50)).counts).toMatchObject({ good: 50 });
    const wild = flight(50, (i) => ({
      h: i === 20 ? Number.NaN : 7000 - 120 * i,
      north: 5000 * Math.sin(i / 25),
    }));
    expect(judgeAircraftStates(wild).counts.good).toBe(50);
  });

  it("single jumps in altitude and place, and a height where nothing flies", () => {
    const { verdicts, counts } = judgeAircraftStates(
      flight(60, (i) =>
        i === 10 ? { h: 400 } : i === 30 ? { north: 90_000 } : i === 50 ? { h: 32_827 } : {},
      ),
    );
    expect([verdicts[10], verdicts[30], verdicts[50]]).toEqual(["jump", "jump", "height"]);
    expect(counts.good).toBe(57);
  });

  it("jumps at either end", () => {
    const { verdicts } = judgeAircraftStates(flight(40, (i) => (i === 0 || i === 39 ? { h: 12_000 } : {})));
    expect([verdicts[0], verdicts[39]]).toEqual(["jump", "jump"]);
  });

  it("a value that is filled in while the aircraft climbs is stuck until the next one comes", () => {
    const { verdicts, counts } = judgeAircraftStates(flight(60, (i) => ({ h: i < 20 ? 7000 : 8500 })));
    expect(verdicts[0]).toBe("good");
    expect(verdicts.slice(1, 20).every((v) => v === "stuck")).toBe(true);
    expect(counts).toMatchObject({ good: 41, stuck: 19 });
  });

  it("a clock that runs back, stands still, or leaps ahead once", () => {
    const { verdicts, counts } = judgeAircraftStates(
      flight(40, (i) => (i === 10 ? { s: 5 } : i === 20 ? { s: 19 } : i === 30 ? { s: 4000 } : {})),
    );
    expect([verdicts[10], verdicts[30], counts.clock]).toEqual(["clock", "clock", 3]);
  });

  it("another flight far away after the first is believed, not called a jump", () => {
    expect(
      judgeAircraftStates(flight(200, (i) => (i < 100 ? {} : { north: 900_000 + 200 * i }))).counts.jump,
    ).toBe(0);
  });

  it("finds every jump of any number of single ones among good states", () => {
    const places = fc.uniqueArray(fc.integer({ min: 3, max: 96 }), { maxLength: 12 });
    fc.assert(
      fc.property(places, fc.constantFrom(-6000, 900, 5000), (jumps, by) => {
        const apart = jumps.filter((j) => !jumps.includes(j - 1) && !jumps.includes(j - 2));
        const { verdicts } = judgeAircraftStates(
          flight(100, (i) => (apart.includes(i) ? { h: 7000 + by } : {})),
        );
        expect(verdicts.flatMap((v, i) => (v === "good" ? [] : [i]))).toEqual(
          [...apart].sort((a, b) => a - b),
        );
      }),
      { numRuns: 100 },
    );
  });
});
