import { geodeticToEcef, normalAt, randomStream } from "../../astro/index.js";
import { coastMotion, PLOT, radarFrame, rangeAzimuthElevation } from "../../estimation/index.js";

/** One radar under a generic ballistic arc: a scan about every second for five minutes. */
export const SCANS = 300;
/** s; no whole number, which V8 would hand over more cheaply */
export const PERIOD = 1.01;
/** 30 m, 1 mrad, 1 mrad */
export const SIGMA = [30, 1e-3, 1e-3] as const;
/** Power density of the acceleration noise, m²/s³ */
export const NOISE_DENSITY = 1e-4;
export const SITE = { latitude: 0.62, longitude: 0.35, height: 250 } as const;

/** What the filters are fed, and where the body is in the end. */
export interface FilterScene {
  readonly frame: Float64Array;
  /** SCANS plots of six numbers */
  readonly plots: Float64Array;
  /** State at the time of a scan before the first, ECEF. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** Spread of the state that filters begin with: 1 km and 100 m/s an axis. */
export const START_VARIANCES = [1e6, 1e6, 1e6, 1e4, 1e4, 1e4] as const;

/** @param seed of the plots' errors */
export function makeFilterScene(seed: number): FilterScene {
  const motion = coastMotion({ gravity: "J2" });
  const radar = rangeAzimuthElevation(SITE, { sigma: SIGMA });
  const stream = randomStream(seed, "filter bench");
  const start = Float64Array.of(
    ...geodeticToEcef({ latitude: 0.66, longitude: 0.4, height: 430e3 }),
    -1100,
    2300,
    2300,
  );
  const end = start.slice();
  const plots = new Float64Array(SCANS * PLOT);
  const z = new Float64Array(3);
  for (let k = 0; k < SCANS; k++) {
    motion.move(end, PERIOD);
    radar.measure(end, z);
    for (let a = 0; a < 3; a++) {
      plots[PLOT * k + a] = z[a] + SIGMA[a] * normalAt(stream, 3 * k + a);
      plots[PLOT * k + 3 + a] = SIGMA[a] ** 2;
    }
  }
  const { latitude, longitude, height } = SITE;
  return { frame: radarFrame(latitude, longitude, height), plots, start, end };
}
