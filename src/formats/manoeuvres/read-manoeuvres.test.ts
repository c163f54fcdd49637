import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { looksLikeManoeuvres, readManoeuvres } from "./read-manoeuvres.js";

const TEXT = [
  "SATCAT number: 41999",
  "manoeuvre_timestamps:",
  "- 2016-01-22 22:39:00",
  "- 2016-01-20 22:18:00",
  "- 2016-01-20 22:18:00",
  "- 2016-13-40 00:00:00",
  "name: Example-3",
  "",
].join("\n");

describe("times of manoeuvres", () => {
  it("are read in order, each once; what is no time is counted with its line", () => {
    const record = readManoeuvres(TEXT, "m.yaml");
    expect(record).toMatchObject({ name: "Example-3", catalogueNumber: 41_999 });
    expect(record.times.map(epochToUtc)).toEqual(["2016-01-20T22:18:00Z", "2016-01-22T22:39:00Z"]);
    expect(record.rejected).toEqual([{ line: 6, reason: expect.stringMatching(/2016-13-40.*no UTC time/) }]);
  });

  it("may be written in other ways", () => {
    const text =
      "\uFEFFName: 7\r\nmaneuver_timestamps:\r\n- 2016-01-20T22:18:00.5Z\r\n- 2016-01-21\r\n- '2016-01-22 10:00'\r\n";
    expect(looksLikeManoeuvres(text)).toBe(true);
    const { times, name, catalogueNumber } = readManoeuvres(text, "m.yaml");
    expect([name, catalogueNumber]).toEqual(["7", undefined]);
    expect(times.map(epochToUtc)).toEqual([
      "2016-01-20T22:18:00.5Z",
      "2016-01-21T00:00:00Z",
      "2016-01-22T10:00:00Z",
    ]);
  });

  it("that no one can use are an error of input", () => {
    expect(() => readManoeuvres("manoeuvre_timestamps:\n- soon\n", "m.yaml")).toThrow(/m.yaml:2.*"soon"/);
    expect(() => readManoeuvres("name: x\n", "m.yaml")).toThrow(/holds no list of manoeuvres/);
    expect(readManoeuvres("manoeuvre_timestamps: []\n", "m.yaml").times).toEqual([]);
  });

  it("are recognised by their list", () => {
    expect(looksLikeManoeuvres(TEXT)).toBe(true);
    expect(looksLikeManoeuvres("name: a\nobjects:\n  - id: x\n")).toBe(false);
    expect(looksLikeManoeuvres("note: manoeuvre_timestamps: are told\n")).toBe(false);
  });

  it("are refused or read, whatever is changed in the text", () => {
    fc.assert(
      fc.property(fc.nat(TEXT.length), fc.nat(6), fc.string({ maxLength: 8 }), (at, cut, put) => {
        try {
          readManoeuvres(TEXT.slice(0, at) + put + TEXT.slice(at + cut), "f");
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 150, seed: 31 },
    );
  });
});
