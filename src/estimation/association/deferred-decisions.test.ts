import { describe, expect, it } from "vitest";
import { randomStream, uniformAt } from "../../astro/index.js";
import { type Branch, DeferredDecisions } from "./deferred-decisions.js";

/** Tracks that are their own history: "a", then "a0" after plot 0, "a0-" after none. */
const stream = randomStream(4, "deferred");
const gainOf = (track: string, plot: number): number => {
  let key = 7;
  for (const c of `${track} ${plot}`) key = (31 * key + c.charCodeAt(0)) % 1_000_003;
  return 6 * uniformAt(stream, key) - 2;
};
const branches =
  (plots: number) =>
  (track: string): Branch<string>[] => [
    { plot: -1, gain: 0, track: `${track}-` },
    ...Array.from({ length: plots }, (_, plot) => ({
      plot,
      gain: gainOf(track, plot),
      track: `${track}${plot}`,
    })),
  ];

/** Every joint history of both tracks with its weight. */
function everything(scans: number, plots: number): { tracks: string; weight: number }[] {
  let all = [{ a: "a", b: "b", weight: 0 }];
  for (let k = 0; k < scans; k++) {
    all = all.flatMap(({ a, b, weight }) =>
      branches(plots)(a).flatMap((x) =>
        branches(plots)(b)
          .filter((y) => y.plot < 0 || y.plot !== x.plot)
          .map((y) => ({ a: x.track, b: y.track, weight: weight + x.gain + y.gain })),
      ),
    );
  }
  return all.map(({ a, b, weight }) => ({ tracks: `${a} ${b}`, weight })).sort((x, y) => y.weight - x.weight);
}

describe("DeferredDecisions", () => {
  it("keeps all joint histories, with their weights, where nothing is pruned", () => {
    const all = { mostHypotheses: 1e6, largestGap: 1e6, ranked: 1e6 };
    const decisions = new DeferredDecisions(["a", "b"], all);
    for (let scan = 0; scan < 3; scan++) decisions.takeScan(2, branches(2));
    const expected = everything(3, 2);
    expect(decisions.hypotheses.length).toBe(expected.length);
    decisions.hypotheses.slice(0, 50).forEach((h, k) => {
      expect(h.tracks.join(" ")).toBe(expected[k]!.tracks);
      expect(h.logWeight).toBeCloseTo(expected[k]!.weight - expected[0]!.weight, 9);
    });
  });

  it("changes its mind while a decision is young, and not when it is old", () => {
    // the first scan says plot 0 by a little, the third says by much that it was plot 1
    const evidence = (track: string): Branch<string>[] => {
      const scan = track.length;
      if (scan === 1)
        return [0, 1].map((plot) => ({ plot, gain: 3 - plot, track: `${track}${plot}` })).concat(none(track));
      const gain = scan === 4 && track[1] === "1" ? 8 : 2;
      return [{ plot: 0, gain, track: `${track}0` }, ...none(track)];
    };
    const none = (track: string): Branch<string>[] => [{ plot: -1, gain: 0, track: `${track}-` }];
    const late = new DeferredDecisions(["a"], { scans: 5 });
    const soon = new DeferredDecisions(["a"], { scans: 1 });
    for (const decisions of [late, soon]) {
      decisions.takeScan(2, evidence);
      expect(decisions.tracks).toEqual(["a0"]);
      for (let scan = 0; scan < 3; scan++) decisions.takeScan(1, evidence);
    }
    expect(late.tracks).toEqual(["a1000"]);
    expect(soon.tracks).toEqual(["a0000"]);
  });

  it("asks once of a track that hypotheses share, and refuses one that must take a plot", () => {
    const asked: string[] = [];
    const decisions = new DeferredDecisions(["a", "b"]);
    for (let scan = 0; scan < 4; scan++)
      decisions.takeScan(2, (track) => {
        asked.push(track);
        return branches(2)(track);
      });
    expect(new Set(asked).size).toBe(asked.length);
    expect(decisions.hypotheses.length).toBeLessThanOrEqual(30);
    expect(() => decisions.takeScan(1, (track) => [{ plot: 0, gain: 1, track }])).toThrow(RangeError);
  });

  it("refuses ways and options that can't be, and stays as it was", () => {
    const decisions = new DeferredDecisions(["a"]);
    const none = { plot: -1, gain: 0, track: "a-" };
    for (const way of [
      { plot: 1, gain: 1, track: "a1" },
      { plot: 0, gain: Number.NaN, track: "a0" },
      { plot: 0, gain: Number.POSITIVE_INFINITY, track: "a0" },
    ])
      expect(() => decisions.takeScan(1, () => [none, way])).toThrow(RangeError);
    expect(decisions.tracks).toEqual(["a"]);
    decisions.takeScan(1, () => [none, { plot: 0, gain: Number.NEGATIVE_INFINITY, track: "a0" }]);
    expect(decisions.hypotheses.map((h) => h.tracks)).toEqual([["a-"]]);
    const alone = new DeferredDecisions([]);
    alone.takeScan(3, () => []);
    expect(alone.tracks).toEqual([]);
    for (const options of [{ scans: 0 }, { mostHypotheses: 0.5 }, { ranked: Number.NaN }, { largestGap: -1 }])
      expect(() => new DeferredDecisions(["a"], options)).toThrow(RangeError);
  });
});
