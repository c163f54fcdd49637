import type { EventUpdate, Network, Warning } from "../../../../messages/index.js";
import { Scenario } from "../../../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step } from "../../../../watch/index.js";
import {
  type RecordedAscentTable,
  simulateMeasurements,
  simulateTruth,
  type WorldInputs,
} from "../../../../world/index.js";
import { recordOutputs, standingEvents, startRecord } from "../../../recordings/index.js";

/** Where and along which course a recorded launch is flown for the watch. */
export interface ReplaySite {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly azimuthDeg: number;
}

export interface ReplayOptions {
  readonly site: ReplaySite;
  /** Whether the burn goes on to orbit after the recording; where it broke up it doesn't. */
  readonly goesOn: boolean;
  /** How bright the first stage is, W/sr. */
  readonly radiantIntensity?: number;
  readonly seed: number;
}

/** What the watch made of a recorded launch. */
export interface WatchedLaunch {
  /** Last state of each event that was not dissolved into another. */
  readonly events: readonly EventUpdate[];
  readonly warnings: readonly Warning[];
  readonly measurements: number;
}

const START = "2026-03-21T06:00:00Z";
/** Lift-off after the scenario's start, s. */
const LIFT_OFF = 60;
const AFTERWARDS = 120;
/** Measurements between two words on how far it is. */
const BREATH = 300;

/**
 * Lets the watch see a recorded launch: the recording is flown from a site along a course as the world flies any recorded ascent,
 * the network's satellites and radars look at it with their noise, and the watch gets what they report.
 *
 * @param table the recording
 * @param network who looks
 */
export async function watchLaunch(
  table: RecordedAscentTable,
  network: Network,
  options: ReplayOptions,
  pause: (done: number) => Promise<void>,
): Promise<WatchedLaunch> {
  const { latitudeDeg, longitudeDeg, azimuthDeg } = options.site;
  const last = table.time[table.time.length - 1]!;
  const scenario = Scenario.parse({
    name: "recorded launch",
    start: START,
    durationSeconds: Math.ceil(LIFT_OFF + last + AFTERWARDS),
    network: "network",
    objects: [
      {
        id: "launch",
        kind: "recorded-ascent",
        file: "recording",
        launch: { time: LIFT_OFF, latitudeDeg, longitudeDeg, azimuthDeg },
        continue: options.goesOn ? "orbit" : "none",
        ...(options.radiantIntensity !== undefined && { radiantIntensity: options.radiantIntensity }),
      },
    ],
  });
  const inputs: WorldInputs = {
    scenario,
    network,
    vehicles: new Map(),
    ascents: new Map([["recording", table]]),
    catalogues: new Map(),
    networkCatalogue: [],
    lightning: new Map(),
    seed: options.seed,
  };
  const measurements = simulateMeasurements(inputs, simulateTruth(inputs));
  const watch = openWatch({ network, origin: scenario.origin, catalogue: [], seed: options.seed });
  const record = startRecord();
  for (const [k, measurement] of measurements.entries()) {
    recordOutputs(record, step(watch, sealMeasurement(measurement)));
    if (k % BREATH === 0) await pause(k / measurements.length);
  }
  recordOutputs(record, closeWatch(watch));
  return {
    events: standingEvents(record),
    warnings: record.warnings,
    measurements: measurements.length,
  };
}
