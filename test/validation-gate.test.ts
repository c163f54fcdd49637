import { describe, expect, it } from "vitest";
import { compareWithExpected } from "../scripts/support/expected-outcomes.js";
import type { ValidationRecord } from "../src/messages/index.js";

const line = (comparison: string, pass?: boolean): ValidationRecord => ({
  recording: "slr/a.npt",
  by: "laser-ranging",
  truth: "the predicted orbit",
  independence: "partly",
  comparison,
  figure: 3,
  unit: "m",
  ...(pass === undefined ? {} : { pass, sense: "at most", mark: 2, reason: "too few" }),
});
const expected = { "slr/a.npt": { residual: "holds", bias: "short: too few" } };

describe("the release gate on real recordings", () => {
  it("lets pass what is as it was", () => {
    const lines = [line("residual", true), line("bias", false), line("other")];
    expect(compareWithExpected(lines, expected)).toEqual({ faults: [], news: [] });
  });

  it.each([
    ["what held and no longer does", [line("residual", false), line("bias", false)], /residual: held/],
    ["what is gone", [line("bias", false)], /residual: was judged/],
    ["what lost its mark", [line("residual"), line("bias", false)], /residual: was judged/],
    [
      "a new line that is short",
      [line("residual", true), line("bias", false), line("x", false)],
      /x: is new, and short/,
    ],
  ])("refuses %s", (_, lines, message) => {
    const { faults } = compareWithExpected(lines, expected);
    expect(faults).toEqual([expect.stringMatching(message)]);
  });

  it("tells what is better, and what is new", () => {
    const { faults, news } = compareWithExpected(
      [line("residual", true), line("bias", true), line("x", true)],
      expected,
    );
    expect(faults).toEqual([]);
    expect(news).toHaveLength(2);
  });
});
