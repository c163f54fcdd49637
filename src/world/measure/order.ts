import { compareEpochs, type Epoch, epochFromUtc } from "../../astro/index.js";
import type { Measurement } from "../../messages/index.js";

/** Who a message comes from. */
function senderOf(message: Measurement): string {
  return message.type === "launch-notification" ? message.source : message.sensor;
}

/**
 * Puts messages into the order in which a watch receives them: by time, then by sensor, then as they stood.
 */
export function inOrderOfTime(messages: readonly Measurement[]): Measurement[] {
  const keyed: { epoch: Epoch; sender: string; index: number; message: Measurement }[] = messages.map(
    (message, index) => ({ epoch: epochFromUtc(message.time), sender: senderOf(message), index, message }),
  );
  keyed.sort(
    (a, b) =>
      compareEpochs(a.epoch, b.epoch) ||
      (a.sender < b.sender ? -1 : a.sender > b.sender ? 1 : a.index - b.index),
  );
  return keyed.map((k) => k.message);
}
