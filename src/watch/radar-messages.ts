import type { Origin, RadarTrack } from "../messages/index.js";
import type { PlotOutcome, RadarTrackState } from "./radar/index.js";

/** What was already told of a radar's track. */
export interface RadarTold {
  readonly plots: Map<string, number>;
  readonly states: Map<string, RadarTrackState["state"]>;
  readonly satellites: Map<string, SatellitePass>;
}

/** A known satellite as one radar sees it. */
interface SatellitePass {
  first: number;
  last: number;
  plots: number;
  pending: { measurements: string[]; innovations: number[] };
}

/** Plots of a known satellite that go into one message. */
const SATELLITE_BATCH = 20;
/** A pass is over after so long, s. */
const PASS_OVER = 120;

/** Nothing told yet. */
export function openRadarTold(): RadarTold {
  return { plots: new Map(), states: new Map(), satellites: new Map() };
}

/** The message about a track that is no known satellite; null where there is nothing new, or it is only tentative. */
export function radarTrackMessage(
  told: RadarTold,
  s: RadarTrackState,
  origin: Origin,
  now: number,
  utc: (seconds: number) => string,
): RadarTrack | null {
  if (s.state === "tentative" || (s.state === "ended" && !told.states.has(s.id))) return null;
  const before = told.plots.get(s.id) ?? 0;
  if (before === s.plots && told.states.get(s.id) === s.state) return null;
  told.plots.set(s.id, s.plots);
  told.states.set(s.id, s.state);
  const spread = (from: number) =>
    Math.sqrt(s.covariance[from * 7]! + s.covariance[(from + 1) * 7]! + s.covariance[(from + 2) * 7]!);
  const metres = (x: number) => Math.round(x * 10) / 10;
  const speed = (x: number) => Math.round(x * 100) / 100;
  return {
    type: "radar-track",
    id: s.id,
    sensor: s.sensor,
    origin,
    at: utc(now),
    state: s.state,
    plots: s.plots,
    first: utc(s.first),
    last: utc(s.last),
    ...(s.catalogueNumber === undefined ? {} : { catalogueNumber: s.catalogueNumber }),
    positionEcef: [metres(s.mean[0]!), metres(s.mean[1]!), metres(s.mean[2]!)],
    velocityEcef: [speed(s.mean[3]!), speed(s.mean[4]!), speed(s.mean[5]!)],
    positionSigma: metres(spread(0)),
    velocitySigma: speed(spread(3)),
    measurements: s.measurements.slice(before),
    innovations: s.innovations.slice(before).map((x) => Number(x.toPrecision(6))),
  };
}

/** Forgets what was told of tracks that the radars no longer hold. */
export function forgetTracks(told: RadarTold, states: readonly RadarTrackState[]): void {
  if (told.states.size <= states.length) return;
  const held = new Set(states.map((s) => s.id));
  for (const id of told.states.keys()) {
    if (held.has(id)) continue;
    told.states.delete(id);
    told.plots.delete(id);
  }
}

/** Counts a plot of a known satellite; a message comes when a batch of them is full. */
export function takeSatellitePlot(
  told: RadarTold,
  outcome: Extract<PlotOutcome, { kind: "satellite" }>,
  sensor: string,
  time: number,
  origin: Origin,
  utc: (seconds: number) => string,
): RadarTrack | null {
  const id = `${sensor}/satellite-${outcome.catalogueNumber}`;
  let pass = told.satellites.get(id);
  if (pass === undefined) {
    pass = { first: time, last: time, plots: 0, pending: { measurements: [], innovations: [] } };
    told.satellites.set(id, pass);
  }
  pass.last = time;
  pass.plots += 1;
  pass.pending.measurements.push(outcome.measurement);
  pass.pending.innovations.push(Number(outcome.innovation.toPrecision(6)));
  return pass.pending.measurements.length < SATELLITE_BATCH
    ? null
    : satelliteMessage(id, pass, sensor, "confirmed", origin, time, utc);
}

/** Last words on satellites that have passed. */
export function endPasses(
  told: RadarTold,
  now: number,
  closing: boolean,
  origin: Origin,
  utc: (seconds: number) => string,
): RadarTrack[] {
  const out: RadarTrack[] = [];
  for (const [id, pass] of told.satellites) {
    if (!closing && now - pass.last < PASS_OVER) continue;
    told.satellites.delete(id);
    out.push(satelliteMessage(id, pass, id.slice(0, id.lastIndexOf("/")), "ended", origin, now, utc));
  }
  return out;
}

function satelliteMessage(
  id: string,
  pass: SatellitePass,
  sensor: string,
  state: RadarTrack["state"],
  origin: Origin,
  now: number,
  utc: (seconds: number) => string,
): RadarTrack {
  const { measurements, innovations } = pass.pending;
  pass.pending = { measurements: [], innovations: [] };
  return {
    type: "radar-track",
    id,
    sensor,
    origin,
    at: utc(now),
    state,
    plots: pass.plots,
    first: utc(pass.first),
    last: utc(pass.last),
    catalogueNumber: Number(id.slice(id.lastIndexOf("-") + 1)),
    measurements,
    innovations,
  };
}
