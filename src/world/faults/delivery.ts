import type { Measurement } from "../../messages/index.js";

/** A message as its sensor made it. */
export interface TimedMeasurement {
  /** When it is made, s after the run's start, by a true clock. */
  readonly time: number;
  readonly measurement: Measurement;
}

/** A message as it arrives: sound, or as a text that the line has spoilt. */
export type Delivery =
  | { readonly time: number; readonly measurement: Measurement }
  | { readonly time: number; readonly text: string };

/** One stage between the sensors and the watch. It sees messages in the order in which they come. */
export interface LineStage {
  /** What becomes of one message, in any order of time, none before the message's own. */
  pass(message: TimedMeasurement): readonly TimedMeasurement[];
  /** What the stage itself sends up to an instant, s after the run's start. */
  due?(until: number): readonly TimedMeasurement[];
}

/** Who a message comes from. */
export function senderOf(message: Measurement): string {
  return message.type === "launch-notification" ? message.source : message.sensor;
}
