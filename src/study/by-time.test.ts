import { expect, test } from "vitest";
import { byTime } from "./by-time.js";

test("instants go by time, whatever their decimals, and equal ones stay as they were given", () => {
  const given = [
    ["c", "2026-08-22T06:00:01Z"],
    ["a", "2026-08-22T06:00:00.5Z"],
    ["d", "2026-08-22T06:00:01.000Z"],
    ["b", "2026-08-22T06:00:00.75Z"],
    ["e", "2026-08-22T06:00:01Z"],
  ] as const;
  expect(byTime(given, ([, at]) => at).map(([name]) => name)).toEqual(["a", "b", "c", "d", "e"]);
});
