import { describe, expect, it } from "vitest";
import { launchStatistics, type Moment, twoSatellites } from "../support/launch-statistics.js";
import { mediumRange, soundingRocket, spaceLauncher } from "../support/simulated-launch.js";

/**
 * Statistics of the launch estimate over launches drawn from their declared priors: deviations, cloud top, pointing
 * errors, place, direction and phases of the looks. The figures are kept in docs/physics/launch-estimation.md.
 */
const RUNS = Number(process.env.LAUNCH_RUNS ?? 400);
const seeds = Array.from({ length: RUNS }, (_, i) => i + 1);
const families = [mediumRange, spaceLauncher, soundingRocket];
const degree = Math.PI / 180;

describe.each([5, 10])("looks every %d s", (revisit) => {
  const both = twoSatellites(revisit);
  describe.each([
    ["two satellites", both],
    ["one satellite", both.slice(0, 1)],
  ])("%s", (name, satellites) => {
    it.each<Moment>(["notice", "middle", "end"])(
      "a medium-range launch among three families: %s",
      (moment) => {
        const s = launchStatistics({ seeds, truth: mediumRange, families, satellites, moment });
        const pair = (a: number, b: number, digits = 1) => `${a.toFixed(digits)}/${b.toFixed(digits)}`;
        console.log(
          `${revisit} s, ${name}, ${moment}: coverage ${s.coverage.toFixed(3)} of ${s.runs}, d² ${s.meanSquare.toFixed(2)},`,
          `ellipse ${pair(s.semiMajor / 1e3, s.semiMinor / 1e3)} km, error/claimed: time ${pair(s.timeError, s.timeSigma)} s,`,
          `course ${pair(s.courseError / degree, s.courseSigma / degree)}°,`,
          `position ${pair(s.positionError / 1e3, s.positionSigma / 1e3)} km,`,
          `velocity ${pair(s.velocityError, s.velocitySigma, 0)} m/s`,
        );
        expect(s.failures).toBe(0);
        expect(s.coverage).toBeGreaterThan(0.91);
        expect(s.coverage).toBeLessThanOrEqual(0.99);
      },
    );
  });
});
