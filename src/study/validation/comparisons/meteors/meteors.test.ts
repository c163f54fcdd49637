import { describe, expect, it } from "vitest";
import { epochFromUtc } from "../../../../astro/index.js";
import type { Meteor } from "../../../../formats/index.js";
import { standingOf } from "./index.js";

const DEGREE = Math.PI / 180;

/** Straight down through 20 km in a second unless said otherwise. */
const meteor = (other: Partial<Meteor>): Meteor => ({
  name: "m",
  time: epochFromUtc("2020-08-12T22:00:00Z"),
  begin: { latitude: 45 * DEGREE, longitude: 0, height: 100_000 },
  end: { latitude: 45 * DEGREE, longitude: 0, height: 80_000 },
  initialSpeed: 20_000,
  meanSpeed: 20_000,
  duration: 1,
  ...other,
});

describe("a solved flight", () => {
  it.each([
    ["meteor", {}],
    ["bound to the Earth", { initialSpeed: 7_700, meanSpeed: 7_600, duration: 2.6 }],
    ["contradicts itself", { duration: 12 }],
    ["contradicts itself", { initialSpeed: 11_500, meanSpeed: 11_000 }],
    ["contradicts itself", { initialSpeed: 11_500, meanSpeed: undefined }],
    ["meteor", { duration: 0.1 }],
    ["meteor", { initialSpeed: 40_000, meanSpeed: undefined }],
  ] as const)("is called: %s", (standing, other) => {
    expect(standingOf(meteor(other as Partial<Meteor>))).toBe(standing);
  });
});
