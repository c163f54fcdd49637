import { describe, expect, it } from "vitest";
import { coastScene, drawTrack, priorOf, studyRadar } from "../../../test/support/coast-scene.js";
import { followCoast, takeCoastPlot } from "./coast-follower.js";
import { IMPOSSIBLE } from "./filter.js";
import type { RadarObservation } from "./radar-model.js";

const scene = coastScene([studyRadar(29.5, -42, 0.1)]);
const radar = scene.radars[0]!.model;
const prior = priorOf(scene);
const plots = drawTrack(scene, 7).plots[0]!.slice(0, 12);

/** Follows all plots, with one more after the seventh. */
function followed(extra?: RadarObservation) {
  const f = followCoast(radar, plots[0]!, prior);
  const judged = plots.slice(1).map((z, k) => {
    takeCoastPlot(f, z);
    return k === 6 && extra !== undefined ? takeCoastPlot(f, extra) : null;
  });
  return { filter: f.filter, extra: judged[6] };
}

describe("a plot that can't be used", () => {
  const clean = followed().filter;
  const seventh = plots[7]!;
  const cases: Record<string, Partial<RadarObservation>> = {
    "a range that is none": { range: Number.NaN },
    "an angle that is none": { azimuth: Number.NaN },
    "a range rate that is none": { rangeRate: Number.NaN },
    "a time that is none": { time: Number.NaN },
    "an infinite time": { time: Number.POSITIVE_INFINITY },
    "an hour ago": { time: -3600 },
    "an error of 0": { sigmaRange: 0 },
    "a negative error": { sigmaElevation: -1e-3 },
    "an infinite error": { sigmaAzimuth: Number.POSITIVE_INFINITY },
  };
  it.each(Object.entries(cases))("%s changes nothing", (_, change) => {
    const { filter, extra } = followed({ ...seventh, ...change });
    expect(extra).toBe(IMPOSSIBLE);
    expect([...filter.x, ...filter.p]).toEqual([...clean.x, ...clean.p]);
  });

  it("can't begin a track", () => {
    expect(() => followCoast(radar, { ...plots[0]!, range: Number.NaN }, prior)).toThrow(RangeError);
  });

  it("the same plot twice leaves a filter that can be used", () => {
    const { filter } = followed(seventh);
    expect(filter.x.every(Number.isFinite)).toBe(true);
    for (let i = 0; i < filter.x.length; i += 1)
      expect(filter.p[i * (filter.x.length + 1)]).toBeGreaterThan(0);
  });
});
