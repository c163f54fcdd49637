import { positiveAngle, signedAngle } from "../../astro/index.js";
import { ellipse95, type LaunchSolution } from "../../estimation/index.js";
import type { BurnoutEstimate, EventUpdate, LaunchEstimate, SensorKind } from "../../messages/index.js";
import type { WatchContext } from "./context.js";
import { evidenceList, likeliest, posterior } from "./ledger.js";
import { independentPaths } from "./paths.js";
import type { EventRecord } from "./record.js";
import { DEGREES, rounded } from "./written.js";

/** Kinds of sensor that saw an event. */
export function kindsOf(e: EventRecord, context: WatchContext): SensorKind[] {
  const kinds = new Set<SensorKind>();
  for (const id of sensorsOf(e)) {
    const sensor = context.sensors.get(id);
    if (sensor !== undefined) kinds.add(sensor.kind);
  }
  return (["infrared", "radar", "optical"] as const).filter((k) => kinds.has(k));
}

/** Sensors that saw an event, in alphabetical order. */
export function sensorsOf(e: EventRecord): string[] {
  const ids = new Set(e.otherSensors);
  for (const t of e.lines) ids.add(t.sensor);
  for (const l of e.links) ids.add(l.sensor);
  return [...ids].sort();
}

/** The launch as people are told of it; the ellipse is the estimator's, not shrunk. */
export function launchEstimate(s: LaunchSolution, context: WatchContext): LaunchEstimate {
  const e = ellipse95(s.covarianceEastNorth);
  return {
    time: context.utc(s.time),
    timeSigma: rounded(s.timeSigma, 10),
    latitudeDeg: rounded(s.latitude * DEGREES, 1e5),
    longitudeDeg: rounded(signedAngle(s.longitude) * DEGREES, 1e5),
    azimuthDeg: rounded(positiveAngle(s.azimuth) * DEGREES, 100),
    azimuthSigmaDeg: rounded(s.azimuthSigma * DEGREES, 100),
    ellipse95: {
      semiMajor: Math.ceil(e.semiMajor),
      semiMinor: Math.ceil(e.semiMinor),
      azimuthDeg: rounded(e.azimuth * DEGREES, 10),
    },
  };
}

function burnoutEstimate(s: LaunchSolution, context: WatchContext): BurnoutEstimate | undefined {
  const b = s.burnout;
  if (b === null) return undefined;
  return {
    time: context.utc(b.time),
    timeSigma: rounded(b.timeSigma, 10),
    speed: rounded(b.speed, 1),
    altitude: rounded(b.altitude, 1),
    flightPathAngleDeg: rounded(b.flightPathAngle * DEGREES, 10),
  };
}

/** The state of an event as a message. */
export function eventMessage(e: EventRecord, context: WatchContext, now: number): EventUpdate {
  const probabilities = posterior(e.ledger);
  const best = likeliest(probabilities);
  const sensors = sensorsOf(e);
  const known = sensors.flatMap((id) => context.sensors.get(id) ?? []);
  const burnout =
    e.solution === null || e.plume?.firstNotSeen === undefined
      ? undefined
      : burnoutEstimate(e.solution, context);
  return {
    type: "event",
    id: e.id,
    revision: e.revision,
    at: context.utc(now),
    origin: context.origin,
    state: e.state,
    class: best.class,
    probability: rounded(best.probability, 1e4),
    probabilities: Object.fromEntries([...probabilities].map(([c, p]) => [c, rounded(p, 1e4)])),
    ...(e.parent === null ? {} : { parent: e.parent.id }),
    kinds: kindsOf(e, context),
    independentPaths: independentPaths(known).length,
    confirmed: e.confirmedAt !== null,
    ...(e.confirmedAt === null && e.confirmableFrom !== null
      ? { confirmableFrom: context.utc(e.confirmableFrom) }
      : {}),
    ...(e.confirmedAt === null ? {} : { confirmedAt: context.utc(e.confirmedAt) }),
    firstDetection: context.utc(e.first),
    lastDetection: context.utc(e.last),
    ...thrustingOf(e),
    ...(e.nature === "launch" && e.solution !== null ? { launch: launchEstimate(e.solution, context) } : {}),
    ...(e.nature === "launch" && burnout !== undefined ? { burnout } : {}),
    ...(e.impact === null ? {} : { impact: e.impact.estimate }),
    ...(e.stale ? { stale: true } : {}),
    ...(e.seenAt === null ? {} : { seenAt: e.seenAt }),
    tracks: [...e.lines.map((t) => t.id), ...e.links.map((l) => l.track)],
    sensors,
    evidence: evidenceList(e.ledger, context.utc),
  };
}

/** Whether it burns, where that is known. */
export function thrustingOf(e: EventRecord): { thrusting?: boolean } {
  // what the air brakes has no thrust, whatever the models of thrust and free fall make of its braking
  if (e.nature === "reentry" || e.nature === "aircraft") return {};
  if (e.links.some((l) => l.state.state !== "ended" && l.state.thrusting === "thrusting"))
    return { thrusting: true };
  if (e.plume === null) return {};
  return { thrusting: e.plume.firstNotSeen === undefined };
}
