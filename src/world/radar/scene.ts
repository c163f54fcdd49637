import { type Look, normalAt, positiveAngle, type RandomStream, randomStream } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import {
  detectionThreshold,
  pulsesOf,
  type RadarSite,
  radarSignalToNoise,
  radarSite,
} from "../../sensors/index.js";
import { type Disturbances, disturbancesOf } from "../faults/disturbances.js";
import type { Setting } from "../setting.js";
import type { Echo, ExtraNoise } from "./echo.js";
import { drawFixedErrors, type FixedErrors } from "./fixed-errors.js";
import { errorIndex, receivedPower } from "./received.js";
import type { RadarTargets } from "./targets.js";

/** A mean signal so weak that it changes no probability by more than a hundredth is not drawn for. */
const FAINT = 1e-3;

/** What every part of one radar's simulation shares. */
export interface RadarScene {
  readonly setting: Setting;
  readonly radar: Radar;
  readonly site: RadarSite;
  readonly fixed: FixedErrors;
  readonly threshold: number;
  readonly pulses: number;
  readonly targets: RadarTargets;
  readonly extraNoise: ExtraNoise | null;
  /** Bursts of noise and jammers of the scenario. */
  readonly disturbances: Disturbances;
  /** Draws of a purpose, made once. */
  stream(purpose: string): RandomStream;
}

/** What the scenario's jammers raise the noise by; null where there is none, so that no look pays for asking. */
function jammers(disturbances: Disturbances): ExtraNoise | null {
  if (disturbances.everyStrobe.length === 0) return null;
  return (azimuth, _elevation, time) => disturbances.jamToNoise(azimuth, time);
}

export function openScene(
  setting: Setting,
  radar: Radar,
  targets: RadarTargets,
  extraNoise: ExtraNoise | null,
): RadarScene {
  const streams = new Map<string, RandomStream>();
  const disturbances = disturbancesOf(setting, radar.id);
  const pulses = pulsesOf(radar);
  return {
    setting,
    radar,
    site: radarSite(radar),
    fixed: drawFixedErrors(radar, setting.inputs.seed),
    threshold: detectionThreshold(radar.falseAlarmProbability, pulses),
    pulses,
    targets,
    extraNoise: extraNoise ?? jammers(disturbances),
    disturbances,
    stream(purpose) {
      let stream = streams.get(purpose);
      if (stream === undefined) {
        stream = randomStream(setting.inputs.seed, "radar", radar.id, purpose);
        streams.set(purpose, stream);
      }
      return stream;
    },
  };
}

const state = new Float64Array(6);

/** Geometric look at a target, written into numbers: the same arithmetic as `lookAt`. */
export class TrueLook {
  azimuth = 0;
  elevation = 0;
  range = 0;
  /** m/s, away positive. */
  rangeRate = 0;

  /** @param time s after the run's start */
  at(scene: RadarScene, target: number, time: number): void {
    scene.targets.stateAt(target, time, state);
    const { positionEcef: origin, east, north, up } = scene.site;
    const x = state[0]! - origin[0];
    const y = state[1]! - origin[1];
    const z = state[2]! - origin[2];
    const e = x * east[0] + y * east[1] + z * east[2];
    const n = x * north[0] + y * north[1] + z * north[2];
    const u = x * up[0] + y * up[1] + z * up[2];
    this.azimuth = positiveAngle(Math.atan2(e, n));
    this.elevation = Math.atan2(u, Math.hypot(e, n));
    this.range = Math.hypot(e, n, u);
    this.rangeRate = (x * state[3]! + y * state[4]! + z * state[5]!) / this.range;
  }

  /** The azimuth alone: all that is asked while the instant of a look settles. */
  azimuthAt(scene: RadarScene, target: number, time: number): void {
    scene.targets.stateAt(target, time, state);
    const { positionEcef: origin, east, north } = scene.site;
    const x = state[0]! - origin[0];
    const y = state[1]! - origin[1];
    const z = state[2]! - origin[2];
    const e = x * east[0] + y * east[1] + z * east[2];
    const n = x * north[0] + y * north[1] + z * north[2];
    this.azimuth = positiveAngle(Math.atan2(e, n));
  }
}

/** One look at one target, as a beam makes it. */
export interface BeamLook {
  readonly target: number;
  readonly time: number;
  /** Number of the look at this target, never twice the same. */
  readonly number: number;
  readonly apparent: Look;
  /** True, m. */
  readonly range: number;
  readonly offBoresight: number;
  /** m/s */
  readonly rangeRate: number;
  /** s */
  readonly pulse: number;
  /** What the beam's shape leaves of the signal, up to 1. */
  readonly shape: number;
}

/**
 * Whether a look at a target shows it: mean signal by the range equation, the target's fluctuation, the receiver's
 * noise, the threshold.
 *
 * @returns the echo, or null
 */
export function listen(scene: RadarScene, look: BeamLook): Echo | null {
  const { radar, targets, pulses, extraNoise } = scene;
  const { target, time, number, apparent, offBoresight, pulse } = look;
  const squareMetres = targets.crossSection(target, time);
  let mean = radarSignalToNoise(radar, squareMetres, look.range, offBoresight, pulse) * look.shape;
  if (extraNoise !== null) mean /= 1 + extraNoise(apparent.azimuth, apparent.elevation, time);
  if (mean < FAINT) return null;
  const noise = targets.noise(target);
  const power = receivedPower(
    targets.fluctuation(target),
    noise,
    number,
    mean,
    targets.swerling(target),
    pulses,
  );
  if (power <= scene.threshold) return null;
  const first = errorIndex(number, pulses);
  return {
    time,
    look: apparent,
    offBoresight,
    signalToNoise: pulses === 1 ? power - 1 : power / pulses - 1,
    errors: [normalAt(noise, first), normalAt(noise, first + 1), normalAt(noise, first + 2)],
    rangeRate: look.rangeRate,
    // range rate has draws of its own, from the fluctuation's end of the counter
    rateError: radar.waveform?.chirp === "pair" ? normalAt(targets.fluctuation(target), 2 ** 51 + number) : 0,
    pulse,
  };
}
