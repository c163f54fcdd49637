import type { Vec3 } from "../../astro/index.js";
import {
  likeliest,
  mixtureLikelihood,
  type Pairing,
  plotLikelihood,
  type RadarFilter,
  type RadarModel,
  type RadarObservation,
} from "../../estimation/index.js";
import type { Radar, RadarPlot } from "../../messages/index.js";
import { falsePlotsPerScan } from "../../sensors/index.js";
import { type CataloguePasses, expectSatellite, satelliteAt, satellitesInView } from "./catalogue-passes.js";
import { type LiveTrack, trackAt } from "./track.js";

/** A plot made ready for comparison. */
export interface LocatedPlot {
  readonly plot: RadarPlot;
  readonly observation: RadarObservation;
  /** Where it stands, expected refraction taken off, ECEF, m. */
  readonly positionEcef: Vec3;
  /** 1σ across the line of sight, m. */
  readonly blur: number;
}

/** A pairing with the squared normalised innovation that goes with it. */
export interface ScoredPairing extends Pairing {
  readonly innovation: number;
}

/** Plots further off than this squared normalised innovation are of something else (χ² of 3: 1 in 10⁷). */
const GATE = 36;
/** No detection probability is believed to be surer, or less sure while in cover, than these. */
const SUREST = 0.98;
const LEAST_SURE = 0.1;
/** A satellite's cross-section is unknown: an even chance that a look sees it. */
const SATELLITE_DETECTION = 0.5;
/** Range rates of false plots spread over ±8 km/s, m/s. */
const RANGE_RATE_SPAN = 16_000;
/** Mean number of false plots a scan that is believed at least, whatever the network file says. */
const LEAST_FALSE_PLOTS = 1e-3;

/**
 * ln of the density of false plots in range, azimuth and elevation (and range rate), per m·rad² (and m/s), taken as
 * even over the cover.
 *
 * @param dimension 3, or 4 with range rate
 */
export function logClutterDensity(radar: Radar, dimension: number): number {
  const width = Math.min(
    2 * Math.PI,
    radar.faces.reduce((sum, f) => sum + (2 * f.halfWidthDeg * Math.PI) / 180, 0),
  );
  const height = ((radar.elevationMaxDeg - radar.elevationMinDeg) * Math.PI) / 180;
  const volume = radar.maximumRangeKm * 1000 * width * height * (dimension === 4 ? RANGE_RATE_SPAN : 1);
  return Math.log(believedFalsePlots(radar) / volume);
}

/** Mean number of false plots in a scan as it is used in scores. */
export function believedFalsePlots(radar: Radar): number {
  return Math.max(falsePlotsPerScan(radar), LEAST_FALSE_PLOTS);
}

/** Detection probability as it is used in scores. */
export function believedDetection(probability: number): number {
  return Math.min(SUREST, Math.max(LEAST_SURE, probability));
}

/**
 * Pairs of plots and tracks that are likelier than chance.
 *
 * @param firstColumn column of the first track
 * @param detection of each track in this scan
 */
export function trackPairings(
  plots: readonly LocatedPlot[],
  tracks: readonly LiveTrack[],
  radar: Radar,
  model: RadarModel,
  detection: readonly number[],
  firstColumn: number,
): ScoredPairing[] {
  const pairings: ScoredPairing[] = [];
  for (const [t, track] of tracks.entries()) {
    const near = nearbyPlots(plots, track);
    const pd = believedDetection(detection[t]!);
    for (const row of near) {
      const { observation } = plots[row]!;
      const one = mixtureLikelihood(trackAt(track, observation.time), model, observation);
      if (one.nis > GATE) continue;
      const gain =
        one.logLikelihood - logClutterDensity(radar, one.dimension) + Math.log(pd) - Math.log1p(-pd);
      if (gain > 0)
        pairings.push({ row, column: firstColumn + t, gain, innovation: one.nis / one.dimension });
    }
  }
  return pairings;
}

/** Nothing that a radar follows is faster over the ground than this, m/s. */
const GREATEST_SPEED = 12_000;
/** Gravity and a strong motor together, m/s². */
const GREATEST_ACCELERATION = 100;

/** Rows of the plots that a track may reach, cheaply judged: by six standard deviations and by speed. */
function nearbyPlots(plots: readonly LocatedPlot[], track: LiveTrack): number[] {
  const { filter } = likeliest(track.follower.hypotheses)!;
  const { x, p, time } = filter;
  const n = x.length;
  const place = Math.sqrt(p[0]! + p[n + 1]! + p[2 * (n + 1)]!);
  const speed = Math.sqrt(p[3 * (n + 1)]! + p[4 * (n + 1)]! + p[5 * (n + 1)]!);
  const rows: number[] = [];
  for (const [row, { observation, positionEcef, blur }] of plots.entries()) {
    const dt = observation.time - time;
    if (dt <= 0) continue;
    const dx = positionEcef[0] - x[0]!;
    const dy = positionEcef[1] - x[1]!;
    const dz = positionEcef[2] - x[2]!;
    const slack = 6 * (place + blur);
    if (dx * dx + dy * dy + dz * dz > (GREATEST_SPEED * dt + slack) ** 2) continue;
    const offX = dx - x[3]! * dt;
    const offY = dy - x[4]! * dt;
    const offZ = dz - x[5]! * dt;
    const reach = slack + 6 * speed * dt + 0.5 * GREATEST_ACCELERATION * dt * dt;
    if (offX * offX + offY * offY + offZ * offZ < reach * reach) rows.push(row);
  }
  return rows;
}

/** Two ranges further apart than this can't be of one satellite: motion within a scan and in-track error, m. */
const RANGE_WINDOW = 60_000;
/** A plot further from a satellite's predicted place than this and six blurs is of something else, m. */
const PLACE_WINDOW = 60_000;

const state = new Float64Array(6);

/**
 * Pairs of plots and known satellites that are likelier than chance.
 *
 * @param columns satellites by column, added to as they are met
 * @param expectation scratch: a coasting filter
 */
export function satellitePairings(
  plots: readonly LocatedPlot[],
  passes: CataloguePasses,
  radar: Radar,
  model: RadarModel,
  columns: number[],
  expectation: RadarFilter,
): ScoredPairing[] {
  if (plots.length === 0 || passes.satellites.length === 0) return [];
  const middle = plots[plots.length >> 1]!.observation.time;
  const members = satellitesInView(passes, model, radar.maximumRangeKm * 1000, middle);
  const byRange = rangesAt(passes, members, model, middle);
  const columnOf = new Map<number, number>();
  const pairings: ScoredPairing[] = [];
  const bonus = Math.log(SATELLITE_DETECTION) - Math.log1p(-SATELLITE_DETECTION);
  for (const [row, located] of plots.entries()) {
    const { observation } = located;
    for (let k = firstAbove(byRange, observation.range - RANGE_WINDOW); k < byRange.length; k += 1) {
      const { index, range } = byRange[k]!;
      if (range > observation.range + RANGE_WINDOW) break;
      if (!satelliteAt(passes, index, observation.time, state)) continue;
      if (tooFar(located)) continue;
      expectSatellite(passes.satellites[index]!, state, model, observation.time, expectation);
      const one = plotLikelihood(expectation, model, observation);
      const gain = one.logLikelihood - logClutterDensity(radar, one.dimension) + bonus;
      if (one.nis > GATE || gain <= 0) continue;
      let column = columnOf.get(index);
      if (column === undefined) {
        column = columns.push(index) - 1;
        columnOf.set(index, column);
      }
      pairings.push({ row, column, gain, innovation: one.nis / one.dimension });
    }
  }
  return pairings;
}

function tooFar({ positionEcef, blur }: LocatedPlot): boolean {
  const reach = PLACE_WINDOW + 6 * blur;
  const dx = positionEcef[0] - state[0]!;
  const dy = positionEcef[1] - state[1]!;
  const dz = positionEcef[2] - state[2]!;
  return dx * dx + dy * dy + dz * dz > reach * reach;
}

interface RangedSatellite {
  readonly index: number;
  readonly range: number;
}

/** Satellites by their range at one time, rising; ties by index. */
function rangesAt(
  passes: CataloguePasses,
  members: Int32Array,
  model: RadarModel,
  time: number,
): RangedSatellite[] {
  const list: RangedSatellite[] = [];
  for (const index of members) {
    if (!satelliteAt(passes, index, time, state)) continue;
    const [x, y, z] = model.positionEcef;
    list.push({ index, range: Math.hypot(state[0]! - x, state[1]! - y, state[2]! - z) });
  }
  return list.sort((a, b) => a.range - b.range || a.index - b.index);
}

function firstAbove(list: readonly RangedSatellite[], range: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.range < range) low = middle + 1;
    else high = middle;
  }
  return low;
}
