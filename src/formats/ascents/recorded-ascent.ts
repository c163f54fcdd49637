/** Telemetry of an ascent, a row a sample. Times count from lift-off; the speed is Earth-fixed. */
export interface RecordedAscent {
  readonly name: string;
  /** Where the recording comes from, as its file says; empty where it says nothing. */
  readonly source: string;
  /** s after lift-off, strictly increasing. */
  readonly time: Float64Array;
  /** m/s, relative to the rotating Earth. */
  readonly speed: Float64Array;
  /** m above the ground or sea. */
  readonly altitude: Float64Array;
  /** rad, above the local horizontal. */
  readonly flightPathAngle: Float64Array;
  /** m along the ground from the site; shrinks while a stage flies back. */
  readonly downrange: Float64Array;
  /** s after lift-off by name (`meco`, `ses1`, `boostback_start`…); null where it did not take place in the recording. */
  readonly events: Readonly<Record<string, number | null>>;
}
