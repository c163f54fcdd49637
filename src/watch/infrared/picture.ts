import type { InfraredSatellite } from "../../messages/index.js";
import { assign } from "./association.js";
import { firstState, innovationSquared, predict, update } from "./filter.js";
import { addPlace, judgeMotion, noPlace } from "./motion.js";
import { crossPlane, planeFrom } from "./plane.js";
import { type Detection, type LineTrack, lastTime } from "./track.js";

/** What one infrared satellite sees. */
export interface InfraredPicture {
  readonly sensor: InfraredSatellite;
  /** Detections of the look that is not complete yet. */
  waiting: Detection[];
  tracks: LineTrack[];
  nextTrack: number;
}

/** Sightings that make a track. */
const CONFIRM_SIGHTINGS = 3;
/** Looks in a row without sight that end a track which was never confirmed. */
const TENTATIVE_MISSES = 2;
/** Unknown acceleration of a source, 1σ an axis, m/s²: a boost has up to some 60. */
const BOOST_ACCELERATION = 40;
/** The same for a source that was seen to stay. */
const STATIC_ACCELERATION = 1;
/** Gate: 1 − 10⁻⁴ of χ² with 2 degrees of freedom. */
const GATE = 18.4;
/** Sightings of a static source that are kept. */
const STATIC_MEMORY = 60;

/** Opens the picture of a satellite. */
export function openInfrared(sensor: InfraredSatellite): InfraredPicture {
  return { sensor, waiting: [], tracks: [], nextTrack: 1 };
}

/**
 * Takes a detection. When it begins a new look, the look before is followed up first.
 *
 * @returns tracks that changed
 */
export function takeDetection(picture: InfraredPicture, detection: Detection): LineTrack[] {
  const first = picture.waiting[0];
  const changed = first !== undefined && first.look !== detection.look ? completeLook(picture) : [];
  picture.waiting.push(detection);
  return changed;
}

/**
 * Completes a look when its time has passed, counts looks without sight, ends what is out of sight for too long.
 * A staging gap of 10 to 11 s ends no track.
 *
 * @param now s after the watch's reference
 * @returns tracks that changed; an ended one is handed out once and then forgotten
 */
export function advanceInfrared(picture: InfraredPicture, now: number): LineTrack[] {
  const revisit = picture.sensor.payload.revisitSeconds;
  const changed: LineTrack[] = [];
  const first = picture.waiting[0];
  if (first !== undefined && now > first.time + Math.min(1, revisit / 2))
    changed.push(...completeLook(picture));
  for (const track of picture.tracks) {
    track.missed = Math.max(0, Math.floor((now - lastTime(track)) / revisit - 0.3));
    const lost =
      track.state === "tentative"
        ? track.missed >= TENTATIVE_MISSES
        : now - lastTime(track) > endAfter(revisit);
    if (!lost) continue;
    track.state = "ended";
    if (!changed.includes(track)) changed.push(track);
  }
  picture.tracks = picture.tracks.filter((t) => t.state !== "ended");
  return changed;
}

/** A confirmed track ends after so long without sight, s. */
export function endAfter(revisit: number): number {
  return Math.max(35, 4 * revisit + 12);
}

function completeLook(picture: InfraredPicture): LineTrack[] {
  const detections = picture.waiting;
  picture.waiting = [];
  const options = [];
  for (const [t, track] of picture.tracks.entries()) {
    for (const [d, detection] of detections.entries()) {
      const distance = distanceSquared(track, detection);
      if (distance !== null && distance < GATE)
        options.push({ track: t, detection: d, cost: distance + (track.state === "tentative" ? GATE : 0) });
    }
  }
  const chosen = assign(options);
  const changed: LineTrack[] = [];
  for (const [d, detection] of detections.entries()) {
    const t = chosen.get(d);
    if (t === undefined) {
      const begun = begin(picture, detection);
      if (begun !== null) picture.tracks.push(begun);
      continue;
    }
    const track = picture.tracks[t]!;
    follow(track, detection);
    changed.push(track);
  }
  return changed;
}

function accelerationOf(track: LineTrack): number {
  return track.motion === "static" ? STATIC_ACCELERATION : BOOST_ACCELERATION;
}

function distanceSquared(track: LineTrack, detection: Detection): number | null {
  const point = crossPlane(track.plane, detection.positionEcef, detection.lineOfSightEcef);
  if (point === null || detection.time <= track.filter.time) return null;
  const predicted = predict(track.filter, detection.time, accelerationOf(track));
  return innovationSquared(predicted, point.u, point.v, detection.sigma * point.range);
}

function begin(picture: InfraredPicture, detection: Detection): LineTrack | null {
  const plane = planeFrom(detection.positionEcef, detection.lineOfSightEcef);
  const point = crossPlane(plane, detection.positionEcef, detection.lineOfSightEcef);
  if (point === null) return null;
  const sigmaMetres = detection.sigma * point.range;
  const place = noPlace();
  addPlace(place, point.u, point.v, sigmaMetres);
  return {
    id: `${picture.sensor.id}/track-${picture.nextTrack++}`,
    sensor: picture.sensor.id,
    plane,
    revisit: picture.sensor.payload.revisitSeconds,
    state: "tentative",
    motion: "unknown",
    filter: firstState(detection.time, point.u, point.v, sigmaMetres),
    place,
    sightings: [{ ...detection, u: point.u, v: point.v, sigmaMetres }],
    missed: 0,
    pending: { measurements: [detection.provenance.measurement], innovations: [] },
  };
}

function follow(track: LineTrack, detection: Detection): void {
  const point = crossPlane(track.plane, detection.positionEcef, detection.lineOfSightEcef)!;
  const sigmaMetres = detection.sigma * point.range;
  const predicted = predict(track.filter, detection.time, accelerationOf(track));
  track.pending.innovations.push(innovationSquared(predicted, point.u, point.v, sigmaMetres) / 2);
  track.pending.measurements.push(detection.provenance.measurement);
  track.filter = update(predicted, point.u, point.v, sigmaMetres);
  addPlace(track.place, point.u, point.v, sigmaMetres);
  track.sightings.push({ ...detection, u: point.u, v: point.v, sigmaMetres });
  track.missed = 0;
  if (track.motion !== "moving") track.motion = judgeMotion(track.sightings, track.place);
  if (track.motion === "static" && track.sightings.length > STATIC_MEMORY)
    track.sightings.splice(1, track.sightings.length - STATIC_MEMORY);
  if (track.sightings.length >= CONFIRM_SIGHTINGS) track.state = "confirmed";
}
