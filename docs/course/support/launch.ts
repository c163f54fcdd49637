import {
  geodeticToEcef,
  heightOf,
  integrateAscent,
  NOMINAL_ASCENT,
  normalAt,
  randomStream,
  subpointAxes,
  unit,
  type Vec3,
} from "../../../src/astro/index.js";
import type { LaunchFamily, LaunchSatellite, SatelliteLook } from "../../../src/estimation/index.js";

const degree = Math.PI / 180;

/** A generic ballistic vehicle of one stage, and how its kind departs from its profile. */
export const FAMILY: LaunchFamily = {
  class: "ballistic",
  weight: 1,
  profile: {
    stages: [
      {
        initialAcceleration: 22,
        exhaustVelocity: 2700,
        burnSeconds: 100,
        gapSeconds: 0,
        dragAreaOverMass: 8e-5,
        seaLevelThrustLoss: 0.12,
      },
    ],
    verticalRiseSeconds: 8,
    kickSeconds: 40,
    kick: 44 * degree,
    dragCoefficient: 0.3,
  },
  spread: {
    thrust: 0.04,
    verticalRiseSeconds: 2,
    kick: 2 * degree,
    angleOfAttack: 2 * degree,
    yaw: 0.5 * degree,
    drag: 0.3,
  },
};

/** The launch of the course: 20° N 45° W, towards the north-east, ignition at 0 s. */
export const LAUNCH = { latitude: 20 * degree, longitude: -45 * degree, height: 0, azimuth: 40 * degree };
export const CLOUD_TOP = { mean: 8500, sigma: 1000, min: 0, max: 16_000 };

/** Two geostationary satellites: a look every five seconds, 30 µrad a look, pointing known to 20 µrad. */
const LONGITUDES = [-75, -10].map((l) => l * degree);
export const SATELLITES: readonly LaunchSatellite[] = LONGITUDES.map(() => ({
  biasSigma: 20e-6,
  revisit: 5,
}));
const NOISE = 30e-6;

const ascent = integrateAscent(
  LAUNCH,
  FAMILY.profile,
  { ...NOMINAL_ASCENT, thrust: 0.03, kick: 0.02 },
  120,
  0.5,
);

/** What both satellites see of it until so many seconds after ignition: nothing below the clouds. */
export function sights(until: number): SatelliteLook[] {
  const looks = LONGITUDES.flatMap((longitude, satellite) => {
    const stream = randomStream(4, "launch sights", satellite);
    const positionEcef = geodeticToEcef({ latitude: 0, longitude, height: 35_786_000 });
    const { east, north } = subpointAxes(positionEcef);
    const bias = [0, 1].map((i) => SATELLITES[satellite].biasSigma * normalAt(stream, i));
    return Array.from({ length: 40 }, (_, n): SatelliteLook[] => {
      const time = 5 * n + 2 * satellite;
      const x = new Float64Array(6);
      ascent.stateAt(time, x);
      if (time > Math.min(until, ascent.burnout) || heightOf(x[0], x[1], x[2]) < CLOUD_TOP.mean) return [];
      const sight = unit([0, 1, 2].map((i) => x[i] - positionEcef[i]) as unknown as Vec3);
      const [e, s] = [0, 1].map((i) => bias[i] + NOISE * normalAt(stream, 10 + 2 * n + i));
      const seen = unit([0, 1, 2].map((i) => sight[i] + e * east[i] + s * north[i]) as unknown as Vec3);
      return [{ satellite, time, positionEcef, lineOfSightEcef: seen, sigma: NOISE }];
    }).flat();
  });
  return looks.sort((a, b) => a.time - b.time);
}

/** True position and velocity, ECEF, m and m/s. @param time s after ignition */
export function vehicleAt(time: number): Float64Array {
  const x = new Float64Array(6);
  ascent.stateAt(time, x);
  return x;
}
