/** What a tracker believes of bodies and how sure it wants to be. */
export interface TrackerSettings {
  /** Power density of what the motion's model leaves out, each axis, m²/s³. */
  readonly processNoise: number;
  /** Deviation of a velocity of which nothing is known, each axis of the rotating frame, m/s. */
  readonly velocityDeviation: number;
  /** Fastest body that two plots may be of, m/s. */
  readonly fastest: number;
  /** Squared normalised innovation beyond which a plot can't be a track's. */
  readonly gate: number;
  /** A hypothesis of two plots becomes a track where the probability that it is wrong is at most this. */
  readonly doubt: number;
  /** With up to so much doubt it does as well, as long as wrong tracks begun so are expected to be no more than… */
  readonly mostDoubt: number;
  /** …this many in ten minutes. */
  readonly expectedWrong: number;
  /** The same for more plots; then it is mostly far less, so that more may be allowed. */
  readonly laterDoubt: number;
  /** A track of two plots is reported where the root of its position's variances, summed, is at most this, m. */
  readonly widestReport: number;
  /** A track ends where the same has grown to this, m. */
  readonly widestTrack: number;
  /** It also ends below this height over the sphere of the equator, m. */
  readonly leastHeight: number;
  /** Log-odds of existence: it can't rise above the first, and a track ends below the second. */
  readonly surest: number;
  readonly given: number;
}

export const TRACKER_SETTINGS: TrackerSettings = {
  processNoise: 3e-6,
  velocityDeviation: 4000,
  fastest: 10_000,
  gate: 30,
  doubt: 5e-5,
  mostDoubt: 5e-4,
  expectedWrong: 0.005,
  laterDoubt: 2e-2,
  widestReport: 8000,
  widestTrack: 150_000,
  leastHeight: 0,
  surest: 25,
  given: -5,
};
