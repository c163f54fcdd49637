import { coastStep } from "../../kernels/index.js";
import { product6 } from "./dense6.js";

/** Longest step of the integrator, s. */
const LONGEST_STEP = 20;

/**
 * The path that the cloud is described about: one coasting state, and for the time of every scan its place and how a
 * small change of its beginning moves it. A piece is then six numbers for its whole life, its deviation at the
 * beginning: where it is follows by one product (what is left out grows with the tide, 3 GM/r⁴ × distance² × t²/2: 0.3 m
 * for a piece 5 km off after 200 s).
 */
export class Reference {
  /** State at the beginning, ECEF, m and m/s. */
  readonly start = new Float64Array(6);
  startTime = 0;
  count = 0;
  /** Three numbers a scan: place, ECEF, m. */
  centres: Float64Array = new Float64Array(3 * 32);
  /** Eighteen numbers a scan: ∂place/∂beginning, 3 × 6 by rows. */
  places: Float64Array = new Float64Array(18 * 32);
  readonly times: number[] = [];
  private lastTime = 0;
  private readonly state = new Float64Array(6);
  private readonly transition = new Float64Array(36);

  constructor() {
    // As in ./cloud-plots.ts: no compiler is to take the first arrays for constants.
    this.grow();
  }

  /** Begins again from a state at `startTime`, through the times of all scans so far. */
  restart(x: Float64Array): void {
    this.start.set(x);
    this.state.set(x);
    this.lastTime = this.startTime;
    identity(this.transition);
    this.count = 0;
    for (const time of this.times) this.advance(time);
  }

  /** Adds a scan's time, not before the last one. */
  append(time: number): void {
    this.times.push(time);
    this.advance(time);
  }

  /** State and full transition at a time, not before the last scan. */
  at(time: number, state: Float64Array, transition: Float64Array): void {
    state.set(this.state);
    transition.set(this.transition);
    move(state, transition, time - this.lastTime);
  }

  private grow(): void {
    this.centres = grown(this.centres);
    this.places = grown(this.places);
  }

  private advance(time: number): void {
    move(this.state, this.transition, time - this.lastTime);
    this.lastTime = time;
    const k = this.count;
    if (3 * k >= this.centres.length) this.grow();
    for (let i = 0; i < 3; i += 1) this.centres[3 * k + i] = this.state[i];
    for (let i = 0; i < 18; i += 1) this.places[18 * k + i] = this.transition[i];
    this.count = k + 1;
  }
}

const step = new Float64Array(36);
const moved = new Float64Array(36);

function move(state: Float64Array, transition: Float64Array, dt: number): void {
  if (dt === 0) return;
  const steps = Math.max(1, Math.ceil(Math.abs(dt) / LONGEST_STEP));
  for (let i = 0; i < steps; i += 1) {
    coastStep(state, 0, dt / steps, step);
    product6(step, transition, moved);
    transition.set(moved);
  }
}

function identity(a: Float64Array): void {
  a.fill(0);
  for (let i = 0; i < 6; i += 1) a[7 * i] = 1;
}

/** The same numbers with room for twice as many. */
export function grown(a: Float64Array): Float64Array {
  const b = new Float64Array(2 * a.length);
  b.set(a);
  return b;
}
