/** 95 % quantile of χ² with two degrees of freedom: −2·ln 0.05. */
export const CHI_SQUARE_2_95 = -2 * Math.log(0.05);

/** An ellipse on the ground. */
export interface GroundEllipse {
  /** m */
  readonly semiMajor: number;
  /** m */
  readonly semiMinor: number;
  /** of the major axis, clockwise from north, rad, in [0, π) */
  readonly azimuth: number;
}

/**
 * The ellipse that holds 95 % of a bivariate normal distribution.
 *
 * @param covarianceEastNorth EE, EN, NN, m²
 */
export function ellipse95(covarianceEastNorth: readonly [number, number, number]): GroundEllipse {
  const [ee, en, nn] = covarianceEastNorth;
  const mean = (ee + nn) / 2;
  const half = Math.hypot((nn - ee) / 2, en);
  const turn = 0.5 * Math.atan2(2 * en, nn - ee);
  return {
    semiMajor: Math.sqrt(CHI_SQUARE_2_95 * Math.max(0, mean + half)),
    semiMinor: Math.sqrt(CHI_SQUARE_2_95 * Math.max(0, mean - half)),
    azimuth: turn < 0 ? turn + Math.PI : turn,
  };
}

/**
 * Squared Mahalanobis distance of a point from the centre, χ² with two degrees of freedom when the claim is honest.
 *
 * @param east of the point from the centre, m
 * @param north of the point from the centre, m
 * @param covarianceEastNorth EE, EN, NN, m²
 */
export function mahalanobisSquared(
  east: number,
  north: number,
  covarianceEastNorth: readonly [number, number, number],
): number {
  const [ee, en, nn] = covarianceEastNorth;
  const determinant = ee * nn - en * en;
  return (nn * east * east - 2 * en * east * north + ee * north * north) / determinant;
}
