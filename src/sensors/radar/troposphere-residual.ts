import { troposphereResidual } from "../data-table.js";

const DEGREE = Math.PI / 180;
/** Below this elevation the table is held, rad. */
const LOWEST = 0.25 * DEGREE;

/**
 * Error of elevation that the air leaves after a correction by its surface refractivity, 1σ: a power law through the
 * points of `data/sensors/troposphere-residual.json`, going on with its last slopes.
 *
 * @param elevation apparent, rad
 * @returns rad
 */
export function troposphereResidualSigma(elevation: number): number {
  const { elevationDeg, sigmaMilliDeg } = troposphereResidual();
  const at = Math.max(elevation, LOWEST) / DEGREE;
  let k = 1;
  while (k < elevationDeg.length - 1 && elevationDeg[k]! < at) k++;
  const share = Math.log(at / elevationDeg[k - 1]!) / Math.log(elevationDeg[k]! / elevationDeg[k - 1]!);
  return sigmaMilliDeg[k - 1]! * (sigmaMilliDeg[k]! / sigmaMilliDeg[k - 1]!) ** share * 1e-3 * DEGREE;
}
