import type { Measurement } from "../../messages/index.js";
import { type ByteReader, PayloadError } from "./byte-reader.js";
import { DECIMALS, FLAG, TAG } from "./layout.js";
import { textOfMicroseconds } from "./time-text.js";

/** What one record holds: the fields of a message in the order of its schema, not yet judged by it; or a line. */
export type CompactRecord = { readonly message: object } | { readonly line: string };

/** What the next record of a block is told against. */
export interface DecodingState {
  readonly reader: ByteReader;
  time: number;
  readonly cycles: Map<string, number>;
}

/**
 * Reads one record.
 *
 * @throws PayloadError where the bytes are none
 */
export function decodeRecord(state: DecodingState): CompactRecord {
  const { reader } = state;
  const begin = reader.position;
  const tag = reader.byte();
  if (tag === TAG.line) return { line: reader.text() };
  if (tag < TAG.radarPlot || tag > TAG.heartbeat)
    throw new PayloadError(begin, `no record begins with ${tag}`);
  const flags = reader.byte();
  const sensor = reader.string();
  const origin = reader.string();
  state.time += reader.signed();
  const seen = { sensor, origin, time: textOfMicroseconds(state.time) };
  if (tag === TAG.radarPlot) return { message: plot(state, seen, flags) };
  if (tag === TAG.infraredDetection) return { message: detection(state, seen, flags) };
  if (tag === TAG.opticalPulse) return { message: pulse(reader, seen, flags) };
  return { message: { type: "heartbeat", ...seen, sequence: reader.whole(), state: reader.string() } };
}

interface Seen {
  readonly sensor: string;
  readonly origin: string;
  readonly time: string;
}

function plot(state: DecodingState, seen: Seen, flags: number): object {
  const { reader } = state;
  const { id, cycle } = identity(state, seen.sensor, flags);
  return {
    type: "radar-plot",
    id,
    ...seen,
    scan: cycle,
    range: reader.decimal(DECIMALS.range),
    azimuth: reader.decimal(DECIMALS.angle),
    elevation: reader.decimal(DECIMALS.angle),
    sigmaRange: reader.significant(),
    sigmaAzimuth: reader.significant(),
    sigmaElevation: reader.significant(),
    ...((flags & FLAG.rangeRate) === 0
      ? {}
      : { rangeRate: reader.decimal(DECIMALS.rate), sigmaRangeRate: reader.significant() }),
    signalToNoise: reader.significant(),
  };
}

function detection(state: DecodingState, seen: Seen, flags: number): object {
  const { reader } = state;
  const { id, cycle } = identity(state, seen.sensor, flags);
  return {
    type: "infrared-detection",
    id,
    ...seen,
    look: cycle,
    ...sight(reader),
    band: reader.string(),
    irradiance: reader.significant(),
    signalToNoise: reader.significant(),
  } satisfies Omit<Extract<Measurement, { type: "infrared-detection" }>, "origin"> & { origin: string };
}

function pulse(reader: ByteReader, seen: Seen, flags: number): object {
  return {
    type: "optical-pulse",
    id: reader.text(),
    ...seen,
    ...sight(reader),
    energy: reader.significant(),
    ...((flags & FLAG.flash) === 0 ? {} : { flash: reader.string() }),
    ...((flags & FLAG.quality) === 0 ? {} : { quality: reader.string() }),
  };
}

function sight(reader: ByteReader) {
  const three = (decimals: number): [number, number, number] => [
    reader.decimal(decimals),
    reader.decimal(decimals),
    reader.decimal(decimals),
  ];
  return {
    positionEcef: three(DECIMALS.position),
    lineOfSightEcef: three(DECIMALS.direction),
    sigma: reader.significant(),
  };
}

function identity(state: DecodingState, sensor: string, flags: number): { id: string; cycle: number } {
  const { reader, cycles } = state;
  const cycle = (cycles.get(sensor) ?? 0) + reader.signed();
  cycles.set(sensor, cycle);
  const id = (flags & FLAG.ownId) === 0 ? `${sensor}/${cycle}/${reader.whole()}` : reader.text();
  return { id, cycle };
}
