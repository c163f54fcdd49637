import { describe, expect, it } from "vitest";
import type { TriangulatedPath } from "../../../../estimation/index.js";
import { doubtOf } from "./index.js";

const DEGREE = Math.PI / 180;

/** What matters of a path: where its planes meet, and how far its cameras' sights lie from it. */
const path = (convergence: number, ...residuals: number[]) =>
  ({
    line: { convergence: convergence * DEGREE },
    cameras: residuals.map((r) => ({ used: true, residual: (r / 60) * DEGREE })),
  }) as unknown as TriangulatedPath;

describe("a path beside a solution", () => {
  it.each([
    [path(30, 1, 1), null],
    [path(3, 1, 1), /meet at 3.0°/],
    [path(30, 1, 12), /disagree by 12′/],
    [path(30, 1, 12, 1), null],
  ])("is held to a mark where its cameras allow it", (made, doubt) => {
    if (doubt === null) expect(doubtOf(made)).toBeNull();
    else expect(doubtOf(made)).toMatch(doubt);
  });
});
