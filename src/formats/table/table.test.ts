import { describe, expect, it } from "vitest";
import { numberIn, readTable, tableKind, writeTable } from "./table.js";

const TEXT = `# firstlight table: ascent
# source: a webcast, read off
# event meco: 161

time,speed
0,0
# a comment between rows
1,"2,5"
`;

describe("a small table", () => {
  it("says its kind in its first line", () => {
    expect(tableKind(TEXT)).toBe("ascent");
    expect(tableKind(`\uFEFF${TEXT}`)).toBe("ascent");
    expect(tableKind("time,speed\n0,0\n")).toBeNull();
  });

  it("gives notes, columns and rows with their lines", () => {
    const table = readTable(TEXT, "a.csv", "ascent", ["time"]);
    expect(table.notes.get("event meco")).toEqual({ line: 3, value: "161" });
    expect(table.columns).toEqual(["time", "speed"]);
    expect(table.rows).toEqual([
      { line: 6, cells: ["0", "0"] },
      { line: 8, cells: ["1", "2,5"] },
    ]);
  });

  it.each([
    [
      'a.csv:1: is a table of kind "ascent"; its first line must be "# firstlight table: elements"',
      "elements",
      [],
    ],
    [
      'a.csv:5: column "downrange" is missing; the columns are time,downrange',
      "ascent",
      ["time", "downrange"],
    ],
  ] as const)("is refused in one line: %s", (message, kind, columns) => {
    expect(() => readTable(TEXT, "a.csv", kind, columns)).toThrow(message);
  });

  it("without a header row is refused", () => {
    expect(() => readTable("# firstlight table: ascent\n", "a.csv", "ascent", ["time"])).toThrow(
      /has no header row/,
    );
    const long = `# firstlight table: ascent\n${"x".repeat(20_000)}`;
    expect(() => readTable(long, "a.csv", "ascent", ["time"])).toThrow("a.csv:2: line of 20000 characters");
  });

  it("is read as it was written", () => {
    const text = writeTable(
      "elements",
      { source: "x\ny" },
      ["name", "value"],
      [
        ['a, "b"', 1.5],
        ["# c", -2e-9],
      ],
    );
    const table = readTable(text, "t.csv", "elements", ["name", "value"]);
    expect(table.notes.get("source")?.value).toBe("x y");
    expect(table.rows.map((r) => r.cells)).toEqual([
      ['a, "b"', "1.5"],
      ["# c", "-2e-9"],
    ]);
  });

  it("holds numbers in plain form only", () => {
    expect(["1", "-2.5", "+.5", "1e-3", "3."].map(numberIn)).toEqual([1, -2.5, 0.5, 1e-3, 3]);
    for (const cell of ["", " ", "NaN", "Infinity", "0x10", "1,5", "1e", "--1", undefined]) {
      expect(numberIn(cell)).toBeNaN();
    }
  });
});
