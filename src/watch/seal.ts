import { createHash } from "node:crypto";
import type { Measurement } from "../messages/index.js";
import type { SealedMeasurement } from "./index.js";

/** What a relay may change without making another witness of a message. */
const CHANGED_BY_RELAYS: ReadonlySet<string> = new Set(["id", "sensor", "relayedBy"]);
/** The same for a pulse: thousands of them are alike but for their number, and no relay can make a launch of one. */
const CHANGED_OF_A_PULSE: ReadonlySet<string> = new Set(["relayedBy"]);
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Seals a measurement with the digest by which it is known as a witness.
 *
 * The digest covers what was observed, field by field in alphabetical order, and leaves out what a relay may change:
 * the message's id, its path and the sensor's name. A relayed or relabelled copy therefore has the digest of the
 * original and stays the same witness (2009: one radar trace became two by relabelling). Messages that observe
 * nothing are covered whole.
 *
 * @param measurement a measurement that has passed the border's schema
 * @returns the measurement with the SHA-256, hexadecimal, of that text
 */
export function sealMeasurement(measurement: Measurement): SealedMeasurement {
  const left = leftOut(measurement.type);
  const observed = Object.entries(measurement)
    .filter(([name, value]) => value !== undefined && !left.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { measurement, digest: createHash("sha256").update(JSON.stringify(observed)).digest("hex") };
}

function leftOut(type: Measurement["type"]): ReadonlySet<string> {
  if (type === "heartbeat" || type === "launch-notification") return NOTHING;
  return type === "optical-pulse" ? CHANGED_OF_A_PULSE : CHANGED_BY_RELAYS;
}
