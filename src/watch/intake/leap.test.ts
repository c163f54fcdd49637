import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc, secondsBetween } from "../../astro/index.js";
import { openLeapGate, type Timed } from "./leap.js";

const ZERO = epochFromUtc("2026-08-22T06:00:00Z");
const DAY = 86_400;

/** Sends messages as [source, seconds]; answers what was believed and refused, in order, as seconds. */
function send(messages: readonly (readonly [string, number])[], close = true) {
  const gate = openLeapGate<Timed>();
  const believed: number[] = [];
  const refused: (readonly [number, string])[] = [];
  const take = (verdict: ReturnType<typeof gate.take>) => {
    for (const m of verdict.believed) believed.push(secondsBetween(ZERO, m.epoch));
    for (const { message, fault } of verdict.refused)
      refused.push([secondsBetween(ZERO, message.epoch), fault]);
  };
  for (const [source, seconds] of messages) take(gate.take({ source, epoch: addSeconds(ZERO, seconds) }));
  if (close) take(gate.close());
  return { believed, refused };
}

const every = (source: string, from: number, count: number, step = 5) =>
  Array.from({ length: count }, (_, i) => [source, from + step * i] as const);

describe("time goes on as the messages agree that it does", () => {
  it("lets an ordinary stream through, each message as it comes", () => {
    const stream = [...Array(20).keys()].flatMap((i) => [["a", i] as const, ["b", i + 0.5] as const]);
    expect(send(stream, false)).toEqual({ believed: stream.map(([, t]) => t), refused: [] });
  });

  it.each([60, 3540, DAY, 1e9])("refuses one message %d s ahead, and goes on", (ahead) => {
    const { believed, refused } = send([
      ["a", 0],
      ["b", 1],
      ["a", ahead],
      ["b", 6],
      ["a", 5],
    ]);
    expect(refused).toEqual([[ahead, "time is far ahead"]]);
    expect(believed).toEqual([0, 1, 6, 5]);
  });

  it("is not led away by one source, however often it says so in a row", () => {
    const { believed, refused } = send([["a", 0], ["b", 1], ...every("a", DAY, 12), ["b", 6], ["c", 7]]);
    expect(believed).toEqual([0, 1, 6, 7]);
    expect(refused).toHaveLength(12);
  });

  it.each([
    ["ahead", 1e8, "time is far ahead"],
    ["behind", -6e10, "time is far behind"],
  ])("does not begin at a first message far %s", (_, stray, fault) => {
    const { believed, refused } = send([
      ["a", stray],
      ["a", 0],
      ["b", 1],
      ["a", 5],
    ]);
    expect(refused).toEqual([[stray, fault]]);
    expect(believed).toEqual([0, 1, 5]);
  });

  it("follows a leap of all sources, as from one recording to the next, without losing any", () => {
    const messages = [
      ["a", 0],
      ["b", 1],
      ["a", DAY],
      ["b", DAY + 1],
      ["a", DAY + 5],
    ] as const;
    expect(send(messages, false)).toEqual({ believed: messages.map(([, t]) => t), refused: [] });
  });

  it("loses nothing of a single source with quiet stretches, of minutes or of hours", () => {
    for (const step of [40, 600, 7200]) {
      const messages = every("a", 0, 23, step);
      expect(send(messages)).toEqual({ believed: messages.map(([, t]) => t), refused: [] });
    }
  });

  it("takes the few messages of a short log", () => {
    expect(send([["a", 0]])).toEqual({ believed: [0], refused: [] });
    expect(
      send([
        ["a", 0],
        ["a", 7],
      ]),
    ).toEqual({ believed: [0, 7], refused: [] });
  });

  it("takes the last messages of another source after a leap, where there are several and nobody contradicts", () => {
    const messages = [...every("a", 0, 9), ...every("b", 1e7, 6)];
    expect(send(messages)).toEqual({ believed: messages.map(([, t]) => t), refused: [] });
  });

  it("refuses a last message far ahead that nobody supports", () => {
    expect(
      send([
        ["a", 0],
        ["b", 1],
        ["a", 3540],
      ]).refused,
    ).toEqual([[3540, "time is far ahead"]]);
  });

  it("refuses what comes an hour late, and does not take it for a contradiction", () => {
    const { believed, refused } = send([
      ["a", 8000],
      ["b", 8001],
      ["c", 0],
      ["a", 8005],
    ]);
    expect(refused).toEqual([[0, "time is far behind"]]);
    expect(believed).toEqual([8000, 8001, 8005]);
  });
});
