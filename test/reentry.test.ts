import { afterAll, describe, expect, it } from "vitest";
import { comesDown, EASTWARD, expectReentry, removeScenes, STEEP, TWO } from "./support/reentry-scene.js";

afterAll(removeScenes);

describe("what comes down from orbit", () => {
  it.each([
    ["two satellites, steep", 3, TWO, STEEP, 150],
    ["one satellite, steep", 7, ["infrared-50w"], STEEP, 150],
  ] as const)("%s: a re-entry, and nobody is told of a launch", expectReentry, 60_000);

  it("with a radar: confirmed by both kinds, and where it comes down", async () => {
    const { events, warnings } = await comesDown(
      "radar",
      8,
      [...TWO, "radar-atlantic"],
      EASTWARD,
      ", breakUp: null",
      300,
    );
    expect(warnings).toEqual([]);
    const [event] = events.filter((e) => e.class === "reentry");
    expect(event).toMatchObject({ confirmed: true, kinds: ["infrared", "radar"] });
    expect(event!.impact?.basis).toBe("radar");
  }, 60_000);
});
