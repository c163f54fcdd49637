import { describe, expect, it } from "vitest";
import { firstlight } from "../../../test/support/command.js";
import { holdsMark } from "../../study/index.js";

describe("bench", () => {
  it("says which benchmarks there are, and runs none", async () => {
    const { code, out, err } = await firstlight("bench", "--list", "--json");
    expect([code, err]).toEqual([0, ""]);
    const names = JSON.parse(out).benchmarks.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["world", "day", "frames"]));
    expect(new Set(names).size).toBe(names.length);
  });

  it("refuses a name that is none, and says which are", async () => {
    const { code, err } = await firstlight("bench", "wolrd");
    expect(code).toBe(2);
    expect(err).toContain("wolrd: is no benchmark; one of world, day");
  });

  it("holds a figure to its marks; one that is no number reaches none", () => {
    const figure = { name: "x", value: 5, unit: "" };
    expect(holdsMark(figure)).toBe(true);
    expect(holdsMark({ ...figure, atLeast: 5, atMost: 5 })).toBe(true);
    expect(holdsMark({ ...figure, atLeast: 6 })).toBe(false);
    expect(holdsMark({ ...figure, atMost: 4 })).toBe(false);
    expect(holdsMark({ ...figure, value: Number.NaN, atMost: 4 })).toBe(false);
  });
});
