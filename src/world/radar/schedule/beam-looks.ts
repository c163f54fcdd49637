import type { Look } from "../../../astro/index.js";
import { beamShape, directionsApart, type RadarCover, radarCover, refract } from "../../../sensors/index.js";
import type { Echo } from "../echo.js";
import { listen, type RadarScene, TrueLook } from "../scene.js";

const DEGREE = Math.PI / 180;
/** Air lifts nothing that is farther below the horizon than this, rad. */
const GREATEST_LIFT = 0.05;
/** Farther off the middle of a beam than this many half-power widths nothing is left: 24 dB at one. */
const BEAM_REACH = 1.2;
/** Looks are told apart by their time in µs and by what they are for. */
const PURPOSES = 4;

/** A direction in which a beam is sent. */
export interface Beam {
  readonly time: number;
  readonly azimuth: number;
  readonly elevation: number;
  readonly offBoresight: number;
  /** s */
  readonly pulse: number;
  /** 0 fence, 1 confirmation, 2 cue, 3 track. */
  readonly purpose: number;
}

const truth = new TrueLook();

/** Where a target stands as the radar sees it without error, or null out of cover. */
export function apparentLook(
  scene: RadarScene,
  target: number,
  time: number,
): { look: Look; cover: RadarCover; range: number; rangeRate: number } | null {
  if (!scene.targets.isThere(target, time)) return null;
  truth.at(scene, target, time);
  if (truth.elevation < -GREATEST_LIFT || truth.range > scene.radar.maximumRangeKm * 1000) return null;
  const look = refract(scene.fixed.surfaceRefractivity, truth);
  const cover = radarCover(scene.radar, look);
  return cover === null ? null : { look, cover, range: truth.range, rangeRate: truth.rangeRate };
}

/** The echo of a target in a beam, or null: out of the beam, too weak, or not there. */
export function lookAlong(scene: RadarScene, beam: Beam, target: number): Echo | null {
  const there = apparentLook(scene, target, beam.time);
  if (there === null) return null;
  const { look, range, rangeRate } = there;
  const width = (scene.radar.beamwidthDeg * DEGREE) / Math.cos(beam.offBoresight);
  const apart = directionsApart(look.azimuth, look.elevation, beam.azimuth, beam.elevation);
  if (apart > BEAM_REACH * width) return null;
  return listen(scene, {
    target,
    time: beam.time,
    number: PURPOSES * Math.round(beam.time * 1e6) + beam.purpose,
    apparent: look,
    range,
    offBoresight: beam.offBoresight,
    rangeRate,
    pulse: beam.pulse,
    shape: beamShape(apart, width),
  });
}
