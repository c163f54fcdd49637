import { normalAt, randomStream } from "../../src/astro/index.js";
import { type AltitudeSpeedRecord, FLIGHT_STATE, moveFlight } from "../../src/estimation/index.js";

/** A made flight as a broadcast shows it: whole kilometres and km/h, two rows a second. */
export interface MadeFlight {
  readonly record: AltitudeSpeedRecord;
  readonly cutOff: number;
  /** State at the cut-off: altitude, speed, angle, latitude, course, push. */
  readonly atCutOff: Float64Array;
}

const degree = Math.PI / 180;

/**
 * A boost at even thrust that ends at 100 s, and free fall after it.
 *
 * @param seed draws the state at the cut-off around 150 km, 7.3 km/s, 1°, and how the display rounds
 */
export function madeBroadcast(seed: number, until: number, speedAtCutOff = 7300): MadeFlight {
  const stream = randomStream(seed, "broadcast");
  const n = (i: number) => normalAt(stream, i);
  const cutOff = 100;
  const atCutOff = new Float64Array(FLIGHT_STATE);
  atCutOff.set([
    150e3 + 5e3 * n(0),
    speedAtCutOff + 50 * n(1),
    (1 + 0.15 * n(2)) * degree,
    23.7 * degree,
    (103.6 + 3 * n(3)) * degree,
    5e-3 * n(4),
  ]);
  const down = seed % 2 === 0 ? 0.5 : 0;
  const rows: [number, number, number][] = [];
  const state = Float64Array.from(atCutOff);
  for (let t = 40; t < until; t += 0.5) {
    let [altitude, speed] = [0, 0];
    if (t <= cutOff) {
      const before = cutOff - t;
      speed = atCutOff[1]! - 25 * before;
      altitude = atCutOff[0]! - 80 * before;
    } else {
      moveFlight(state, t - Math.max(cutOff, t - 0.5));
      altitude = state[0]!;
      speed = state[1]!;
    }
    rows.push([t, 1000 * Math.round(altitude / 1000 - down), Math.round(speed * 3.6) / 3.6]);
  }
  const column = (i: 0 | 1 | 2) => Float64Array.from(rows, (r) => r[i]);
  return {
    record: {
      time: column(0),
      altitude: column(1),
      speed: column(2),
      altitudeStep: 1000,
      speedStep: 1 / 3.6,
    },
    cutOff,
    atCutOff,
  };
}
