import { describe, expect, it } from "vitest";
import { summariseTrack, TRACK_CASES, trackStatistics } from "../../src/study/bounds/radar-track/index.js";

describe.each(TRACK_CASES)("500 radar tracks, $name", ({ scene }) => {
  it("reach the bound, and their covariance is right", async () => {
    const { position, velocity, consistent } = summariseTrack(await trackStatistics(scene, 500));
    for (const { mean, worst } of [position, velocity]) {
      expect(mean).toBeLessThanOrEqual(1.03);
      expect(worst).toBeLessThanOrEqual(1.08);
    }
    expect(consistent).toBeGreaterThanOrEqual(0.95);
  }, 600_000);
});
