import {
  normalAt,
  type RandomStream,
  randomStream,
  subpointAxes,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import type { FramesBlock, InfraredSatellite } from "../../messages/index.js";
import { applyPointing, boresightAxes, type CameraAxes, turnedAxes } from "../../sensors/index.js";

/** Where a camera looks in one frame. */
export interface FrameAttitude {
  /** As it was meant: what the background is worked out for. */
  readonly held: CameraAxes;
  /** As it truly was: draws the image. */
  readonly true: CameraAxes;
  /** As the satellite reports it. */
  readonly reported: CameraAxes;
  /** By how much the image's content is moved by jitter and drift, pixels. */
  readonly shiftRows: number;
  readonly shiftColumns: number;
}

/** The attitude of one camera: held on its place, moved by jitter and drift, reported with bias and noise. */
export class AttitudeModel {
  private readonly jitter: RandomStream;
  private readonly knowledge: RandomStream;
  private readonly bias: readonly [number, number];
  private readonly swing: readonly { readonly amplitude: number; readonly phase: number }[];

  constructor(
    seed: number,
    private readonly sensor: InfraredSatellite,
    private readonly camera: FramesBlock,
  ) {
    this.jitter = randomStream(seed, "frames", sensor.id, "jitter");
    this.knowledge = randomStream(seed, "frames", sensor.id, "attitude");
    // the same draw as at detection level: see world/measure/infrared.ts
    const bias = randomStream(seed, "bias", sensor.id);
    const sigma = sensor.payload.biasMicroradians * 1e-6;
    this.bias = [sigma * normalAt(bias, 0), sigma * normalAt(bias, 1)];
    const drift = randomStream(seed, "frames", sensor.id, "drift");
    this.swing = [0, 1].map((k) => ({
      amplitude: camera.driftMicroradians * 1e-6 * normalAt(drift, k),
      phase: 2 * Math.PI * uniformAt(drift, k),
    }));
  }

  /**
   * @param satellite Earth-fixed, m
   * @param time s after the run's start
   */
  at(frame: number, time: number, satellite: Vec3): FrameAttitude {
    const { camera, sensor } = this;
    const held = boresightAxes(satellite, camera.pointing);
    const [aboutRight, aboutDown] = [0, 1].map((k) => this.motion(k, frame, time)) as [number, number];
    const moved = turnedAxes(held, aboutRight, aboutDown);
    const axes = subpointAxes(satellite);
    const turn = (v: Vec3): Vec3 => applyPointing(v, axes, ...this.bias);
    const biased = { right: turn(moved.right), down: turn(moved.down), forward: turn(moved.forward) };
    const sigma = sensor.payload.randomMicroradians * 1e-6;
    const reported = turnedAxes(
      biased,
      sigma * normalAt(this.knowledge, 2 * frame),
      sigma * normalAt(this.knowledge, 2 * frame + 1),
    );
    const pixel = camera.pixelMicroradians * 1e-6;
    return {
      held,
      true: moved,
      reported,
      shiftRows: Math.tan(aboutRight) / pixel,
      shiftColumns: -Math.tan(aboutDown) / pixel,
    };
  }

  /** Jitter and drift about one axis, rad. */
  private motion(axis: number, frame: number, time: number): number {
    const { amplitude, phase } = this.swing[axis]!;
    const drift = amplitude * Math.sin((2 * Math.PI * time) / this.camera.driftPeriodSeconds + phase);
    return drift + this.camera.jitterMicroradians * 1e-6 * normalAt(this.jitter, 2 * frame + axis);
  }
}
