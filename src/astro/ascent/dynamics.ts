import { airDensity, airPressure } from "../earth/air-table.js";
import { EARTH } from "../earth/constants.js";
import { quickHeight } from "../earth/ellipsoid.js";
import { zonalGravity } from "../earth/gravity.js";
import { eastNorthUp } from "../frames/local.js";
import {
  type AscentDeviation,
  type AscentProfile,
  type AscentStage,
  type AscentStart,
  massRatio,
  SEA_LEVEL_PRESSURE,
  type StageTimes,
  stageTimes,
  thrustFactor,
} from "./profile.js";

/** What steers the thrust over one stretch of an ascent. */
type Steering = "vertical" | "kick" | "gravity turn";

/** A stretch of time in which thrust and steering are smooth. */
export interface AscentPhase {
  readonly start: number;
  readonly end: number;
  readonly steering: Steering;
  /** number of the stage whose mass and drag hold */
  readonly stage: number;
  readonly thrusting: boolean;
}

/** Air above this is too thin for pressure or drag to matter, m. */
const AIR_CEILING = 150_000;

/** Steering is along the velocity only above this speed, m/s; below, along the kick's direction. */
const LEAST_STEERING_SPEED = 1;

/** Cuts an ascent at every moment where its acceleration jumps. */
export function ascentPhases(
  profile: AscentProfile,
  deviation: AscentDeviation,
  until: number,
): AscentPhase[] {
  const stages = stageTimes(profile, deviation);
  const riseEnd = Math.max(0, profile.verticalRiseSeconds + deviation.verticalRiseSeconds);
  const kickEnd = riseEnd + Math.max(profile.kickSeconds, 1e-3);
  const cuts = [0, riseEnd, kickEnd, until, ...stages.flatMap((s) => [s.ignition, s.cutOff])];
  const times = [...new Set(cuts)].filter((t) => t >= 0 && t <= until).sort((a, b) => a - b);
  const phases: AscentPhase[] = [];
  for (let i = 0; i + 1 < times.length; i++) {
    const start = times[i]!;
    const end = times[i + 1]!;
    const middle = (start + end) / 2;
    const steering = middle < riseEnd ? "vertical" : middle < kickEnd ? "kick" : "gravity turn";
    phases.push({ start, end, steering, ...burningAt(stages, middle) });
  }
  return phases;
}

function burningAt(stages: readonly StageTimes[], time: number): { stage: number; thrusting: boolean } {
  let stage = 0;
  for (let i = 0; i < stages.length; i++) if (time >= stages[i]!.ignition) stage = i;
  return { stage, thrusting: time < stages[stage]!.cutOff };
}

/**
 * The forces of an ascent in the Earth-fixed rotating frame: gravity to J4, Coriolis and centrifugal acceleration,
 * thrust and drag in co-rotating standard air.
 */
export class AscentDynamics {
  private readonly up: readonly [number, number, number];
  private readonly forward: readonly [number, number, number];
  private readonly right: readonly [number, number, number];
  private readonly factor: number;
  private readonly kick: number;
  private readonly riseEnd: number;
  private readonly dragCoefficient: number;
  private readonly sinAttack: number;
  private readonly cosAttack: number;
  private readonly sinYaw: number;
  private readonly cosYaw: number;
  private readonly gravity = new Float64Array(3);
  private readonly direction = new Float64Array(3);
  private readonly times: readonly StageTimes[];

  constructor(
    start: AscentStart,
    private readonly profile: AscentProfile,
    deviation: AscentDeviation,
  ) {
    const { east, north, up } = eastNorthUp(start);
    const s = Math.sin(start.azimuth);
    const c = Math.cos(start.azimuth);
    this.up = up;
    this.forward = [s * east[0] + c * north[0], s * east[1] + c * north[1], s * east[2] + c * north[2]];
    this.right = [c * east[0] - s * north[0], c * east[1] - s * north[1], c * east[2] - s * north[2]];
    this.factor = thrustFactor(deviation);
    this.kick = profile.kick + deviation.kick;
    this.riseEnd = Math.max(0, profile.verticalRiseSeconds + deviation.verticalRiseSeconds);
    this.dragCoefficient = profile.dragCoefficient * Math.max(0, 1 + deviation.drag);
    this.sinAttack = Math.sin(deviation.angleOfAttack);
    this.cosAttack = Math.cos(deviation.angleOfAttack);
    this.sinYaw = Math.sin(deviation.yaw);
    this.cosYaw = Math.cos(deviation.yaw);
    this.times = stageTimes(profile, deviation);
  }

  /**
   * Acceleration, Earth-fixed.
   *
   * @param phase the stretch that holds at `tau`
   * @param tau seconds after ignition
   * @param y ECEF position (m) and velocity (m/s), read from `at`
   * @param out three numbers, m/s², written from `outAt`
   */
  acceleration(
    phase: AscentPhase,
    tau: number,
    y: Float64Array,
    at: number,
    out: Float64Array,
    outAt: number,
  ): void {
    const x = y[at]!;
    const z = y[at + 2]!;
    const yy = y[at + 1]!;
    const vx = y[at + 3]!;
    const vy = y[at + 4]!;
    const vz = y[at + 5]!;
    const g = this.gravity;
    zonalGravity(x, yy, z, g, 0);
    const omega = EARTH.rotation;
    let ax = g[0]! + omega * (omega * x + 2 * vy);
    let ay = g[1]! + omega * (omega * yy - 2 * vx);
    let az = g[2]!;
    const stage = this.profile.stages[phase.stage]!;
    const times = this.times[phase.stage]!;
    const ratio = massRatio(stage, this.factor, Math.min(tau, times.cutOff) - times.ignition);
    const height = quickHeight(x, yy, z);
    const inAir = height < AIR_CEILING;
    const speed = Math.sqrt(vx * vx + vy * vy + vz * vz);
    if (inAir) {
      const drag = (0.5 * airDensity(height) * speed * this.dragCoefficient * stage.dragAreaOverMass) / ratio;
      ax -= drag * vx;
      ay -= drag * vy;
      az -= drag * vz;
    }
    if (phase.thrusting) {
      const thrust = this.thrust(stage, ratio, inAir ? height : Number.POSITIVE_INFINITY);
      this.steer(phase, tau, vx, vy, vz, speed);
      ax += thrust * this.direction[0]!;
      ay += thrust * this.direction[1]!;
      az += thrust * this.direction[2]!;
    }
    out[outAt] = ax;
    out[outAt + 1] = ay;
    out[outAt + 2] = az;
  }

  private thrust(stage: AscentStage, ratio: number, height: number): number {
    const vacuum = (stage.initialAcceleration * this.factor) / ratio;
    if (stage.seaLevelThrustLoss === 0 || !Number.isFinite(height)) return vacuum;
    return vacuum * (1 - (stage.seaLevelThrustLoss * airPressure(height)) / SEA_LEVEL_PRESSURE);
  }

  /** Unit vector of the thrust, left in `direction`. */
  private steer(phase: AscentPhase, tau: number, vx: number, vy: number, vz: number, speed: number): void {
    const { up, forward, right, direction } = this;
    if (phase.steering !== "gravity turn" || speed < LEAST_STEERING_SPEED) {
      const share =
        phase.steering === "vertical"
          ? 0
          : Math.min(1, (tau - this.riseEnd) / Math.max(this.profile.kickSeconds, 1e-3));
      const tilt = this.kick * share;
      const c = Math.cos(tilt);
      const s = Math.sin(tilt);
      for (let k = 0; k < 3; k++) direction[k] = c * up[k]! + s * forward[k]!;
      return;
    }
    const ux = vx / speed;
    const uy = vy / speed;
    const uz = vz / speed;
    // The plane of flight is that of velocity and the horizontal of the launch: sound for vertical flight too.
    const along = right[0] * ux + right[1] * uy + right[2] * uz;
    let rx = right[0] - along * ux;
    let ry = right[1] - along * uy;
    let rz = right[2] - along * uz;
    const norm = Math.sqrt(rx * rx + ry * ry + rz * rz);
    rx /= norm;
    ry /= norm;
    rz /= norm;
    const a = this.cosAttack * this.cosYaw;
    const b = this.sinAttack * this.cosYaw;
    const c = this.sinYaw;
    direction[0] = a * ux + b * (ry * uz - rz * uy) + c * rx;
    direction[1] = a * uy + b * (rz * ux - rx * uz) + c * ry;
    direction[2] = a * uz + b * (rx * uy - ry * ux) + c * rz;
  }
}
