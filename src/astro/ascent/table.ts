import { geodeticToEcef } from "../frames/geodetic.js";
import { AscentDynamics, type AscentPhase, ascentPhases } from "./dynamics.js";
import {
  type AscentDeviation,
  type AscentProfile,
  type AscentStart,
  type StageTimes,
  stageTimes,
} from "./profile.js";

/** An ascent from ignition to `end`, seconds after ignition, in the Earth-fixed frame. */
export interface AscentTable {
  readonly stages: readonly StageTimes[];
  /** end of the last burn, s after ignition, whether or not the table reaches it */
  readonly burnout: number;
  /** last moment of the table, s after ignition */
  readonly end: number;
  /** ECEF position (m) and velocity (m/s) into out[at…at+5]; times outside the table are held at its ends */
  stateAt(tau: number, out: Float64Array, at?: number): void;
}

/** Numbers kept of a node: position, velocity, acceleration at the step's start, and at the end of the step before. */
const NODE = 12;

class NodeTable implements AscentTable {
  readonly end: number;
  private hint = 0;

  constructor(
    readonly stages: readonly StageTimes[],
    private readonly times: Float64Array,
    private readonly nodes: Float64Array,
    private readonly count: number,
  ) {
    this.end = times[count - 1]!;
  }

  get burnout(): number {
    return this.stages[this.stages.length - 1]!.cutOff;
  }

  /** Number of the step that holds `tau`; of a moment between two steps the later one, whatever was asked before. */
  private step(tau: number): number {
    const last = this.count - 2;
    let i = this.hint;
    if (tau < this.times[i]! || (tau >= this.times[i + 1]! && i < last)) {
      let low = 0;
      let high = last;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.times[middle]! <= tau) low = middle;
        else high = middle - 1;
      }
      i = low;
    }
    this.hint = i;
    return i;
  }

  stateAt(tau: number, out: Float64Array, at = 0): void {
    const { nodes } = this;
    if (this.count < 2) {
      for (let k = 0; k < 6; k++) out[at + k] = nodes[k]!;
      return;
    }
    const held = Math.min(Math.max(tau, 0), this.end);
    const i = this.step(held);
    const a = i * NODE;
    const b = a + NODE;
    const h = this.times[i + 1]! - this.times[i]!;
    const s = (held - this.times[i]!) / h;
    const h00 = (1 + 2 * s) * (1 - s) * (1 - s);
    const h10 = s * (1 - s) * (1 - s) * h;
    const h01 = s * s * (3 - 2 * s);
    const h11 = s * s * (s - 1) * h;
    for (let k = 0; k < 3; k++) {
      out[at + k] =
        h00 * nodes[a + k]! + h10 * nodes[a + 3 + k]! + h01 * nodes[b + k]! + h11 * nodes[b + 3 + k]!;
      out[at + 3 + k] =
        h00 * nodes[a + 3 + k]! + h10 * nodes[a + 6 + k]! + h01 * nodes[b + 3 + k]! + h11 * nodes[b + 9 + k]!;
    }
  }
}

const stageScratch = new Float64Array(6);
const k1 = new Float64Array(3);
const k2 = new Float64Array(3);
const k3 = new Float64Array(3);
const k4 = new Float64Array(3);

/** One step of the classical Runge–Kutta method from node a to node b; k1 holds the acceleration at a. */
function rungeKuttaStep(
  dynamics: AscentDynamics,
  phase: AscentPhase,
  tau: number,
  h: number,
  nodes: Float64Array,
  a: number,
  b: number,
): void {
  const y = stageScratch;
  for (let k = 0; k < 3; k++) {
    y[k] = nodes[a + k]! + 0.5 * h * nodes[a + 3 + k]!;
    y[3 + k] = nodes[a + 3 + k]! + 0.5 * h * k1[k]!;
  }
  dynamics.acceleration(phase, tau + 0.5 * h, y, 0, k2, 0);
  for (let k = 0; k < 3; k++) {
    y[k] = nodes[a + k]! + 0.5 * h * (nodes[a + 3 + k]! + 0.5 * h * k1[k]!);
    y[3 + k] = nodes[a + 3 + k]! + 0.5 * h * k2[k]!;
  }
  dynamics.acceleration(phase, tau + 0.5 * h, y, 0, k3, 0);
  for (let k = 0; k < 3; k++) {
    y[k] = nodes[a + k]! + h * (nodes[a + 3 + k]! + 0.5 * h * k2[k]!);
    y[3 + k] = nodes[a + 3 + k]! + h * k3[k]!;
  }
  dynamics.acceleration(phase, tau + h, y, 0, k4, 0);
  for (let k = 0; k < 3; k++) {
    nodes[b + k] = nodes[a + k]! + h * nodes[a + 3 + k]! + ((h * h) / 6) * (k1[k]! + k2[k]! + k3[k]!);
    nodes[b + 3 + k] = nodes[a + 3 + k]! + (h / 6) * (k1[k]! + 2 * k2[k]! + 2 * k3[k]! + k4[k]!);
  }
}

/**
 * Integrates an ascent by the classical Runge–Kutta method, in equal steps between the moments at which thrust or
 * steering jumps, so that the result is a smooth function of the deviations. After the last burn the body flies on
 * without thrust, with the drag of its last stage.
 *
 * @param start place, height and azimuth; the vehicle stands still there at ignition
 * @param profile the family's nominal ascent
 * @param deviation how this vehicle departs from it
 * @param until last moment wanted, s after ignition, > 0
 * @param step longest step, s; 0.5 to 1 keeps the error below some metres
 * @returns a table with cubic Hermite interpolation
 * @throws RangeError when `until` or `step` is not positive or the profile has no stage
 */
export function integrateAscent(
  start: AscentStart,
  profile: AscentProfile,
  deviation: AscentDeviation,
  until: number,
  step: number,
): AscentTable {
  if (!(until > 0 && until < 1e5)) throw new RangeError(`ascent until ${until} s: above 0`);
  if (!(step > 0)) throw new RangeError(`ascent in steps of ${step} s: above 0`);
  if (profile.stages.length === 0) throw new RangeError("an ascent has at least one stage");
  const dynamics = new AscentDynamics(start, profile, deviation);
  const phases = ascentPhases(profile, deviation, until);
  const steps = phases.map((phase) => Math.max(1, Math.ceil((phase.end - phase.start) / step - 1e-9)));
  const count = 1 + steps.reduce((sum, n) => sum + n, 0);
  const times = new Float64Array(count);
  const nodes = new Float64Array(count * NODE);
  nodes.set(geodeticToEcef(start), 0);
  let i = 0;
  phases.forEach((phase, p) => {
    const h = (phase.end - phase.start) / steps[p]!;
    for (let j = 0; j < steps[p]!; j++, i++) {
      const a = i * NODE;
      const tau = phase.start + j * h;
      dynamics.acceleration(phase, tau, nodes, a, k1, 0);
      nodes.set(k1, a + 6);
      if (j > 0) nodes.set(k1, a + 9);
      rungeKuttaStep(dynamics, phase, tau, h, nodes, a, a + NODE);
      times[i + 1] = j + 1 === steps[p] ? phase.end : tau + h;
    }
    dynamics.acceleration(phase, phase.end, nodes, i * NODE, nodes, i * NODE + 9);
  });
  return new NodeTable(stageTimes(profile, deviation), times, nodes, count);
}
