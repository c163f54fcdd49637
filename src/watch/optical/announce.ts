import { dropStorms, type OpticalPicture, type Storm } from "./storms.js";

/** A storm about which there is something to say. */
export interface StormNews {
  readonly storm: Storm;
  readonly over: boolean;
}

/** A storm is followed for one granule before it is announced, s: until then areas grow together. */
const SETTLE_SECONDS = 20;
/** Without lightning for so long it is over, s. */
const QUIET_SECONDS = 120;
/** Fewer pulses than this are noise of the instrument, not a storm. */
const LEAST_PULSES = 2;

/**
 * What there is to say of storms at a time: first word after a granule's length, last word when it has been quiet.
 *
 * @param now s after the watch's reference; infinite when the watch closes
 */
export function stormNews(picture: OpticalPicture, now: number): StormNews[] {
  const news: StormNews[] = [];
  const gone = new Set<Storm>();
  for (const storm of picture.storms) {
    const over = now - storm.last > QUIET_SECONDS;
    if (over) gone.add(storm);
    if (storm.pulses < LEAST_PULSES) continue;
    if (
      over
        ? storm.pulses > storm.pulsesAnnounced || storm.announced
        : !storm.announced && now - storm.first > SETTLE_SECONDS
    ) {
      storm.announced = true;
      storm.pulsesAnnounced = storm.pulses;
      news.push({ storm, over });
    }
  }
  if (gone.size > 0) dropStorms(picture, gone);
  return news;
}
