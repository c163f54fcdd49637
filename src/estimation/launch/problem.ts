import type { AscentProfile, Geodetic, Vec3 } from "../../astro/index.js";

/** One line of sight from an infrared satellite to a plume. */
export interface SatelliteLook {
  /** number in `LaunchProblem.satellites` */
  readonly satellite: number;
  /** s after a reference that the caller keeps */
  readonly time: number;
  /** of the satellite, m */
  readonly positionEcef: Vec3;
  /** unit vector from the satellite to the plume */
  readonly lineOfSightEcef: Vec3;
  /** random error, 1σ an axis, rad */
  readonly sigma: number;
}

/** What is known of a satellite before the launch. */
export interface LaunchSatellite {
  /** fixed pointing error, 1σ about each of its two axes, rad */
  readonly biasSigma: number;
  /** s between two looks at the same place */
  readonly revisit: number;
  /** whether what hid the plume before its first look was cloud (default) and not, e.g., the limb of the Earth */
  readonly cloudLimited?: boolean;
}

/** How members of a family depart from its profile, 1σ. */
export interface LaunchSpread {
  readonly thrust: number;
  readonly verticalRiseSeconds: number;
  /** rad */
  readonly kick: number;
  /** rad */
  readonly angleOfAttack: number;
  /** rad */
  readonly yaw: number;
  readonly drag: number;
}

/** A family of boost profiles that competes for a launch. */
export interface LaunchFamily {
  readonly profile: AscentProfile;
  readonly spread: LaunchSpread;
  readonly class: string;
  /** prior weight, > 0 */
  readonly weight: number;
}

export interface LaunchProblem {
  /** of all satellites, in any order */
  readonly looks: readonly SatelliteLook[];
  readonly satellites: readonly LaunchSatellite[];
  readonly families: readonly LaunchFamily[];
  /** height below which cloud hides the plume: normal, cut at min and max, m */
  readonly cloudTop: {
    readonly mean: number;
    readonly sigma: number;
    readonly min: number;
    readonly max: number;
  };
  /** once the plume is gone: its last look, and the first look at which it should have been seen and was not */
  readonly plumeEnded?: { readonly lastSeen: number; readonly firstNotSeen: number };
  /** of the body after burnout, for impact points: log-normal, kg/m²; without it, no air after burnout */
  readonly ballisticCoefficient?: { readonly median: number; readonly factor: number };
  readonly seed: number;
  /** estimate from fewer looks of the same launch, a start for this one */
  readonly previous?: LaunchSolution | null;
}

/** How well one family explains the looks. */
export interface FamilyFit {
  /** number in `LaunchProblem.families` */
  readonly index: number;
  /** posterior, over the families given */
  readonly probability: number;
  readonly logEvidence: number;
  /** weighted squares of residuals and of departures from the family's priors at the best fit */
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** the best fit, for a warm start; meaningful only to `estimateLaunch` */
  readonly mode: Float64Array;
  /** from where the best fit counts east and north */
  readonly origin: Geodetic;
}

export interface LaunchSolution {
  readonly families: readonly FamilyFit[];
  /** ignition, s after the caller's reference */
  readonly time: number;
  readonly timeSigma: number;
  /** launch point, geodetic, rad */
  readonly latitude: number;
  readonly longitude: number;
  /** of the launch point: EE, EN, NN, m² */
  readonly covarianceEastNorth: readonly [number, number, number];
  /** course from the launch point to the place under the last look, rad */
  readonly azimuth: number;
  readonly azimuthSigma: number;
  /** Earth-fixed position and velocity at the last look, m and m/s, with covariance row by row */
  readonly lastLook: {
    readonly time: number;
    readonly state: Float64Array;
    readonly covariance: Float64Array;
  };
  /** once the plume is gone */
  readonly burnout: {
    readonly time: number;
    readonly timeSigma: number;
    readonly speed: number;
    readonly altitude: number;
    readonly flightPathAngle: number;
    /** Earth-fixed, m and m/s, with covariance row by row; over when the burn ended as well */
    readonly state: Float64Array;
    readonly covariance: Float64Array;
  } | null;
  /** height below which cloud hid the plume, m, and 1σ; null where no cloud-limited satellite looked */
  readonly cloudTop: { readonly mean: number; readonly sigma: number } | null;
  /** equally likely points, of those members that come down; empty before the plume is gone */
  readonly impactSamples: readonly {
    readonly latitude: number;
    readonly longitude: number;
    readonly time: number;
  }[];
  /** ≥ 1: what all covariances were multiplied by because no family explains the looks */
  readonly inflation: number;
  /** Earth-fixed state at a later time, boosting on or falling freely, as the members of the families do */
  stateAt(time: number): { readonly mean: Float64Array; readonly covariance: Float64Array };
  /** equally likely Earth-fixed states at that time, m and m/s; where the spread is bent they say more than moments */
  statesAt(time: number, count?: number): readonly Float64Array[];
}

/** What any estimate of a launch tells, with a profile or without. */
export type LaunchMoments = Pick<
  LaunchSolution,
  | "time"
  | "timeSigma"
  | "latitude"
  | "longitude"
  | "covarianceEastNorth"
  | "azimuth"
  | "azimuthSigma"
  | "lastLook"
>;
