import { describe, expect, it } from "vitest";
import { elementLineChecksum, elementsFromTle, tleCatalogueNumber } from "./element-set.js";
import { readTle } from "./read-tle.js";

/* ISS (ZARYA), 2008: the worked example of CelesTrak's columns and of Wikipedia's article on two-line elements. */
const LINE1 = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927";
const LINE2 = "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537";

function repaired(line: string): string {
  return line.slice(0, 68) + elementLineChecksum(line);
}

describe("a two-line element set", () => {
  it("is read to its last digit", () => {
    expect(elementsFromTle(LINE1, LINE2, "ISS")).toEqual({
      name: "ISS",
      catalogueNumber: 25_544,
      epoch: "2008-09-20T12:25:40.104192Z",
      meanMotionRevPerDay: 15.72125391,
      eccentricity: 0.0006703,
      inclinationDeg: 51.6416,
      rightAscensionDeg: 247.4627,
      argumentOfPerigeeDeg: 130.536,
      meanAnomalyDeg: 325.0288,
      bstar: -0.11606e-4,
    });
  });

  it("may carry a catalogue number beyond five digits, with a letter", () => {
    expect(tleCatalogueNumber("  900")).toBe(900);
    expect(tleCatalogueNumber("A0000")).toBe(100_000);
    expect(tleCatalogueNumber("J2931")).toBe(182_931);
    expect(tleCatalogueNumber("Z9999")).toBe(339_999);
    for (const wrong of ["I0000", "O1234", "a0000", "12 45", "B123", ""]) {
      expect(() => tleCatalogueNumber(wrong)).toThrow(/catalogue number/);
    }
  });

  it.each([
    [
      "a wrong checksum",
      LINE1.replace("2927", "2926"),
      LINE2,
      'checksum of element line 1 is "6", its digits give 7',
      1,
    ],
    ["a cut line", LINE1, LINE2.slice(0, 60), "element line 2 has 60 of 69 columns", 2],
    [
      "lines of two objects",
      LINE1,
      repaired(LINE2.replace("25544", "25545")),
      "lines of two objects, 25544 and 25545",
      2,
    ],
    [
      "no such day",
      repaired(LINE1.replace("08264", "07366")),
      LINE2,
      'epoch "07366.51782528" is no day of a year',
      1,
    ],
    [
      "an inclination of 190°",
      LINE1,
      repaired(LINE2.replace(" 51.6416", "190.0000")),
      "inclination 190.0000 is out of range",
      2,
    ],
    [
      "a letter in a number",
      LINE1,
      repaired(LINE2.replace("15.72125391", "15.7212x391")),
      'mean motion "15.7212x391" is no number',
      2,
    ],
    ["lines the wrong way round", LINE2, LINE1, "element line 1 expected", 1],
  ])("is refused for %s", (_, line1, line2, reason, line) => {
    expect(() => elementsFromTle(line1, line2)).toThrow(expect.objectContaining({ reason, line }));
  });
});

describe("a file of element sets", () => {
  it("may have two or three lines an object, comments, and Windows line ends", () => {
    const text = [
      "# a comment",
      "0 ISS (ZARYA)",
      LINE1,
      LINE2,
      "",
      LINE1,
      `${LINE2}   0.0 4320.0 360.00`,
    ].join("\r\n");
    const { objects, rejected } = readTle(text);
    expect(objects.map((o) => o.name)).toEqual(["ISS (ZARYA)", "object 25544"]);
    expect(objects[1]!.line2).toBe(LINE2);
    expect(rejected).toEqual([]);
  });

  it("goes on after a bad record, and names its line", () => {
    const text = [
      "A",
      LINE1,
      LINE2.replace("563537", "563538"),
      "B",
      LINE1,
      "C",
      LINE1,
      LINE2,
      LINE2,
      "D",
    ].join("\n");
    const { objects, rejected } = readTle(text);
    expect(objects.map((o) => o.name)).toEqual(["C"]);
    expect(rejected).toEqual([
      { line: 3, reason: 'checksum of element line 2 is "8", its digits give 7' },
      { line: 5, reason: "element line 1 without its line 2" },
      { line: 9, reason: "element line 2 without its line 1" },
      { line: 10, reason: '"D" is neither an element line nor the name before one' },
    ]);
  });

  it("that was cut off loses only its last object", () => {
    const whole = `A\n${LINE1}\n${LINE2}\nB\n${LINE1}\n${LINE2}\n`;
    for (let cut = `A\n${LINE1}\n${LINE2}\n`.length; cut < whole.length - 1; cut += 1) {
      const { objects } = readTle(whole.slice(0, cut));
      expect(objects).toHaveLength(1);
    }
  });
});
