import {
  eastNorthUp,
  ecefToGeodetic,
  type Geodetic,
  geodeticToEcef,
  surfaceDestination,
  type Vec3,
} from "../../astro/index.js";
import { freeFall } from "../free-fall.js";
import { clippedMotion, joinedMotion, type Motion, tabulatedMotion } from "../motion.js";
import type { Phases } from "./phases.js";
import { AIRLESS, type PlanarFlight } from "./planar-smoother.js";

/** Where a stretch of recorded flight begins, and along which course. */
interface Anchor {
  readonly place: Geodetic;
  readonly course: number;
  /** 1, or −1 where the stage flies back: forward speed of the recording over that along the course. */
  readonly sense: 1 | -1;
  /** What the stretch must take over from the one before it, at its start. */
  readonly heightOffset: number;
  readonly climbOffset: number;
  readonly speedOffset: number;
}

/** An engine that is out for at least so long, above the air, means a stretch of true free flight, s. */
const LEAST_COAST = 20;
/** What a stretch took over from the one before fades within this, s. */
const FADE = 30;
/** Distance over which the direction of a geodesic is taken, m. */
const CHORD = 50;

interface Row {
  readonly height: number;
  readonly forward: number;
  readonly climb: number;
}

/** The planar flight at any time: linear between the samples, which are a second apart. */
function rowAt(flight: PlanarFlight, time: number): Row {
  const { times } = flight;
  let k = 0;
  while (k < times.length - 2 && times[k + 1]! <= time) k++;
  const h = times[k + 1]! - times[k]!;
  const u = Math.min(1, Math.max(0, (time - times[k]!) / h));
  const v = 1 - u;
  const [p0, p1] = [flight.height[k]!, flight.height[k + 1]!];
  const [c0, c1] = [flight.climbRate[k]!, flight.climbRate[k + 1]!];
  return {
    height: p0 * v * v * (1 + 2 * u) + p1 * u * u * (1 + 2 * v) + h * u * v * (c0 * v - c1 * u),
    forward: flight.forwardSpeed[k]! * v + flight.forwardSpeed[k + 1]! * u,
    climb: (6 * u * v * (p1 - p0)) / h + c0 * v * (v - 2 * u) + c1 * u * (u - 2 * v),
  };
}

/** Offsets that go smoothly to nothing: a cubic from (offset, slope) to (0, 0). */
function faded(offset: number, slope: number, since: number): { value: number; rate: number } {
  if (since >= FADE) return { value: 0, rate: 0 };
  const u = since / FADE;
  const v = 1 - u;
  return {
    value: offset * v * v * (1 + 2 * u) + slope * FADE * u * v * v,
    rate: (-6 * offset * u * v) / FADE + slope * v * (v - 2 * u),
  };
}

function placeAlong(anchor: Anchor, distance: number, height: number): Vec3 {
  const g = surfaceDestination({ ...anchor.place, height: 0 }, anchor.course, distance);
  return geodeticToEcef({ latitude: g.latitude, longitude: g.longitude, height });
}

/** Earth-fixed motion of a recorded stretch along a geodesic. */
function recordedStretch(
  flight: PlanarFlight,
  from: number,
  to: number,
  anchor: Anchor,
  zero: number,
): Motion {
  const inner = Array.from(flight.times).filter((t) => t > from + 0.05 && t < to - 0.05);
  const times = [from, ...inner, to];
  const states = new Float64Array(6 * times.length);
  let distance = 0;
  let rateBefore = 0;
  for (const [k, time] of times.entries()) {
    const row = rowAt(flight, time);
    const fade = faded(anchor.heightOffset, anchor.climbOffset, time - from);
    const height = row.height + fade.value;
    const climb = row.climb + fade.rate;
    const forward = anchor.sense * row.forward + anchor.speedOffset * Math.max(0, 1 - (time - from) / FADE);
    const guess = distance + rateBefore * (k === 0 ? 0 : time - times[k - 1]!);
    const ahead = placeAlong(anchor, guess + CHORD, height);
    const behind = placeAlong(anchor, guess - CHORD, height);
    const along = ahead.map((a, i) => a - behind[i]!);
    const chord = Math.hypot(...along);
    const rate = (forward * 2 * CHORD) / chord;
    if (k > 0) distance += ((rateBefore + rate) / 2) * (time - times[k - 1]!);
    rateBefore = rate;
    const position = placeAlong(anchor, distance, height);
    const { up } = eastNorthUp(ecefToGeodetic(position));
    for (let i = 0; i < 3; i++) {
      states[6 * k + i] = position[i]!;
      states[6 * k + 3 + i] = (forward * along[i]!) / chord + climb * up[i]!;
    }
  }
  return tabulatedMotion(
    Float64Array.from(times, (t) => t + zero),
    states,
  );
}

/** Where the stretch after a coast begins: on the coast's own end. */
function anchorAfter(coast: Motion, time: number, row: Row, zero: number): Anchor {
  const state = new Float64Array(6);
  coast.stateAt(time + zero, state);
  const place = ecefToGeodetic([state[0]!, state[1]!, state[2]!]);
  const { east, north, up } = eastNorthUp(place);
  const component = (axis: Vec3) => state[3]! * axis[0] + state[4]! * axis[1] + state[5]! * axis[2];
  const [ve, vn, vu] = [component(east), component(north), component(up)];
  const sense = row.forward < 0 ? -1 : 1;
  return {
    place: { ...place, height: 0 },
    course: Math.atan2(ve, vn),
    sense,
    heightOffset: place.height - row.height,
    climbOffset: vu - row.climb,
    speedOffset: Math.hypot(ve, vn) - sense * row.forward,
  };
}

/** Unpowered stretches above the air that are long enough to be flown freely. */
export function coasts(flight: PlanarFlight, phases: Phases): { start: number; end: number }[] {
  const edges = phases.burns.map((b) => ({ start: b.start, end: b.end }));
  return edges.flatMap((burn, k) => {
    const start = burn.end;
    const next = edges[k + 1]?.start ?? phases.end;
    const times = Array.from(flight.times).filter((t) => t >= start && t <= next);
    let end = start;
    for (const t of times) {
      if (rowAt(flight, t).height < AIRLESS) break;
      end = t;
    }
    if (end > next - 1.5) end = next;
    return end - start >= LEAST_COAST ? [{ start, end }] : [];
  });
}

/**
 * A cleaned recording in the Earth-fixed frame: along the geodesic of the launch's azimuth, except where the engine
 * is out above the air. There it flies freely from its own state, so that the turning Earth moves it aside as it
 * must, and the recording goes on from where that leads.
 *
 * @param site of the launch
 * @param azimuth rad
 * @param zero lift-off, s after the scenario's start
 * @returns motion from lift-off to the recording's end, in scenario time
 */
export function recordedMotion(
  flight: PlanarFlight,
  phases: Phases,
  site: Geodetic,
  azimuth: number,
  zero: number,
): Motion {
  const parts: Motion[] = [];
  let anchor: Anchor = {
    place: site,
    course: azimuth,
    sense: 1,
    heightOffset: 0,
    climbOffset: 0,
    speedOffset: 0,
  };
  let from = flight.times[0]!;
  for (const coast of coasts(flight, phases)) {
    const stretch = recordedStretch(flight, from, coast.start, anchor, zero);
    const state = new Float64Array(6);
    stretch.stateAt(coast.start + zero, state);
    const fall = freeFall(coast.start + zero, state, null).motion;
    parts.push(stretch, clippedMotion(fall, coast.start + zero, coast.end + zero));
    anchor = anchorAfter(fall, coast.end, rowAt(flight, coast.end), zero);
    from = coast.end;
  }
  if (from < phases.end - 0.1) parts.push(recordedStretch(flight, from, phases.end, anchor, zero));
  return joinedMotion(parts);
}
