import type { Vec3 } from "../../astro/index.js";
import { BIAS } from "./parameters.js";
import type { PreparedLook } from "./prepared-look.js";

/**
 * Residuals of looks, in sigma, two each.
 *
 * @param positions of the plume at the looks' moments, ECEF, six numbers each, m and m/s
 * @param x parameters of the launch, of which the pointing angles count here
 * @param out written from 0 on
 */
export function lookResiduals(
  looks: readonly PreparedLook[],
  positions: Float64Array,
  x: Float64Array,
  out: Float64Array,
): void {
  const p = positions;
  looks.forEach((look, i) => {
    const dx = p[6 * i]! - look.satellite[0];
    const dy = p[6 * i + 1]! - look.satellite[1];
    const dz = p[6 * i + 2]! - look.satellite[2];
    const range = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const be = x[look.bias]!;
    const bn = x[look.bias + 1]!;
    const ux = dx / range + be * look.biasEast[0] + bn * look.biasNorth[0];
    const uy = dy / range + be * look.biasEast[1] + bn * look.biasNorth[1];
    const uz = dz / range + be * look.biasEast[2] + bn * look.biasNorth[2];
    out[2 * i] = (ux * look.first[0] + uy * look.first[1] + uz * look.first[2]) / look.sigma;
    out[2 * i + 1] = (ux * look.second[0] + uy * look.second[1] + uz * look.second[2]) / look.sigma;
    // behind the satellite: no small residual may come of it
    if (dx * look.sight[0] + dy * look.sight[1] + dz * look.sight[2] < 0) out[2 * i] = 1e6;
  });
}

/**
 * Slopes of {@link lookResiduals} by all parameters.
 *
 * @param derivatives of each position by each parameter that moves it, three numbers each
 * @param size number of parameters, the length of a row
 * @param jacobian written: two rows a look
 * @param moving number of parameters, from the first on, that `derivatives` has for each look
 */
export function lookJacobian(
  looks: readonly PreparedLook[],
  positions: Float64Array,
  derivatives: Float64Array,
  size: number,
  jacobian: Float64Array,
  moving = BIAS,
): void {
  const p = positions;
  const d = derivatives;
  looks.forEach((look, i) => {
    const dx = p[6 * i]! - look.satellite[0];
    const dy = p[6 * i + 1]! - look.satellite[1];
    const dz = p[6 * i + 2]! - look.satellite[2];
    const range = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const u: Vec3 = [dx / range, dy / range, dz / range];
    for (const [row, axis] of [
      [2 * i, look.first],
      [2 * i + 1, look.second],
    ] as const) {
      const along = axis[0] * u[0] + axis[1] * u[1] + axis[2] * u[2];
      const g0 = (axis[0] - along * u[0]) / (range * look.sigma);
      const g1 = (axis[1] - along * u[1]) / (range * look.sigma);
      const g2 = (axis[2] - along * u[2]) / (range * look.sigma);
      for (let k = 0; k < moving; k++) {
        const at = (i * moving + k) * 3;
        jacobian[row * size + k] = g0 * d[at]! + g1 * d[at + 1]! + g2 * d[at + 2]!;
      }
      const { biasEast: e, biasNorth: n } = look;
      jacobian[row * size + look.bias] = (axis[0] * e[0] + axis[1] * e[1] + axis[2] * e[2]) / look.sigma;
      jacobian[row * size + look.bias + 1] = (axis[0] * n[0] + axis[1] * n[1] + axis[2] * n[2]) / look.sigma;
    }
  });
}
