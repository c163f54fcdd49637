/** What became of one true object. */
export interface ObjectHistory {
  /** First time at which a track stood for it; NaN before. */
  firstTracked: number;
  /** Track that stood for it last; null before. */
  track: string | number | null;
  /** Whether a track stands for it now. */
  tracked: boolean;
  /** Times that another track than before stood for it. */
  switches: number;
  /** Times that it was lost and later found again, by whatever track. */
  breaks: number;
}

/** How steadily tracks follow objects: identity switches, breaks, delays. */
export interface Continuity {
  readonly objects: Map<string | number, ObjectHistory>;
}

/** A true object that is there, and the track that stands for it, if one does. */
export interface TrackedObject {
  readonly object: string | number;
  readonly track: string | number | null;
}

/** Starts a count of switches, breaks and delays. */
export function startContinuity(): Continuity {
  return { objects: new Map() };
}

/**
 * Adds one time of evaluation; times come in order. An identity switch is another track than the one that stood for the
 * object last, however long ago; a break is an object found again after a time without a track ("mismatches" and
 * "fragmentations" of Bernardin and Stiefelhagen, "Evaluating multiple object tracking performance: the CLEAR MOT metrics",
 * EURASIP Journal on Image and Video Processing, 2008).
 *
 * @param time s
 * @param present every object that is there at this time
 */
export function addInstant(continuity: Continuity, time: number, present: readonly TrackedObject[]): void {
  for (const { object, track } of present) {
    let history = continuity.objects.get(object);
    if (!history) {
      history = { firstTracked: Number.NaN, track: null, tracked: false, switches: 0, breaks: 0 };
      continuity.objects.set(object, history);
    }
    if (track !== null) {
      if (history.track === null) history.firstTracked = time;
      else {
        if (history.track !== track) history.switches += 1;
        if (!history.tracked) history.breaks += 1;
      }
      history.track = track;
    }
    history.tracked = track !== null;
  }
}

/** Identity switches of all objects together. */
export function totalSwitches({ objects }: Continuity): number {
  return [...objects.values()].reduce((sum, { switches }) => sum + switches, 0);
}

/** Breaks of all objects together. */
export function totalBreaks({ objects }: Continuity): number {
  return [...objects.values()].reduce((sum, { breaks }) => sum + breaks, 0);
}

/**
 * How long objects waited for their first track.
 *
 * @param births when each object could first be tracked, s
 * @returns delays in s of those that were ever tracked, in order of `births`
 */
export function trackDelays(
  { objects }: Continuity,
  births: Iterable<readonly [object: string | number, birth: number]>,
): number[] {
  const delays: number[] = [];
  for (const [object, birth] of births) {
    const history = objects.get(object);
    if (history && history.track !== null) delays.push(history.firstTracked - birth);
  }
  return delays;
}
