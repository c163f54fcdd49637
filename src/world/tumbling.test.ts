import { describe, expect, it } from "vitest";
import { type Body, crossSectionAt, curveIntensity } from "./body.js";
import { tumblingFactor } from "./tumbling.js";

describe("a tumbling body", () => {
  const tumbling = { period: 7, phase: 0.4, swingDb: 12 };

  it("shows its broad side twice a turn and has its mean over a turn", () => {
    const samples = Array.from({ length: 7000 }, (_, k) => tumblingFactor(tumbling, k * 1e-3));
    const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
    expect(mean).toBeCloseTo(1, 9);
    expect(10 * Math.log10(Math.max(...samples) / Math.min(...samples))).toBeCloseTo(12, 4);
    expect(tumblingFactor(tumbling, 1.2)).toBeCloseTo(tumblingFactor(tumbling, 1.2 + 3.5), 12);
    const peaks = samples.filter((x, k) => x > samples.at(k - 1)! && x >= samples[(k + 1) % 7000]!);
    expect(peaks).toHaveLength(2);
  });

  it("does not before it begins to", () => {
    expect(tumblingFactor({ ...tumbling, start: 10 }, 9.9)).toBe(1);
    expect(tumblingFactor({ ...tumbling, start: 10 }, 10.1)).toBe(tumblingFactor(tumbling, 10.1));
  });

  it("turns the mean cross-section of a body that holds at the time", () => {
    const body = {
      crossSections: [
        { until: 5, squareMetres: 2 },
        { until: Number.POSITIVE_INFINITY, squareMetres: 3 },
      ],
      tumbling,
    } as unknown as Body;
    expect(crossSectionAt(body, 4)).toBe(2 * tumblingFactor(tumbling, 4));
    expect(crossSectionAt(body, 5)).toBe(3 * tumblingFactor(tumbling, 5));
    expect(crossSectionAt({ ...body, crossSections: [] }, 5)).toBe(0);
  });
});

describe("a curve of brightness", () => {
  const curve = { times: [1, 2, 4], intensities: [0, 10, 30] };

  it("is straight between its points and dark outside", () => {
    expect([0.9, 1, 1.5, 2, 3, 4, 4.1].map((t) => curveIntensity(curve, t))).toEqual([
      0, 0, 5, 10, 20, 30, 0,
    ]);
    expect(curveIntensity({ times: [], intensities: [] }, 1)).toBe(0);
  });
});
