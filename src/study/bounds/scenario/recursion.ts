import {
  addMeasurement,
  boundCovariance,
  copyInformation,
  type Information,
  moveInformation,
  noInformation,
} from "../../../estimation/index.js";
import type { EventClass } from "../../../messages/index.js";
import type { Truth } from "../../../world/index.js";
import { flightOver, logBallisticOf, type Phase, sensedAcceleration } from "./flight.js";
import type { BoundLook, BoundSensor } from "./looks.js";

type Body = Truth["bodies"][number];

/** Places of the states: position, velocity, ln β, unknown acceleration, launch point, then each sensor's fixed errors. */
export const PLACE = { position: 0, velocity: 3, logBallistic: 6, force: 7, launch: 10, fixed: 13 } as const;

/** What is taken for granted of forces that nobody knows beforehand. */
export const ASSUMED = {
  /** A motor's acceleration when it lights, 1σ an axis, m/s². */
  ignition: 30,
  /** What is left of one before: next to nothing, m/s² an axis. */
  noForce: 1,
  /** How it wanders: white jerk, m²/s⁵ an axis; 10 m/s² in ten seconds. */
  jerk: 10,
  /** A launch begins at rest on the ground, its ignition known to some seconds: m/s an axis, and m of height. */
  launchSpeed: 100,
  launchHeight: 1000,
  /**
   * White acceleration of free flight, m²/s³ an axis: what no model of it has. Without any, a velocity that the air
   * brings to its end would be known without bounds, and the information matrix could not be inverted.
   */
  restless: 1e-6,
  /** Before anything is seen: somewhere about the Earth, at any speed that flies there, 1σ an axis, m and m/s. */
  anywhere: 1e7,
  anySpeed: 8000,
  /** Longest time for which it is not known that a motor has stopped, s. */
  longestBlind: 20,
} as const;

/** The bound at one time. */
export interface BoundPoint {
  readonly time: number;
  readonly phase: Phase;
  /** 7 × 7 of position, velocity, ln β; null where it can't be reckoned. */
  readonly state: Float64Array | null;
  /** 3 × 3 of the launch point. */
  readonly launch: Float64Array | null;
}

/** What is followed of one object. */
interface Recursion {
  readonly body: Body;
  readonly sensors: readonly BoundSensor[];
  readonly information: Information;
  readonly logBallistic: number;
  time: number;
  phase: Phase;
}

/** Prior of the ballistic coefficient of an object. */
export interface LogNormal {
  readonly median: number;
  readonly factor: number;
}

/**
 * The posterior Cramér–Rao bound of one object along its true path.
 *
 * @param looks at it, in order of time, at least one
 * @param until end of the bound, s
 * @param step between two points of it, s
 */
export function* followBound(
  body: Body,
  looks: readonly BoundLook[],
  prior: LogNormal,
  until: number,
  step: number,
): Generator<BoundPoint> {
  const sensors = [...new Set(looks.map((look) => look.sensor))];
  const r = openRecursion(body, sensors, prior, looks[0]!.time);
  let next = 0;
  const end = body.stands === true ? until : Math.min(until, body.motion.end);
  for (let time = Math.ceil(r.time / step) * step; time <= end; time += step) {
    for (; next < looks.length && looks[next]!.time <= time; next += 1) {
      moveTo(r, looks[next]!.time, looks);
      takeLook(r, looks[next]!);
    }
    if (next === 0) continue;
    moveTo(r, time, looks);
    yield pointOf(r);
  }
}

function openRecursion(
  body: Body,
  sensors: readonly BoundSensor[],
  prior: LogNormal,
  first: number,
): Recursion {
  const n = PLACE.fixed + sensors.reduce((sum, s) => sum + s.fixed.length, 0);
  const launched = rose(body);
  const time = launched ? body.motion.start : Math.max(body.motion.start, first);
  const logBallistic = logBallisticOf(body, prior.median);
  const r: Recursion = { body, sensors, information: noInformation(n), logBallistic, time, phase: "free" };
  know(r, [PLACE.logBallistic], Math.log(prior.factor));
  know(r, [0, 1, 2], ASSUMED.anywhere);
  know(r, [3, 4, 5], ASSUMED.anySpeed);
  // No motor burns yet, whose acceleration would be unknown: where one does, it lights at the first step.
  know(
    r,
    [0, 1, 2].map((i) => PLACE.force + i),
    ASSUMED.noForce,
  );
  let at: number = PLACE.fixed;
  for (const { fixed } of sensors) for (const sigma of fixed) know(r, [at++], sigma);
  if (launched) knowLaunch(r);
  // What has no launch keeps three unknowns that nothing tells: they must not make the others unbounded.
  else
    know(
      r,
      [0, 1, 2].map((i) => PLACE.launch + i),
      1,
    );
  if (body.stands === true) know(r, [3, 4, 5], 1e-3);
  return r;
}

const LAUNCHED: readonly (EventClass | undefined)[] = ["ballistic", "space-launch", "sounding-rocket"];

/** Whether it rose from the ground by itself: not what left it on the way, and nothing that fell from space. */
export function rose({ truth }: Body): boolean {
  return truth?.launch !== undefined && truth.parent === undefined && LAUNCHED.includes(truth.class);
}

/** Adds what is known of single states beforehand. */
function know({ information }: Recursion, places: readonly number[], sigma: number): void {
  for (const place of places) {
    const row = new Float64Array(information.states);
    row[place] = 1;
    addMeasurement(information, row, Float64Array.of(sigma ** 2));
  }
}

/** It begins at its launch point, at rest and on the ground, a few seconds sooner or later. */
function knowLaunch(r: Recursion): void {
  const n = r.information.states;
  const state = new Float64Array(6);
  r.body.motion.stateAt(r.time, state);
  const radius = Math.hypot(state[0]!, state[1]!, state[2]!);
  const height = new Float64Array(n);
  for (let i = 0; i < 3; i += 1) {
    const same = new Float64Array(n);
    same[PLACE.position + i] = 1;
    same[PLACE.launch + i] = -1;
    addMeasurement(r.information, same, Float64Array.of(1));
    height[PLACE.launch + i] = state[i]! / radius;
  }
  addMeasurement(r.information, height, Float64Array.of(ASSUMED.launchHeight ** 2));
  know(r, [3, 4, 5], ASSUMED.launchSpeed);
}

const seven = new Float64Array(49);
/** Longest step over which the kind of flight is judged, s. */
const LONGEST_STEP = 5;

function moveTo(r: Recursion, time: number, looks: readonly BoundLook[]): void {
  while (r.time < time - 1e-9) {
    const until = Math.min(time, r.time + LONGEST_STEP, nextCut(r.body, r.time));
    moveOver(r, until, looks);
  }
}

/** The next time at which a motor lights or stops. */
function nextCut(body: Body, time: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const e of body.emissions) {
    if (e.kind !== "plume") continue;
    for (const cut of [e.start, e.end]) if (cut > time + 1e-9) next = Math.min(next, cut);
  }
  return next;
}

function moveOver(r: Recursion, until: number, looks: readonly BoundLook[]): void {
  const n = r.information.states;
  const dt = until - r.time;
  const phase = flightOver(r.body, r.time, until, r.logBallistic, seven);
  const transition = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) transition[i * (n + 1)] = 1;
  for (let i = 0; i < 7; i += 1) for (let j = 0; j < 7; j += 1) transition[i * n + j] = seven[i * 7 + j]!;
  const noise = new Float64Array(n * n);
  if (phase === "powered") {
    for (let i = 0; i < 3; i += 1) {
      transition[i * n + PLACE.force + i] = (dt * dt) / 2;
      transition[(3 + i) * n + PLACE.force + i] = dt;
      addJerk(noise, n, i, dt);
      if (r.phase !== "powered") noise[(PLACE.force + i) * (n + 1)]! += ASSUMED.ignition ** 2;
    }
  } else {
    if (r.phase === "powered") addCutOff(r, noise, looks);
    if (phase === "free") for (let i = 0; i < 3; i += 1) addRestless(noise, n, i, dt);
  }
  moveInformation(r.information, transition, noise);
  r.time = until;
  r.phase = phase;
}

/** White jerk over a step, in position, velocity and acceleration of one axis. */
function addJerk(noise: Float64Array, n: number, axis: number, dt: number): void {
  const places = [axis, 3 + axis, PLACE.force + axis];
  const parts = [
    [dt ** 5 / 20, dt ** 4 / 8, dt ** 3 / 6],
    [dt ** 4 / 8, dt ** 3 / 3, dt ** 2 / 2],
    [dt ** 3 / 6, dt ** 2 / 2, dt],
  ];
  places.forEach((p, i) => {
    places.forEach((q, j) => {
      noise[p * n + q] = noise[p * n + q]! + ASSUMED.jerk * parts[i]![j]!;
    });
  });
}

/** White acceleration over a step, in position and velocity of one axis. */
function addRestless(noise: Float64Array, n: number, axis: number, dt: number): void {
  const v = 3 + axis;
  const q = ASSUMED.restless;
  noise[axis * (n + 1)] = noise[axis * (n + 1)]! + (q * dt ** 3) / 3;
  noise[axis * n + v] = noise[axis * n + v]! + (q * dt ** 2) / 2;
  noise[v * n + axis] = noise[v * n + axis]! + (q * dt ** 2) / 2;
  noise[v * (n + 1)] = noise[v * (n + 1)]! + q * dt;
}

/** When the motor went out is known to a look: σ of the velocity along the thrust is a·Δ/√12. */
function addCutOff(r: Recursion, noise: Float64Array, looks: readonly BoundLook[]): void {
  const n = r.information.states;
  let before = Number.NEGATIVE_INFINITY;
  let after = Number.POSITIVE_INFINITY;
  for (const { time } of looks) {
    if (time <= r.time) before = Math.max(before, time);
    else after = Math.min(after, time);
  }
  const blind = Math.min(after - before, ASSUMED.longestBlind);
  const a = sensedAcceleration(r.body, r.time);
  for (let i = 0; i < 3; i += 1)
    for (let j = 0; j < 3; j += 1)
      noise[(3 + i) * n + 3 + j] = noise[(3 + i) * n + 3 + j]! + (a[i]! * a[j]! * blind ** 2) / 12;
}

function takeLook(r: Recursion, look: BoundLook): void {
  const n = r.information.states;
  const m = look.variances.length;
  let at: number = PLACE.fixed;
  for (const sensor of r.sensors) {
    if (sensor === look.sensor) break;
    at += sensor.fixed.length;
  }
  const rows = new Float64Array(m * n);
  const noise = new Float64Array(m * m);
  look.variances.forEach((variance, a) => {
    rows.set(look.motion[a]!, a * n);
    rows.set(look.fixed[a]!, a * n + at);
    noise[a * (m + 1)] = variance;
  });
  addMeasurement(r.information, rows, noise);
}

function pointOf(r: Recursion): BoundPoint {
  const covariance = boundCovariance(copyInformation(r.information));
  const n = r.information.states;
  const block = (at: number, size: number) =>
    covariance === null
      ? null
      : Float64Array.from(
          { length: size * size },
          (_, k) => covariance[(at + Math.floor(k / size)) * n + at + (k % size)]!,
        );
  const launched = rose(r.body);
  return {
    time: r.time,
    phase: r.phase,
    state: block(0, 7),
    launch: launched ? block(PLACE.launch, 3) : null,
  };
}
