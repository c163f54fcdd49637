import {
  ellipse95,
  estimateLaunch,
  type LaunchFamily,
  mahalanobisSquared,
} from "../../src/estimation/index.js";
import { localPlace } from "../../src/estimation/launch/parameters.js";
import { type SimulatedLaunch, type SimulatedSatellite, simulateLaunch } from "./simulated-launch.js";

/** When an estimate is asked for: at the notice (four looks of one satellite), at 70 s, at the burn's end. */
export type Moment = "notice" | "middle" | "end";

/** What many estimates came to. */
export interface LaunchStatistics {
  runs: number;
  failures: number;
  /** share of launch points inside the 95 % ellipse */
  coverage: number;
  /** mean squared Mahalanobis distance of the launch point; 2 is ideal */
  meanSquare: number;
  /** of the 95 % ellipse, mean, m */
  semiMajor: number;
  semiMinor: number;
  /** root mean square error and mean claimed sigma of the ignition, s */
  timeError: number;
  timeSigma: number;
  /** of the course, rad */
  courseError: number;
  courseSigma: number;
  /** of the position at the last look, m */
  positionError: number;
  positionSigma: number;
  /** of the velocity at the last look, m/s */
  velocityError: number;
  velocitySigma: number;
}

const EMPTY: LaunchStatistics = {
  runs: 0,
  failures: 0,
  coverage: 0,
  meanSquare: 0,
  semiMajor: 0,
  semiMinor: 0,
  timeError: 0,
  timeSigma: 0,
  courseError: 0,
  courseSigma: 0,
  positionError: 0,
  positionSigma: 0,
  velocityError: 0,
  velocitySigma: 0,
};

/** The looks up to a moment, with the end of the plume when it is the burn's end. */
function looksUntil(launch: SimulatedLaunch, moment: Moment, satellites: readonly SimulatedSatellite[]) {
  if (moment === "middle") return { looks: launch.looks.filter((l) => l.time <= launch.ignition + 70) };
  if (moment === "end") {
    const lastSeen = Math.max(...launch.looks.map((look) => look.time));
    const next = satellites.map((satellite, k) => {
      const own = launch.looks.filter((look) => look.satellite === k).map((look) => look.time);
      return Math.max(...own) + satellite.revisit;
    });
    return { looks: launch.looks, plumeEnded: { lastSeen, firstNotSeen: Math.min(...next) } };
  }
  const counts = satellites.map(() => 0);
  for (const look of launch.looks) {
    counts[look.satellite]!++;
    if (counts[look.satellite]! >= 4) return { looks: launch.looks.filter((l) => l.time <= look.time) };
  }
  return null;
}

function addRun(
  total: LaunchStatistics,
  launch: SimulatedLaunch,
  found: ReturnType<typeof looksUntil>,
): void {
  if (found === null) return;
  const solution = estimateLaunch({ ...launch.problem, ...found });
  if (solution === null) {
    total.failures++;
    return;
  }
  const place = localPlace({ latitude: launch.latitude, longitude: launch.longitude, height: 0 });
  const east = (solution.longitude - launch.longitude) * place.parallelRadius;
  const north = (solution.latitude - launch.latitude) * place.meridianRadius;
  const square = mahalanobisSquared(east, north, solution.covarianceEastNorth);
  const { semiMajor, semiMinor } = ellipse95(solution.covarianceEastNorth);
  const truth = launch.stateAt(solution.lastLook.time);
  let course = solution.azimuth - launch.courseAt(solution.lastLook.time);
  course -= 2 * Math.PI * Math.round(course / (2 * Math.PI));
  total.runs++;
  total.coverage += square < 5.991 ? 1 : 0;
  total.meanSquare += square;
  total.semiMajor += semiMajor;
  total.semiMinor += semiMinor;
  total.timeError += (solution.time - launch.ignition) ** 2;
  total.timeSigma += solution.timeSigma ** 2;
  total.courseError += course ** 2;
  total.courseSigma += solution.azimuthSigma ** 2;
  for (let k = 0; k < 3; k++) {
    total.positionError += (solution.lastLook.state[k]! - truth[k]!) ** 2;
    total.positionSigma += solution.lastLook.covariance[7 * k]!;
    total.velocityError += (solution.lastLook.state[k + 3]! - truth[k + 3]!) ** 2;
    total.velocitySigma += solution.lastLook.covariance[7 * (k + 3)]!;
  }
}

/** Estimates many launches drawn from their priors, each at one moment. */
export function launchStatistics(options: {
  seeds: readonly number[];
  truth: LaunchFamily;
  families: readonly LaunchFamily[];
  satellites: readonly SimulatedSatellite[];
  moment: Moment;
}): LaunchStatistics {
  const total = { ...EMPTY };
  for (const seed of options.seeds) {
    const launch = simulateLaunch({ seed, ...options });
    if (launch.looks.length >= 2)
      addRun(total, launch, looksUntil(launch, options.moment, options.satellites));
  }
  const mean = (v: number) => v / total.runs;
  const root = (v: number) => Math.sqrt(v / total.runs);
  return {
    runs: total.runs,
    failures: total.failures,
    coverage: mean(total.coverage),
    meanSquare: mean(total.meanSquare),
    semiMajor: mean(total.semiMajor),
    semiMinor: mean(total.semiMinor),
    timeError: root(total.timeError),
    timeSigma: root(total.timeSigma),
    courseError: root(total.courseError),
    courseSigma: root(total.courseSigma),
    positionError: root(total.positionError),
    positionSigma: root(total.positionSigma),
    velocityError: root(total.velocityError),
    velocitySigma: root(total.velocitySigma),
  };
}

/** Two geostationary satellites that see the scene from both sides. */
export function twoSatellites(revisit: number): SimulatedSatellite[] {
  return [-75, -10].map((longitudeDeg) => ({ longitudeDeg, revisit, noise: 30e-6, biasSigma: 20e-6 }));
}
