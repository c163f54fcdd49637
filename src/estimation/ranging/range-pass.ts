import type { CelestialState, Epoch, Vec3 } from "../../astro/index.js";

/** Ranges of one station to one object, from one pass: as a laser measures them. */
export interface RangePass {
  /** What times count from, and the state is of: best within the pass. */
  readonly epoch: Epoch;
  /** When the pulse met the object, s after the epoch. */
  readonly seconds: Float64Array;
  /** Half the way there and back, m, the air's delay in it. */
  readonly ranges: Float64Array;
  /** ITRF, m. */
  readonly stationItrf: Vec3;
  /** Lengthening by the air at a true elevation (rad) for the range of an index, m. */
  readonly delay: (elevation: number, index: number) => number;
  /** 1σ of a range and of what the dynamics leave out, m. */
  readonly sigma: number;
}

/** What is known of an object before its ranges are: a state at the pass's epoch and how far it may be off. */
export interface StateKnown {
  readonly state: CelestialState;
  /** L of the covariance L·Lᵀ, 6 × 6 by rows, GCRF, m and m/s. */
  readonly root: Float64Array;
}

/** The state that a pass's ranges tell, and what they leave. */
export interface RangeFit {
  readonly state: CelestialState;
  /** 6 × 6 by rows, GCRF. */
  readonly covariance: Float64Array;
  /** Measured minus computed, of every range, m. */
  readonly residuals: Float64Array;
  /** True elevation of the object at every range, rad. */
  readonly elevations: Float64Array;
  /** 1 for a range that was used, 0 for one that was rejected. */
  readonly used: Uint8Array;
  /** Of the ranges used, m. */
  readonly rms: number;
  readonly rejected: number;
}
