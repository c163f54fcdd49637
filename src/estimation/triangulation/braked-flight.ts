import { airDensity, EARTH, quickHeightGradient, zonalGravityAt } from "../../astro/index.js";

/**
 * Flight of a body that the air brakes and wears away: gravity with J2–J4, the turning Earth's forces, and drag
 * −½ρ·K·|v|·v, K = drag coefficient × area / mass. K changes as the body loses mass and breaks up, so its logarithm is a
 * polygon over time: any law of ablation or fragmentation that brakes along the motion is near one.
 */
export interface BrakedFlight {
  /** Time of the state, s. */
  readonly reference: number;
  /** Earth-fixed place and velocity, m and m/s. */
  readonly state: Float64Array;
  /** Times of the polygon's corners, s, rising. */
  readonly knots: readonly number[];
  /** ln K at each, K in m²/kg. */
  readonly logDrag: Float64Array;
}

/** Longest step, s: the fastest meteors pass a tenth of the air's scale height a step. */
const LONGEST_STEP = 0.1;
const SHORTEST_WAY = 1500;

/** The flight at every step of the integration; between them third-order polynomials. */
export interface FlightTable {
  readonly times: Float64Array;
  /** Six numbers a time. */
  readonly states: Float64Array;
  readonly count: number;
}

const rates = new Float64Array(6);
const height = new Float64Array(4);

function braking(x: Float64Array, logDrag: number): void {
  zonalGravityAt(4, x, rates, 3);
  const w = EARTH.rotation;
  const [u, v] = [x[3]!, x[4]!];
  rates[0] = u;
  rates[1] = v;
  rates[2] = x[5]!;
  rates[3]! += w * (w * x[0]! + 2 * v);
  rates[4]! += w * (w * x[1]! - 2 * u);
  quickHeightGradient(x[0]!, x[1]!, x[2]!, height);
  const speed = Math.hypot(u, v, x[5]!);
  // under the ground nothing is seen; a fit's wild step may go there
  const k = 0.5 * airDensity(Math.max(-1000, Math.min(height[0]!, 3e5))) * speed * Math.exp(logDrag);
  const limited = Math.min(k, 20);
  for (let i = 3; i < 6; i++) rates[i]! -= limited * x[i]!;
}

/** ln K at a time: straight between corners, as at the outermost ones beyond. */
export function logDragAt({ knots, logDrag }: Pick<BrakedFlight, "knots" | "logDrag">, time: number): number {
  const last = knots.length - 1;
  if (time <= knots[0]!) return logDrag[0]!;
  if (time >= knots[last]!) return logDrag[last]!;
  let k = 1;
  while (knots[k]! < time) k++;
  const share = (time - knots[k - 1]!) / (knots[k]! - knots[k - 1]!);
  return logDrag[k - 1]! + share * (logDrag[k]! - logDrag[k - 1]!);
}

/** Integrates a flight from one time to another by the classical Runge–Kutta method. */
export function flyBraked(flight: BrakedFlight, from: number, to: number): FlightTable {
  const { reference, state } = flight;
  const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
  const step = Math.max(0.005, Math.min(LONGEST_STEP, SHORTEST_WAY / Math.max(1, speed)));
  const back = Math.max(0, Math.ceil((reference - from) / step));
  const forth = Math.max(0, Math.ceil((to - reference) / step));
  const count = back + forth + 1;
  const times = new Float64Array(count);
  const states = new Float64Array(6 * count);
  states.set(state, 6 * back);
  times[back] = reference;
  const x = Float64Array.from(state);
  for (let k = back; k > 0; k--) {
    advance(flight, x, times[k]!, -step);
    times[k - 1] = reference - (back - k + 1) * step;
    states.set(x, 6 * (k - 1));
  }
  x.set(state);
  for (let k = back; k < count - 1; k++) {
    advance(flight, x, times[k]!, step);
    times[k + 1] = reference + (k - back + 1) * step;
    states.set(x, 6 * (k + 1));
  }
  return { times, states, count };
}

const work = new Float64Array(6);
const sum = new Float64Array(6);

function advance(flight: BrakedFlight, x: Float64Array, time: number, step: number): void {
  const [first, middle, last] = [
    logDragAt(flight, time),
    logDragAt(flight, time + step / 2),
    logDragAt(flight, time + step),
  ];
  braking(x, first);
  for (let i = 0; i < 6; i++) {
    sum[i] = rates[i]!;
    work[i] = x[i]! + (step / 2) * rates[i]!;
  }
  braking(work, middle);
  for (let i = 0; i < 6; i++) {
    sum[i]! += 2 * rates[i]!;
    work[i] = x[i]! + (step / 2) * rates[i]!;
  }
  braking(work, middle);
  for (let i = 0; i < 6; i++) {
    sum[i]! += 2 * rates[i]!;
    work[i] = x[i]! + step * rates[i]!;
  }
  braking(work, last);
  for (let i = 0; i < 6; i++) x[i]! += (step / 6) * (sum[i]! + rates[i]!);
}

/**
 * State at a time between two steps.
 *
 * @param out six numbers from an offset on, written over
 */
export function flightState(table: FlightTable, time: number, out: Float64Array, offset = 0): void {
  const { times, states, count } = table;
  if (count === 1) {
    for (let i = 0; i < 6; i++) out[offset + i] = states[i]!;
    return;
  }
  const step = times[1]! - times[0]!;
  const k = Math.max(0, Math.min(count - 2, Math.floor((time - times[0]!) / step)));
  const s = (time - times[k]!) / step;
  const [a, b] = [6 * k, 6 * (k + 1)];
  const [s2, s3] = [s * s, s * s * s];
  for (let i = 0; i < 3; i++) {
    const [p0, p1] = [states[a + i]!, states[b + i]!];
    const [m0, m1] = [step * states[a + 3 + i]!, step * states[b + 3 + i]!];
    out[offset + i] =
      (2 * s3 - 3 * s2 + 1) * p0 + (s3 - 2 * s2 + s) * m0 + (3 * s2 - 2 * s3) * p1 + (s3 - s2) * m1;
    out[offset + 3 + i] =
      ((6 * s2 - 6 * s) * (p0 - p1) + (3 * s2 - 4 * s + 1) * m0 + (3 * s2 - 2 * s) * m1) / step;
  }
}
