import { type Derivative, Dop853, interpolateStep } from "./dop853.js";
import { findRoot } from "./root.js";

/** Something that happens where a function of the state passes through zero. */
export interface EventFunction {
  readonly name: string;
  readonly value: (t: number, y: Float64Array) => number;
  /** 1: only from below to above, −1: only from above to below, 0: both */
  readonly direction: -1 | 0 | 1;
  /** does the integration end there? */
  readonly stop: boolean;
}

export interface IntegrationOptions {
  /** default 1e-10 */
  readonly relativeTolerance?: number;
  /** one for each component or one for all; default 1e-6 (of SI: 1 µm, 1 µm/s) */
  readonly absoluteTolerance?: ArrayLike<number>;
  /** largest step, s */
  readonly maximumStep?: number;
  /** default 1 */
  readonly firstStep?: number;
  readonly events?: readonly EventFunction[];
  /** default 1,000,000 */
  readonly maximumSteps?: number;
}

/** The solution of a differential equation over a span of time. */
export interface Trajectory {
  readonly start: number;
  readonly end: number;
  /**
   * Writes the state at a time of the span into `out`.
   * @throws RangeError outside the span
   */
  stateAt(t: number, out: Float64Array): void;
  /** in order of time along the integration */
  readonly events: readonly { readonly name: string; readonly time: number; readonly state: Float64Array }[];
}

const EVENT_TOLERANCE = 1e-9;
/** an event's function is looked at so many times within a step, lest two crossings hide between its ends */
const LOOKS_WITHIN_STEP = 4;

interface Crossing {
  readonly event: EventFunction;
  readonly time: number;
}

/** All crossings within the stepper's last step, ordered by time; the interpolant must stand. */
function crossings(stepper: Dop853, events: readonly EventFunction[], scratch: Float64Array): Crossing[] {
  const found: Crossing[] = [];
  const { previousTime: t0, time: t1 } = stepper;
  for (const event of events) {
    const value = (t: number): number => {
      stepper.interpolate(t, scratch);
      return event.value(t, scratch);
    };
    let ta = t0;
    let fa = event.value(t0, stepper.previousState);
    for (let i = 1; i <= LOOKS_WITHIN_STEP; i++) {
      const tb = i === LOOKS_WITHIN_STEP ? t1 : t0 + ((t1 - t0) * i) / LOOKS_WITHIN_STEP;
      const fb = i === LOOKS_WITHIN_STEP ? event.value(t1, stepper.state) : value(tb);
      const up = fa < 0 && fb >= 0;
      const down = fa > 0 && fb <= 0;
      if ((up && event.direction >= 0) || (down && event.direction <= 0))
        found.push({ event, time: fb === 0 ? tb : findRoot(value, ta, tb, EVENT_TOLERANCE) });
      ta = tb;
      fa = fb;
    }
  }
  return found.sort((a, b) => (t1 > t0 ? a.time - b.time : b.time - a.time));
}

class DenseTrajectory implements Trajectory {
  readonly events: { name: string; time: number; state: Float64Array }[] = [];
  end: number;
  private readonly times: number[];
  private readonly lengths: number[] = [];
  private readonly starts: Float64Array[] = [];
  private readonly coefficients: Float64Array[] = [];

  constructor(
    readonly start: number,
    private readonly initial: Float64Array,
  ) {
    this.end = start;
    this.times = [start];
  }

  append(stepper: Dop853): void {
    this.starts.push(stepper.previousState.slice());
    this.coefficients.push(stepper.dense.slice());
    this.lengths.push(stepper.time - stepper.previousTime);
    this.times.push(stepper.time);
    this.end = stepper.time;
  }

  stateAt(t: number, out: Float64Array): void {
    const forward = this.end >= this.start;
    if (!(forward ? t >= this.start && t <= this.end : t <= this.start && t >= this.end))
      throw new RangeError(`time ${t} lies outside the trajectory, ${this.start} to ${this.end}`);
    if (this.starts.length === 0) {
      out.set(this.initial);
      return;
    }
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (forward ? this.times[middle]! <= t : this.times[middle]! >= t) low = middle;
      else high = middle - 1;
    }
    const x = (t - this.times[low]!) / this.lengths[low]!;
    interpolateStep(this.coefficients[low]!, 0, this.starts[low]!, 0, this.initial.length, x, out);
  }
}

function openStepper(
  f: Derivative,
  t0: number,
  y0: ArrayLike<number>,
  t1: number,
  options: IntegrationOptions,
): Dop853 {
  const stepper = new Dop853(
    f,
    y0.length,
    options.relativeTolerance ?? 1e-10,
    options.absoluteTolerance ?? [1e-6],
  );
  const first = Math.min(options.firstStep ?? 1, options.maximumStep ?? Number.POSITIVE_INFINITY);
  stepper.begin(t0, y0, Math.sign(t1 - t0) * first);
  return stepper;
}

/** One step within the limits of the options. @throws RangeError beyond the allowed number of steps */
function takeStep(stepper: Dop853, taken: number, t1: number, options: IntegrationOptions): void {
  if (taken >= (options.maximumSteps ?? 1_000_000))
    throw new RangeError(`the integration needs more than ${taken} steps`);
  const most = options.maximumStep ?? Number.POSITIVE_INFINITY;
  if (Math.abs(stepper.nextStep) > most) stepper.nextStep = Math.sign(stepper.nextStep) * most;
  stepper.step(t1);
}

/**
 * Integrates dy/dt = f(t, y) from t0 to t1 (either way) by Dormand and Prince's method of order 8(5,3) with dense
 * output, and finds the events on the way.
 *
 * An event whose function is zero at the very start does not count there.
 * @throws RangeError where the derivative is not finite, or the steps are more than allowed
 */
export function integrate(
  f: Derivative,
  t0: number,
  y0: ArrayLike<number>,
  t1: number,
  options: IntegrationOptions = {},
): Trajectory {
  const initial = Float64Array.from(y0);
  const trajectory = new DenseTrajectory(t0, initial);
  if (t1 === t0) return trajectory;
  const stepper = openStepper(f, t0, initial, t1, options);
  const events = options.events ?? [];
  const scratch = new Float64Array(initial.length);
  for (let steps = 0; stepper.time !== t1; steps++) {
    takeStep(stepper, steps, t1, options);
    stepper.prepareDense();
    trajectory.append(stepper);
    for (const { event, time } of events.length > 0 ? crossings(stepper, events, scratch) : []) {
      stepper.interpolate(time, scratch);
      trajectory.events.push({ name: event.name, time, state: scratch.slice() });
      if (event.stop) {
        trajectory.end = time;
        return trajectory;
      }
    }
  }
  return trajectory;
}

/**
 * The state at t1 alone, as {@link integrate} would give it, without keeping the way there; events are not looked for.
 *
 * @throws RangeError where the derivative is not finite, or the steps are more than allowed
 */
export function integrateTo(
  f: Derivative,
  t0: number,
  y0: ArrayLike<number>,
  t1: number,
  options: Omit<IntegrationOptions, "events"> = {},
): Float64Array {
  if (t1 === t0) return Float64Array.from(y0);
  const stepper = openStepper(f, t0, y0, t1, options);
  for (let steps = 0; stepper.time !== t1; steps++) takeStep(stepper, steps, t1, options);
  return stepper.state.slice();
}
