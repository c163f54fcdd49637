import { describe, expect, it } from "vitest";
import type { ValidatedLine } from "../../validation/index.js";
import { numberText } from "./figure-words.js";
import { renderValidation } from "./render-validation.js";

const line: ValidatedLine = {
  by: "lengths",
  recording: "slr/a <b>.npt",
  comparison: "length & width",
  truth: "its name",
  independence: "none",
  figure: 31.2,
  unit: "m",
};
const named: ValidatedLine = {
  ...line,
  by: "folder",
  recording: "README.md",
  figure: 0,
  reason: "is a note",
};
const chart = {
  title: "Error against time",
  panels: [
    {
      title: "error",
      x: { label: "time, s" },
      y: { label: "error, m" },
      series: [{ points: [[0, 1] as const, [1, 2] as const] }],
    },
  ],
};
const render = (...lines: ValidatedLine[]) => renderValidation(lines, { folder: "data", version: "1.2.3" });

describe("the page of a validation", () => {
  it.each([
    [[{ atMost: 50 }], "The one mark holds."],
    [[{ atMost: 50 }, { atMost: 40 }], "All 2 marks hold."],
    [[{ atMost: 50 }, { atMost: 1 }, {}], "1 of 2 marks hold. 1 comparison claims nothing."],
    [[{}, {}], "No mark was set. 2 comparisons claim nothing."],
    [[{ figure: Number.NaN, atMost: 50 }], "0 of 1 marks hold."],
  ])("says first how many marks hold: %j", (marks, headline) => {
    expect(render(...marks.map((mark) => ({ ...line, ...mark })))).toContain(`<h1>${headline}</h1>`);
  });

  it("needs nothing else, and takes no text for markup", () => {
    const page = render({ ...line, atMost: 50, chart }, named);
    expect(page).toContain("length &amp; width");
    expect(page).toContain("slr/a &lt;b&gt;.npt");
    expect(page).not.toMatch(/(src|href|srcset)="(?!data:|#)/);
    expect(page).not.toContain("<script");
  });

  it("shows mark, figure, picture, and what was not compared", () => {
    const page = render({ ...line, atLeast: 50, reason: "too few", chart }, named);
    for (const text of [
      "at least 50 m",
      "31.2 m",
      "short",
      "too few",
      'alt="Error against time"',
      "is a note",
    ])
      expect(page).toContain(text);
    expect(page.match(/id="([^"]+)"/g)!.length).toBe(new Set(page.match(/id="([^"]+)"/g)).size);
  });

  it("the picture is the same whenever it is drawn", () => {
    expect(render({ ...line, chart })).toBe(render({ ...line, chart }));
  });

  it.each([
    [0, "0"],
    [0.000123456, "1.23e−4"],
    [-31.21567, "−31.22"],
    [123456.7, "123,457"],
    [0.96123, "0.9612"],
    [1e12, "1.00e+12"],
  ])("a number in words: %d", (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
