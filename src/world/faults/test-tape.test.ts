import { describe, expect, it } from "vitest";
import { at, beat, faultySetting, plot, soundOf } from "../../../test/support/faulty-lines.js";
import { Measurement } from "../../messages/index.js";
import { faultLine } from "./fault-line.js";

describe("a test tape", () => {
  const tape = [plot(500, 50).measurement, plot(507, 51).measurement];
  const play = (marked: boolean) => {
    const fault = { id: "tape", kind: "test-tape", time: 100, file: "t.jsonl", marked };
    const line = faultLine(faultySetting([fault], new Map([["t.jsonl", tape]])))!;
    return soundOf([...line.step([plot(104, 10)], 105), ...line.step([], 1000)]);
  };

  it("plays into the line with its own distances in time, marked as a test", () => {
    expect(play(true).map((m) => [m.time, m.origin])).toEqual([
      [at(100), "test"],
      [at(104), "exercise"],
      [at(107), "test"],
    ]);
  });

  it("passes for this run's own where nobody marked it", () => {
    expect(new Set(play(false).map(({ origin }) => origin))).toEqual(new Set(["exercise"]));
  });

  it("begins with its earliest message in whatever order it holds them; a notice's window moves with it", () => {
    const notice: Measurement = {
      type: "launch-notification",
      id: "notice",
      origin: "exercise",
      time: at(490),
      source: "state",
      class: "ballistic",
      windowStart: at(600),
      windowEnd: at(700),
      latitudeDeg: 1,
      longitudeDeg: 2,
      radiusKm: 50,
    };
    const beats = [beat(507).measurement, plot(500, 50).measurement, notice];
    const fault = { id: "tape", kind: "test-tape", time: 100, file: "t.jsonl" };
    const line = faultLine(faultySetting([fault], new Map([["t.jsonl", beats]])))!;
    const out = soundOf(line.step([], 1000));
    expect(out.map(({ type, time }) => [type, time])).toEqual([
      ["launch-notification", at(100)],
      ["radar-plot", at(110)],
      ["heartbeat", at(117)],
    ]);
    expect(out[0]).toMatchObject({ windowStart: at(210), windowEnd: at(310), origin: "test" });
    for (const m of out) expect(Measurement.safeParse(m).success).toBe(true);
  });
});
