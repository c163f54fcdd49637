import { describe, expect, it } from "vitest";
import { madeBroadcast } from "../../../test/support/broadcast.js";
import { randomStream } from "../../astro/index.js";
import {
  type AltitudeSpeedRecord,
  advanceFall,
  BALLISTIC_BODY,
  expectedFallReading,
  findFreeArcs,
  fitFreeFall,
  followFall,
  forecastApogee,
  forecastFlight,
  forecastReturn,
  judgeBoost,
  moveFlight,
  readingsOf,
  rejectOutliers,
  takeFallReading,
  UNKNOWN_BODY,
} from "./index.js";

const degree = Math.PI / 180;
const courses = [
  {
    latitude: 23.7 * degree,
    latitudeSigma: 0.3 * degree,
    course: 103.6 * degree,
    courseSigma: 3 * degree,
    weight: 1,
  },
];
const prior = { courses, push: 1e-2, altitudeOffset: [-250, 250] as const };

function fitted(record: AltitudeSpeedRecord, cutOff: number, seconds: number) {
  return fitFreeFall(readingsOf(record, cutOff + 3, cutOff + seconds), cutOff + seconds, prior);
}

describe("readings that can't be true", () => {
  it("are left out with their reason, and no others", () => {
    const { record } = madeBroadcast(1, 300);
    const altitude = Float64Array.from(record.altitude);
    const speed = Float64Array.from(record.speed);
    speed[30] = speed[30]! / 10; // a digit lost
    speed[100] = 5e5; // a digit too many
    speed[250] = speed[250]! + 8 / 3.6;
    for (const row of [200, 201, 202]) altitude[row] = 15_000;
    for (let row = 50; row < 56; row++) speed[row] = speed[50]!;
    const { outliers, ...clean } = rejectOutliers({ ...record, altitude, speed });
    expect(outliers.map(({ row, quantity, reason }) => `${row} ${quantity} ${reason}`)).toEqual([
      "30 speed jump",
      "51 speed stuck",
      "52 speed stuck",
      "53 speed stuck",
      "54 speed stuck",
      "55 speed jump",
      "100 speed impossible",
      "200 altitude jump",
      "201 altitude jump",
      "202 altitude jump",
      "250 speed out of line",
    ]);
    expect(clean.speed[30]).toBeNaN();
    expect(rejectOutliers(record).outliers).toEqual([]);
  });

  it("digits of an idle display are alone", () => {
    const time = Float64Array.from({ length: 400 }, (_, i) => i / 2);
    const speed = time.map((t, i) => (i < 60 ? 100 + t : i % 37 === 0 ? 2 : Number.NaN));
    const altitude = time.map((_, i) => (i < 60 ? 20e3 : i % 41 === 0 ? 7000 : Number.NaN));
    const clean = rejectOutliers({ time, speed, altitude, altitudeStep: 1000, speedStep: 1 / 3.6 });
    expect(clean.speed.subarray(60).every(Number.isNaN)).toBe(true);
    expect(clean.altitude.subarray(60).every(Number.isNaN)).toBe(true);
    expect(clean.speed.subarray(0, 60).some(Number.isNaN)).toBe(false);
  });
});

describe("free fall by the energy", () => {
  it("begins at the cut-off, to two seconds", () => {
    for (const seed of [1, 2, 3]) {
      const { record, cutOff } = madeBroadcast(seed, 500);
      const arcs = findFreeArcs(record);
      expect(arcs).toHaveLength(1);
      expect(Math.abs(arcs[0]!.start - cutOff)).toBeLessThanOrEqual(2);
      expect(arcs[0]!.end).toBeGreaterThan(485);
      expect(arcs[0]!.afterThrust).toBe(true);
    }
  });

  it("is none under a weak thrust, and none below the floor", () => {
    const { record } = madeBroadcast(1, 400);
    const pushed = {
      ...record,
      speed: record.speed.map((v, k) => v + 0.3 * Math.max(0, record.time[k]! - 100)),
    };
    expect(findFreeArcs(pushed)).toEqual([]);
    expect(findFreeArcs(record, { floor: 300e3 })).toEqual([]);
  });
});

describe("apogee from the first seconds", () => {
  it.each([30, 60])("%d s after the cut-off: 95 % holds what comes", (seconds) => {
    let inside = 0;
    const errors: number[] = [];
    const runs = 16;
    for (let seed = 1; seed <= runs; seed++) {
      const { record, cutOff, atCutOff } = madeBroadcast(seed, 200);
      const state = Float64Array.from(atCutOff);
      let [top, when] = [0, 0];
      for (let t = 0; t < 3000 && state[0]! >= top; t += 5) {
        [top, when] = [state[0]!, cutOff + t];
        moveFlight(state, 5);
      }
      const apogee = forecastApogee(fitted(record, cutOff, seconds), randomStream(seed, "a"), 200)!;
      // what a display that rounds down shows lies half a step lower
      const shown = top - (seed % 2 === 0 ? 500 : 0);
      errors.push(Math.abs(apogee.altitude.median - shown));
      const holds =
        apogee.altitude.low <= shown &&
        shown <= apogee.altitude.high &&
        apogee.time.low - 3 <= when &&
        when <= apogee.time.high + 3;
      if (holds) inside += 1;
    }
    // 95 % of 16, both at once: fewer than 12 would be one in a thousand
    expect(inside).toBeGreaterThanOrEqual(12);
    errors.sort((a, b) => a - b);
    expect(errors[8]!).toBeLessThan(seconds === 60 ? 4000 : 5500);
  });

  it("without site and course has an interval that is wider and still holds", () => {
    const { record, cutOff, atCutOff } = madeBroadcast(5, 200);
    const anywhere = [10, 30, 50].flatMap((latitude) =>
      Array.from({ length: 18 }, (_, i) => ({
        latitude: latitude * degree,
        latitudeSigma: 8 * degree,
        course: 20 * i * degree,
        courseSigma: 7 * degree,
        weight: 1,
      })),
    );
    const readings = readingsOf(record, cutOff + 3, cutOff + 60);
    const wide = forecastApogee(
      fitFreeFall(readings, cutOff + 60, { ...prior, courses: anywhere }),
      randomStream(1, "a"),
    )!;
    const narrow = forecastApogee(fitted(record, cutOff, 60), randomStream(1, "a"))!;
    expect(wide.altitude.high - wide.altitude.low).toBeGreaterThan(
      2 * (narrow.altitude.high - narrow.altitude.low),
    );
    const state = Float64Array.from(atCutOff);
    let top = 0;
    for (let t = 0; t < 3000 && state[0]! >= top; t += 5) {
      top = state[0]!;
      moveFlight(state, 5);
    }
    expect(top).toBeGreaterThan(wide.altitude.low);
    expect(top).toBeLessThan(wide.altitude.high);
  });

  it("too few readings are refused", () => {
    expect(() => fitFreeFall([], 0, prior)).toThrow("0 readings of altitude: 1 is needed");
  });
});

describe("following the fall", () => {
  it("a minute ahead, 95 % of the readings lie inside, and a stalled display is refused", () => {
    let [inside, all] = [0, 0];
    for (const seed of [11, 12]) {
      const { record, cutOff } = madeBroadcast(seed, 900);
      let follower = followFall(fitted(record, cutOff, 60));
      const readings = readingsOf(record, cutOff + 60, 900);
      for (let now = cutOff + 60; now + 60 < 890; now += 60) {
        const ahead = advanceFall(follower, now + 60);
        const k = record.time.findIndex((t) => t >= now + 60);
        for (const quantity of ["altitude", "speed"] as const) {
          const { value, variance } = expectedFallReading(ahead, quantity);
          const step = quantity === "altitude" ? 1000 : 1 / 3.6;
          all += 1;
          if (Math.abs(record[quantity][k]! - value) < 1.96 * Math.sqrt(variance + step ** 2 / 12))
            inside += 1;
        }
        for (const reading of readings) {
          if (reading.time > now && reading.time <= now + 60) follower = takeFallReading(follower, reading);
        }
      }
      expect(follower.refused).toBe(0);
      const late = takeFallReading(follower, {
        time: follower.time + 1,
        quantity: "speed",
        value: 7000,
        sigma: 0.1,
      });
      expect(late.refused).toBe(1);
    }
    expect(inside / all).toBeGreaterThan(0.9);
  });

  it("unknown lift widens when it comes down", () => {
    const { record, cutOff } = madeBroadcast(3, 200, 5000);
    const fit = fitted(record, cutOff, 60);
    const still = forecastReturn(fit, BALLISTIC_BODY, randomStream(1, "r"), 100)!;
    const any = forecastReturn(fit, UNKNOWN_BODY, randomStream(1, "r"), 100)!;
    expect(any.time.high - any.time.low).toBeGreaterThan(1.5 * (still.time.high - still.time.low));
    const [soon] = forecastFlight(fit, [fit.time + 10], randomStream(1, "f"), 100);
    expect(soon!.groundWay.median).toBeGreaterThan(40e3);
  });
});

describe("a boost judged second by second", () => {
  const time = Float64Array.from({ length: 300 }, (_, i) => i);
  const flight = (speed: (t: number) => number, altitude: (t: number) => number): AltitudeSpeedRecord => ({
    time,
    speed: time.map(speed),
    altitude: time.map((t) => 1000 * Math.round(altitude(t) / 1000)),
    altitudeStep: 1000,
    speedStep: 1 / 3.6,
  });

  it("ends, and is no break-up where the second stage goes on", () => {
    const events = judgeBoost(
      flight(
        (t) => (t < 150 ? 15 * t : t < 165 ? 2250 - 4 * (t - 150) : 2190 + 12 * (t - 165)),
        (t) => Math.min(4 * t * t, 90e3 + 500 * Math.max(0, t - 150)),
      ),
    );
    expect(events.map(({ what }) => what)).toEqual(["end of boost", "thrust again"]);
    expect(Math.abs(events[0]!.time - 150)).toBeLessThan(4);
    expect(events[0]!.noticed).toBeLessThan(165);
  });

  it("is broken where the vehicle swings to and fro", () => {
    const events = judgeBoost(
      flight(
        (t) => (t < 150 ? 4 * t : 500 + 80 * Math.cos((t - 150) / 3.5)),
        (t) => Math.min(1.3 * t * t, 29e3 + 200 * Math.min(50, Math.max(0, t - 150))),
      ),
    );
    expect(events[0]!.what).toBe("end of boost");
    expect(events.at(-1)!.what).toBe("broken");
    expect(events.at(-1)!.noticed).toBeLessThan(215);
  });
});
