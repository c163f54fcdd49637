/** What a beam is for, in the order in which they are served. */
export type BeamPurpose = "fence" | "confirmation" | "cue" | "track";

/** Beams of one purpose, counted over a run. */
export interface BeamCount {
  made: number;
  /** There was no time or no energy for them. */
  refused: number;
}

/** How a radar has spent its time and energy. */
export interface Tally {
  readonly beams: Record<BeamPurpose, BeamCount>;
  /** Alerts of the fence by noise alone. */
  falseAlerts: number;
  tracksOpened: number;
  /** Greatest share of a repetition in which a face transmitted. */
  greatestDuty: number;
  /** Greatest share of the beams that a face has room for in a repetition. */
  greatestLoad: number;
}

export function emptyTally(): Tally {
  const count = (): BeamCount => ({ made: 0, refused: 0 });
  return {
    beams: { fence: count(), confirmation: count(), cue: count(), track: count() },
    falseAlerts: 0,
    tracksOpened: 0,
    greatestDuty: 0,
    greatestLoad: 0,
  };
}
