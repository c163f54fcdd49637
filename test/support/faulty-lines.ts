import { addSeconds, epochFromUtc, epochToUtc } from "../../src/astro/index.js";
import { FaultObject, type Measurement, type ScenarioObject } from "../../src/messages/index.js";
import type { Delivery, TimedMeasurement } from "../../src/world/faults/delivery.js";
import { faultLine } from "../../src/world/faults/fault-line.js";
import type { WorldInputs } from "../../src/world/inputs.js";
import { settingOf } from "../../src/world/setting.js";

const START = "2026-08-22T06:00:00Z";
/** UTC so many seconds after the run's start. */
export const at = (seconds: number) => epochToUtc(addSeconds(epochFromUtc(START), seconds));

/** A setting whose network has one radar (10 s a scan), one satellite and a lightning mapper. */
export function faultySetting(faults: readonly object[], tapes?: WorldInputs["tapes"]) {
  const inputs = {
    seed: 7,
    ...(tapes === undefined ? {} : { tapes }),
    network: {
      sensors: [
        { id: "radar", kind: "radar", revisitSeconds: 10 },
        { id: "satellite", kind: "infrared", payload: { revisitSeconds: 5 } },
        { id: "mapper", kind: "optical" },
      ],
    },
    scenario: {
      start: START,
      durationSeconds: 1000,
      origin: "exercise",
      objects: faults.map((f) => FaultObject.parse(f) as ScenarioObject),
    },
  };
  return settingOf(inputs as unknown as WorldInputs);
}

/** A radar's plot. */
export function plot(time: number, scan: number, k = 0): TimedMeasurement {
  const measurement: Measurement = {
    type: "radar-plot",
    id: `radar/${scan}/${k}`,
    sensor: "radar",
    origin: "exercise",
    time: at(time),
    scan,
    range: 1e6 + k,
    azimuth: 6.28,
    elevation: 0.3,
    sigmaRange: 30,
    sigmaAzimuth: 1e-3,
    sigmaElevation: 1e-3,
    signalToNoise: 30,
  };
  return { time, measurement };
}

/** A radar's heartbeat. */
export function beat(time: number): TimedMeasurement {
  const measurement: Measurement = {
    type: "heartbeat",
    sensor: "radar",
    origin: "exercise",
    time: at(time),
    sequence: time,
    state: "operating",
  };
  return { time, measurement };
}

/** A plot a scan. */
export const scans = (count: number) => Array.from({ length: count }, (_, k) => plot(10 * k + 3, k));

/** What arrives of messages that are sent through faults, slice by slice. */
export function through(faults: readonly object[], messages: readonly TimedMeasurement[], sliceEnd = 1000) {
  const line = faultLine(faultySetting(faults))!;
  const out: Delivery[] = [];
  for (let end = sliceEnd; end <= 1000; end += sliceEnd)
    out.push(
      ...line.step(
        messages.filter(({ time }) => time >= end - sliceEnd && time < end),
        end,
      ),
    );
  return [...out, ...line.finish()];
}

/** Messages that arrived unspoilt. */
export const soundOf = (deliveries: readonly Delivery[]): Measurement[] =>
  deliveries.flatMap((d) => ("measurement" in d ? [d.measurement] : []));
