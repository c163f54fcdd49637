import { describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import type { Comparison, ValidationLine } from "./comparison.js";
import { type Recording, recordingsOf } from "./recording.js";
import { validateRecordings } from "./validate-recordings.js";

const recording = (path: string, kind: Recording["kind"] = "ascent"): Recording => ({
  path,
  kind,
  async *chunks() {
    yield Buffer.from(path);
  },
  bytes: async () => Buffer.from(path),
  text: async () => path,
});

const line = (path: string, more: Partial<ValidationLine> = {}): ValidationLine => ({
  recording: path,
  comparison: "length",
  truth: "its name",
  independence: "none",
  figure: path.length,
  unit: "1",
  ...more,
});

/** Reads every ascent; names that say so are broken. */
const lengths: Comparison = {
  name: "lengths",
  async *compare(recordings) {
    for (const one of recordingsOf(recordings, "ascent")) {
      const text = await one.text();
      if (text.includes("broken")) throw new InputError(`${one.path}:3`, "is broken");
      yield line(one.path);
    }
  },
};

const context = { bundledFile: (name: string) => name, progress: async () => {} };
const validate = (
  recordings: readonly Recording[],
  comparisons: readonly Comparison[] = [lengths],
  nameUnused = true,
) => validateRecordings(recordings, [], comparisons, () => context, nameUnused);

describe("recordings of a folder are compared", () => {
  it("lines come ordered by recording, those of one recording in the order of the comparisons", async () => {
    const second: Comparison = { ...lengths, name: "again" };
    const lines = await validate([recording("b"), recording("a")], [lengths, second]);
    expect(lines.map(({ recording, by }) => `${recording} ${by}`)).toEqual([
      "a lengths",
      "a again",
      "b lengths",
      "b again",
    ]);
  });

  it("a recording that can't be used is said so, and the others are compared", async () => {
    const lines = await validate([
      recording("a"),
      recording("broken 1"),
      recording("broken"),
      recording("c"),
    ]);
    expect(lines.map(({ recording, comparison }) => [recording, comparison])).toEqual([
      ["a", "length"],
      ["broken", "reading it"],
      ["broken 1", "reading it"],
      ["c", "length"],
    ]);
    expect(lines[1]!.reason).toBe("broken:3: is broken");
    expect(lines[1]).not.toHaveProperty("atMost");
  });

  it("a fault that names no recording ends its comparison alone, with what it had said", async () => {
    const strange: Comparison = {
      name: "strange",
      async *compare() {
        yield line("a");
        throw new InputError("elsewhere", "is missing");
      },
    };
    const lines = await validate([recording("a")], [strange, lengths]);
    expect(lines.map(({ recording, by }) => `${recording} ${by}`)).toEqual([
      "a strange",
      "a lengths",
      "elsewhere strange",
    ]);
  });

  it("any other error is a bug, and is thrown", async () => {
    const faulty: Comparison = {
      name: "faulty",
      // biome-ignore lint/correctness/useYield: it throws before it has anything to say
      async *compare() {
        throw new TypeError("x is undefined");
      },
    };
    await expect(validate([recording("a")], [faulty])).rejects.toThrow(TypeError);
  });

  it("what no line names is named by one of its own", async () => {
    const reading: Comparison = {
      name: "reading",
      async *compare(recordings) {
        for (const one of recordings) if (one.kind === "netcdf") await one.bytes();
        yield line("a", { with: ["partner"] });
      },
    };
    const files = [recording("a"), recording("partner"), recording("n", "netcdf"), recording("t", "tle")];
    const lines = await validateRecordings(
      files,
      [{ path: "note.md", reason: "is a note" }],
      [reading],
      () => context,
    );
    expect(lines.filter(({ by }) => by === "folder").map((l) => [l.recording, l.figure, l.reason])).toEqual([
      ["n", 1, "is of the kind netcdf, which told nothing that could be compared"],
      ["note.md", 0, "is a note"],
      ["t", 1, "is of the kind tle, which no comparison uses"],
    ]);
    expect(await validate(files, [reading], false)).toHaveLength(1);
  });
});
