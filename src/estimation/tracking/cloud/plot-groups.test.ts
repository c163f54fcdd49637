import { describe, expect, it } from "vitest";
import { cloudScene } from "../../../../test/support/cloud-scene.js";
import { PlotGroups } from "./plot-groups.js";

describe("groups of plots", () => {
  const finder = new PlotGroups();

  it("a break-up's first scan shows one", () => {
    const { plots, scans } = cloudScene({ clutter: 20 });
    const { first, end } = scans[0]!;
    const groups = finder.find(plots, first, end, 3);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.length).toBeGreaterThanOrEqual(5);
  });

  it("five hundred bodies and false plots show none", () => {
    const scene = cloudScene({ kind: "mixed", objects: 500, duration: 20, scanPeriod: 10, clutter: 50 });
    for (const { first, end } of scene.scans) expect(finder.find(scene.plots, first, end, 3)).toEqual([]);
  });

  it("the same plot several times is no group, and what is not a number is passed over", () => {
    const { plots, scans } = cloudScene();
    const column = (of: Float64Array) => Float64Array.from([of[0]!, of[0]!, of[0]!, Number.NaN]);
    const { first } = scans[0]!;
    expect(first).toBe(0);
    const copies = {
      count: 4,
      range: column(plots.range),
      azimuth: column(plots.azimuth),
      elevation: column(plots.elevation),
      rangeVariance: column(plots.rangeVariance),
      azimuthVariance: column(plots.azimuthVariance),
      elevationVariance: column(plots.elevationVariance),
    };
    expect(finder.find(copies, 0, 4, 2)).toEqual([]);
  });
});
