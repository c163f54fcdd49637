import { randomStream, uniformAt } from "../../astro/index.js";
import type { Measurement, MessageFault } from "../../messages/index.js";
import { exponentialAt } from "../draws.js";
import type { Setting } from "../setting.js";
import { type Delivery, senderOf, type TimedMeasurement } from "./delivery.js";
import { windowOf, within } from "./window.js";

/** A line by which messages come: it may lose, double, delay, relay and spoil them. */
export type Line = (message: TimedMeasurement) => readonly Delivery[];

const DRAWS = 8;

/** What would end a line of the log: a text that holds one would arrive as two. */
const LINE_ENDS: ReadonlySet<number> = new Set([10, 13]);

/** A text with one of the low seven bits of one of its characters flipped. */
function spoilt(text: string, place: number, draw: number): string {
  const at = Math.min(text.length - 1, Math.floor(place * text.length));
  let bit = Math.min(6, Math.floor(draw * 7));
  while (LINE_ENDS.has(text.charCodeAt(at) ^ (1 << bit))) bit = (bit + 1) % 7;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
}

/** Hands on a copy under the name of a relay, where a message can carry one. */
function relayed(measurement: Measurement, relay: string): Measurement | null {
  if (measurement.type === "heartbeat" || measurement.type === "launch-notification") return null;
  return { ...measurement, relayedBy: [...(measurement.relayedBy ?? []), relay] };
}

/**
 * The line of one fault. Its draws are numbered by the messages that it carries, so that they are the same for any
 * number of workers.
 */
export function faultyLine(setting: Setting, fault: MessageFault): Line {
  const window = windowOf(setting, fault);
  const sensors = fault.sensors === undefined ? null : new Set(fault.sensors);
  const draws = randomStream(setting.inputs.seed, "fault", fault.id);
  let carried = 0;
  return (message) => {
    const { measurement, time } = message;
    if (!within(window, time) || (sensors !== null && !sensors.has(senderOf(measurement)))) return [message];
    const base = DRAWS * carried++;
    const draw = (k: number) => uniformAt(draws, base + k);
    const delayed = (k: number) => time + fault.delaySeconds * exponentialAt(draws, base + k);
    const out: Delivery[] = [];
    if (draw(0) >= fault.loss) {
      const arrival = draw(1) < fault.late ? delayed(2) : time;
      if (draw(3) < fault.corrupt)
        out.push({ time: arrival, text: spoilt(JSON.stringify(measurement), draw(4), draw(5)) });
      else out.push({ time: arrival, measurement });
      const copy = fault.relayedBy === undefined ? null : relayed(measurement, fault.relayedBy);
      if (copy !== null) out.push({ time: arrival, measurement: copy });
    }
    if (draw(6) < fault.duplicate) out.push({ time: delayed(7), measurement });
    return out;
  };
}
