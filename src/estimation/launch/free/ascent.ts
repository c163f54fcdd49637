import { EARTH, eastNorthUp, type Geodetic, type Vec3, zonalGravity } from "../../../astro/index.js";

/**
 * State of an ascent of unknown profile: position and velocity (ECEF), logarithm of the thrust's acceleration, the
 * share of mass lost a second, tilt of the thrust towards east and north and its rates.
 */
export const ASCENT_STATES = 12;
export const THRUST = 6;
export const FLOW = 7;
export const TILT = 8;
export const TURN = 10;

/** Mass-flow shares above this grow no faster, 1/s: nothing burns its last kilogram. */
const MOST_FLOW = 0.03;

/** Longest Runge–Kutta step, s. */
const STEP = 2.5;

/** sin(θ)/θ, and its slope by θ over θ: even functions of θ, given by their series near 0. */
function sinc(square: number): { value: number; slope: number } {
  if (square < 1e-4) return { value: 1 - square / 6 + (square * square) / 120, slope: -1 / 3 + square / 30 };
  const angle = Math.sqrt(square);
  const value = Math.sin(angle) / angle;
  return { value, slope: (Math.cos(angle) - value) / square };
}

/**
 * Equations of an ascent of unknown profile in the Earth-fixed frame:
 *
 * v̇ = g(r) − 2ω×v − ω×(ω×r) + e^s·u(p), ṡ = q, q̇ = q², ṗ = w, ẇ = −w/T
 *
 * s is the logarithm of thrust over mass, whose growth q = −ṁ/m obeys q̇ = q² under a constant flow of propellant
 * (Tsiolkovsky 1903). The thrust u is tilted by the angle |p| from the vertical of the launch towards (p_east, p_north).
 * A body at rest has no direction to turn along, so the direction of thrust is a state of its own and not that of the
 * velocity; in a gravity turn the two come to agree.
 */
export class FreeAscentDynamics {
  private readonly east: Vec3;
  private readonly north: Vec3;
  private readonly up: Vec3;
  private readonly gravity = new Float64Array(3);
  private readonly k = [0, 1, 2, 3].map(() => new Float64Array(ASCENT_STATES));
  private readonly x = new Float64Array(ASCENT_STATES);
  private readonly thrust = new Float64Array(3);
  private readonly byTilt = new Float64Array(6);
  private slopes: Float64Array[] = [];
  private columns = 0;

  /**
   * @param place near the launch: whose vertical the thrust is tilted from
   * @param turnSeconds in which the rate of turning is forgotten, s
   */
  constructor(
    place: Geodetic,
    private readonly turnSeconds: number,
  ) {
    const axes = eastNorthUp(place);
    this.east = axes.east;
    this.north = axes.north;
    this.up = axes.up;
  }

  /** Thrust's acceleration, left in `thrust`, and its slopes by the tilts, in `byTilt`. */
  private pointThrust(x: Float64Array): void {
    const a = Math.exp(x[THRUST]!);
    const pe = x[TILT]!;
    const pn = x[TILT + 1]!;
    const square = pe * pe + pn * pn;
    const { value, slope } = sinc(square);
    const cosine = Math.cos(Math.sqrt(square));
    const { east, north, up, thrust, byTilt } = this;
    for (let c = 0; c < 3; c++) {
      const flat = pe * east[c]! + pn * north[c]!;
      thrust[c] = a * (value * flat + cosine * up[c]!);
      byTilt[c] = a * (value * east[c]! + pe * (slope * flat - value * up[c]!));
      byTilt[3 + c] = a * (value * north[c]! + pn * (slope * flat - value * up[c]!));
    }
  }

  /** Rate of change of a state. */
  rate(x: Float64Array, out: Float64Array): void {
    const omega = EARTH.rotation;
    zonalGravity(x[0]!, x[1]!, x[2]!, this.gravity, 0);
    this.pointThrust(x);
    out[0] = x[3]!;
    out[1] = x[4]!;
    out[2] = x[5]!;
    out[3] = this.gravity[0]! + omega * (omega * x[0]! + 2 * x[4]!) + this.thrust[0]!;
    out[4] = this.gravity[1]! + omega * (omega * x[1]! - 2 * x[3]!) + this.thrust[1]!;
    out[5] = this.gravity[2]! + this.thrust[2]!;
    out[6] = x[FLOW]!;
    out[7] = Math.min(x[FLOW]!, MOST_FLOW) ** 2;
    out[8] = x[TURN]!;
    out[9] = x[TURN + 1]!;
    out[10] = -x[TURN]! / this.turnSeconds;
    out[11] = -x[TURN + 1]! / this.turnSeconds;
  }

  /** How the rate follows neighbouring states: ∂rate/∂x at x times the first `active` of a matrix's columns. */
  private rateSlopes(
    x: Float64Array,
    columns: number,
    active: number,
    m: Float64Array,
    out: Float64Array,
  ): void {
    this.pointThrust(x);
    const { thrust, byTilt, turnSeconds } = this;
    const omega = EARTH.rotation;
    const r2 = x[0]! * x[0]! + x[1]! * x[1]! + x[2]! * x[2]!;
    const pull = EARTH.gm / (r2 * Math.sqrt(r2));
    const flowing = x[FLOW]! < MOST_FLOW ? 2 * x[FLOW]! : 0;
    for (let j = 0; j < active; j++) {
      const rx = m[j]!;
      const ry = m[columns + j]!;
      const rz = m[2 * columns + j]!;
      const growth = m[THRUST * columns + j]!;
      const flow = m[FLOW * columns + j]!;
      const tiltEast = m[TILT * columns + j]!;
      const tiltNorth = m[(TILT + 1) * columns + j]!;
      const turnEast = m[TURN * columns + j]!;
      const turnNorth = m[(TURN + 1) * columns + j]!;
      const along = (3 * pull * (x[0]! * rx + x[1]! * ry + x[2]! * rz)) / r2;
      for (let c = 0; c < 3; c++) {
        out[c * columns + j] = m[(3 + c) * columns + j]!;
        out[(3 + c) * columns + j] =
          along * x[c]! -
          pull * m[c * columns + j]! +
          thrust[c]! * growth +
          byTilt[c]! * tiltEast +
          byTilt[3 + c]! * tiltNorth;
      }
      out[3 * columns + j]! += omega * (omega * rx + 2 * m[4 * columns + j]!);
      out[4 * columns + j]! += omega * (omega * ry - 2 * m[3 * columns + j]!);
      out[THRUST * columns + j] = flow;
      out[FLOW * columns + j] = flowing * flow;
      out[TILT * columns + j] = turnEast;
      out[(TILT + 1) * columns + j] = turnNorth;
      out[TURN * columns + j] = -turnEast / turnSeconds;
      out[(TURN + 1) * columns + j] = -turnNorth / turnSeconds;
    }
  }

  /**
   * Moves a state by the classical Runge–Kutta method, and with it the slopes of that state by whatever it depends on.
   *
   * @param x state, written over
   * @param dt s, > 0
   * @param columns of `slopes`; 0 to move the state alone
   * @param slopes 12 × columns by rows, written over
   * @param active columns that may differ from zero, from the first on; all where absent
   */
  move(x: Float64Array, dt: number, columns: number, slopes: Float64Array, active = columns): void {
    const steps = Math.max(1, Math.ceil(dt / STEP - 1e-9));
    for (let s = 0; s < steps; s++) this.step(x, dt / steps, columns, active, slopes);
  }

  private room(columns: number): Float64Array[] {
    if (columns > this.columns) {
      this.columns = columns;
      this.slopes = [0, 1, 2, 3, 4].map(() => new Float64Array(ASCENT_STATES * columns));
    }
    return this.slopes;
  }

  private step(x: Float64Array, h: number, columns: number, active: number, slopes: Float64Array): void {
    const { k } = this;
    const kept = columns === 0 ? [] : this.room(columns);
    for (let i = 0; i < 4; i++) {
      const part = i === 0 ? 0 : i === 3 ? h : h / 2;
      for (let c = 0; c < ASCENT_STATES; c++) this.x[c] = x[c]! + (i === 0 ? 0 : part * k[i - 1]![c]!);
      this.rate(this.x, k[i]!);
      if (columns === 0) continue;
      const moved = kept[4]!;
      const before = kept[i === 0 ? 0 : i - 1]!;
      for (let row = 0; row < ASCENT_STATES; row++)
        for (let c = row * columns; c < row * columns + active; c++)
          moved[c] = i === 0 ? slopes[c]! : slopes[c]! + part * before[c]!;
      this.rateSlopes(this.x, columns, active, moved, kept[i]!);
    }
    for (let c = 0; c < ASCENT_STATES; c++)
      x[c]! += (h / 6) * (k[0]![c]! + 2 * k[1]![c]! + 2 * k[2]![c]! + k[3]![c]!);
    for (let row = 0; row < (columns === 0 ? 0 : ASCENT_STATES); row++)
      for (let c = row * columns; c < row * columns + active; c++)
        slopes[c]! += (h / 6) * (kept[0]![c]! + 2 * kept[1]![c]! + 2 * kept[2]![c]! + kept[3]![c]!);
  }
}
