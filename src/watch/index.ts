import type {
  EventUpdate,
  LineOfSightTrack,
  MeanElements,
  Measurement,
  Network,
  Origin,
  RadarTrack,
  Rejection,
  Warning,
} from "../messages/index.js";

export { sealMeasurement } from "./seal.js";

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
}

/** The state of a watch. Opaque to callers: only `step` and `closeWatch` change it. */
export interface WatchState {
  readonly configuration: WatchConfiguration;
  counts: { infrared: number; radar: number; rejected: number; rejectedReasons: Record<string, number> };
}

/**
 * Opens a watch over a network of sensors.
 *
 * @param configuration network, origin of every message that it will accept, known satellites, seed
 */
export function openWatch(configuration: WatchConfiguration): WatchState {
  return { configuration, counts: { infrared: 0, radar: 0, rejected: 0, rejectedReasons: {} } };
}

/**
 * Takes one measurement and returns what follows from it, in order.
 *
 * @param state changed in place
 * @param input a measurement that has passed the border's schema, with its digest
 */
export function step(state: WatchState, input: SealedMeasurement): WatchOutput[] {
  const kind = input.measurement.type;
  if (kind === "infrared-detection" || kind === "optical-pulse") state.counts.infrared += 1;
  if (kind === "radar-plot") state.counts.radar += 1;
  return [];
}

/**
 * Ends the watch: whatever is open is brought to its last state.
 *
 * @param state changed in place; not to be used afterwards
 */
export function closeWatch(_state: WatchState): WatchOutput[] {
  return [];
}

/** @returns what has been counted so far, for the summary */
export function watchCounts(state: WatchState): WatchCounts {
  return { ...state.counts, satellitesRecognised: 0 };
}
