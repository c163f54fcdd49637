import { eastNorthUp, ecefToGeodetic, surfaceCourse } from "../astro/index.js";
import type { EventClass, TruthObject } from "../messages/index.js";
import type { Motion } from "./motion.js";
import { type Setting, utcAt } from "./setting.js";

const DEGREE = Math.PI / 180;

/** What is known of a flight when its truth is written. */
export interface FlightFacts {
  readonly id: string;
  readonly class: EventClass;
  readonly parent?: string;
  readonly motion: Motion;
  readonly launch?: { readonly time: number; readonly latitude: number; readonly longitude: number };
  readonly burnoutTime?: number | null;
  readonly apogeeTime?: number | null;
  readonly impactTime?: number | null;
  readonly recordedUntil?: number | null;
  readonly drawn?: Readonly<Record<string, number>>;
}

const scratch = new Float64Array(6);

function placeAt(motion: Motion, time: number) {
  motion.stateAt(time, scratch);
  return ecefToGeodetic([scratch[0]!, scratch[1]!, scratch[2]!]);
}

/** Angle of an Earth-fixed velocity above the horizontal of the ellipsoid, rad. */
export function flightPathAngle(state: Float64Array): number {
  const { up } = eastNorthUp(ecefToGeodetic([state[0]!, state[1]!, state[2]!]));
  const speed = Math.hypot(state[3]!, state[4]!, state[5]!);
  const climb = state[3]! * up[0] + state[4]! * up[1] + state[5]! * up[2];
  return Math.asin(Math.max(-1, Math.min(1, climb / Math.max(speed, 1e-9))));
}

function burnoutRecord(setting: Setting, motion: Motion, time: number): NonNullable<TruthObject["burnout"]> {
  const place = placeAt(motion, time);
  return {
    time: utcAt(setting, time),
    speed: Math.hypot(scratch[3]!, scratch[4]!, scratch[5]!),
    altitude: place.height,
    flightPathAngleDeg: flightPathAngle(scratch) / DEGREE,
  };
}

/**
 * The truth of one flight, as it is written.
 *
 * The launch's azimuth is the course from the launch point to where the last engine went out.
 */
export function flightRecord(setting: Setting, facts: FlightFacts): TruthObject {
  const { motion, launch, burnoutTime, apogeeTime, impactTime, recordedUntil } = facts;
  const record: TruthObject = { type: "truth-object", id: facts.id, class: facts.class };
  if (facts.parent !== undefined) record.parent = facts.parent;
  if (launch !== undefined) {
    const site = { latitude: launch.latitude, longitude: launch.longitude, height: 0 };
    const end = placeAt(motion, burnoutTime ?? motion.end);
    record.launch = {
      time: utcAt(setting, launch.time),
      latitudeDeg: launch.latitude / DEGREE,
      longitudeDeg: launch.longitude / DEGREE,
      azimuthDeg: (((surfaceCourse(site, end) / DEGREE) % 360) + 360) % 360,
    };
  }
  if (typeof burnoutTime === "number") record.burnout = burnoutRecord(setting, motion, burnoutTime);
  if (typeof apogeeTime === "number") {
    record.apogee = { time: utcAt(setting, apogeeTime), altitude: placeAt(motion, apogeeTime).height };
  }
  if (typeof impactTime === "number") {
    const place = placeAt(motion, impactTime);
    record.impact = {
      time: utcAt(setting, impactTime),
      latitudeDeg: place.latitude / DEGREE,
      longitudeDeg: place.longitude / DEGREE,
    };
  }
  if (typeof recordedUntil === "number") record.recordedUntil = utcAt(setting, recordedUntil);
  if (facts.drawn !== undefined) record.drawn = { ...facts.drawn };
  return record;
}
