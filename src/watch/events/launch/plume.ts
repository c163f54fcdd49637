import { heightOf, type Vec3 } from "../../../astro/index.js";
import type { InfraredPayload, Thresholds } from "../../../messages/index.js";
import { infraredDetectionProbability, infraredVisibility, plumeIntensity } from "../../../sensors/index.js";
import type { LineTrack } from "../../infrared/track.js";
import { lastSeen } from "./burns.js";

/** Whether the plume is out, as far as infrared can say. */
export interface PlumeState {
  /** s */
  readonly lastSeen: number;
  /** First look after it that would have shown a plume and did not; absent while there is none. */
  readonly firstNotSeen?: number;
  /** Looks in a row, of all satellites, that would have shown a plume and did not. */
  readonly blankLooks: number;
  /** Gone for so long that a next stage would have been seen: the condition of level confirmed. */
  readonly gone: boolean;
}

/** An upper stage may be weaker than the stage before it by so much and must still be seen. */
const WEAKER_STAGE = 3;
/** Probability of detection above which a look would have shown a plume. */
const SURE = 0.9;
const RECENT = 5;

/**
 * Judges the plume: not seen is evidence only where it would have been seen. The signal of the last sightings,
 * carried to the height where the body now is by the plume's shape and weakened as an upper stage may be, must
 * pass the satellite's threshold, and the geometry must let it be seen.
 *
 * @param tracks the body's line-of-sight tracks
 * @param payloads by sensor
 * @param positionAt where the body is now believed to be, ECEF, m; null where that is not known
 * @param sunEcef m
 * @param now s
 */
export function judgePlume(
  tracks: readonly LineTrack[],
  payloads: ReadonlyMap<string, InfraredPayload>,
  positionAt: (time: number) => Vec3 | null,
  sunEcef: Vec3,
  now: number,
  thresholds: Thresholds,
): PlumeState {
  const seen = lastSeen(tracks);
  let firstNotSeen: number | undefined;
  let blankLooks = 0;
  let slowest = 0;
  for (const track of tracks) {
    const payload = payloads.get(track.sensor);
    const last = track.sightings.at(-1)!;
    if (payload === undefined || last.time < seen - 3 * track.revisit) continue;
    let blank = 0;
    for (let t = last.time + track.revisit; t <= now - 0.3 * track.revisit; t += track.revisit) {
      if (t < seen || !wouldBeSeen(track, payload, positionAt, sunEcef, t)) continue;
      blank += 1;
      firstNotSeen = Math.min(firstNotSeen ?? t, t);
      if (blank > 12) break;
    }
    if (blank > 0) slowest = Math.max(slowest, track.revisit);
    blankLooks += blank;
  }
  const wait = Math.max(
    thresholds.plumeGoneSeconds,
    thresholds.plumeGoneLooks * slowest + thresholds.plumeGoneMarginSeconds,
  );
  const gone = blankLooks >= thresholds.plumeGoneLooks && now - seen >= wait;
  return { lastSeen: seen, ...(firstNotSeen === undefined ? {} : { firstNotSeen }), blankLooks, gone };
}

function wouldBeSeen(
  track: LineTrack,
  payload: InfraredPayload,
  positionAt: (time: number) => Vec3 | null,
  sunEcef: Vec3,
  time: number,
): boolean {
  const recent = track.sightings.slice(-RECENT);
  const last = recent.at(-1)!;
  const now = positionAt(time);
  const before = positionAt(last.time);
  const signals = recent.map((s) => s.signalToNoise).sort((a, b) => a - b);
  let signal = signals[Math.floor(signals.length / 2)]!;
  if (now !== null && before !== null) {
    if (infraredVisibility(payload, last.positionEcef, now, sunEcef) !== "visible") return false;
    signal *= plumeIntensity(1, heightOf(...now)) / plumeIntensity(1, heightOf(...before));
  }
  return infraredDetectionProbability(payload, signal / WEAKER_STAGE) >= SURE;
}
