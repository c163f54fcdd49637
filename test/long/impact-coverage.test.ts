import { describe, expect, it } from "vitest";
import { IMPACT_CASES, impactCoverage } from "../../src/study/bounds/impact-coverage/index.js";

describe.each(IMPACT_CASES)("1,000 impacts after $name", ({ scene }) => {
  it("lie in what claims 95 % in 93 to 97 % of runs", async () => {
    const c = await impactCoverage(scene, 1000, 400);
    console.log(JSON.stringify(c));
    expect(c.runs).toBe(1000);
    for (const share of [c.ellipse, c.polygon, c.arrival]) {
      expect(share).toBeGreaterThanOrEqual(0.93);
      expect(share).toBeLessThanOrEqual(0.97);
    }
  }, 1_800_000);
});
