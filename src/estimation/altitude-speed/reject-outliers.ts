/** Altitude and speed by time; NaN where one was not read. */
export interface AltitudeSpeedRecord {
  /** s, strictly rising */
  readonly time: Float64Array;
  /** m */
  readonly altitude: Float64Array;
  /** m/s, relative to the turning Earth */
  readonly speed: Float64Array;
  /** Last digit of the display, m and m/s. */
  readonly altitudeStep: number;
  readonly speedStep: number;
}

export type OutlierReason = "impossible" | "jump" | "out of line" | "stuck" | "alone";

export interface Outlier {
  readonly row: number;
  readonly quantity: "altitude" | "speed";
  readonly reason: OutlierReason;
}

/** The record without its outliers (NaN in their place), and each of these with its reason. */
export interface CleanRecord extends AltitudeSpeedRecord {
  readonly outliers: readonly Outlier[];
}

/** No vehicle that people ride or launch changes its speed faster, m/s². */
const MOST_ACCELERATION = 120;
const MOST_SPEED = 15_000;
const MOST_ALTITUDE = 5e7;
const LEAST_ALTITUDE = -1_000;
/** The chain of readings that can follow one another is looked for over so many rows back. */
const LOOK_BACK = 120;
/** A reading must have so many others within so many seconds, or it is digits of an idle display. */
const NEIGHBOURS = 4;
const NEAR = 5;
/** Where rows are far apart: within so many times their usual distance. */
const NEAR_ROWS = 4;
/** A row that sticks out by more than so many steps and so many times the usual second difference. */
const STEPS_OUT = 2.5;
const USUAL_OUT = 8;
/** A display counts as stuck when the speed should have changed by so many steps in the meantime. */
const STEPS_STUCK = 6;

/**
 * Takes out of a record what can't be true. Five tests, each reading judged by altitude and speed apart:
 *
 * 1. impossible: beyond 15 km/s, below −1 km, above 50,000 km;
 * 2. jump: it is not on the longest chain of readings in which each can follow the one before: speed by at most 120 m/s²,
 *    altitude by no more than the speed allows (dynamic programming, so that a slip of one row or of several is left out
 *    whichever side it is on);
 * 3. out of line: one row sticks out of both neighbours, which agree, by far more than rows do around it;
 * 4. stuck: the same speed over and over, followed by a jump that makes up for it: all but the first;
 * 5. alone: fewer than 4 readings within 5 s (or four rows, where these are far apart): digits read from an idle display.
 */
export function rejectOutliers(record: AltitudeSpeedRecord): CleanRecord {
  const outliers: Outlier[] = [];
  const altitude = Float64Array.from(record.altitude);
  const speed = Float64Array.from(record.speed);
  const reject = (quantity: "altitude" | "speed", rows: Iterable<number>, reason: OutlierReason) => {
    const values = quantity === "speed" ? speed : altitude;
    for (const row of rows) {
      values[row] = Number.NaN;
      outliers.push({ row, quantity, reason });
    }
  };
  const outside = (values: Float64Array, low: number, high: number) =>
    rowsWhere(values, (v) => v < low || v > high);
  reject("speed", outside(speed, 0, MOST_SPEED), "impossible");
  reject("altitude", outside(altitude, LEAST_ALTITUDE, MOST_ALTITUDE), "impossible");

  const { time, speedStep, altitudeStep } = record;
  const speedReach = (dt: number) => MOST_ACCELERATION * dt + 2 * speedStep;
  reject("speed", offChain(time, speed, speedReach), "jump");
  const fastest = speedAround(time, speed);
  const altitudeReach = (dt: number, row: number) => (1.05 * fastest[row]! + 100) * dt + 1.5 * altitudeStep;
  reject("altitude", offChain(time, altitude, altitudeReach), "jump");
  for (let pass = 0; pass < 2; pass++) {
    reject("speed", outOfLine(time, speed, speedStep), "out of line");
    reject("altitude", outOfLine(time, altitude, altitudeStep), "out of line");
  }
  reject("speed", stuck(time, speed, speedStep), "stuck");
  reject("speed", alone(time, speed), "alone");
  reject("altitude", alone(time, altitude), "alone");
  outliers.sort((a, b) => a.row - b.row);
  return { ...record, altitude, speed, outliers };
}

function rowsWhere(values: Float64Array, holds: (value: number) => boolean): number[] {
  const rows: number[] = [];
  values.forEach((v, i) => {
    if (holds(v)) rows.push(i);
  });
  return rows;
}

const readRows = (values: Float64Array): number[] => rowsWhere(values, (v) => !Number.isNaN(v));

/** Rows that are not on the longest chain in which each reading can be reached from the one before. */
function offChain(
  time: Float64Array,
  values: Float64Array,
  reach: (dt: number, row: number) => number,
): number[] {
  const rows = readRows(values);
  const length = new Int32Array(rows.length);
  const before = new Int32Array(rows.length).fill(-1);
  let best = -1;
  rows.forEach((row, i) => {
    length[i] = 1;
    for (let j = i - 1; j >= Math.max(0, i - LOOK_BACK); j--) {
      if (length[j]! < length[i]!) continue;
      const from = rows[j]!;
      if (Math.abs(values[row]! - values[from]!) > reach(time[row]! - time[from]!, row)) continue;
      length[i] = length[j]! + 1;
      before[i] = j;
    }
    if (best < 0 || length[i]! > length[best]!) best = i;
  });
  const kept = new Uint8Array(rows.length);
  for (let i = best; i >= 0; i = before[i]!) kept[i] = 1;
  return rows.filter((_, i) => kept[i] === 0);
}

/** The greatest speed read within 10 s of each row; where none was read, a speed that says nothing. */
function speedAround(time: Float64Array, speed: Float64Array): Float64Array {
  const out = new Float64Array(time.length);
  let from = 0;
  for (let i = 0; i < time.length; i++) {
    while (time[from]! < time[i]! - 10) from += 1;
    let most = -1;
    for (let k = from; k < time.length && time[k]! <= time[i]! + 10; k++)
      most = Math.max(most, speed[k] || -1);
    out[i] = most < 0 ? MOST_SPEED : most;
  }
  return out;
}

function outOfLine(time: Float64Array, values: Float64Array, step: number): number[] {
  const rows = readRows(values);
  /** Value at a row by the straight line through two others. */
  const lineAt = (row: number, a: number, b: number): number =>
    values[a]! + ((values[b]! - values[a]!) * (time[row]! - time[a]!)) / (time[b]! - time[a]!);
  const off = rows.map((row, i) => {
    if (i < 2 || i > rows.length - 3) return { by: 0, apart: 0 };
    const left = lineAt(row, rows[i - 2]!, rows[i - 1]!);
    const right = lineAt(row, rows[i + 1]!, rows[i + 2]!);
    return { by: Math.abs(values[row]! - (left + right) / 2), apart: Math.abs(left - right) };
  });
  return rows.filter((_, i) => {
    const { by, apart } = off[i]!;
    // where an engine lights or goes out the two lines meet at the reading; where it is a slip they agree beside it
    if (by <= STEPS_OUT * step || apart > by / 2) return false;
    const around = off.slice(Math.max(0, i - 20), i + 21).map((o) => o.by);
    around.sort((a, b) => a - b);
    return by > USUAL_OUT * Math.max(around[around.length >> 1]!, step / 4);
  });
}

function stuck(time: Float64Array, values: Float64Array, step: number): number[] {
  const rows = readRows(values);
  const found: number[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && values[rows[to]!] === values[rows[from]!]) to += 1;
    if (to - from >= 3 && from >= 3 && to < rows.length) {
      const before =
        (values[rows[from]!]! - values[rows[from - 3]!]!) / (time[rows[from]!]! - time[rows[from - 3]!]!);
      const held = time[rows[to]!]! - time[rows[from]!]!;
      const leap = values[rows[to]!]! - values[rows[from]!]!;
      const due = before * held;
      const rowTime = held / (to - from);
      const makesUp = leap * due > 0 && Math.abs(leap) > 0.5 * Math.abs(due);
      if (makesUp && Math.abs(due) > STEPS_STUCK * step && Math.abs(leap) > 2 * Math.abs(before) * rowTime)
        found.push(...rows.slice(from + 1, to));
    }
    from = to;
  }
  return found;
}

function alone(time: Float64Array, values: Float64Array): number[] {
  const rows = readRows(values);
  const within = Math.max(NEAR, NEAR_ROWS * usualSpacing(time));
  return rows.filter((row, i) => {
    let near = 0;
    for (let k = i - 1; k >= 0 && time[row]! - time[rows[k]!]! <= within; k--) near += 1;
    for (let k = i + 1; k < rows.length && time[rows[k]!]! - time[row]! <= within; k++) near += 1;
    return near < NEIGHBOURS;
  });
}

/** Median time between two rows, s. */
export function usualSpacing(time: Float64Array): number {
  const steps = time.slice(1).map((t, i) => t - time[i]!);
  steps.sort();
  return steps.length === 0 ? 0 : steps[steps.length >> 1]!;
}
