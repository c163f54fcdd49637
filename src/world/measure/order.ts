import { senderOf, type TimedMeasurement } from "../faults/delivery.js";

/**
 * Puts messages into the order in which a watch receives them: by time, then by sensor, then as they stood.
 */
export function inOrderOfTime(messages: readonly TimedMeasurement[]): TimedMeasurement[] {
  return [...messages].sort((a, b) => {
    if (a.time !== b.time) return a.time - b.time;
    const [p, q] = [senderOf(a.measurement), senderOf(b.measurement)];
    return p < q ? -1 : p > q ? 1 : 0;
  });
}
