/**
 * Motion of one thing over an interval: position and velocity, Earth-fixed, against seconds after the scenario's
 * start. Every source of truth (integrated flight, recording, orbit) takes this form.
 */
export interface Motion {
  readonly start: number;
  readonly end: number;
  /**
   * @param time s after the scenario's start; held at the interval's ends
   * @param out 6: position m, velocity m/s
   */
  stateAt(time: number, out: Float64Array): void;
}

/** Index of the last knot at or before `time`, at most `count - 2`. */
function interval(times: Float64Array, count: number, time: number): number {
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle;
  }
  return Math.min(low, count - 2);
}

/**
 * Motion through knots by cubic Hermite interpolation; the velocity is the derivative of the position.
 *
 * @param times s, rising strictly, at least two
 * @param states 6 numbers a knot: position, velocity
 * @throws RangeError on fewer than two knots or times that don't rise
 */
export function tabulatedMotion(times: Float64Array, states: Float64Array): Motion {
  const count = times.length;
  if (count < 2 || states.length !== 6 * count) {
    throw new RangeError(`motion of ${count} knots and ${states.length} numbers`);
  }
  for (let k = 1; k < count; k++) {
    if (!(times[k]! > times[k - 1]!)) throw new RangeError(`motion's knot ${k} does not come after the last`);
  }
  const start = times[0]!;
  const end = times[count - 1]!;
  return {
    start,
    end,
    stateAt(time, out) {
      const t = Math.min(end, Math.max(start, time));
      const k = interval(times, count, t);
      const h = times[k + 1]! - times[k]!;
      const u = (t - times[k]!) / h;
      const v = 1 - u;
      for (let i = 0; i < 3; i++) {
        const p0 = states[6 * k + i]!;
        const v0 = states[6 * k + 3 + i]!;
        const p1 = states[6 * k + 6 + i]!;
        const v1 = states[6 * k + 9 + i]!;
        out[i] = p0 + (p1 - p0) * u * u * (1 + 2 * v) + h * u * v * (v0 * v - v1 * u);
        out[3 + i] = (6 * u * v * (p1 - p0)) / h + v0 * v * (v - 2 * u) + v1 * u * (u - 2 * v);
      }
    },
  };
}

/**
 * One motion after the other. Each is used up to the start of the next.
 *
 * @param parts in order of time, at least one
 */
export function joinedMotion(parts: readonly Motion[]): Motion {
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  return {
    start: first.start,
    end: last.end,
    stateAt(time, out) {
      let k = parts.length - 1;
      while (k > 0 && time < parts[k]!.start) k--;
      parts[k]!.stateAt(time, out);
    },
  };
}

/** The same motion over a shorter interval. */
export function clippedMotion(motion: Motion, start: number, end: number): Motion {
  return {
    start: Math.max(start, motion.start),
    end: Math.min(end, motion.end),
    stateAt: (time, out) => motion.stateAt(time, out),
  };
}
