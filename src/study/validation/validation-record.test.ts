import { describe, expect, it } from "vitest";
import { ValidationRecord } from "../../messages/index.js";
import type { ValidatedLine } from "./validate-recordings.js";
import { validationRecord } from "./validation-record.js";

const line: ValidatedLine = {
  by: "lengths",
  recording: "a/b",
  comparison: "length",
  truth: "its name",
  independence: "none",
  figure: 3,
  unit: "m",
};

describe("a line as it stands in validation.json", () => {
  it.each([
    [{}, {}],
    [{ atMost: 3 }, { sense: "at most", mark: 3, pass: true }],
    [{ atMost: 2.9 }, { sense: "at most", mark: 2.9, pass: false }],
    [{ atLeast: 3 }, { sense: "at least", mark: 3, pass: true }],
    [
      { atLeast: 2, atMost: 4 },
      { sense: "between", mark: 4, markFrom: 2, pass: true },
    ],
    [
      { atLeast: 4, atMost: 5 },
      { sense: "between", mark: 5, markFrom: 4, pass: false },
    ],
  ])("marks %j", (marks, written) => {
    const record = validationRecord({ ...line, ...marks });
    expect(record).toEqual({ ...line, ...written });
    expect(ValidationRecord.safeParse(record).error).toBeUndefined();
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])(
    "%d is written as null, and reaches no mark",
    (figure) => {
      const record = validationRecord({
        ...line,
        figure,
        atMost: 3,
        beside: [{ name: "x", value: figure, unit: "m" }],
      });
      expect(record).toMatchObject({ figure: null, pass: false, mark: 3, beside: [{ value: null }] });
      expect(record.reason).toMatch(/no number/);
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    },
  );

  it("says why as the comparison says it", () => {
    const record = validationRecord({
      ...line,
      figure: Number.NaN,
      reason: "its partner is missing",
      with: ["c"],
    });
    expect(record).toMatchObject({ reason: "its partner is missing", with: ["c"] });
    expect(record).not.toHaveProperty("pass");
  });
});
