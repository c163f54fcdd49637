import { describe, expect, it } from "vitest";
import { madeBroadcast } from "../../../../../test/support/broadcast.js";
import { findFreeArcs } from "../../../../estimation/index.js";
import { groundWayUntil, readingAt, recordedApogee, rowStep, seenAfter, touchDown } from "./flight-record.js";
import { placeInInterval } from "./judged-interval.js";
import { courseAt } from "./launch-sites.js";

const degree = Math.PI / 180;

describe("what a record shows", () => {
  it("apogee, from both sides only", () => {
    const { record } = madeBroadcast(1, 1200);
    const arc = findFreeArcs(record)[0]!;
    const apogee = recordedApogee(record, arc)!;
    const top = record.altitude.reduce((most, h) => Math.max(most, h), 0);
    expect(Math.abs(apogee.altitude - top)).toBeLessThan(600);
    expect(apogee.time).toBeGreaterThan(arc.start);
    expect(recordedApogee(record, { ...arc, end: apogee.time })).toBeNull();
  });

  it("a cut-off by what was read until then", () => {
    const { record, cutOff } = madeBroadcast(2, 1200);
    const seen = seenAfter(record, cutOff, 30)!;
    expect(seen.record.time.at(-1)).toBeLessThanOrEqual(cutOff + 30);
    expect(Math.abs(seen.cutOff - cutOff)).toBeLessThanOrEqual(2);
    expect(seenAfter(record, cutOff + 200, 30)).toBeNull();
  });

  it("a reading between rows, however far apart", () => {
    const time = Float64Array.of(0, 5, 10, 15);
    const altitude = Float64Array.of(0, 50, 100, Number.NaN);
    expect(readingAt(time, altitude, 6, 6)).toBeCloseTo(60, 9);
    expect(readingAt(time, altitude, 5, 1)).toBe(50);
    expect(readingAt(time, altitude, 5, 6)).toBeCloseTo(50, 9);
    expect(readingAt(time, altitude, 12, 6)).toBeNaN();
    const speed = Float64Array.of(1, Number.NaN, 1, Number.NaN);
    expect(rowStep({ time, altitude, speed, altitudeStep: 1, speedStep: 1 })).toBe(5);
    expect(rowStep({ time: time.subarray(0, 1), altitude, speed, altitudeStep: 1, speedStep: 1 })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("coming down, and the way over the ground", () => {
    const time = Float64Array.from({ length: 100 }, (_, i) => i);
    const record = {
      time,
      altitude: time.map((t) => 1000 * Math.max(0, Math.round(9 - t / 9))),
      speed: time.map((t) => Math.max(5, 150 - 1.8 * t)),
      altitudeStep: 1000,
      speedStep: 1,
    };
    expect(touchDown(record, 0)).toBe(78);
    expect(touchDown({ ...record, altitude: record.altitude.map((h) => h + 9000) }, 0)).toBeNull();
    const level = { ...record, altitude: time.map(() => 0), speed: time.map(() => 100) };
    expect(groundWayUntil(level, 80)).toBeGreaterThan(7500);
    expect(groundWayUntil(level, 80)).toBeLessThan(8100);
  });
});

describe("site and course", () => {
  it("are known by the layout, and both ways where a stage may have turned", () => {
    const known = courseAt("clock and stages", 1_345_000, 1);
    expect(known.siteKnown).toBe(true);
    expect(known.courses[0]!.latitude / degree).toBeCloseTo(23.7, 1);
    expect(known.courses[0]!.course / degree).toBeCloseTo(103.6, 0);
    expect(courseAt("clock and stages", 50_000, 0).courses).toHaveLength(2 * known.courses.length);
    const anywhere = courseAt("table", 50_000, 1);
    expect(anywhere.siteKnown).toBe(false);
    expect(anywhere.courses.length).toBeGreaterThan(100);
  });

  it("a truth's place in an interval", () => {
    expect(placeInInterval(5, { low: 0, median: 5, high: 7 })).toBe(0);
    expect(placeInInterval(7, { low: 0, median: 5, high: 7 })).toBeCloseTo(1, 12);
    expect(placeInInterval(0, { low: 0, median: 5, high: 7 })).toBeCloseTo(1, 12);
    expect(placeInInterval(8, { low: 0, median: 5, high: 7 }, 2)).toBeLessThan(1);
  });
});
