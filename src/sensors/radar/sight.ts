import type { Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { beamShape, directionsApart } from "./beam.js";
import { facing, radarCover } from "./cover.js";
import type { SwerlingCase } from "./detection.js";
import { radarDetectionProbability } from "./detection.js";
import { type FaceFence, faceFences, fenceBeamDirection, nearestFenceBeam } from "./fence.js";
import { measureRadar } from "./measurement.js";
import { pulsesOf } from "./pulse.js";
import { radarSignalToNoise } from "./signal.js";

const RADIANS = Math.PI / 180;

/**
 * Should the radar have seen it? The probability that one look detects an object at a place: 0 outside the cover.
 *
 * @param positionEcef m
 * @param crossSection mean, m²
 */
export function radarExpectedDetection(
  radar: Radar,
  positionEcef: Vec3,
  crossSection: number,
  swerling: SwerlingCase,
): number {
  const look = measureRadar(radar, positionEcef);
  const cover = radarCover(radar, look);
  if (cover === null) return 0;
  const signalToNoise = radarSignalToNoise(radar, crossSection, look.range, cover.offBoresight);
  return radarDetectionProbability(swerling, signalToNoise, radar.falseAlarmProbability, pulsesOf(radar));
}

const fencesOfRadars = new WeakMap<Radar, readonly FaceFence[]>();

/**
 * Should the fence have found it? The probability that one repetition of a scheduled radar's fence shows an object at a place
 * and that the look which confirms it shows it too: nothing else begins a track of such a radar. 0 without a schedule.
 *
 * @param positionEcef m
 * @param crossSection mean, m²
 */
export function fenceExpectedDetection(
  radar: Radar,
  positionEcef: Vec3,
  crossSection: number,
  swerling: SwerlingCase,
): number {
  const { schedule } = radar;
  if (schedule === undefined) return 0;
  const look = measureRadar(radar, positionEcef);
  const cover = radarCover(radar, look);
  if (cover === null) return 0;
  let fences = fencesOfRadars.get(radar);
  if (fences === undefined) {
    fences = faceFences(radar, schedule);
    fencesOfRadars.set(radar, fences);
  }
  const fence = fences[cover.index]!;
  const beam = fenceBeamDirection(fence, nearestFenceBeam(fence, look.azimuth, look.elevation));
  const offBoresight = facing(radar, beam.azimuth, beam.elevation)?.offBoresight ?? cover.offBoresight;
  const width = (radar.beamwidthDeg * RADIANS) / Math.cos(offBoresight);
  const shape = beamShape(directionsApart(look.azimuth, look.elevation, beam.azimuth, beam.elevation), width);
  const detection = (signalToNoise: number) =>
    radarDetectionProbability(swerling, signalToNoise, radar.falseAlarmProbability, pulsesOf(radar));
  const pulse = schedule.fence.pulseMilliseconds * 1e-3;
  const inFence = radarSignalToNoise(radar, crossSection, look.range, offBoresight, pulse) * shape;
  const confirming = radarSignalToNoise(radar, crossSection, look.range, cover.offBoresight);
  return detection(inFence) * detection(confirming);
}
