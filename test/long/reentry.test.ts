import { afterAll, describe, it } from "vitest";
import { EASTWARD, expectReentry, removeScenes, SOUTHWARD, STEEP, TWO } from "../support/reentry-scene.js";

afterAll(removeScenes);

describe("what comes down from orbit", () => {
  it.each([
    ["two satellites, eastward", 1, TWO, EASTWARD, 420],
    ["two satellites, southward", 2, TWO, SOUTHWARD, 420],
    ["two satellites, southward, another draw", 12, TWO, SOUTHWARD, 420],
    ["two satellites, steep, another draw", 13, TWO, STEEP, 300],
    ["three satellites, eastward", 4, [...TWO, "infrared-high"], EASTWARD, 420],
    ["one satellite, eastward", 5, ["infrared-50w"], EASTWARD, 420],
    ["one scanning satellite, southward", 6, ["infrared-75w"], SOUTHWARD, 420],
  ] as const)("%s: a re-entry, and nobody is told of a launch", expectReentry, 60_000);
});
