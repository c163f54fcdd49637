import { cross, EARTH, norm, signedAngle, unit, type Vec3 } from "../../astro/index.js";
import {
  COAST_STATES,
  plotJacobian,
  plotOfState,
  type RadarModel,
  type RadarObservation,
  STATE,
} from "../radar/index.js";
import { GroupedLeastSquares, type GroupJudgement } from "./grouped-least-squares.js";

/** One plot of a satellite whose orbit is known. */
export interface SatellitePlot {
  /** Names the passage of one satellite: over it, its place departs from its elements by a constant. */
  readonly pass: string;
  readonly observation: RadarObservation;
  /** By the elements, at the plot's time: ECEF, m and m/s. */
  readonly positionEcef: Vec3;
  readonly velocityEcef: Vec3;
  /** How well that is known, 1σ, m: upwards, along the motion, across it. */
  readonly sigma: { readonly radial: number; readonly along: number; readonly cross: number };
}

/** Why a plot was not used. */
export type SatellitePlotJudgement = "used" | "refused" | "too near the zenith" | "not a number";

/** Biases of a radar, and how well they are known. */
export interface RadarBiases {
  /** Added to what is measured: m, rad, rad. */
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
  /** Relative departure of the refraction from the one expected. */
  readonly refraction: number;
  /** 4 × 4 by rows, in the order above. */
  readonly covariance: Float64Array;
  readonly passes: number;
  readonly plots: number;
  readonly passesRefused: number;
  readonly plotsRefused: number;
}

const GLOBALS = 4;
const OWN = 3;
const SIZE = GLOBALS + OWN;
const BIAS_STATES = [STATE.rangeBias, STATE.azimuthBias, STATE.elevationBias, STATE.refraction] as const;
/** Azimuth is linear in a satellite's offset only where that is small beside its distance from the zenith. */
const ZENITH_CLEARANCE = 30;

/**
 * Registration of a radar by catalogue satellites: its range, azimuth and elevation bias and the departure of its
 * refraction, from plots of satellites whose orbits are known but for an offset of each passage, which is estimated along
 * and integrated out. Linear about the catalogue: an offset d adds d²/2R to the range, 0.5 m for 1 km at 1,000 km.
 *
 * Recursive: {@link addPlot} as plots come, {@link closePass} when a satellite has set, {@link estimate} at any time.
 * Batch: all plots, then {@link finish}. Wrongly recognised satellites are refused, plot by plot or passage by passage,
 * and counted (see {@link GroupedLeastSquares}).
 *
 * Priors are the radar model's: `bias` and `refractionSigma`; of what has none (0), nothing is estimated.
 */
export class RadarRegistration {
  private readonly squares = new GroupedLeastSquares(GLOBALS, OWN);
  private readonly scale: readonly number[];
  private readonly x = new Float64Array(COAST_STATES);
  private readonly expected = new Float64Array(4);
  private readonly slopes = new Float64Array(4 * COAST_STATES);

  constructor(private readonly radar: RadarModel) {
    const { range, azimuth, elevation } = radar.bias;
    this.scale = [range, azimuth, elevation, radar.refractionSigma];
  }

  addPlot(plot: SatellitePlot): SatellitePlotJudgement {
    const { observation: o } = plot;
    const { x, radar, expected, slopes } = this;
    x.set(plot.positionEcef);
    x.set(plot.velocityEcef, 3);
    plotOfState(radar, x, expected);
    plotJacobian(radar, x, COAST_STATES, slopes);
    const sigmas = [o.sigmaRange, o.sigmaAzimuth, o.sigmaElevation];
    const numbers = [o.range, o.azimuth, o.elevation, ...expected.subarray(0, 3), ...sigmas];
    const moment = cross(plot.positionEcef, inertialVelocity(plot.positionEcef, plot.velocityEcef));
    // without a plane of its orbit a satellite has no axes
    if (!numbers.every(Number.isFinite) || !sigmas.every((s) => s > 0) || !(norm(moment) > 0))
      return "not a number";
    const { radial, along, cross: across } = plot.sigma;
    const level = expected[0]! * Math.cos(expected[2]!);
    if (level < ZENITH_CLEARANCE * Math.max(radial, along, across)) return "too near the zenith";
    const residual = Float64Array.of(
      (o.range - expected[0]!) / sigmas[0]!,
      signedAngle(o.azimuth - expected[1]!) / sigmas[1]!,
      (o.elevation - expected[2]!) / sigmas[2]!,
    );
    return this.squares.add(plot.pass, residual, this.jacobian(plot, sigmas));
  }

  /** Whitened derivatives by scaled biases and scaled offsets. */
  private jacobian(plot: SatellitePlot, sigmas: readonly number[]): Float64Array {
    const axes = orbitAxes(plot.positionEcef, plot.velocityEcef);
    const sizes = [plot.sigma.radial, plot.sigma.along, plot.sigma.cross];
    const out = new Float64Array(3 * SIZE);
    for (let a = 0; a < 3; a++) {
      const row = a * COAST_STATES;
      for (let b = 0; b < GLOBALS; b++)
        out[a * SIZE + b] = (this.slopes[row + BIAS_STATES[b]!]! * this.scale[b]!) / sigmas[a]!;
      for (let k = 0; k < OWN; k++) {
        const axis = axes[k]!;
        const slope =
          this.slopes[row]! * axis[0] + this.slopes[row + 1]! * axis[1] + this.slopes[row + 2]! * axis[2];
        out[a * SIZE + GLOBALS + k] = (slope * sizes[k]!) / sigmas[a]!;
      }
    }
    return out;
  }

  /** Ends a passage: only now does it count, as a whole or not at all. */
  closePass(pass: string): GroupJudgement {
    return this.squares.close(pass);
  }

  /** Closes all passages and judges each again by all the others. */
  finish(): RadarBiases {
    this.squares.closeAll();
    this.squares.review();
    return this.estimate();
  }

  /** By all passages closed so far. */
  estimate(): RadarBiases {
    const { squares, scale } = this;
    const { mean, covariance } = squares.estimate();
    return {
      range: mean[0]! * scale[0]!,
      azimuth: mean[1]! * scale[1]!,
      elevation: mean[2]! * scale[2]!,
      refraction: mean[3]! * scale[3]!,
      covariance: covariance.map((v, k) => v * scale[Math.floor(k / GLOBALS)]! * scale[k % GLOBALS]!),
      passes: squares.groups,
      plots: squares.measurements,
      passesRefused: squares.groupsRefused,
      plotsRefused: squares.measurementsRefused,
    };
  }
}

/**
 * Up, along and across the inertial motion of a satellite: ECEF unit vectors.
 *
 * @throws RangeError where position and motion span no plane
 */
export function orbitAxes(positionEcef: Vec3, velocityEcef: Vec3): readonly [Vec3, Vec3, Vec3] {
  const radial = unit(positionEcef);
  const across = unit(cross(positionEcef, inertialVelocity(positionEcef, velocityEcef)));
  return [radial, cross(across, radial), across];
}

/** ECEF velocity as seen from the stars, in the same axes. */
function inertialVelocity(positionEcef: Vec3, velocityEcef: Vec3): Vec3 {
  return [
    velocityEcef[0] - EARTH.rotation * positionEcef[1],
    velocityEcef[1] + EARTH.rotation * positionEcef[0],
    velocityEcef[2],
  ];
}

/** All plots at once; the order doesn't matter but for which of two contradicting passages is doubted first. */
export function registerRadar(radar: RadarModel, plots: Iterable<SatellitePlot>): RadarBiases {
  const registration = new RadarRegistration(radar);
  for (const plot of plots) registration.addPlot(plot);
  return registration.finish();
}
