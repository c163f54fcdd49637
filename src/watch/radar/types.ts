import type { CoastEstimate } from "../../estimation/index.js";
import type { MeanElements } from "../../messages/index.js";

/** A known satellite. */
export interface KnownSatellite {
  readonly name: string;
  readonly elements: MeanElements;
}

/** What became of one plot once the scan that it belongs to was closed. */
export type PlotOutcome =
  | {
      readonly kind: "satellite";
      readonly measurement: string;
      readonly catalogueNumber: number;
      /** Squared normalised innovation over its dimension. */
      readonly innovation: number;
    }
  | {
      /** `new`: the plot began the track. */
      readonly kind: "track" | "new";
      readonly measurement: string;
      readonly track: string;
      /** Squared normalised innovation over its dimension; 0 for the plot that began the track. */
      readonly innovation: number;
    };

/** How sure it is that a body burns or coasts. */
export interface ThrustJudgement {
  readonly state: "thrusting" | "coasting" | "unknown";
  /** ln of P(thrusting) / P(coasting). */
  readonly logLikelihoodRatio: number;
  /** What an accelerometer on board would read from the thrust, m/s²; absent while coasting is sure. */
  readonly sensedAcceleration?: number;
  readonly sensedAccelerationSigma?: number;
  /** Thrust against the motion (a stage that flies back). */
  readonly againstMotion: boolean;
  /** Since when it coasts beyond doubt, s; absent while it thrusts or may thrust. */
  readonly coastSince?: number;
}

/** One track of one radar that is not a known satellite. Times are seconds after the picture's start. */
export interface RadarTrackState {
  readonly id: string;
  readonly sensor: string;
  readonly state: "tentative" | "confirmed" | "ended";
  readonly first: number;
  readonly last: number;
  readonly plots: number;
  /** Plots used, by measurement id, in order. */
  readonly measurements: readonly string[];
  /** Squared normalised innovation over its dimension, one for each of `measurements`. */
  readonly innovations: readonly number[];
  /** Natural logarithm of the odds that there is an object. */
  readonly score: number;
  /** Time for which `mean` and `covariance` hold: the last plot's. */
  readonly time: number;
  /** Position and velocity, ECEF, m and m/s, of the likelier of thrust and coast. */
  readonly mean: Float64Array;
  /** Row-major 6 × 6. */
  readonly covariance: Float64Array;
  readonly thrusting: "thrusting" | "coasting" | "unknown";
  readonly thrust: ThrustJudgement;
  readonly coastSince?: number;
  /** From plots after the thrust only; null while there are fewer than three of them. */
  readonly coast: CoastEstimate | null;
  readonly ballisticCoefficient: "prior" | "observed";
  /** Confirmed track beside which this one appeared: what separated from one body. */
  readonly separatedFrom?: string;
  /** Cross-section by the plots' signal-to-noise ratios and the radar's reference, m². */
  readonly crossSection: number;
  /** Why it ended. */
  readonly ended?: "lost" | "left cover" | "came down" | "recognised" | "closed";
  /** The known satellite that it turned out to be. */
  readonly catalogueNumber?: number;
}
