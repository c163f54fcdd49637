import { expect, test } from "vitest";
import {
  addInstant,
  siapMetrics,
  startContinuity,
  totalBreaks,
  totalSwitches,
  trackDelays,
  trackPurity,
} from "./index.js";

test("switches, breaks and delays by hand", () => {
  const continuity = startContinuity();
  const tracks = [null, 1, 1, null, 1, 2, null, null, 3] as const;
  tracks.forEach((track, k) => {
    addInstant(continuity, 10 * k, [
      { object: "a", track },
      { object: "b", track: null },
    ]);
  });
  expect(totalSwitches(continuity)).toBe(2);
  expect(totalBreaks(continuity)).toBe(2);
  expect(continuity.objects.get("a")!.firstTracked).toBe(10);
  const births = [
    ["a", 4],
    ["b", 0],
    ["never there", 0],
  ] as const;
  expect(trackDelays(continuity, births)).toEqual([6]);
});

test("an object that is out of sight for a while is not lost by its track", () => {
  const continuity = startContinuity();
  addInstant(continuity, 0, [{ object: 1, track: 7 }]);
  addInstant(continuity, 1, []);
  addInstant(continuity, 2, [{ object: 1, track: 7 }]);
  expect(totalBreaks(continuity)).toBe(0);
});

test("purity by hand", () => {
  const purity = trackPurity([[1, 1, null, 2, 1], [3, 3], [], [null, null, 2], [null, 4]]);
  expect(purity.purity).toBeCloseTo((3 + 2 + 2 + 1) / 12, 12);
  expect(purity).toMatchObject({ tracks: 4, pureTracks: 1, clutterTracks: 1, sourceChanges: 2 });
  expect(trackPurity([]).purity).toBe(0);
});

test("SIAP attributes by hand", () => {
  const metrics = siapMetrics([
    { time: 0, objects: ["a", "b"], tracks: [{ track: 1, object: "a", positionError: 2, velocityError: 1 }] },
    {
      time: 10,
      objects: ["a", "b"],
      tracks: [
        { track: 1, object: "a", positionError: 4 },
        { track: 2, object: "a", positionError: 6 },
        { track: 9, object: null },
      ],
    },
    { time: 30, objects: ["a"], tracks: [{ track: 2, object: "a", positionError: 8 }] },
  ]);
  expect(metrics.completeness).toBeCloseTo(3 / 5, 12);
  expect(metrics.ambiguity).toBeCloseTo(4 / 3, 12);
  expect(metrics.spuriousness).toBeCloseTo(1 / 5, 12);
  expect(metrics.positionalAccuracy).toBe(5);
  expect(metrics.velocityAccuracy).toBe(1);
  // a: tracked for 30 s by two numbers in turn; b: there for 10 s, never tracked
  expect(metrics.rateOfTrackNumberChange).toBeCloseTo(1 / 30, 12);
  expect(metrics.longestTrackSegment).toBeCloseTo(20 / 40, 12);
  expect(metrics.timeTracked).toBeCloseTo(30 / 40, 12);
});

test("to SIAP an object is tracked between two pictures when both show a track of it", () => {
  const picture = (time: number, track: number | null) => ({
    time,
    objects: ["a"],
    tracks: track === null ? [] : [{ track, object: "a" }],
  });
  const { timeTracked, longestTrackSegment } = siapMetrics([
    picture(0, null),
    picture(1, 1),
    picture(3, 1),
    picture(7, null),
    picture(8, 2),
    picture(16, 2),
  ]);
  expect(timeTracked).toBeCloseTo(10 / 16, 12);
  expect(longestTrackSegment).toBeCloseTo(8 / 16, 12);
});

test("to SIAP a track of an object that isn't there is spurious", () => {
  const metrics = siapMetrics([
    {
      time: 0,
      objects: ["a"],
      tracks: [
        { track: 1, object: "a", positionError: 2 },
        { track: 2, object: "gone", positionError: 1e6 },
      ],
    },
  ]);
  expect(metrics).toMatchObject({ completeness: 1, ambiguity: 1, spuriousness: 0.5, positionalAccuracy: 2 });
});

test("a redundant track that outlives the first is no change of number until it must be", () => {
  const at = (time: number, ...numbers: number[]) => ({
    time,
    objects: ["a"],
    tracks: numbers.map((track) => ({ track, object: "a" })),
  });
  const rate = (...instants: ReturnType<typeof at>[]) => siapMetrics(instants).rateOfTrackNumberChange;
  expect(rate(at(0, 1), at(1, 1, 2), at(2, 1))).toBe(0);
  expect(rate(at(0, 1, 2), at(1, 2), at(2, 2))).toBe(0);
  expect(rate(at(0, 1), at(1, 2), at(2, 1))).toBe(1);
});
