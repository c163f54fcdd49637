import { heightOf, type Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { radarExpectedDetection, radarLookTime } from "../../sensors/index.js";
import { believedDetection } from "./scan-pairings.js";
import { type LiveTrack, placeAt } from "./track.js";

/** ln odds at which a track is confirmed (a false one in a million) and above which its score does not grow. */
const CONFIRM = Math.log(1e6);
const HIGHEST_SCORE = CONFIRM + 3;
/** ln odds at which a confirmed track is given up, and how far a tentative one may fall below its birth. */
const GIVE_UP = Math.log(1e-2);
const TENTATIVE_FALL = 4;
/** Two plots give a velocity; the third is the first check on it. */
const FEWEST_PLOTS = 3;
/** Out of cover a track is kept for so long, and while its place is known to better than this, s and m. */
const LONGEST_OUT_OF_COVER = 120;
const WIDEST_PLACE = 50_000;
/** A body of which no plot has told the cross-section yet, m². */
export const UNKNOWN_CROSS_SECTION = 1;

/** Where and how surely a track is to be seen in a scan. */
export interface ExpectedLook {
  readonly track: LiveTrack;
  readonly time: number;
  readonly place: Vec3;
  /** How widely it is known, m. */
  readonly spread: number;
  /** 0 out of cover. */
  readonly detection: number;
}

/** What a scan should show of a track. */
export function expectedLook(radar: Radar, track: LiveTrack, scan: number): ExpectedLook {
  // Where it was last seen tells when it is looked at: from scan to scan the azimuth changes by a few degrees.
  const last = track.follower.observations.at(-1)!;
  const time = Math.max(radarLookTime(radar, scan, last.azimuth), last.time);
  const { place, spread } = placeAt(track, time);
  const crossSection = track.crossSection || UNKNOWN_CROSS_SECTION;
  const detection = heightOf(...place) < 0 ? 0 : radarExpectedDetection(radar, place, crossSection, 1);
  return { track, time, place, spread, detection };
}

/**
 * Tells a track's score of a plot that was assigned to it.
 *
 * @param gain of the pairing: ln of its likelihood over that of a false plot and a miss
 * @param detection probability that was expected
 */
export function rewardTrack(track: LiveTrack, gain: number, detection: number): void {
  const overChance = gain + Math.log1p(-believedDetection(detection));
  track.score = Math.min(HIGHEST_SCORE, track.score + overChance);
  if (track.score > CONFIRM && track.measurements.length >= FEWEST_PLOTS) track.confirmed = true;
}

/** Tells a track that a scan in which it was expected showed nothing of it. */
export function missTrack(look: ExpectedLook): void {
  const { track, detection, time } = look;
  track.snapshot = null;
  if (heightOf(...look.place) < 0) {
    track.ended = "came down";
  } else if (detection === 0) {
    track.outSince ??= time;
    const long = time - track.outSince > LONGEST_OUT_OF_COVER;
    if (long || look.spread > WIDEST_PLACE || !track.confirmed) track.ended = "left cover";
  } else {
    track.outSince = null;
    track.score += Math.log1p(-believedDetection(detection));
    const least = track.confirmed ? GIVE_UP : track.birthScore - TENTATIVE_FALL;
    if (track.score < least) track.ended = "lost";
  }
}
