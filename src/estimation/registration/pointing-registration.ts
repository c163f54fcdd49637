import { cross, dot, norm, scale, subpointAxes, unit, type Vec3 } from "../../astro/index.js";
import { GroupedLeastSquares, type GroupJudgement } from "./grouped-least-squares.js";

/** One sight of something whose direction is known: a star, a beacon on the ground, a satellite of the catalogue. */
export interface KnownSight {
  /** Names the source: its direction departs from the known one by a constant of its own. */
  readonly source: string;
  /** Of the satellite that sees it, ECEF, m. */
  readonly satelliteEcef: Vec3;
  /** Where it is, and where it was seen: ECEF, any length. */
  readonly knownEcef: Vec3;
  readonly seenEcef: Vec3;
  /** Random error of the sight on each axis, 1σ, rad. */
  readonly sigma: number;
  /** How well the direction of the source is known, 1σ on each axis, rad: 0 for a star. */
  readonly sourceSigma: number;
}

/** Priors of a satellite's pointing, 1σ, rad. */
export interface PointingPrior {
  /** Shift of the sight towards east and towards north, each. */
  readonly shift: number;
  /** Roll about the direction of the Earth's centre; 0: none. */
  readonly roll: number;
}

/** A satellite's pointing bias, and how well it is known. */
export interface PointingBias {
  /** Shift of a sight downwards, towards the east and north of the place under the satellite, rad. */
  readonly east: number;
  readonly north: number;
  /** About the direction of the Earth's centre, from north to east, rad. */
  readonly roll: number;
  /** 3 × 3 by rows, in the order above. */
  readonly covariance: Float64Array;
  readonly sources: number;
  readonly sights: number;
  readonly sourcesRefused: number;
  readonly sightsRefused: number;
}

const GLOBALS = 3;
const OWN = 2;
const SIZE = GLOBALS + OWN;

/**
 * Registration of a satellite's pointing: seen = known + e·east + n·north + ρ·(down × known), all across the sight, and an
 * offset of each source. East and north are those of the place under the satellite, as launch estimates take the bias. Stars have
 * no offset; a beacon's or a catalogue satellite's place error is one, σ/distance.
 *
 * Recursive and batch, and refusing what was taken for another source, as {@link GroupedLeastSquares} says.
 */
export class PointingRegistration {
  private readonly squares = new GroupedLeastSquares(GLOBALS, OWN);
  private readonly scale: readonly number[];

  constructor(prior: PointingPrior) {
    this.scale = [prior.shift, prior.shift, prior.roll];
  }

  addSight(sight: KnownSight): "used" | "refused" | "not a number" {
    const lengths = [sight.knownEcef, sight.seenEcef, sight.satelliteEcef].map(norm);
    if (![...lengths, sight.sigma].every((v) => v > 0 && Number.isFinite(v))) return "not a number";
    if (!Number.isFinite(sight.sourceSigma)) return "not a number";
    const known = unit(sight.knownEcef);
    const seen = unit(sight.seenEcef);
    const { east, north } = subpointAxes(sight.satelliteEcef);
    const down = scale(unit(sight.satelliteEcef), -1);
    // axes across the known direction, whichever: the errors are alike on all
    const first = unit(cross(known, Math.abs(known[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
    const axes = [first, cross(known, first)] as const;
    const roll = cross(down, known);
    const residual = new Float64Array(2);
    const jacobian = new Float64Array(2 * SIZE);
    // on a line beyond the quarter turn there is nothing to compare
    const ahead = Math.max(dot(seen, known), 1e-3);
    axes.forEach((axis, a) => {
      residual[a] = dot(seen, axis) / ahead / sight.sigma;
      const slopes = [dot(east, axis), dot(north, axis), dot(roll, axis)];
      slopes.forEach((slope, k) => {
        jacobian[a * SIZE + k] = (slope * this.scale[k]!) / sight.sigma;
      });
      jacobian[a * SIZE + GLOBALS + a] = sight.sourceSigma / sight.sigma;
    });
    return this.squares.add(sight.source, residual, jacobian);
  }

  /** Ends the sights of a source: only now do they count, as a whole or not at all. */
  closeSource(source: string): GroupJudgement {
    return this.squares.close(source);
  }

  /** Closes all sources and judges each again by all the others. */
  finish(): PointingBias {
    this.squares.closeAll();
    this.squares.review();
    return this.estimate();
  }

  /** By all sources closed so far. */
  estimate(): PointingBias {
    const { squares, scale: sizes } = this;
    const { mean, covariance } = squares.estimate();
    return {
      east: mean[0]! * sizes[0]!,
      north: mean[1]! * sizes[1]!,
      roll: mean[2]! * sizes[2]!,
      covariance: covariance.map((v, k) => v * sizes[Math.floor(k / GLOBALS)]! * sizes[k % GLOBALS]!),
      sources: squares.groups,
      sights: squares.measurements,
      sourcesRefused: squares.groupsRefused,
      sightsRefused: squares.measurementsRefused,
    };
  }
}
