import { heightOfState, uniformAt } from "../../../astro/index.js";
import { type Failure, InputError } from "../../../messages/index.js";
import type { Body, Emission } from "../../body.js";
import { freeFall } from "../../free-fall.js";
import { clippedMotion, joinedMotion, type Motion } from "../../motion.js";
import { poweredFlight } from "../../powered-flight.js";
import type { Setting } from "../../setting.js";
import { drawnTumbling, type Tumbling } from "../../tumbling.js";
import { type Ascent, engineThrust, type StageBurn } from "./ascent.js";
import { across, drawnCoefficient, type Family, fragmentBodies, pieceStream } from "./pieces.js";

/** Of the table of a vehicle that turns over under thrust, s. */
const TURNING_STEP = 0.1;

/** A flight that failed: what became of it. */
export interface FailedFlight {
  /** When it went wrong, s after the scenario's start. */
  readonly time: number;
  readonly ascent: Ascent;
  readonly motion: Motion;
  readonly burns: readonly StageBurn[];
  readonly flashes: readonly Emission[];
  readonly ballisticCoefficient: number;
  readonly tumbling: Tumbling | undefined;
  readonly apogeeTime: number | null;
  readonly impactTime: number | null;
  readonly fragments: readonly Body[];
}

/** When a flight fails, s after the scenario's start; null: it does not, in this draw. */
function failureTime(setting: Setting, id: string, failure: Failure, ascent: Ascent): number | null {
  const stream = pieceStream(setting, id, "failure");
  const { launch, burns } = ascent;
  const end = burns.at(-1)!.end;
  if (failure.kind === "staging") {
    if (failure.stage >= burns.length) {
      throw new InputError(id, `fails after stage ${failure.stage} of ${burns.length}: none follows it`);
    }
    return uniformAt(stream, 0) < failure.probability ? burns[failure.stage - 1]!.end : null;
  }
  const [from, to] = typeof failure.time === "number" ? [failure.time, failure.time] : failure.time;
  if (launch.time + from >= end) {
    const burning = Math.floor(end - launch.time);
    throw new InputError(id, `fails ${from} s after ignition, but its engines are out after ${burning} s`);
  }
  if (uniformAt(stream, 0) >= failure.probability) return null;
  return Math.min(end, launch.time + from + (to - from) * uniformAt(stream, 1));
}

/** A vehicle that turns over at a steady rate under thrust, which turns with it. */
function turningOver(
  setting: Setting,
  id: string,
  failure: Failure & { kind: "loss-of-control" },
  ascent: Ascent,
  time: number,
) {
  const state = new Float64Array(6);
  ascent.motion.stateAt(time, state);
  const speed = Math.max(Math.hypot(state[3]!, state[4]!, state[5]!), 1e-6);
  const ahead = [3, 4, 5].map((i) => state[i]! / speed);
  const [u, w] = across(state);
  const angle = 2 * Math.PI * uniformAt(pieceStream(setting, id, "failure"), 2);
  const aside = [0, 1, 2].map((i) => Math.cos(angle) * u[i]! + Math.sin(angle) * w[i]!);
  const burning = ascent.burns.find((b) => time >= b.start && time < b.end);
  const until = Math.min(time + failure.thrustSeconds, burning?.end ?? time);
  return poweredFlight(time, state, until, TURNING_STEP, (s) => {
    if (heightOfState(s.state) + 2 * TURNING_STEP * s.climbRate < 0) return null;
    const turned = (2 * Math.PI * (s.time - time)) / failure.turnSeconds;
    const direction = ahead.map((x, i) => Math.cos(turned) * x + Math.sin(turned) * aside[i]!);
    return { ...engineThrust(ascent, s), elevation: 0, direction };
  });
}

/** The burns up to where the last thrust ended. */
function burnsUntil(ascent: Ascent, failed: number, thrustEnd: number): StageBurn[] {
  return ascent.burns
    .filter((b) => b.start <= failed)
    .map((b) => ({ start: b.start, end: b.end > failed ? thrustEnd : b.end }));
}

/**
 * What becomes of a flight that its scenario lets fail.
 *
 * @param family of the object and what comes off it
 * @param ascent as it would go on
 * @returns null where no failure is drawn
 * @throws InputError where the failure lies after the last burn
 */
export function failedFlight(family: Family, failure: Failure, ascent: Ascent): FailedFlight | null {
  const { setting, parent: id } = family;
  const time = failureTime(setting, id, failure, ascent);
  if (time === null) return null;
  const turning = failure.kind === "loss-of-control" ? turningOver(setting, id, failure, ascent, time) : null;
  const thrustEnd = turning?.end ?? time;
  const state = new Float64Array(6);
  if (turning === null) ascent.motion.stateAt(time, state);
  else state.set(turning.state);
  const beta = drawnCoefficient(setting, `${id}/failed`, failure.ballisticCoefficient);
  const fall = freeFall(thrustEnd, state, beta);
  const before = clippedMotion(ascent.motion, ascent.motion.start, time);
  const fragments = "fragments" in failure ? failure.fragments : undefined;
  const flashes: Emission[] =
    failure.kind !== "explosion"
      ? []
      : [
          {
            start: time,
            end: time + failure.flashSeconds,
            kind: "flare",
            radiantIntensity: failure.flashRadiantIntensity,
          },
        ];
  return {
    time,
    ascent,
    motion: joinedMotion(turning === null ? [before, fall.motion] : [before, turning.motion, fall.motion]),
    burns: burnsUntil(ascent, time, thrustEnd),
    flashes,
    ballisticCoefficient: beta,
    tumbling: drawnTumbling(pieceStream(setting, id, "tumbling"), failure.tumble),
    apogeeTime: fall.apogeeTime,
    impactTime: fall.impactTime,
    fragments:
      fragments === undefined ? [] : fragmentBodies(family, `${id}/fragment`, fragments, thrustEnd, state),
  };
}
