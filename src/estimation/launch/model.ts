import {
  type AscentTable,
  cross,
  eastNorthUp,
  geodeticToEcef,
  heightOf,
  integrateAscent,
  normalBetween,
  normalLowerTail,
  type Vec3,
} from "../../astro/index.js";
import { lookJacobian, lookResiduals } from "./look-residuals.js";
import {
  AZIMUTH,
  ascentDeviation,
  ascentStart,
  BIAS,
  EAST,
  type LocalPlace,
  NORTH,
  NUISANCE,
  NUISANCES,
  TIME,
} from "./parameters.js";
import { type PreparedLook, prepareLook } from "./prepared-look.js";
import type { LaunchFamily, LaunchProblem } from "./problem.js";

/** Longest step of the ascent's table, s: errors of metres to some tens of metres, far below a look's kilometre. */
const STEP = 3;

/** Step of the numeric derivatives, in prior sigma. */
const DIFFERENCE = 0.1;

/** How sharply the burn's end is known against the time of a look, s. */
const BURN_EDGE = 0.3;

/** Chance that a plume above the cloud is missed once, or something else hides it: keeps odd starts finite. */
const MISSED = 0.01;

/** The model of one family for one problem: residuals, their derivatives and the exact log-likelihood. */
export class LaunchModel {
  readonly size: number;
  readonly rows: number;
  /** how many rows are looks */
  readonly lookRows: number;
  readonly firstLook: number;
  readonly lastLook: number;
  /** the ascent is needed up to here, in the caller's time */
  readonly horizon: number;
  /** number of the stage whose cut-off ended the plume */
  readonly endingStage: number;
  private readonly looks: readonly PreparedLook[];
  /** moments whose height tells of the cloud: first looks, and the looks before them */
  private readonly firstLooks: readonly number[];
  private readonly looksBefore: readonly number[];
  private readonly times: Float64Array;
  private readonly positions: Float64Array;
  private readonly shifted: Float64Array;
  private readonly derivatives: Float64Array;

  constructor(
    readonly problem: LaunchProblem,
    readonly family: LaunchFamily,
    readonly place: LocalPlace,
    endingStage?: number,
  ) {
    const used = [...new Set(problem.looks.map((look) => look.satellite))].sort((a, b) => a - b);
    this.looks = problem.looks.map((look) => prepareLook(problem, look, used));
    this.size = BIAS + 2 * used.length;
    this.lookRows = 2 * this.looks.length;
    this.rows = this.lookRows + 3;
    this.firstLook = Math.min(...problem.looks.map((look) => look.time));
    this.lastLook = Math.max(...problem.looks.map((look) => look.time));
    this.horizon = Math.max(this.lastLook, problem.plumeEnded?.firstNotSeen ?? Number.NEGATIVE_INFINITY);
    this.endingStage = endingStage ?? family.profile.stages.length - 1;
    const limited = used.filter((s) => problem.satellites[s]!.cloudLimited !== false);
    this.firstLooks = limited.map((s) =>
      Math.min(...problem.looks.filter((look) => look.satellite === s).map((look) => look.time)),
    );
    this.looksBefore = limited.map((s, i) => this.firstLooks[i]! - problem.satellites[s]!.revisit);
    this.times = Float64Array.from([
      ...this.looks.map((look) => look.time),
      ...this.firstLooks,
      ...this.looksBefore,
    ]);
    this.positions = new Float64Array(6 * this.times.length);
    this.shifted = new Float64Array(6 * this.times.length);
    this.derivatives = new Float64Array(3 * this.times.length * BIAS);
  }

  /** The ascent of these parameters, up to `until` in the caller's time. */
  ascent(x: Float64Array, until = this.horizon): AscentTable {
    const { family } = this;
    const span = Math.min(Math.max(until - x[TIME]!, 1), 5000);
    return integrateAscent(
      ascentStart(this.place, x),
      family.profile,
      ascentDeviation(family, x),
      span,
      STEP,
    );
  }

  private fill(x: Float64Array, table: AscentTable, out: Float64Array): void {
    for (let i = 0; i < this.times.length; i++) table.stateAt(this.times[i]! - x[TIME]!, out, 6 * i);
  }

  private height(i: number): number {
    const p = this.positions;
    return heightOf(p[6 * i]!, p[6 * i + 1]!, p[6 * i + 2]!);
  }

  /** Numbers of the moments with the lowest first sight and the highest miss before it. */
  private cloudMoments(): { seen: number; hidden: number } | null {
    const n = this.looks.length;
    const m = this.firstLooks.length;
    if (m === 0) return null;
    let seen = n;
    let hidden = n + m;
    for (let i = 1; i < m; i++) {
      if (this.height(n + i) < this.height(seen)) seen = n + i;
      if (this.height(n + m + i) > this.height(hidden)) hidden = n + m + i;
    }
    return { seen, hidden };
  }

  /** Between which heights an ascent puts the top of the cloud, m; null where none was looked through. */
  cloudWindow(x: Float64Array, table: AscentTable): { hidden: number; seen: number } | null {
    this.fill(x, table, this.positions);
    const moments = this.cloudMoments();
    return moments && { hidden: this.height(moments.hidden), seen: this.height(moments.seen) };
  }

  /** Mean and sigma of the Gaussian stand-in for the burn's end, or null when it says nothing here. */
  private burnEnd(cutOff: number): { target: number; sigma: number } | null {
    const ended = this.problem.plumeEnded;
    if (ended !== undefined) {
      const width = Math.max(ended.firstNotSeen - ended.lastSeen, 1e-3);
      return {
        target: (ended.firstNotSeen + ended.lastSeen) / 2,
        sigma: Math.hypot(width / Math.sqrt(12), BURN_EDGE),
      };
    }
    return cutOff < this.lastLook ? { target: this.lastLook, sigma: BURN_EDGE } : null;
  }

  /**
   * Residuals in sigma: two a look, one for the height of the cloud at first sight, one for the burn's end, one for an
   * ignition after the first look. The first two of these are Gaussian stand-ins of the same mean and variance as the
   * windows they stand for.
   */
  residuals(x: Float64Array, out: Float64Array): AscentTable {
    const table = this.ascent(x);
    this.fill(x, table, this.positions);
    lookResiduals(this.looks, this.positions, x, out);
    const { cloudTop } = this.problem;
    const cloud = this.cloudMoments();
    out[this.lookRows] = 0;
    if (cloud !== null) {
      const seen = this.height(cloud.seen);
      const hidden = Math.max(0, this.height(cloud.hidden));
      const sigma = Math.hypot(cloudTop.sigma, (seen - hidden) / Math.sqrt(12));
      out[this.lookRows] = ((seen + hidden) / 2 - cloudTop.mean) / sigma;
    }
    const cutOff = x[TIME]! + table.stages[this.endingStage]!.cutOff;
    const end = this.burnEnd(cutOff);
    out[this.lookRows + 1] = end === null ? 0 : (cutOff - end.target) / end.sigma;
    out[this.lookRows + 2] = Math.max(0, x[TIME]! - this.firstLook) / BURN_EDGE;
    return table;
  }

  /** Exact logarithm of the likelihood of looks, cloud and burn's end, up to a constant of the problem. */
  logLikelihood(x: Float64Array, residuals: Float64Array): { value: number; table: AscentTable } {
    const table = this.ascent(x);
    this.fill(x, table, this.positions);
    lookResiduals(this.looks, this.positions, x, residuals);
    let value = 0;
    for (let i = 0; i < this.lookRows; i++) value -= 0.5 * residuals[i]! * residuals[i]!;
    const cloud = this.cloudMoments();
    if (cloud !== null) {
      const { mean, sigma, min, max } = this.problem.cloudTop;
      const scaled = (h: number) => (Math.min(Math.max(h, min), max) - mean) / sigma;
      const low = scaled(this.height(cloud.hidden));
      const high = scaled(this.height(cloud.seen));
      const floor = (min - mean) / sigma;
      const between = normalBetween(low, high) + MISSED * normalBetween(floor, Math.min(low, high));
      value += Math.log(between + 1e-12);
    }
    const cutOff = x[TIME]! + table.stages[this.endingStage]!.cutOff;
    const ended = this.problem.plumeEnded;
    const stillOn = normalLowerTail((cutOff - (ended?.lastSeen ?? this.lastLook)) / BURN_EDGE);
    const out = ended === undefined ? 1 : normalLowerTail((ended.firstNotSeen - cutOff) / BURN_EDGE);
    const lit = normalLowerTail((this.firstLook - x[TIME]!) / BURN_EDGE);
    value += Math.log(stillOn * out * lit + 1e-12);
    return { value, table };
  }

  /**
   * Residuals and their derivatives. Place, time and direction are derived by turning the ascent as a rigid curve on
   * the Earth, the nuisances by differences.
   *
   * @param out residuals, `rows`
   * @param jacobian rows × size, row by row
   */
  linearise(x: Float64Array, out: Float64Array, jacobian: Float64Array): void {
    const table = this.residuals(x, out);
    const n = this.times.length;
    this.rigidDerivatives(x);
    const cutOffs = new Float64Array(BIAS);
    cutOffs[TIME] = 1;
    const cutOff = table.stages[this.endingStage]!.cutOff;
    const moved = Float64Array.from(x);
    for (let k = NUISANCE; k < NUISANCE + NUISANCES; k++) {
      moved[k] = x[k]! + DIFFERENCE;
      const other = this.ascent(moved);
      moved[k] = x[k]!;
      this.fill(x, other, this.shifted);
      cutOffs[k] = (other.stages[this.endingStage]!.cutOff - cutOff) / DIFFERENCE;
      for (let i = 0; i < n; i++)
        for (let c = 0; c < 3; c++)
          this.derivatives[(i * BIAS + k) * 3 + c] =
            (this.shifted[6 * i + c]! - this.positions[6 * i + c]!) / DIFFERENCE;
    }
    jacobian.fill(0);
    lookJacobian(this.looks, this.positions, this.derivatives, this.size, jacobian);
    this.cloudJacobian(jacobian);
    if (x[TIME]! > this.firstLook) jacobian[(this.lookRows + 2) * this.size + TIME] = 1 / BURN_EDGE;
    const end = this.burnEnd(x[TIME]! + cutOff);
    if (end !== null)
      for (let k = 0; k < BIAS; k++) jacobian[(this.lookRows + 1) * this.size + k] = cutOffs[k]! / end.sigma;
  }

  private rigidDerivatives(x: Float64Array): void {
    const start = ascentStart(this.place, x);
    const { east, up } = eastNorthUp(start);
    const origin = geodeticToEcef(start);
    const { meridianRadius, parallelRadius } = this.place;
    for (let i = 0; i < this.times.length; i++) {
      const r: Vec3 = [this.positions[6 * i]!, this.positions[6 * i + 1]!, this.positions[6 * i + 2]!];
      const fromStart: Vec3 = [r[0] - origin[0], r[1] - origin[1], r[2] - origin[2]];
      const northward = cross(east, r);
      const turned = cross(up, fromStart);
      const d = this.derivatives;
      const at = i * BIAS * 3;
      d[at + 3 * EAST] = -r[1] / parallelRadius;
      d[at + 3 * EAST + 1] = r[0] / parallelRadius;
      d[at + 3 * EAST + 2] = 0;
      for (let c = 0; c < 3; c++) {
        d[at + 3 * NORTH + c] = -northward[c]! / meridianRadius;
        d[at + 3 * TIME + c] = -this.positions[6 * i + 3 + c]!;
        d[at + 3 * AZIMUTH + c] = -turned[c]!;
      }
    }
  }

  private cloudJacobian(jacobian: Float64Array): void {
    const cloud = this.cloudMoments();
    if (cloud === null) return;
    const width = this.height(cloud.seen) - Math.max(0, this.height(cloud.hidden));
    const sigma = Math.hypot(this.problem.cloudTop.sigma, width / Math.sqrt(12));
    for (const i of [cloud.seen, cloud.hidden]) {
      if (this.height(i) <= 0) continue;
      const p = this.positions;
      const r = Math.hypot(p[6 * i]!, p[6 * i + 1]!, p[6 * i + 2]!);
      for (let k = TIME; k < BIAS; k++) {
        const at = (i * BIAS + k) * 3;
        const rise =
          (p[6 * i]! * this.derivatives[at]! +
            p[6 * i + 1]! * this.derivatives[at + 1]! +
            p[6 * i + 2]! * this.derivatives[at + 2]!) /
          r;
        jacobian[this.lookRows * this.size + k]! += (0.5 * rise) / sigma;
      }
    }
  }
}
