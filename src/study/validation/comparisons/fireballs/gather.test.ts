import { describe, expect, it } from "vitest";
import type { ValidationContext } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { gatherFireballs } from "./gather.js";

function camera(code: string, longitude: string, azimuth: number): string {
  const head = `Date: 20200812\nTime: 22:00:00.000\nStation_Code: ${code}\nLong: ${longitude} E\nLati: 045.500000 N\nHeight: 0100 m\n`;
  const rows = Array.from(
    { length: 12 },
    (_, i) => `${(2459074.41666667 + i * 4.6e-7).toFixed(10)} ${(azimuth + i / 20).toFixed(3)} +40.000 +1.0`,
  );
  return `${head}${rows.join("\n")}\n`;
}

function recording(path: string, text: string): Recording {
  return {
    path,
    kind: "fireball-sightings",
    async *chunks() {
      yield Buffer.from(text);
    },
    bytes: async () => Buffer.from(text),
    text: async () => text,
  };
}

const context: ValidationContext = { bundledFile: (name) => name, progress: async () => undefined };

describe("a camera's file that is there twice", () => {
  it("counts once, and the copy is named", async () => {
    const text = camera("AAA", "017.000000", 80);
    const { events, unusable } = await gatherFireballs(
      [
        recording("a.txt", text),
        recording("b.txt", camera("BBB", "016.000000", 90)),
        recording("copy.txt", text),
      ],
      context,
    );
    expect(events.map(({ sightings }) => sightings.map((s) => s.path))).toEqual([["a.txt", "b.txt"]]);
    expect(unusable).toEqual([{ path: "copy.txt", reason: expect.stringContaining("a.txt") }]);
  });
});
