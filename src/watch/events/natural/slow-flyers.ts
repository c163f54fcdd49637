import {
  dot,
  eastNorthUp,
  ecefToGeodetic,
  heightOf,
  norm,
  scale,
  subtract,
  type Vec3,
} from "../../../astro/index.js";
import type { RadarTrackState } from "../../radar/index.js";
import { type EventBook, enter } from "../book.js";
import { note } from "../ledger.js";
import type { EventRecord } from "../record.js";
import { FASTEST_AIRCRAFT, HIGHEST_AIRCRAFT } from "./aircraft.js";

/** Where a radar's track was when it began to fly as aircraft do; it has done nothing else since. */
export interface SlowStart {
  readonly time: number;
  readonly positionEcef: Vec3;
}

/** Standard deviations by which it must be faster or higher to be no aircraft. */
const SURE = 3;
/** So long it must have flown like that: no rocket is so slow or so low for so long after its first plot, s. */
const SLOW_SECONDS = 45;
/** What falls or rises more steeply than this is no aircraft, over all that time: height over way, and a slack, m. */
const STEEPEST = 0.7;
const STEEP_SLACK = 300;
/** A track that is looked at by this many plots has flown so from its first one on. */
const FEW_PLOTS = 5;
/** Velocity must be known so well, 1σ an axis, m/s. */
const VELOCITY_KNOWN = 150;
/** Tracks of one aircraft, by one radar after another or by two at once, lie no farther apart in time than this, s; slack, m. */
const LONGEST_BREAK = 90;
const SAME_PLACE = 2000;

const positionOf = ({ mean }: RadarTrackState): Vec3 => [mean[0]!, mean[1]!, mean[2]!];
const spreadOf = ({ covariance: p }: RadarTrackState) => Math.sqrt(p[0]! + p[7]! + p[14]!);
const velocitySigma = ({ covariance: p }: RadarTrackState) => Math.sqrt((p[21]! + p[28]! + p[35]!) / 3);

/** Keeps account of since when a radar's track has been no faster and no higher than aircraft are. */
export function watchSlow(book: EventBook, state: RadarTrackState): void {
  const speed = Math.hypot(state.mean[3]!, state.mean[4]!, state.mean[5]!);
  const height = heightOf(...positionOf(state));
  const beyond =
    speed - SURE * velocitySigma(state) > FASTEST_AIRCRAFT ||
    height - SURE * spreadOf(state) > HIGHEST_AIRCRAFT;
  if (beyond) book.slowSince.delete(state.id);
  else if (!book.slowSince.has(state.id)) {
    const time = state.plots <= FEW_PLOTS ? state.first : state.time;
    book.slowSince.set(state.id, { time, positionEcef: positionOf(state) });
  }
}

/** Whether a radar's track has flown as only aircraft do for long enough: slow, low, and farther ahead than up or down. */
export function fliesAsAircraft(book: EventBook, state: RadarTrackState): boolean {
  const start = book.slowSince.get(state.id);
  if (start === undefined || state.time - start.time < SLOW_SECONDS || velocitySigma(state) > VELOCITY_KNOWN)
    return false;
  const way = subtract(positionOf(state), start.positionEcef);
  const { up } = eastNorthUp(ecefToGeodetic(positionOf(state)));
  const risen = heightOf(...positionOf(state)) - heightOf(...start.positionEcef);
  const ahead = norm(subtract(way, scale(up, dot(way, up))));
  return Math.abs(risen) <= STEEPEST * ahead + STEEP_SLACK;
}

/** The aircraft that a radar's track is of: one that other tracks are of already, or a new one. */
export function aircraftOf(book: EventBook, state: RadarTrackState, now: number): EventRecord {
  const event = book.records.find(
    (e) => e.nature === "aircraft" && e.state === "open" && isBeside(book, e, state),
  );
  const found = event ?? enter(book, "aircraft", null, state.first);
  const sensors = [...new Set([...found.links.map((l) => l.sensor), state.sensor])].sort();
  const speed = Math.hypot(state.mean[3]!, state.mean[4]!, state.mean[5]!);
  const kilometres = Math.round(heightOf(...positionOf(state)) / 1000);
  note(
    found.ledger,
    "slow by radar",
    {
      kind: "radar",
      sensors,
      text: `${Math.round(speed / 10) * 10} m/s in ${kilometres} km, and no faster nor higher for ${SLOW_SECONDS} s: no rocket is so slow for so long`,
      logLikelihood: { aircraft: 2 },
    },
    now,
  );
  return found;
}

/** Whether a track stands, or began, where an aircraft is or may have come to. */
function isBeside(book: EventBook, aircraft: EventRecord, state: RadarTrackState): boolean {
  const start = book.slowSince.get(state.id);
  return aircraft.links.some(({ state: other }) => {
    const reach = (seconds: number) =>
      FASTEST_AIRCRAFT * Math.abs(seconds) + SURE * (spreadOf(other) + spreadOf(state));
    const near = (time: number, place: Vec3) =>
      Math.abs(time - other.time) < LONGEST_BREAK &&
      norm(subtract(place, positionOf(other))) < reach(time - other.time) + SAME_PLACE;
    return (
      near(state.time, positionOf(state)) || (start !== undefined && near(start.time, start.positionEcef))
    );
  });
}
