import { describe, expect, it } from "vitest";
import { consistencyInterval } from "../../../estimation/index.js";
import { TRACK_CASES } from "./cases.js";
import { SETTLED_LOOKS, summariseTrack, trackStatistics } from "./statistics.js";

const RUNS = 40;

describe.each(TRACK_CASES)("$name", ({ scene }) => {
  it("is followed as well as the measurements allow, and knows how well", async () => {
    const statistics = await trackStatistics(scene, RUNS);
    const { position, velocity, nees } = summariseTrack(statistics);
    // On the same draws the estimator that attains the bound has the same luck: what is left is the filter's own.
    expect(position.paired).toBeLessThan(1.02);
    expect(velocity.paired).toBeLessThan(1.03);
    expect(position.paired).toBeGreaterThan(0.97);
    const [low, high] = consistencyInterval(6, RUNS, 0.999);
    expect(nees).toBeGreaterThan(low);
    expect(nees).toBeLessThan(high);
  });
});

it("the bound falls from look to look, and a second radar lowers it", async () => {
  const [one, two] = await Promise.all(
    ["one radar", "two radars"].map((name) =>
      trackStatistics(TRACK_CASES.find((c) => c.name === name)!.scene, 1),
    ),
  );
  for (let k = 1; k < one!.times.length; k += 1) {
    if (k > 1) expect(one!.boundPosition[k]!).toBeLessThan(one!.boundPosition[k - 1]!);
    if (k > SETTLED_LOOKS) expect(two!.boundPosition[k]!).toBeLessThan(one!.boundPosition[k]!);
  }
});
