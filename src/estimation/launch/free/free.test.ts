import { describe, expect, it } from "vitest";
import {
  BOTH_SATELLITES,
  FREE_LAUNCH_PLACE,
  FREE_STUDY_PRIOR,
  mediumRange,
  simulateFreeLaunch,
  simulateLaunch,
} from "../../../../test/support/simulated-launch.js";
import { eastNorthUp, geodeticToEcef } from "../../../astro/index.js";
import { mahalanobisSquared } from "../../ellipse.js";
import { localPlace } from "../parameters.js";
import { ASCENT_STATES, FreeAscentDynamics } from "./ascent.js";
import {
  estimateFreeLaunch,
  FREE_ASCENT_PRIOR,
  type FreeLaunchSolution,
  FreeLaunchTracker,
} from "./index.js";
import { courseWithSlopes } from "./outputs.js";
import { FreeTrajectory } from "./trajectory.js";

const prior = FREE_STUDY_PRIOR;
const drawn = simulateFreeLaunch({ seed: 4, prior, satellites: BOTH_SATELLITES, seconds: 30 });
const { looks, satellites } = drawn;

/** Largest difference between slopes and central differences, over the largest slope of its column. */
function worstSlope(
  rows: number,
  columns: number,
  slopes: Float64Array,
  at: (k: number, by: number) => Float64Array,
  step: (k: number) => number,
): number {
  let worst = 0;
  for (let k = 0; k < columns; k++) {
    const h = step(k);
    const above = at(k, h);
    const below = at(k, -h);
    let largest = 0;
    let off = 0;
    for (let i = 0; i < rows; i++) {
      const slope = slopes[i * columns + k]!;
      largest = Math.max(largest, Math.abs(slope));
      off = Math.max(off, Math.abs(slope - (above[i]! - below[i]!) / (2 * h)));
    }
    if (largest > 0) worst = Math.max(worst, off / largest);
  }
  return worst;
}

describe("derivatives of the ascent of unknown profile", () => {
  it.each([
    ["upright", 0, 0, 0],
    ["tilted", 0.6, -0.4, 0.01],
    ["beyond the horizontal", -1.4, 1.2, -0.02],
  ])("thrust %s", (_, east, north, turn) => {
    const dynamics = new FreeAscentDynamics(FREE_LAUNCH_PLACE, 30);
    const { up } = eastNorthUp(FREE_LAUNCH_PLACE);
    const p = geodeticToEcef(FREE_LAUNCH_PLACE).map((v, c) => v + 9000 * up[c]!);
    const x = Float64Array.of(...p, -200, 0, 400, 3.2, 0.012, east, north, turn, -turn);
    const moved = (k: number, by: number) => {
      const y = Float64Array.from(x);
      y[k]! += by;
      dynamics.move(y, 5, 0, new Float64Array(0));
      // differences of position without its millions of metres
      for (let c = 0; c < 3; c++) y[c]! -= p[c]!;
      return y;
    };
    const slopes = new Float64Array(ASCENT_STATES * ASCENT_STATES);
    for (let i = 0; i < ASCENT_STATES; i++) slopes[i * (ASCENT_STATES + 1)] = 1;
    dynamics.move(Float64Array.from(x), 5, ASCENT_STATES, slopes);
    const step = (k: number) => (k < 3 ? 10 : k < 6 ? 1 : 1e-4);
    expect(worstSlope(ASCENT_STATES, ASCENT_STATES, slopes, moved, step)).toBeLessThan(1e-6);
  });

  it("residuals of a whole trajectory, by all that it is made of", () => {
    const trajectory = new FreeTrajectory(
      { looks: looks.slice(0, 7), satellites, prior, seed: 1 },
      FREE_LAUNCH_PLACE,
    );
    const x = drawn.ascent.slice(0, trajectory.size);
    const jacobian = new Float64Array(trajectory.rows * trajectory.size);
    trajectory.linearise(x, new Float64Array(trajectory.rows), jacobian);
    const moved = (k: number, by: number) => {
      const y = Float64Array.from(x);
      y[k]! += by;
      const out = new Float64Array(trajectory.rows);
      trajectory.residuals(y, out);
      return out;
    };
    const step = (k: number) => (k < 2 ? 10 : 1e-3);
    expect(worstSlope(trajectory.rows, trajectory.size, jacobian, moved, step)).toBeLessThan(1e-4);
  });

  it("course, south and west of the launch too", () => {
    const place = localPlace(FREE_LAUNCH_PLACE);
    const { east, north, up } = eastNorthUp(FREE_LAUNCH_PLACE);
    for (const [e, n] of [
      [20e3, 5e3],
      [-20e3, -30e3],
    ]) {
      const origin = geodeticToEcef(FREE_LAUNCH_PLACE);
      const at = Float64Array.from(origin, (v, c) => v + e! * east[c]! + n! * north[c]! + 30e3 * up[c]!);
      const { course, slopes } = courseWithSlopes(place, 0, 0, at);
      expect(Math.cos(course - Math.atan2(e!, n!))).toBeGreaterThan(0.9999);
      const distance = Math.hypot(e!, n!);
      // a launch moved to the east turns the course as if the end had moved to the west
      expect(slopes[0]! * distance).toBeCloseTo(-Math.cos(course), 1);
      expect(slopes[1]! * distance).toBeCloseTo(Math.sin(course), 1);
    }
  });
});

describe("launch estimate without a profile", () => {
  const problem = { looks, satellites, prior, seed: 4 };
  const batch = estimateFreeLaunch(problem)!;
  const tracker = new FreeLaunchTracker({ ...problem, looks: [] });
  for (const look of looks) tracker.add(look);
  const recursive = tracker.solution()!;

  it("finds an ascent drawn from its own model, and believes what it should", () => {
    const place = localPlace(FREE_LAUNCH_PLACE);
    const distance = ({ latitude, longitude, covarianceEastNorth }: FreeLaunchSolution) =>
      mahalanobisSquared(
        (longitude - FREE_LAUNCH_PLACE.longitude) * place.parallelRadius,
        (latitude - FREE_LAUNCH_PLACE.latitude) * place.meridianRadius,
        covarianceEastNorth,
      );
    expect(distance(batch)).toBeLessThan(13.8);
    expect(Math.abs(batch.time - drawn.ignition)).toBeLessThan(3.5 * batch.timeSigma);
    expect(batch.chiSquare / batch.degreesOfFreedom).toBeLessThan(2);
  });

  it("comes to the same look by look as from all at once", () => {
    expect(Math.abs(recursive.time - batch.time)).toBeLessThan(0.1 * batch.timeSigma);
    for (let k = 0; k < 6; k++) {
      const sigma = Math.sqrt(batch.lastLook.covariance[7 * k]!);
      expect(Math.abs(recursive.lastLook.state[k]! - batch.lastLook.state[k]!)).toBeLessThan(0.3 * sigma);
      expect(Math.sqrt(recursive.lastLook.covariance[7 * k]!) / sigma).toBeCloseTo(1, 0);
    }
  });

  it("gives the same bits again", () => {
    expect(estimateFreeLaunch(problem)!.covariance).toEqual(batch.covariance);
  });

  it("knows the state at burnout, less well than at the last look", () => {
    const { time } = looks.at(-1)!;
    tracker.end({ lastSeen: time, firstNotSeen: time + 2.5 });
    const { burnout, lastLook } = tracker.solution()!;
    expect(burnout!.time).toBeCloseTo(time + 1.25, 1);
    expect(burnout!.timeSigma).toBeCloseTo(2.5 / Math.sqrt(12), 1);
    for (const k of [3, 4, 5])
      expect(burnout!.covariance[7 * k]!).toBeGreaterThan(0.99 * lastLook.covariance[7 * k]!);
  });

  it("refuses what is no look and goes on", () => {
    const fresh = new FreeLaunchTracker({ ...problem, looks: looks.slice(0, -1) });
    const last = looks.at(-1)!;
    expect(fresh.add({ ...last, satellite: 7 })).toBe("no such satellite");
    expect(fresh.add({ ...last, time: Number.NaN })).toBe("not a number");
    expect(fresh.add({ ...last, time: 3 })).toBe("before the state's time");
    expect(fresh.add({ ...last, time: 1e9 })).toBe("too late for this ascent");
    expect(fresh.add({ ...last, lineOfSightEcef: [0, 0, 0] })).toBe("no unit vector");
    expect(fresh.add(last)).toBeNull();
    expect(fresh.add(last)).toBeNull();
    expect(fresh.solution()!.timeSigma).toBeGreaterThan(0);
  });

  it("has no answer from one satellite, from too few looks, or from looks that nothing gives", () => {
    const none = (some: typeof looks) => estimateFreeLaunch({ ...problem, looks: some });
    expect(none(looks.filter((look) => look.satellite === 0))).toBeNull();
    expect(none(looks.slice(0, 3))).toBeNull();
    expect(none([...looks, { ...looks[0]!, time: 1e9 }])).toBeNull();
    expect(none([...looks, { ...looks[0]!, satellite: 7 }])).toBeNull();
    expect(
      none(
        looks.map((look) => {
          const [x, y, z] = look.lineOfSightEcef;
          return { ...look, lineOfSightEcef: [-x, -y, -z] };
        }),
      ),
    ).toBeNull();
  });
});

describe("a textbook ascent, unknown to the model", () => {
  it("holds launch points and ignitions of medium-range launches under the wide prior", {
    timeout: 60_000,
  }, () => {
    let held = 0;
    const seeds = [1, 2, 3, 5, 6, 7, 8, 9];
    for (const seed of seeds) {
      const launch = simulateLaunch({
        seed,
        truth: mediumRange,
        families: [mediumRange],
        satellites: BOTH_SATELLITES,
      });
      const seen = launch.looks.filter((look) => look.time < launch.ignition + 80);
      const solution = new FreeLaunchTracker({
        looks: seen,
        satellites: launch.problem.satellites,
        prior: FREE_ASCENT_PRIOR,
        seed,
      }).solution()!;
      const place = localPlace({ latitude: launch.latitude, longitude: launch.longitude, height: 0 });
      const square = mahalanobisSquared(
        (solution.longitude - launch.longitude) * place.parallelRadius,
        (solution.latitude - launch.latitude) * place.meridianRadius,
        solution.covarianceEastNorth,
      );
      if (square < 5.991) held++;
      expect(Math.abs(solution.time - launch.ignition)).toBeLessThan(3 * solution.timeSigma);
    }
    expect(held).toBeGreaterThanOrEqual(seeds.length - 2);
  });
});
