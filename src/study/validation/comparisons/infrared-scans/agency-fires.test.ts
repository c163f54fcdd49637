import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc } from "../../../../astro/index.js";
import { firesOfScan } from "./agency-fires.js";
import type { NamedProduct } from "./open-scans.js";
import type { ScanLook } from "./watch-scans.js";

const START = epochFromUtc("2024-05-01T06:00:20Z");
const STEP = 56e-6;
const GRID = { rows: 100, columns: 100, x0: 0.01, dx: STEP, y0: 0.08, dy: -STEP };

/** A scan whose one source of heat has the pixel of row 20 and column 30. */
const LOOK = {
  head: { ...GRID, start: START },
  spots: [{ kind: "static-source", pixels: [{ at: 20 * 100 + 30 }] }],
} as unknown as ScanLook;

const fire = (row: number, column: number, megawatts: number | null) => ({
  x: GRID.x0 + column * STEP,
  y: GRID.y0 - row * STEP,
  power: megawatts === null ? null : megawatts * 1e6,
});

const product = (path: string, seconds: number, fires: readonly unknown[], x0 = 0) =>
  ({
    path,
    fires: { ...GRID, rows: 2000, columns: 2000, x0, y0: 0.1, start: addSeconds(START, seconds), fires },
  }) as unknown as NamedProduct;

describe("the agency's fires of a scan", () => {
  it("are those of the nearest product over it; found is what lies a pixel apart at most", () => {
    const fires = [
      fire(21, 31, 100),
      fire(22, 30, 40),
      fire(20, 30, 5),
      fire(20, 29, null),
      fire(-3, 30, 900),
    ];
    const found = firesOfScan(LOOK, [
      product("late", 300, []),
      product("near", -60, fires),
      product("old", -700, fires),
    ])!;
    expect(found.product.path).toBe("near");
    expect(found.apart).toBeCloseTo(-60, 9);
    expect(found.all).toHaveLength(4);
    expect(found.strong.map(({ fire: { power }, spot }) => [power, spot !== null])).toEqual([
      [100e6, true],
      [40e6, false],
    ]);
  });

  it("are unknown where no product lies over the scan in time and place", () => {
    expect(firesOfScan(LOOK, [product("old", -700, []), product("elsewhere", 0, [], -0.14)])).toBeNull();
  });
});
