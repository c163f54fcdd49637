import { InputError, type Measurement, type RepeatedAnswer } from "../../messages/index.js";
import { microseconds } from "../measure/rounding.js";
import { type Setting, utcAt } from "../setting.js";
import { type LineStage, senderOf, type TimedMeasurement } from "./delivery.js";
import { windowOf, within } from "./window.js";

/** Number of the look or scan of an answer; null for what is no answer to a look. */
function cycleOf(measurement: Measurement): number | null {
  if (measurement.type === "infrared-detection") return measurement.look;
  if (measurement.type === "radar-plot") return measurement.scan;
  return null;
}

function again(setting: Setting, answer: TimedMeasurement, round: number, shift: number): TimedMeasurement {
  const time = microseconds(answer.time + shift);
  const { measurement } = answer;
  const anew = { time: utcAt(setting, time) };
  if (measurement.type === "infrared-detection") {
    const id = `${measurement.id}/again/${round}`;
    return { time, measurement: { ...measurement, ...anew, id, look: measurement.look + round } };
  }
  if (measurement.type === "radar-plot") {
    const id = `${measurement.id}/again/${round}`;
    return { time, measurement: { ...measurement, ...anew, id, scan: measurement.scan + round } };
  }
  throw new TypeError(`${measurement.type} is no answer to a look`);
}

/**
 * A sensor that is stuck: what it saw in its last look before the fault comes again each look, with new times. Where that
 * look showed nothing, nothing comes.
 *
 * @throws InputError for a sensor that doesn't look in cycles, and where there is no look before the fault
 */
export function repeatedAnswer(setting: Setting, fault: RepeatedAnswer): LineStage {
  const sensor = setting.inputs.network.sensors.find(({ id }) => id === fault.sensor);
  if (sensor === undefined || sensor.kind === "optical")
    throw new InputError(fault.id, `${fault.sensor} does not look in cycles`, "name a satellite or a radar");
  const revisit = sensor.kind === "infrared" ? sensor.payload.revisitSeconds : sensor.revisitSeconds;
  const window = windowOf(setting, fault);
  if (window.from <= 0)
    throw new InputError(
      fault.id,
      "begins with the run: there is no answer yet to repeat",
      "set from to a later time",
    );
  const end = Math.min(window.until, setting.duration);
  let last: TimedMeasurement[] = [];
  let round = 1;
  return {
    pass(message) {
      const { measurement, time } = message;
      const cycle = cycleOf(measurement);
      if (senderOf(measurement) !== fault.sensor || cycle === null) return [message];
      if (within(window, time)) return [];
      if (time < window.from) {
        if (last.length > 0 && cycle !== cycleOf(last[0]!.measurement)) last = [];
        last.push(message);
      }
      return [message];
    },
    due(until) {
      const out: TimedMeasurement[] = [];
      const first = last[0];
      // older than one look: the last one showed nothing
      if (first === undefined || last.at(-1)!.time < window.from - revisit) return out;
      while (window.from < until) {
        const shift = round * revisit;
        if (first.time + shift >= Math.min(end, until)) break;
        for (const answer of last)
          if (within(window, answer.time + shift)) out.push(again(setting, answer, round, shift));
        round++;
      }
      return out;
    },
  };
}
