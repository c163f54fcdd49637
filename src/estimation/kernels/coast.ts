import { EARTH } from "../../astro/index.js";
import { addedNoise, carryCovariance } from "./propagate-covariance.js";

const GM = EARTH.gm;
const SPIN = EARTH.rotation;
/** 3/2 J2 R², m² */
const FLATTENING = 1.5 * EARTH.j2 * EARTH.radius * EARTH.radius;

/**
 * Longest step, s. Nyström's method is then off by millimetres for low orbits, and the transition, which takes the
 * gradient of gravity at the middle of the step, by parts in a million.
 */
const LONGEST_STEP = 20;

const transition = new Float64Array(36);
/** Length of the step under way, s. Handed over here: as an argument it would be put on the heap at each call. */
const span = new Float64Array(1);
/** Gravity and its gradient (xx, yx, yy, zx, zy, zz) at the middle of the last step. */
const gradient = new Float64Array(6);

/**
 * Moves a coasting state and its covariance, in place: point mass and J2 in the rotating frame, no air, no thrust.
 * The state follows Nyström's method of fourth order in the inertial axes of the step's beginning (Hairer, Nørsett and
 * Wanner 1993, II.14), the covariance its analytic transition and white acceleration noise. Long gaps are split.
 *
 * @param x array with the state at `xAt`: ECEF, m, m/s
 * @param p array with the packed covariance (21 numbers) at `pAt`
 * @param dt s, of either sign; with a negative one the noise still adds
 * @param q power density of the acceleration noise on each axis, m²/s³
 */
export function coast(
  x: Float64Array,
  xAt: number,
  p: Float64Array,
  pAt: number,
  dt: number,
  q: number,
): void {
  if (dt === 0) return;
  const steps = Math.max(1, Math.ceil(Math.abs(dt) / LONGEST_STEP));
  const h = dt / steps;
  span[0] = h;
  addedNoise[0] = h;
  addedNoise[1] = h > 0 ? q : -q;
  for (let i = 0; i < steps; i++) {
    stepState(x, xAt);
    formTransition(transition);
    carryCovariance(transition, p, pAt);
  }
}

/**
 * Moves a coasting state alone, in place, as `coast` does.
 *
 * @param x array with the state at `xAt`: ECEF, m, m/s
 * @param dt s, of either sign
 */
export function coastState(x: Float64Array, xAt: number, dt: number): void {
  const steps = Math.max(1, Math.ceil(Math.abs(dt) / LONGEST_STEP));
  span[0] = dt / steps;
  for (let i = 0; i < steps; i++) stepState(x, xAt);
}

/**
 * Moves a coasting state by one step, in place, and tells how its end follows its beginning.
 *
 * @param x array with the state at `xAt`: ECEF, m, m/s
 * @param h s, of either sign; at most 20 s is exact enough
 * @param out 36 numbers: ∂x(t + h)/∂x(t) by rows
 */
export function coastStep(x: Float64Array, xAt: number, h: number, out: Float64Array): void {
  span[0] = h;
  stepState(x, xAt);
  formTransition(out);
}

/** One step of Nyström's method; leaves gravity's gradient at its middle in `gradient`. */
function stepState(x: Float64Array, xAt: number): void {
  const h = span[0];
  const px = x[xAt];
  const py = x[xAt + 1];
  const pz = x[xAt + 2];
  const wx = x[xAt + 3] - SPIN * py;
  const wy = x[xAt + 4] + SPIN * px;
  const wz = x[xAt + 5];
  const half = 0.5 * h;

  let i2 = 1 / (px * px + py * py + pz * pz);
  let k = -GM * i2 * Math.sqrt(i2);
  let c = FLATTENING * i2;
  let u = k * (1 + c * (1 - 5 * pz * pz * i2));
  const ax = u * px;
  const ay = u * py;
  const az = (u + 2 * k * c) * pz;

  const mx = px + half * (wx + 0.25 * h * ax);
  const my = py + half * (wy + 0.25 * h * ay);
  const mz = pz + half * (wz + 0.25 * h * az);
  i2 = 1 / (mx * mx + my * my + mz * mz);
  k = -GM * i2 * Math.sqrt(i2);
  c = FLATTENING * i2;
  const z2 = mz * mz * i2;
  u = k * (1 + c * (1 - 5 * z2));
  const uz = u + 2 * k * c;
  const bx = u * mx;
  const by = u * my;
  const bz = uz * mz;
  const s = -k * i2 * (3 + c * (5 - 35 * z2));
  const t = -10 * k * i2 * c;
  gradient[0] = u + s * mx * mx;
  gradient[1] = s * mx * my;
  gradient[2] = u + s * my * my;
  gradient[3] = (s + t) * mx * mz;
  gradient[4] = (s + t) * my * mz;
  gradient[5] = uz + (s + t + t) * mz * mz;

  const ex = px + h * (wx + half * bx);
  const ey = py + h * (wy + half * by);
  const ez = pz + h * (wz + half * bz);
  i2 = 1 / (ex * ex + ey * ey + ez * ez);
  k = -GM * i2 * Math.sqrt(i2);
  c = FLATTENING * i2;
  u = k * (1 + c * (1 - 5 * ez * ez * i2));

  const sixth = h / 6;
  const qx = px + h * (wx + sixth * (ax + 2 * bx));
  const qy = py + h * (wy + sixth * (ay + 2 * by));
  const nx = wx + sixth * (ax + 4 * bx + u * ex);
  const ny = wy + sixth * (ay + 4 * by + u * ey);
  const angle = SPIN * h;
  const a2 = angle * angle;
  const cos = 1 - a2 * (0.5 - a2 / 24);
  const sin = angle * (1 - a2 * (1 / 6 - a2 / 120));
  const ox = cos * qx + sin * qy;
  const oy = cos * qy - sin * qx;
  x[xAt] = ox;
  x[xAt + 1] = oy;
  x[xAt + 2] = pz + h * (wz + sixth * (az + 2 * bz));
  x[xAt + 3] = cos * nx + sin * ny + SPIN * oy;
  x[xAt + 4] = cos * ny - sin * nx - SPIN * ox;
  x[xAt + 5] = wz + sixth * (az + 4 * bz + (u + 2 * k * c) * ez);
}

/**
 * Transition over the step whose middle `gradient` belongs to. In the inertial axes of its beginning it is
 * [[I + G h²/2, h I + G h³/6], [G h, I + G h²/2]] (series of the exponential; what is left out is (G h²)²/24, 10⁻⁸ at
 * 20 s); before it stands the change to inertial velocity, behind it the turn of the axes and the change back.
 */
function formTransition(out: Float64Array): void {
  const h = span[0];
  const h2 = 0.5 * h * h;
  const h3 = (h2 * h) / 3;
  const angle = SPIN * h;
  const a2 = angle * angle;
  const cos = 1 - a2 * (0.5 - a2 / 24);
  const sin = angle * (1 - a2 * (1 / 6 - a2 / 120));
  // Symmetric blocks: a (position to position, velocity to velocity), b (velocity to position), h g (position to velocity).
  const gxx = gradient[0];
  const gyx = gradient[1];
  const gyy = gradient[2];
  const gzx = gradient[3];
  const gzy = gradient[4];
  const gzz = gradient[5];
  const axx = 1 + h2 * gxx;
  const ayx = h2 * gyx;
  const ayy = 1 + h2 * gyy;
  const azx = h2 * gzx;
  const azy = h2 * gzy;
  const azz = 1 + h2 * gzz;
  const bxx = h + h3 * gxx;
  const byx = h3 * gyx;
  const byy = h + h3 * gyy;
  const bzx = h3 * gzx;
  const bzy = h3 * gzy;
  const bzz = h + h3 * gzz;
  out[0] = axx + SPIN * byx;
  out[1] = ayx - SPIN * bxx;
  out[2] = azx;
  out[3] = bxx;
  out[4] = byx;
  out[5] = bzx;
  out[6] = ayx + SPIN * byy;
  out[7] = ayy - SPIN * byx;
  out[8] = azy;
  out[9] = byx;
  out[10] = byy;
  out[11] = bzy;
  out[18] = h * gxx + SPIN * ayx;
  out[19] = h * gyx - SPIN * axx;
  out[20] = h * gzx;
  out[21] = axx;
  out[22] = ayx;
  out[23] = azx;
  out[24] = h * gyx + SPIN * ayy;
  out[25] = h * gyy - SPIN * ayx;
  out[26] = h * gzy;
  out[27] = ayx;
  out[28] = ayy;
  out[29] = azy;
  out[12] = azx + SPIN * bzy;
  out[13] = azy - SPIN * bzx;
  out[14] = azz;
  out[15] = bzx;
  out[16] = bzy;
  out[17] = bzz;
  out[30] = h * gzx + SPIN * azy;
  out[31] = h * gzy - SPIN * azx;
  out[32] = h * gzz;
  out[33] = azx;
  out[34] = azy;
  out[35] = azz;
  for (let c = 0; c < 6; c++) {
    const x = cos * out[c] + sin * out[6 + c];
    const y = cos * out[6 + c] - sin * out[c];
    const vx = cos * out[18 + c] + sin * out[24 + c];
    const vy = cos * out[24 + c] - sin * out[18 + c];
    out[c] = x;
    out[6 + c] = y;
    out[18 + c] = vx + SPIN * y;
    out[24 + c] = vy - SPIN * x;
  }
}
