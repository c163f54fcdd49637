import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc } from "../../../../astro/index.js";
import type { OrbitChange, OrbitHistory } from "../../../../estimation/index.js";
import { changesJudged, manoeuvreEvents, matchChanges } from "./match-changes.js";

const DAY = 86_400;
const at = (day: number) => addSeconds(epochFromUtc("2020-01-01T00:00:00Z"), day * DAY);

function gap(from: number, to: number) {
  return {
    after: at(from),
    before: at(to),
    known: at(to + 1),
    score: 1,
    channel: "size" as const,
    speedChange: 0.1,
    time: at((from + to) / 2),
  };
}

const HISTORY: OrbitHistory = {
  scores: Array.from({ length: 60 }, (_, k) => gap(k, k + 1)),
  sets: 61,
  repeated: 0,
  period: 6000,
};

const change = (day: number): OrbitChange => ({ ...gap(day - 0.5, day + 0.5), until: at(day + 1) });

describe("manoeuvres as events", () => {
  it("within four days of each other are one, beyond the history none", () => {
    const times = [-3, 10, 13, 16.5, 30, 70].map(at);
    expect(manoeuvreEvents(times, HISTORY).map((e) => e.length)).toEqual([3, 1]);
  });

  it("with fewer than two sets between them are one, however long the gap", () => {
    const scores = [gap(0, 5), gap(5, 14), gap(14, 22), gap(22, 23)];
    expect(manoeuvreEvents([at(6), at(13)], { ...HISTORY, scores })).toHaveLength(1);
    expect(manoeuvreEvents([at(4), at(15)], { ...HISTORY, scores })).toHaveLength(2);
  });
});

describe("changes beside events", () => {
  const events = manoeuvreEvents([10, 13, 30, 50].map(at), HISTORY);

  it("find them within two days, or between first and last; each counts once", () => {
    const match = matchChanges([8.5, 11.5, 31.9, 40].map(change), events);
    expect(match).toMatchObject({ found: 2, precision: 2 / 3, recall: 2 / 3 });
    expect(match.unexplained).toHaveLength(1);
    expect(match.missed).toEqual([[at(50)]]);
    expect(match.timeErrors[1]! / DAY).toBeCloseTo(1.9, 9);
    expect(match.delays[1]! / DAY).toBeCloseTo(3.4, 9);
  });

  it("are judged only while the list holds", () => {
    const judged = changesJudged([1, 4, 30, 57, 62].map(change), [10, 15, 22, 50].map(at));
    expect(judged).toEqual([4, 30, 57].map(change));
    expect(changesJudged([change(3)], [])).toEqual([]);
    expect(changesJudged([8, 11, 12.5].map(change), [at(10)])).toHaveLength(2);
  });

  it("or nothing at all", () => {
    expect(matchChanges([], events)).toMatchObject({ found: 0, precision: 0, recall: 0 });
    expect(matchChanges([change(3)], [])).toMatchObject({ precision: 0, recall: 0 });
  });
});
