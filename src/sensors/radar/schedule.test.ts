import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { radarLookTime, radarScanTime } from "./schedule.js";

const RADIANS = Math.PI / 180;

test("every azimuth is looked at once in each scan, in the order of the sweep", () => {
  const radar = makeRadar();
  const start = radarScanTime(radar, 7);
  expect(radarScanTime(radar, 8) - start).toBeCloseTo(5, 12);
  // the sweep starts at the left edge of the first face: 330°
  expect(radarLookTime(radar, 7, 330 * RADIANS) - start).toBeCloseTo(0, 9);
  expect(radarLookTime(radar, 7, 60 * RADIANS) - start).toBeCloseTo(1.25, 9);
  expect(radarLookTime(radar, 7, (60 - 360) * RADIANS)).toBeCloseTo(radarLookTime(radar, 7, 60 * RADIANS), 9);
  expect(radarLookTime(radar, 7, 329.99 * RADIANS) - start).toBeLessThan(5);
});
