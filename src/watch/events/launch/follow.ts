import { add, predictImpact, scale, surfaceDistance } from "../../../astro/index.js";
import type { WatchContext } from "../context.js";
import { note, strike } from "../ledger.js";
import type { EventRecord } from "../record.js";
import { thrustsBack } from "../swap-bodies.js";
import { burnsOf, firstSeen, lastSeen } from "./burns.js";
import { fitKinematics } from "./kinematics.js";
import { bodyState, infraredState, perigee, placeAfter } from "./motion-now.js";
import { noticeOf } from "./notified.js";
import { judgePlume } from "./plume.js";
import { profiles } from "./profiles.js";
import {
  burnEnded,
  cutOff,
  fliesBack,
  flightPathAngle,
  inertialSpeed,
  inOrbit,
  speedWhileBurning,
  steepness,
  stillBurning,
  upperStageThrust,
} from "./reasons.js";
import { longestBurn, solveLaunch } from "./solve.js";
import { restsOnSunlight, sunlight } from "./sunlight.js";

/** Motion is fitted over so long at most, s. */
const MOTION_WINDOW = 40;
/** A plume that has been gone for so long is not judged again unless it is seen again, s. */
const SETTLED = 150;
/** From ignition to first sight where no estimate is there yet, s. */
const USUAL_FIRST_SIGHT = 30;
/** A first stage burns no longer than this, s: later thrust, or thrust after a pause, is an upper stage's. */
const FIRST_STAGE = 195;
/** Perigee above which a body is in orbit, m. */
const ORBIT = 60_000;

/** Brings what infrared says of a launch up to date: plume, launch estimate, motion and reasons for its class. */
export function followLaunch(context: WatchContext, e: EventRecord, now: number): void {
  if (e.lines.length === 0) return;
  const seen = lastSeen(e.lines);
  if (e.plume?.gone === true && e.plume.lastSeen === seen && now - seen > SETTLED) return;
  const body = bodyState(e);
  e.plume = judgePlume(
    e.lines,
    context.payloads,
    (t) => (body === null ? null : placeAfter(body, t)),
    context.sunEcef(now),
    now,
    context.network.thresholds,
  );
  solve(context, e, now);
  fitMotion(e);
  if (e.nature === "launch") reasonLaunch(context, e, now);
}

/** Looks between two estimates grow with the number of looks: more add little. */
function solve(context: WatchContext, e: EventRecord, now: number): void {
  if (e.nature !== "launch") return;
  const most = Math.max(...e.lines.map((t) => t.sightings.length));
  if (most < context.network.thresholds.noticeLooks) return;
  const end = firstSeen(e.lines) + longestBurn(context.network);
  const looks = e.lines.reduce((sum, t) => sum + t.sightings.filter((s) => s.time <= end).length, 0);
  const out = e.plume?.firstNotSeen !== undefined;
  const fresh = looks > e.solved.looks;
  const pause = looks < 16 ? 4 : looks < 40 ? 9 : 19;
  const due = out ? !e.solved.final || fresh : fresh && now - e.solved.at >= pause;
  if (!due) return;
  const solution = solveLaunch(
    e.lines,
    context.payloads,
    context.network,
    context.families,
    out ? e.plume : null,
    e.solution,
    context.seed,
  );
  if (solution !== null) e.solution = solution;
  e.solved = { looks, at: now, final: out };
}

function fitMotion(e: EventRecord): void {
  const to = lastSeen(e.lines);
  if (e.motion !== null && e.motion.time === to) return;
  const burn = burnsOf(e.lines).at(-1)!;
  const fitted = fitKinematics(e.lines, Math.max(burn.first, to - MOTION_WINDOW), to);
  if (fitted !== null) e.motion = fitted;
}

function reasonLaunch(context: WatchContext, e: EventRecord, now: number): void {
  const sensors = [...new Set(e.lines.map((t) => t.sensor))];
  const ignition = e.solution?.time ?? firstSeen(e.lines) - USUAL_FIRST_SIGHT;
  const plume = e.plume!;
  const seconds = plume.lastSeen - ignition;
  const put = (name: string, reason: Parameters<typeof note>[2] | null) => {
    if (reason !== null) note(e.ledger, name, reason, now);
  };
  const burning = plume.firstNotSeen === undefined;
  const state = infraredState(e);
  put("profiles", e.solution === null ? null : profiles(e.solution, context.families, sensors));
  put("notification", noticeOf(context, e, sensors));
  e.sunlit = e.links.length === 0 && restsOnSunlight(context, e.lines);
  if (e.sunlit) put("sunlight", sunlight(sensors[0]!));
  else strike(e.ledger, "sunlight");
  put("burn time", stillBurning(seconds, sensors));
  if (state !== null && burning && state.time - ignition >= 170) {
    strike(e.ledger, "cut-off");
    put(
      "speed",
      speedWhileBurning(
        {
          seconds: state.time - ignition,
          inertialSpeed: inertialSpeed(state.positionEcef, state.velocityEcef),
          speedSigma: state.velocitySigma,
        },
        sensors,
      ),
    );
  }
  upperStage(e, ignition, sensors, now);
  if (burning) {
    strike(e.ledger, "burn end");
    strike(e.ledger, "cut-off");
  } else {
    put("burn end", burnEnded(seconds, now - plume.lastSeen, sensors));
    if (state !== null && burnsOf(e.lines).length === 1)
      put(
        "cut-off",
        cutOff(seconds, inertialSpeed(state.positionEcef, state.velocityEcef), state.velocitySigma, sensors),
      );
  }
  shapeOfFlight(e, burning, sensors, now);
}

/** Thrust of what burns after the first stage, by lines of sight or by radar. */
function upperStage(e: EventRecord, ignition: number, sensors: readonly string[], now: number): void {
  const burns = burnsOf(e.lines);
  const later = burns.length > 1 && burns.at(-1)!.first - ignition > 100;
  const m = e.motion;
  const ofThisBurn = m !== null && m.time - m.window > burns.at(-1)!.first - 1;
  if (m !== null && ofThisBurn && (later || m.time - m.window - ignition > FIRST_STAGE)) {
    const sensed = Math.hypot(...m.sensedEcef);
    const reason = upperStageThrust(m.time - ignition, sensed, m.sensedSigma, "infrared", sensors);
    if (reason !== null) note(e.ledger, "upper stage", reason, now);
  }
  for (const { state, sensor } of e.links) {
    const { sensedAcceleration, sensedAccelerationSigma } = state.thrust;
    if (state.thrusting !== "thrusting" || sensedAcceleration === undefined) continue;
    if (!later && state.time - ignition < FIRST_STAGE) continue;
    const sigma = sensedAccelerationSigma ?? 5;
    const reason = upperStageThrust(state.time - ignition, sensedAcceleration, sigma, "radar", [sensor]);
    if (reason !== null) note(e.ledger, "upper stage by radar", reason, now);
  }
  const back = e.children.find((c) => thrustsBack(c));
  if (back !== undefined)
    note(e.ledger, "return", fliesBack("infrared", [...new Set(back.lines.map((t) => t.sensor))]), now);
  const backRadar = e.children
    .flatMap((c) => c.links)
    .find((l) => l.state.thrust.againstMotion && l.state.thrusting === "thrusting");
  if (backRadar !== undefined) note(e.ledger, "return by radar", fliesBack("radar", [backRadar.sensor]), now);
}

/** Steepness after burnout and, at any time, whether it stays up. */
function shapeOfFlight(e: EventRecord, burning: boolean, sensors: readonly string[], now: number): void {
  const state = bodyState(e);
  if (state === null) return;
  const by = state.kind === "radar" ? [...new Set(e.links.map((l) => l.sensor))] : sensors;
  const height = perigee(state);
  if (height > ORBIT && state.velocitySigma < 150) {
    note(e.ledger, "orbit", inOrbit(height, state.kind, by), now);
    return;
  }
  strike(e.ledger, "orbit");
  if (burning) {
    strike(e.ledger, "steepness");
    return;
  }
  const speed = Math.hypot(...state.velocityEcef);
  if (speed < 500) return;
  const atBurnout = backToBurnout(e, state);
  const angle = flightPathAngle(atBurnout.positionEcef, atBurnout.velocityEcef);
  const impact = predictImpact(state.positionEcef, state.velocityEcef, null);
  let ratio: number | null = null;
  if (impact !== null && e.solution !== null) {
    const from = { latitude: e.solution.latitude, longitude: e.solution.longitude, height: 0 };
    const range = surfaceDistance(from, { ...impact.geodetic, height: 0 });
    ratio = impact.apogee / Math.max(1000, range);
  }
  note(
    e.ledger,
    "steepness",
    steepness(angle, (1.5 * state.velocitySigma) / speed, ratio, state.kind, by),
    now,
  );
}

/** The state carried back to where the plume was last seen, along free flight. */
function backToBurnout(e: EventRecord, state: ReturnType<typeof bodyState> & object) {
  const end = e.plume!.lastSeen;
  const positionEcef = placeAfter(state, end);
  const before = placeAfter(state, end - 0.5);
  const after = placeAfter(state, end + 0.5);
  return { positionEcef, velocityEcef: add(after, scale(before, -1)) };
}
