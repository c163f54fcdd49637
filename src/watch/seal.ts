import { createHash } from "node:crypto";
import type { Measurement } from "../messages/index.js";
import type { SealedMeasurement } from "./index.js";

/**
 * Seals a measurement with the digest by which it is known as a witness.
 *
 * The digest covers what was observed and leaves out what a relay may change: the message's id, its path and the
 * sensor's name. A relayed or relabelled copy therefore has the digest of the original and stays the same witness
 * (2009: one radar trace became two by relabelling). Messages that observe nothing are covered whole.
 *
 * @param measurement a measurement that has passed the border's schema
 * @returns the measurement with the SHA-256, hexadecimal, of that JSON text
 */
export function sealMeasurement(measurement: Measurement): SealedMeasurement {
  return { measurement, digest: createHash("sha256").update(observedText(measurement)).digest("hex") };
}

function observedText(measurement: Measurement): string {
  if (measurement.type === "heartbeat" || measurement.type === "launch-notification")
    return JSON.stringify(measurement);
  const { id: _id, sensor: _sensor, relayedBy: _relayedBy, ...observed } = measurement;
  return JSON.stringify(observed);
}
