import { type FaultObject, faultObjects, InputError } from "../../messages/index.js";
import { inOrderOfTime } from "../measure/order.js";
import type { Setting } from "../setting.js";
import { clockDrift } from "./clock-drift.js";
import type { Delivery, LineStage, TimedMeasurement } from "./delivery.js";
import { faultyLine, type Line } from "./message-fault.js";
import { pointingDrift } from "./pointing-drift.js";
import { repeatedAnswer } from "./repeated-answer.js";
import { sensorOutage } from "./sensor-outage.js";
import { testTape } from "./test-tape.js";
import { windowOf } from "./window.js";

/** Everything that goes wrong between the sensors' looks and the watch. */
export interface FaultLine {
  /**
   * Takes a slice of messages, and gives what arrives until the slice's end.
   *
   * @param messages in order of time, the slice's own
   * @param end of the slice, s after the run's start
   * @returns in order of arrival
   */
  step(messages: readonly TimedMeasurement[], end: number): readonly Delivery[];
  /** What was still on its way at the run's end. */
  finish(): readonly Delivery[];
}

/** Faults of a scenario, in the order in which it names them. */
export function faultsOf(setting: Setting): FaultObject[] {
  return setting.inputs.scenario.objects.filter(isFault);
}

const FAULT_KINDS: ReadonlySet<string> = new Set(faultObjects.map(({ shape }) => shape.kind.value));

function isFault(object: { readonly kind: string }): object is FaultObject {
  return FAULT_KINDS.has(object.kind);
}

function stageOf(setting: Setting, fault: FaultObject): LineStage | null {
  switch (fault.kind) {
    case "sensor-outage":
      return sensorOutage(setting, fault);
    case "clock-drift":
      return clockDrift(setting, fault);
    case "pointing-drift":
      return pointingDrift(setting, fault);
    case "repeated-answer":
      return repeatedAnswer(setting, fault);
    case "test-tape":
      return testTape(setting, fault);
    case "message-fault": // a line, behind all stages
    case "noise-burst": // these two are in what a sensor sees: see disturbances.ts
    case "jamming-strobe":
      return null;
  }
}

/** Refuses what would go unnoticed: a fault of a sensor that is not there, or with a window that is none. */
function checkFaults(setting: Setting, faults: readonly FaultObject[]): void {
  const known = new Map(setting.inputs.network.sensors.map((s) => [s.id, s.kind]));
  for (const fault of faults) {
    if (fault.kind !== "test-tape") windowOf(setting, fault);
    const named = "sensor" in fault ? [fault.sensor] : fault.kind === "message-fault" ? fault.sensors : [];
    for (const id of named ?? [])
      if (!known.has(id)) throw new InputError(fault.id, `the network has no sensor "${id}"`);
    if (fault.kind === "jamming-strobe" && known.get(fault.sensor) !== "radar")
      throw new InputError(fault.id, `${fault.sensor} is no radar`, "a strobe is a radar's");
    if (fault.kind === "noise-burst" && known.get(fault.sensor) === "optical")
      throw new InputError(fault.id, `${fault.sensor} makes no detections`, "name a satellite or a radar");
  }
}

/**
 * The faults of a scenario as one line: first what is wrong with the sensors, in the order of the scenario, then what the lines
 * do to the messages.
 *
 * @returns null where a scenario has no fault
 * @throws InputError where a fault names a sensor that is not in the network or a tape that was not loaded, or its window
 *   ends before it begins
 */
export function faultLine(setting: Setting): FaultLine | null {
  const faults = faultsOf(setting);
  if (faults.length === 0) return null;
  checkFaults(setting, faults);
  const stages = faults.map((f) => stageOf(setting, f)).filter((s) => s !== null);
  const lines = faults.flatMap((f) => (f.kind === "message-fault" ? [faultyLine(setting, f)] : []));
  let onTheWay: Delivery[] = [];
  const deliver = (end: number): Delivery[] => {
    onTheWay.sort((a, b) => a.time - b.time); // stable: what arrives together stays in its order
    const until = onTheWay.findIndex(({ time }) => time >= end);
    const arrived = until < 0 ? onTheWay : onTheWay.slice(0, until);
    onTheWay = until < 0 ? [] : onTheWay.slice(until);
    return arrived;
  };
  return {
    step(messages, end) {
      let sent: TimedMeasurement[] = [...messages];
      for (const stage of stages) {
        sent = sent.flatMap((message) => stage.pass(message));
        const own = stage.due?.(end) ?? [];
        if (own.length > 0) sent = inOrderOfTime([...sent, ...own]);
      }
      for (const message of sent) onTheWay.push(...throughLines(lines, message));
      return deliver(end);
    },
    finish: () => deliver(Number.POSITIVE_INFINITY),
  };
}

function throughLines(lines: readonly Line[], message: TimedMeasurement): readonly Delivery[] {
  let deliveries: readonly Delivery[] = [message];
  for (const line of lines) deliveries = deliveries.flatMap((d) => ("measurement" in d ? line(d) : [d]));
  return deliveries;
}
