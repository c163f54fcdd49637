import { type Epoch, epochFromUtc, secondsBetween } from "../../astro/index.js";
import {
  type MeanElements,
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
import { type LeapGate, type LeapVerdict, openLeapGate, type Timed } from "./leap.js";
import { type RecentNames, rememberNames } from "./memory.js";
import { type SatellitePlace, satellitePlaces } from "./satellite-place.js";

/** A measurement that the watch believes enough to use. */
export interface Admitted {
  readonly measurement: Measurement;
  /** s after the watch's reference. */
  readonly time: number;
  /** Latest time that was believed when it was let in, s after the reference. */
  readonly now: number;
  /** Absent for heartbeats and notifications, which witness nothing. */
  readonly provenance?: Provenance;
}

/** A measurement that the watch does not use, and the one reason under which it is counted. */
export interface Refused {
  readonly measurement: Measurement;
  readonly refused: string;
}

export type Verdict = Admitted | Refused;

/** A measurement whose own content is sound. */
interface Sound extends Timed {
  readonly measurement: Measurement;
  readonly digest: string;
  readonly kind: SensorKind | undefined;
}

/** What the intake remembers. */
export interface Intake {
  readonly origin: Origin;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly mayBeAt: SatellitePlace;
  readonly gate: LeapGate<Sound>;
  readonly clock: DataClock;
  /** Instant from which the watch counts seconds: the time of the first message that was believed. */
  reference: Epoch | null;
  /** A UTC text that the schema has passed as s after the reference. */
  secondsOf(utc: string): number;
  readonly digests: RecentNames;
  readonly identifiers: RecentNames;
}

/** Witnesses are remembered for so long, s; older messages are refused as far behind. */
const MEMORY = 7200;
/** A sensor's messages may run backwards by so much, s. */
const ORDER_ALLOWANCE = 1;
/** A lightning mapper's pulses come in the order of their flashes within one granule of 20 s. */
const GRANULE_ALLOWANCE = 40;

/**
 * Opens the intake of a watch.
 *
 * @param catalogue elements of known satellites, the sensors' own among them
 */
export function openIntake(network: Network, origin: Origin, catalogue: readonly MeanElements[]): Intake {
  const intake: Intake = {
    origin,
    secondsOf: (utc) => secondsBetween(intake.reference!, epochFromUtc(utc)),
    sensors: new Map(network.sensors.map((s) => [s.id, s])),
    mayBeAt: satellitePlaces(network, catalogue),
    gate: openLeapGate(),
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
 * Takes one measurement and says what is let in and what is not, and why. Provenance is made here and nowhere else.
 *
 * Checked is what a schema can't know: origin, sensor and its kind, what can't have been measured, copies of what was already heard, time. A measurement whose time leaps ahead is held back until others agree or contradict, so
 * that verdicts may be about earlier ones.
 *
 * @param intake changed in place
 * @param measurement has passed the schema
 * @param digest of the raw message
 */
export function admit(intake: Intake, measurement: Measurement, digest: string): Verdict[] {
  const refuse = (refused: string): Verdict[] => [{ measurement, refused }];
  if (measurement.origin !== intake.origin)
    return refuse(`origin ${measurement.origin} in a watch of origin ${intake.origin}`);
  const kind = KIND_OF[measurement.type];
  const wrongSensor = "sensor" in measurement ? sensorFault(intake, measurement.sensor, kind) : null;
  if (wrongSensor !== null) return refuse(wrongSensor);
  const impossible = measuringFault(intake, measurement);
  if (impossible !== null) return refuse(impossible);
  const copied = copyFault(intake, measurement, digest);
  if (copied !== null) return refuse(copied);
  const epoch = epochOf(measurement.time);
  if (epoch === null) return refuse("time is not a date");
  const source = "sensor" in measurement ? measurement.sensor : measurement.source;
  return settle(intake, intake.gate.take({ measurement, digest, kind, epoch, source }));
}

/** Decides about what is still held back, at the end of all measurements. */
export function closeIntake(intake: Intake): Verdict[] {
  return settle(intake, intake.gate.close());
}

function settle(intake: Intake, { refused, believed }: LeapVerdict<Sound>): Verdict[] {
  const verdicts: Verdict[] = refused.map(({ message, fault }) => ({
    measurement: message.measurement,
    refused: fault,
  }));
  for (const message of believed) verdicts.push(letIn(intake, message));
  return verdicts;
}

function letIn(intake: Intake, { measurement, digest, kind, epoch, source }: Sound): Verdict {
  intake.reference ??= epoch;
  const time = secondsBetween(intake.reference, epoch);
  // what was held back together may hold copies of each other
  const copied = copyFault(intake, measurement, digest);
  if (copied !== null) return { measurement, refused: copied };
  if (measurement.type === "infrared-detection" && !intake.mayBeAt(source, measurement.positionEcef, epoch))
    return { measurement, refused: "satellite is not where the network has it" };
  const allowance = measurement.type === "optical-pulse" ? GRANULE_ALLOWANCE : ORDER_ALLOWANCE;
  if (!intake.clock.take(source, time, allowance))
    return { measurement, refused: "time runs backwards for this sensor" };
  const now = intake.clock.now ?? time;
  intake.digests.add(digest, now);
  if ("id" in measurement) intake.identifiers.add(measurement.id, now);
  if (kind === undefined) return { measurement, time, now };
  const observed = measurement as Extract<Measurement, { id: string; sensor: string }>;
  return {
    measurement,
    time,
    now,
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

/** Errors of a line of sight beyond which it is no measurement, 1σ, rad. */
const LINE_ERRORS = { least: 1e-8, most: 0.1 };

/** What its sensor can't have measured comes from a broken sensor or a broken line. */
function measuringFault(intake: Intake, measurement: Measurement): string | null {
  if (measurement.type === "infrared-detection" || measurement.type === "optical-pulse") {
    const { sigma } = measurement;
    const possible = sigma >= LINE_ERRORS.least && sigma <= LINE_ERRORS.most;
    return possible ? null : "line of sight with an impossible error";
  }
  if (measurement.type !== "radar-plot") return null;
  const sensor = intake.sensors.get(measurement.sensor);
  return sensor?.kind === "radar" ? radarPlotProblem(sensor, measurement) : null;
}

function copyFault(intake: Intake, measurement: Measurement, digest: string): string | null {
  if (intake.digests.has(digest)) {
    return "relayedBy" in measurement && measurement.relayedBy !== undefined
      ? "relayed copy of an earlier message: the same witness"
      : "copy of an earlier message: the same witness";
  }
  return "id" in measurement && intake.identifiers.has(measurement.id)
    ? "identifier already used by another message"
    : null;
}

function epochOf(utc: string): Epoch | null {
  try {
    return epochFromUtc(utc);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
