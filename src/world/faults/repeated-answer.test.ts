import { describe, expect, it } from "vitest";
import { at, plot, soundOf, through } from "../../../test/support/faulty-lines.js";
import { Measurement } from "../../messages/index.js";

describe("a sensor that repeats its last answer", () => {
  it("gives its last scan again each revisit, with new times and names, until it is well", () => {
    const fault = { id: "a", kind: "repeated-answer", sensor: "radar", from: 25, until: 55 };
    const messages = [plot(13, 1), plot(21, 2, 0), plot(22, 2, 1), plot(31, 3), plot(41, 4), plot(61, 6)];
    const out = soundOf(through([fault], messages, 20)) as Extract<Measurement, { type: "radar-plot" }>[];
    expect(out.map(({ time, range }) => [time, range])).toEqual([
      [at(13), 1e6],
      [at(21), 1e6],
      [at(22), 1e6 + 1],
      [at(31), 1e6],
      [at(32), 1e6 + 1],
      [at(41), 1e6],
      [at(42), 1e6 + 1],
      [at(51), 1e6],
      [at(52), 1e6 + 1],
      [at(61), 1e6],
    ]);
    expect(new Set(out.map(({ id }) => id)).size).toBe(out.length);
    for (const m of out) expect(Measurement.safeParse(m).success).toBe(true);
  });

  const stuck = { id: "a", kind: "repeated-answer", sensor: "radar", from: 45, until: 95 };

  it("gives nothing where its last look showed nothing, whatever older ones showed", () => {
    expect(soundOf(through([stuck], [plot(3, 0), plot(13, 1), plot(61, 6)]))).toHaveLength(2);
    expect(soundOf(through([stuck], [plot(61, 6)]))).toHaveLength(0);
  });

  it("is refused before there is an answer, and for a sensor without looks", () => {
    expect(() => through([{ ...stuck, from: 0 }], [])).toThrow(/no answer yet/);
    expect(() => through([{ ...stuck, sensor: "mapper" }], [])).toThrow(/does not look in cycles/);
  });
});
