import { lookToEcef } from "../../astro/index.js";
import { assign, type FilterPrior, type RadarModel } from "../../estimation/index.js";
import type { Radar, RadarPlot } from "../../messages/index.js";
import { radarCover, radarScanTime, radarSignalToNoise, radarSite, unrefract } from "../../sensors/index.js";
import type { CataloguePasses } from "./catalogue-passes.js";
import { emptyFilter, observationOf } from "./radar-models.js";
import { recogniseTrack } from "./recognise-track.js";
import {
  believedFalsePlots,
  type LocatedPlot,
  type ScoredPairing,
  satellitePairings,
  trackPairings,
} from "./scan-pairings.js";
import { beginTrack, feedTrack, type LiveTrack, learnCrossSection, placeAt } from "./track.js";
import {
  type ExpectedLook,
  expectedLook,
  missTrack,
  rewardTrack,
  UNKNOWN_CROSS_SECTION,
} from "./track-life.js";
import type { PlotOutcome } from "./types.js";

/** A plot with its time in seconds after the picture's start. */
export interface TimedPlot {
  readonly plot: RadarPlot;
  readonly time: number;
}

/** One radar with what it has in sight. */
export interface RadarPost {
  readonly radar: Radar;
  readonly model: RadarModel;
  readonly passes: CataloguePasses;
  readonly priors: FilterPrior;
  /** The scan whose plots are being gathered; null before the first plot and in quiet times. */
  openScan: number | null;
  pending: TimedPlot[];
  tracks: LiveTrack[];
  /** Confirmed tracks that have ended. */
  ended: LiveTrack[];
  /** Tracks begun so far. */
  born: number;
}

/** Objects that nobody knows of which appear in one radar's cover in one scan: believed mean. */
const NEW_OBJECTS_PER_SCAN = 0.02;
/** An ended track is kept for so long: longer than any event waits for sight of its body, s. */
const FORGET_TRACK = 1800;
/** What appears nearer to a confirmed track than this, or within four of its standard deviations, came off it, m. */
const SEPARATION_DISTANCE = 5000;

const expectation = emptyFilter();

/**
 * Judges one scan as a whole: its plots are shared out among known satellites and tracks by the likeliest
 * one-to-one assignment, what is left begins tracks, and tracks that should have been seen and were not lose odds.
 *
 * @param post changed in place
 * @param whole false for plots that came after their scan was closed: nothing counts as missed then
 */
export function closeScan(
  post: RadarPost,
  scan: number,
  plots: readonly TimedPlot[],
  whole: boolean,
): PlotOutcome[] {
  const { radar, model } = post;
  const located = plots.map((p) => locate(radar, p));
  const looks = post.tracks.map((track) => expectedLook(radar, track, scan));
  const columns: number[] = [];
  const pairings = satellitePairings(located, post.passes, radar, model, columns, expectation);
  const detection = looks.map((look) => look.detection);
  pairings.push(...trackPairings(located, post.tracks, radar, model, detection, columns.length));
  const chosen = assign(located.length, columns.length + post.tracks.length, pairings);
  const byRow = new Map<number, ScoredPairing>();
  for (const pairing of pairings) if (chosen[pairing.row] === pairing.column) byRow.set(pairing.row, pairing);
  const seen = new Set<LiveTrack>();
  const outcomes = located.map((plot, row) => {
    const pairing = byRow.get(row);
    if (!pairing) return beginWith(post, plot);
    if (pairing.column < columns.length)
      return recognise(post.passes, plot, columns[pairing.column]!, pairing);
    return extend(post, looks[pairing.column - columns.length]!, plot, pairing, seen);
  });
  if (whole) for (const look of looks) if (!seen.has(look.track)) missTrack(look);
  const now = radarScanTime(radar, scan);
  post.ended = post.ended.filter((t) => now - t.last < FORGET_TRACK);
  post.ended.push(...post.tracks.filter((t) => t.ended && t.confirmed));
  post.tracks = post.tracks.filter((t) => !t.ended);
  return outcomes;
}

function locate(radar: Radar, { plot, time }: TimedPlot): LocatedPlot {
  const look = unrefract(radar.refraction.surfaceRefractivity, plot);
  const level = plot.sigmaAzimuth * Math.cos(plot.elevation);
  return {
    plot,
    observation: observationOf(plot, time),
    positionEcef: lookToEcef(radarSite(radar).geodetic, look),
    blur: plot.range * Math.hypot(level, plot.sigmaElevation) + plot.sigmaRange,
  };
}

function recognise(
  passes: CataloguePasses,
  { plot }: LocatedPlot,
  index: number,
  pairing: ScoredPairing,
): PlotOutcome {
  const satellite = passes.satellites[index]!;
  satellite.plots += 1;
  const { catalogueNumber } = satellite;
  return { kind: "satellite", measurement: plot.id, catalogueNumber, innovation: pairing.innovation };
}

function extend(
  post: RadarPost,
  { track, detection }: ExpectedLook,
  { plot, observation }: LocatedPlot,
  pairing: ScoredPairing,
  seen: Set<LiveTrack>,
): PlotOutcome {
  const { radar } = post;
  const update = feedTrack(track, observation, plot.id);
  rewardTrack(track, pairing.gain, detection);
  learnCrossSection(track, crossSectionOf(radar, plot));
  seen.add(track);
  recogniseTrack(track, post.passes, post.model, radar.maximumRangeKm * 1000);
  const innovation = update.nis / update.dimension;
  return { kind: "track", measurement: plot.id, track: track.id, innovation };
}

/** Cross-section that a plot's signal stands for, m². */
function crossSectionOf(radar: Radar, plot: RadarPlot): number {
  const cover = radarCover(radar, plot);
  const ofOneSquareMetre = radarSignalToNoise(radar, 1, plot.range, cover?.offBoresight ?? 0);
  return ofOneSquareMetre > 0 ? plot.signalToNoise / ofOneSquareMetre : UNKNOWN_CROSS_SECTION;
}

function beginWith(post: RadarPost, located: LocatedPlot): PlotOutcome {
  const { plot, observation } = located;
  const { radar } = post;
  post.born += 1;
  const id = `${radar.id}/track-${post.born}`;
  const score = Math.log(NEW_OBJECTS_PER_SCAN / believedFalsePlots(radar));
  const parent = bodyBeside(post, located);
  const track = beginTrack(id, radar.id, post.model, observation, plot.id, score, post.priors);
  learnCrossSection(track, crossSectionOf(radar, plot));
  if (parent) track.separatedFrom = parent.id;
  post.tracks.push(track);
  return { kind: "new", measurement: plot.id, track: id, innovation: 0 };
}

/** The confirmed track beside which a plot stands, if any. */
function bodyBeside(post: RadarPost, { observation, positionEcef }: LocatedPlot): LiveTrack | null {
  for (const track of post.tracks) {
    if (!track.confirmed) continue;
    const { place, spread } = placeAt(track, observation.time);
    const apart = Math.hypot(
      place[0] - positionEcef[0],
      place[1] - positionEcef[1],
      place[2] - positionEcef[2],
    );
    if (apart < Math.max(SEPARATION_DISTANCE, 4 * spread)) return track;
  }
  return null;
}
