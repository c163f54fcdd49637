import { InputError, type Measurement, type TestTape } from "../../messages/index.js";
import { microseconds } from "../measure/rounding.js";
import { type Setting, scenarioSeconds, utcAt } from "../setting.js";
import type { LineStage, TimedMeasurement } from "./delivery.js";

/**
 * A message of the tape as it enters the running line: at the line's time, under the tape's own identifier. A notice's
 * window moves with it.
 */
function played(setting: Setting, fault: TestTape, measurement: Measurement, time: number): Measurement {
  const origin = fault.marked ? "test" : setting.inputs.scenario.origin;
  const anew = { ...measurement, origin, time: utcAt(setting, time) };
  if (anew.type === "launch-notification") {
    const moved = time - scenarioSeconds(setting, measurement.time);
    const at = (utc: string) => utcAt(setting, microseconds(scenarioSeconds(setting, utc) + moved));
    anew.windowStart = at(anew.windowStart);
    anew.windowEnd = at(anew.windowEnd);
  }
  return "id" in anew ? { ...anew, id: `${fault.id}/${anew.id}` } : anew;
}

/**
 * Plays recorded measurements into the running line, from the earliest on with their own distances in time, whatever the
 * order in which the tape holds them.
 *
 * @throws InputError when the tape was not loaded
 */
export function testTape(setting: Setting, fault: TestTape): LineStage {
  const tape = setting.inputs.tapes?.get(fault.file);
  if (tape === undefined) throw new InputError(fault.id, `tape ${fault.file} was not loaded`);
  const begin = scenarioSeconds(setting, fault.time);
  const recorded = tape.map(({ time }) => scenarioSeconds(setting, time));
  const first = recorded.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const messages: TimedMeasurement[] = tape
    .map((measurement, k) => {
      const time = microseconds(begin + (recorded[k]! - first));
      return { time, measurement: played(setting, fault, measurement, time) };
    })
    .filter(({ time }) => time >= 0 && time <= setting.duration)
    .sort((a, b) => a.time - b.time);
  let next = 0;
  return {
    pass: (message) => [message],
    due(until) {
      const from = next;
      while (next < messages.length && messages[next]!.time < until) next++;
      return messages.slice(from, next);
    },
  };
}
