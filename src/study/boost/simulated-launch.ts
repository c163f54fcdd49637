import {
  type AscentDeviation,
  ecefToGeodetic,
  geodeticToEcef,
  heightOf,
  integrateAscent,
  normalAt,
  type RandomStream,
  randomStream,
  surfaceCourse,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import type { LaunchFamily, LaunchProblem, SatelliteLook } from "../../estimation/index.js";
import { measuredSight } from "./sights.js";

const degree = Math.PI / 180;

export interface SimulatedSatellite {
  readonly longitudeDeg: number;
  readonly revisit: number;
  /** rad */
  readonly noise: number;
  readonly biasSigma: number;
}

export interface SimulatedLaunch {
  /** ignition, s */
  readonly ignition: number;
  readonly latitude: number;
  readonly longitude: number;
  /** of the kick, rad */
  readonly azimuth: number;
  readonly deviation: AscentDeviation;
  /** m */
  readonly cloudTop: number;
  /** position (m) of each satellite, and the time (s) of one of its looks, from which the others follow */
  readonly stations: readonly { readonly positionEcef: Vec3; readonly phase: number }[];
  readonly burnout: number;
  readonly looks: readonly SatelliteLook[];
  readonly problem: Omit<LaunchProblem, "looks">;
  /** truth at a time: ECEF position and velocity */
  stateAt(time: number): Float64Array;
  /** course from the launch point to the place under the plume at a time */
  courseAt(time: number): number;
}

function drawDeviation(family: LaunchFamily, stream: RandomStream): AscentDeviation {
  const { spread } = family;
  return {
    thrust: spread.thrust * normalAt(stream, 0),
    verticalRiseSeconds: spread.verticalRiseSeconds * normalAt(stream, 1),
    kick: spread.kick * normalAt(stream, 2),
    angleOfAttack: spread.angleOfAttack * normalAt(stream, 3),
    yaw: spread.yaw * normalAt(stream, 4),
    drag: spread.drag * normalAt(stream, 5),
  };
}

export const CLOUD_TOP = { mean: 8500, sigma: 1000, min: 0, max: 16000 };

/** Draws a launch of a family from its declared priors, and the looks of satellites at it. */
export function simulateLaunch(options: {
  seed: number;
  truth: LaunchFamily;
  families: readonly LaunchFamily[];
  satellites: readonly SimulatedSatellite[];
  until?: number;
}): SimulatedLaunch {
  const { seed, truth, satellites } = options;
  const stream = randomStream(seed, "launch");
  const deviation = drawDeviation(truth, randomStream(seed, "deviation"));
  const start = {
    latitude: (20 + 0.3 * normalAt(stream, 0)) * degree,
    longitude: (-45 + 0.3 * normalAt(stream, 1)) * degree,
    height: 0,
    azimuth: 2 * Math.PI * uniformAt(stream, 2),
  };
  const ignition = 100 + 20 * uniformAt(stream, 3);
  const cloud = CLOUD_TOP.mean + CLOUD_TOP.sigma * normalAt(stream, 4);
  const until = options.until ?? 600;
  const table = integrateAscent(start, truth.profile, deviation, until, 0.5);
  const state = new Float64Array(6);
  const looks: SatelliteLook[] = [];
  const stations: { positionEcef: Vec3; phase: number }[] = [];
  satellites.forEach((satellite, k) => {
    const own = randomStream(seed, "satellite", k);
    const positionEcef = geodeticToEcef({
      latitude: 0,
      longitude: satellite.longitudeDeg * degree,
      height: 35_786_000,
    });
    const biasEast = satellite.biasSigma * normalAt(own, 0);
    const biasNorth = satellite.biasSigma * normalAt(own, 1);
    const phase = satellite.revisit * uniformAt(own, 2);
    stations.push({ positionEcef, phase });
    for (let n = Math.floor(ignition / satellite.revisit); ; n++) {
      const time = phase + n * satellite.revisit;
      const tau = time - ignition;
      if (tau > Math.min(until, table.burnout)) break;
      const burning = table.stages.some((stage) => tau >= stage.ignition && tau < stage.cutOff);
      if (tau < 0 || !burning) continue;
      table.stateAt(tau, state);
      if (heightOf(state[0]!, state[1]!, state[2]!) < cloud) continue;
      const noise = [
        satellite.noise * normalAt(own, 10 + 2 * n),
        satellite.noise * normalAt(own, 11 + 2 * n),
      ] as const;
      const seen = measuredSight(positionEcef, state, 0, [biasEast, biasNorth], noise);
      looks.push({ satellite: k, time, positionEcef, lineOfSightEcef: seen, sigma: satellite.noise });
    }
  });
  looks.sort((a, b) => a.time - b.time || a.satellite - b.satellite);
  const stateAt = (time: number) => {
    const out = new Float64Array(6);
    table.stateAt(time - ignition, out);
    return out;
  };
  return {
    ignition,
    latitude: start.latitude,
    longitude: start.longitude,
    azimuth: start.azimuth,
    deviation,
    cloudTop: cloud,
    stations,
    burnout: ignition + table.burnout,
    looks,
    problem: {
      satellites: satellites.map(({ biasSigma, revisit }) => ({ biasSigma, revisit })),
      families: options.families,
      cloudTop: CLOUD_TOP,
      seed,
    },
    stateAt,
    courseAt: (time) => {
      const s = stateAt(time);
      return surfaceCourse(start, ecefToGeodetic([s[0]!, s[1]!, s[2]!]));
    },
  };
}
