import { type Geodetic, geodeticToEcef, normalAt, randomStream, uniformAt } from "../../astro/index.js";
import {
  blindSeconds,
  drawFreeAscent,
  type FreeAscentPrior,
  type FreeLaunchProblem,
  FreeTrajectory,
  type SatelliteLook,
} from "../../estimation/index.js";
import { measuredSight } from "./sights.js";
import type { SimulatedSatellite } from "./simulated-launch.js";

const degree = Math.PI / 180;

/** Where pointing angles begin in an ascent's vector. */
const POINTING = 5;

/** Where these ascents start. */
export const FREE_LAUNCH_PLACE: Geodetic = { latitude: 20 * degree, longitude: -45 * degree, height: 0 };

/** An ascent drawn from the model that knows no profile, and the looks at it. The first is at 0 s. */
export interface SimulatedFreeLaunch {
  /** s */
  readonly ignition: number;
  /** in order of time */
  readonly looks: readonly SatelliteLook[];
  readonly satellites: FreeLaunchProblem["satellites"];
  /** position and velocity at each look, six numbers each, m and m/s */
  readonly states: Float64Array;
  /** all that the ascent is made of up to its last look */
  readonly ascent: Float64Array;
}

/**
 * Draws an ascent and its looks.
 *
 * @param seconds between the first look and the last
 */
export function simulateFreeLaunch(options: {
  seed: number;
  prior: FreeAscentPrior;
  satellites: readonly SimulatedSatellite[];
  seconds: number;
}): SimulatedFreeLaunch {
  const { seed, prior, satellites, seconds } = options;
  const stream = randomStream(seed, "free launch");
  const stations = satellites.map(({ longitudeDeg }) =>
    geodeticToEcef({ latitude: 0, longitude: longitudeDeg * degree, height: 35_786_000 }),
  );
  const planned = satellites.flatMap(({ revisit, noise }, satellite) => {
    const phase = satellite === 0 ? 0 : revisit * uniformAt(stream, satellite);
    return Array.from({ length: Math.floor((seconds - phase) / revisit) + 1 }, (_, n) => ({
      satellite,
      time: phase + n * revisit,
      positionEcef: stations[satellite]!,
      lineOfSightEcef: [1, 0, 0] as const,
      sigma: noise,
    }));
  });
  planned.sort((a, b) => a.time - b.time || a.satellite - b.satellite);
  const shape = new FreeTrajectory({ looks: planned, satellites, prior, seed }, FREE_LAUNCH_PLACE);
  const ascent = drawFreeAscent(shape.size, seed);
  shape.residuals(ascent, new Float64Array(shape.rows));
  const states = Float64Array.from(shape.positions);
  const looks = planned.map((look, i): SatelliteLook => {
    const at = POINTING + 2 * look.satellite;
    const { biasSigma, noise } = satellites[look.satellite]!;
    const bias = [biasSigma * ascent[at]!, biasSigma * ascent[at + 1]!] as const;
    const errors = [noise * normalAt(stream, 10 + 2 * i), noise * normalAt(stream, 11 + 2 * i)] as const;
    return { ...look, lineOfSightEcef: measuredSight(look.positionEcef, states, 6 * i, bias, errors) };
  });
  return { ignition: -blindSeconds(prior, ascent), looks, satellites, states, ascent };
}
