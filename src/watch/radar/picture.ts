import type { Epoch } from "../../astro/index.js";
import type { Network, Radar, RadarPlot } from "../../messages/index.js";
import { radarScanTime } from "../../sensors/index.js";
import { type CataloguePasses, openCataloguePasses } from "./catalogue-passes.js";
import { radarModel } from "./radar-models.js";
import { closeScan, type RadarPost } from "./scan.js";
import { hintTrack, type LiveTrack, trackPriors, trackState } from "./track.js";
import type { KnownSatellite, PlotOutcome, RadarTrackState } from "./types.js";

/** All that the watch holds of what its radars see. Opaque to callers. */
export interface RadarPicture {
  readonly posts: ReadonlyMap<string, RadarPost>;
  readonly passes: CataloguePasses;
}

/**
 * Opens the picture of all radars of a network.
 *
 * @param network its radars, their priors
 * @param catalogue known satellites
 * @param start instant from which all times are counted
 */
export function openRadarPicture(
  network: Network,
  catalogue: readonly KnownSatellite[],
  start: Epoch,
): RadarPicture {
  const passes = openCataloguePasses(catalogue, start);
  const priors = trackPriors(network);
  const posts = new Map<string, RadarPost>();
  for (const sensor of network.sensors) {
    if (sensor.kind !== "radar") continue;
    posts.set(sensor.id, openPost(sensor, passes, priors));
  }
  return { posts, passes };
}

function openPost(radar: Radar, passes: CataloguePasses, priors: RadarPost["priors"]): RadarPost {
  return {
    radar,
    model: radarModel(radar),
    passes,
    priors,
    openScan: null,
    pending: [],
    tracks: [],
    ended: [],
    born: 0,
  };
}

/**
 * Takes one plot; plots come in order of time. A scan is judged as a whole, when its last plot must have come, so
 * the answer is of earlier plots as a rule.
 *
 * @param picture changed in place
 * @param plot of a radar of the network, without a `radarPlotProblem`
 * @param time of the plot, s after the picture's start
 * @returns what became of the plots of every scan that has closed by this
 * @throws RangeError for a radar that the network does not know
 */
export function takePlot(picture: RadarPicture, plot: RadarPlot, time: number): PlotOutcome[] {
  const post = picture.posts.get(plot.sensor);
  if (!post) throw new RangeError(`radar plot ${plot.id}: the network has no radar "${plot.sensor}"`);
  const outcomes = advanceRadar(picture, time);
  const scan = scanAt(post.radar, time);
  post.openScan ??= scan;
  if (scan < post.openScan) outcomes.push(...closeScan(post, scan, [{ plot, time }], false));
  else post.pending.push({ plot, time });
  return outcomes;
}

/**
 * The scan to which a time belongs, by the radar's schedule: a plot's own number may be anything.
 */
function scanAt(radar: Radar, time: number): number {
  const scan = Math.floor((time - radarScanTime(radar, 0)) / radar.revisitSeconds);
  // Rounding at the edge must agree with the time at which scans are closed.
  return radarScanTime(radar, scan + 1) <= time ? scan + 1 : scan;
}

/**
 * Tells the picture that time has come so far: scans that have ended are closed, tracks without sight age.
 *
 * @param picture changed in place
 * @param time s after the picture's start
 */
export function advanceRadar(picture: RadarPicture, time: number): PlotOutcome[] {
  const outcomes: PlotOutcome[] = [];
  for (const post of picture.posts.values()) {
    while (post.openScan !== null && radarScanTime(post.radar, post.openScan + 1) <= time) {
      if (post.pending.length === 0 && post.tracks.length === 0) {
        post.openScan = null;
        break;
      }
      outcomes.push(...closeOpenScan(post));
    }
  }
  return outcomes;
}

/** Closes the scans that are still open, at the end of all measurements. */
export function closeRadar(picture: RadarPicture): PlotOutcome[] {
  const outcomes: PlotOutcome[] = [];
  for (const post of picture.posts.values()) {
    if (post.openScan !== null) outcomes.push(...closeOpenScan(post));
  }
  return outcomes;
}

function closeOpenScan(post: RadarPost): PlotOutcome[] {
  const scan = post.openScan!;
  const plots = post.pending;
  post.pending = [];
  post.openScan = scan + 1;
  return closeScan(post, scan, plots, true);
}

/**
 * Tracks that are not known satellites: those that live, and confirmed ones that have ended. A track's state is the
 * same object until the track changes.
 */
export function radarTracks(picture: RadarPicture): readonly RadarTrackState[] {
  const states: RadarTrackState[] = [];
  for (const post of picture.posts.values()) {
    for (const track of post.ended) states.push(trackState(track));
    for (const track of post.tracks) states.push(trackState(track));
  }
  return states;
}

/** Number of distinct known satellites that were seen where they were predicted, in two scans at least. */
export function satellitesRecognised(picture: RadarPicture): number {
  return picture.passes.satellites.filter((s) => s.plots >= 2).length;
}

/**
 * Tells a track what infrared saw of the plume of the same body.
 *
 * @param picture changed in place
 * @param trackId as in {@link RadarTrackState}
 * @param firstNotSeen first look in which the plume would have been seen and was not, s after the picture's start
 */
export function hintBurnout(picture: RadarPicture, trackId: string, firstNotSeen: number): void {
  for (const post of picture.posts.values()) {
    const track = [...post.tracks, ...post.ended].find((t: LiveTrack) => t.id === trackId);
    if (track) hintTrack(track, firstNotSeen);
  }
}
