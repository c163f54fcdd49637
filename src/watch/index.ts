import type { Epoch } from "../astro/index.js";
import type {
  EventUpdate,
  LineOfSightTrack,
  MeanElements,
  Measurement,
  Network,
  Origin,
  RadarTrack,
  Rejection,
  UtcTime,
  Warning,
} from "../messages/index.js";
import { admit, closeIntake, type Verdict } from "./intake/intake.js";
import { type RadarTrackState, radarTracks } from "./radar/index.js";
import { close, openState, recognised, refuse, take, type WatchState } from "./state.js";

export { familiesOf } from "./events/launch/solve.js";
export {
  createFrontEnd,
  type FalseTracks,
  type FrontEnd,
  type FrontEndResult,
  falseTracksPerDay,
  type NotHandedOn,
} from "./front-end/index.js";
export { type Annulus, walkBackground } from "./front-end/scan/annulus.js";
export {
  type BrightPixel,
  CONTRAST_RULES,
  type Contrast,
  type ContrastRules,
  findContrast,
} from "./front-end/scan/contrast.js";
export {
  detectionOf,
  type HotSpot,
  type HotSpotKind,
  isTold,
  openScanFrontEnd,
  type ScanFindings,
  type ScanFrontEnd,
  takeScan,
  tellKnownHeat,
} from "./front-end/scan/front-end.js";
export { HEAT_BAND } from "./front-end/scan/judge.js";
export { radianceTemperature, type Scan, type ScanBand, type ScanGrid } from "./front-end/scan/scan.js";
export { type RadarTrackState, radarModel } from "./radar/index.js";
export { sealMeasurement } from "./seal.js";
export type { WatchState } from "./state.js";

/** A measurement with the digest of the raw message in which it came. */
export interface SealedMeasurement {
  readonly measurement: Measurement;
  /** SHA-256, hexadecimal, of what the message observed: see `sealMeasurement`. */
  readonly digest: string;
}

/** Everything that the watch puts out. */
export type WatchOutput = LineOfSightTrack | RadarTrack | EventUpdate | Warning | Rejection;

/** A known satellite. */
export interface CatalogueEntry {
  readonly name: string;
  readonly elements: MeanElements;
}

/** What a watch is told before the first measurement. */
export interface WatchConfiguration {
  readonly network: Network;
  readonly origin: Origin;
  readonly catalogue: readonly CatalogueEntry[];
  readonly seed: number;
}

/** What the watch has counted so far. */
export interface WatchCounts {
  /** Detections from orbit, lightning pulses included. */
  readonly infrared: number;
  readonly radar: number;
  readonly rejected: number;
  readonly rejectedReasons: Readonly<Record<string, number>>;
  readonly satellitesRecognised: number;
  /** Earliest and latest time of a measurement that was believed, UTC; absent where none was. */
  readonly firstTime?: UtcTime;
  readonly lastTime?: UtcTime;
}

/**
 * Opens a watch over a network of sensors.
 *
 * @param configuration network, origin of every message that it will accept, known satellites, seed
 */
export function openWatch(configuration: WatchConfiguration): WatchState {
  return openState(configuration);
}

/**
 * Takes one measurement and returns what follows from it, in order. There is no other clock than the measurements'
 * own times: the same measurements give the same outputs, bit for bit, whenever they are replayed.
 *
 * @param state changed in place
 * @param input a measurement that has passed the border's schema, with its digest
 */
export function step(state: WatchState, input: SealedMeasurement): WatchOutput[] {
  return follow(state, admit(state.intake, input.measurement, input.digest));
}

/**
 * Ends the watch: whatever is open is brought to its last state.
 *
 * @param state changed in place; not to be used afterwards
 */
export function closeWatch(state: WatchState): WatchOutput[] {
  return [...follow(state, closeIntake(state.intake)), ...close(state)];
}

function follow(state: WatchState, verdicts: readonly Verdict[]): WatchOutput[] {
  return verdicts.flatMap((verdict) => {
    if (!("refused" in verdict)) return take(state, verdict);
    const { measurement, refused } = verdict;
    const where = "id" in measurement ? measurement.id : measurement.sensor;
    return [refuse(state, where, measurement.time, refused)];
  });
}

/**
 * The radar tracks that a watch holds, known satellites left out, with their covariances: messages carry only what people need.
 * For studies of how well they hold; times are seconds after {@link watchReference}.
 */
export function heldRadarTracks({ running }: WatchState): readonly RadarTrackState[] {
  return running === null ? [] : radarTracks(running.radar);
}

/** Instant from which a watch counts its seconds; null before the first measurement. */
export function watchReference({ intake }: WatchState): Epoch | null {
  return intake.reference;
}

/** @returns what has been counted so far, for the summary */
export function watchCounts(state: WatchState): WatchCounts {
  const reasons = [...state.rejectedReasons].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...state.counts,
    rejectedReasons: Object.fromEntries(reasons),
    satellitesRecognised: recognised(state),
    ...(state.span === null ? {} : { firstTime: state.span.first.utc, lastTime: state.span.last.utc }),
  };
}
