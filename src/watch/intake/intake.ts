import { compareEpochs, type Epoch, epochFromUtc, secondsBetween } from "../../astro/index.js";
import {
  type Measurement,
  type Network,
  type Origin,
  type Provenance,
  type Sensor,
  type SensorKind,
  witness,
} from "../../messages/index.js";
import { radarPlotProblem } from "../radar/index.js";
import { type DataClock, openClock } from "./clock.js";
import { type RecentNames, rememberNames } from "./memory.js";

/** A measurement that the watch believes enough to use. */
export interface Admitted {
  readonly measurement: Measurement;
  /** s after the watch's reference. */
  readonly time: number;
  /** Absent for heartbeats and notifications, which witness nothing. */
  readonly provenance?: Provenance;
}

/** A measurement that the watch does not use, and the one reason under which it is counted. */
export interface Refused {
  readonly refused: string;
}

/** What the intake remembers. */
export interface Intake {
  readonly origin: Origin;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly clock: DataClock;
  /** Instant from which the watch counts seconds: the time of the first message. */
  reference: Epoch | null;
  /** A UTC text that the schema has passed as s after the reference. */
  secondsOf(utc: string): number;
  readonly digests: RecentNames;
  readonly identifiers: RecentNames;
}

/** Witnesses are remembered for so long, s; older messages are refused by the clock. */
const MEMORY = 7200;
/** A sensor's messages may run backwards by so much, s. */
const ORDER_ALLOWANCE = 1;
/** A lightning mapper's pulses come in the order of their flashes within one granule of 20 s. */
const GRANULE_ALLOWANCE = 40;

/** Opens the intake of a watch. */
export function openIntake(network: Network, origin: Origin): Intake {
  const intake: Intake = {
    origin,
    secondsOf: (utc) => secondsBetween(intake.reference!, epochFromUtc(utc)),
    sensors: new Map(network.sensors.map((s) => [s.id, s])),
    clock: openClock(),
    reference: null,
    digests: rememberNames(MEMORY),
    identifiers: rememberNames(MEMORY),
  };
  return intake;
}

const KIND_OF: Partial<Record<Measurement["type"], SensorKind>> = {
  "infrared-detection": "infrared",
  "optical-pulse": "optical",
  "radar-plot": "radar",
};

/**
 * Lets one measurement in, or says why not. Provenance is made here and nowhere else.
 *
 * Checked is what a schema can't know: origin, sensor and its kind, what a radar can't have measured, copies of what
 * was already heard, time.
 *
 * @param intake changed in place
 * @param measurement has passed the schema
 * @param digest of the raw message
 */
export function admit(intake: Intake, measurement: Measurement, digest: string): Admitted | Refused {
  if (measurement.origin !== intake.origin)
    return { refused: `origin ${measurement.origin} in a watch of origin ${intake.origin}` };
  const kind = KIND_OF[measurement.type];
  const wrongSensor = "sensor" in measurement ? sensorFault(intake, measurement.sensor, kind) : null;
  if (wrongSensor !== null) return { refused: wrongSensor };
  const impossible = plotFault(intake, measurement);
  if (impossible !== null) return { refused: impossible };
  const name = "id" in measurement ? measurement.id : null;
  if (intake.digests.has(digest)) return { refused: copyReason(measurement) };
  if (name !== null && intake.identifiers.has(name))
    return { refused: "identifier already used by another message" };
  const time = secondsAfterReference(intake, measurement.time);
  if (time === null) return { refused: "time is not a date" };
  const source = "sensor" in measurement ? measurement.sensor : measurement.source;
  const wrongTime = intake.clock.take(
    source,
    time,
    measurement.type === "optical-pulse" ? GRANULE_ALLOWANCE : ORDER_ALLOWANCE,
  );
  if (wrongTime !== null) return { refused: wrongTime };
  const now = intake.clock.now ?? time;
  intake.digests.add(digest, now);
  if (name !== null) intake.identifiers.add(name, now);
  if (kind === undefined) return { measurement, time };
  const observed = measurement as Extract<Measurement, { id: string; sensor: string }>;
  return {
    measurement,
    time,
    provenance: witness({
      kind,
      sensor: observed.sensor,
      origin: observed.origin,
      digest,
      measurement: observed.id,
      path: observed.relayedBy ?? [],
    }),
  };
}

function sensorFault(intake: Intake, id: string, kind: SensorKind | undefined): string | null {
  const sensor = intake.sensors.get(id);
  if (sensor === undefined) return "unknown sensor";
  if (kind !== undefined && sensor.kind !== kind)
    return `a measurement of kind ${kind} from a sensor of kind ${sensor.kind}`;
  return null;
}

/** A plot that its radar can't have measured comes from a broken sensor or a broken line. */
function plotFault(intake: Intake, measurement: Measurement): string | null {
  if (measurement.type !== "radar-plot") return null;
  const sensor = intake.sensors.get(measurement.sensor);
  return sensor?.kind === "radar" ? radarPlotProblem(sensor, measurement) : null;
}

function copyReason(measurement: Measurement): string {
  return "relayedBy" in measurement && measurement.relayedBy !== undefined
    ? "relayed copy of an earlier message: the same witness"
    : "copy of an earlier message: the same witness";
}

function secondsAfterReference(intake: Intake, utc: string): number | null {
  let epoch: Epoch;
  try {
    epoch = epochFromUtc(utc);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  intake.reference ??= epoch;
  return compareEpochs(intake.reference, epoch) === 0 ? 0 : secondsBetween(intake.reference, epoch);
}
