import {
  addSeconds,
  EARTH,
  type Epoch,
  orbitEcef,
  orbitFromElements,
  type Sgp4Orbit,
  secondsBetween,
} from "../../astro/index.js";
import type { RadarFilter, RadarModel } from "../../estimation/index.js";
import { STATE } from "../../estimation/index.js";
import type { KnownSatellite } from "./types.js";

/** Interval of the ephemeris that is kept, s: cubic Hermite between its points errs by less than 2 m in low orbit. */
const INTERVAL = 60;
const DAY = 86_400;

/**
 * How far a satellite departs from SGP4 with public elements, 1σ, m and m per day of age. Precise orbits against
 * public elements (Sentinel-3A at 803 km, TOPEX at 1,336 km): in-track 0.4–0.8 km at epoch and 0.1–0.3 km a day,
 * radial 0.1–0.3 km, cross-track 0.1–0.45 km; lower orbits, where drag rules, some 2 km a day (an estimate).
 */
const ELEMENT_ERRORS = {
  inTrack: 700,
  inTrackPerDay: 300,
  inTrackPerDayLow: 2000,
  radial: 300,
  crossTrack: 450,
  lowHeight: 550_000,
  /** No element set is trusted to be worse or better than this. */
  longestAgeDays: 30,
};

/** A known satellite, ready to be looked for. */
export interface Satellite {
  readonly catalogueNumber: number;
  readonly name: string;
  readonly orbit: Sgp4Orbit;
  /** In-track 1σ at the picture's start, m. */
  readonly inTrackSigma: number;
  /** Plots that were recognised as it. */
  plots: number;
  /** By how much it runs ahead of its elements, as its own track has shown, s. */
  lag: number;
}

/** The catalogue with its ephemeris, worked out block by block as time goes on. */
export interface CataloguePasses {
  readonly satellites: readonly Satellite[];
  readonly start: Epoch;
  /** By block number: six numbers a satellite at the block's beginning; NaN where SGP4 gives none. */
  readonly knots: Map<number, Float64Array>;
  /** Which satellites a radar may see in a block: by radar, then block. */
  readonly inView: Map<RadarModel, { block: number; members: Int32Array }>;
}

/**
 * Makes a catalogue ready.
 *
 * @param catalogue elements that SGP4 can't use are left out
 * @param start instant from which times are counted
 */
export function openCataloguePasses(catalogue: readonly KnownSatellite[], start: Epoch): CataloguePasses {
  const satellites: Satellite[] = [];
  for (const { name, elements } of catalogue) {
    let orbit: Sgp4Orbit;
    try {
      orbit = orbitFromElements(elements);
    } catch (error) {
      // Elements outside their ranges: such an object is unknown to the watch.
      if (error instanceof RangeError) continue;
      throw error;
    }
    const age = Math.min(ELEMENT_ERRORS.longestAgeDays, Math.abs(secondsBetween(orbit.epoch, start)) / DAY);
    const state = orbitEcef(orbit, start);
    const height = state ? Math.hypot(...state.positionEcef) - EARTH.meanRadius : Number.POSITIVE_INFINITY;
    const perDay =
      height < ELEMENT_ERRORS.lowHeight ? ELEMENT_ERRORS.inTrackPerDayLow : ELEMENT_ERRORS.inTrackPerDay;
    const inTrackSigma = ELEMENT_ERRORS.inTrack + perDay * age;
    satellites.push({
      catalogueNumber: elements.catalogueNumber,
      name,
      orbit,
      inTrackSigma,
      plots: 0,
      lag: 0,
    });
  }
  return { satellites, start, knots: new Map(), inView: new Map() };
}

function knotsOf(passes: CataloguePasses, block: number): Float64Array {
  let knots = passes.knots.get(block);
  if (knots) return knots;
  const epoch = addSeconds(passes.start, block * INTERVAL);
  knots = new Float64Array(passes.satellites.length * 6).fill(Number.NaN);
  for (const [i, satellite] of passes.satellites.entries()) {
    const state = orbitEcef(satellite.orbit, epoch);
    if (!state) continue;
    knots.set(state.positionEcef, i * 6);
    knots.set(state.velocityEcef, i * 6 + 3);
  }
  passes.knots.set(block, knots);
  // Scans close in order of time: nothing asks for what lies minutes back.
  for (const old of passes.knots.keys()) if (old < block - 5) passes.knots.delete(old);
  return knots;
}

/**
 * Position and velocity of a satellite between the points of the ephemeris.
 *
 * @param index of the satellite
 * @param time s after the start
 * @param out six numbers, ECEF
 * @param more lag beyond the satellite's known one, s
 * @returns false where SGP4 has none
 */
export function satelliteAt(
  passes: CataloguePasses,
  index: number,
  time: number,
  out: Float64Array,
  more = 0,
): boolean {
  const lag = passes.satellites[index]!.lag + more;
  interpolate(passes, index * 6, time + lag, out);
  if (lag !== 0) turnBack(out, EARTH.rotation * lag);
  return Number.isFinite(out[0]!);
}

/** A satellite that is ahead on its path finds the Earth less far turned than at that point of its ephemeris. */
function turnBack(out: Float64Array, angle: number): void {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  for (const i of [0, 3]) {
    const x = out[i]!;
    const y = out[i + 1]!;
    out[i] = c * x - s * y;
    out[i + 1] = s * x + c * y;
  }
}

/** Cubic Hermite interpolation between two knots. */
function interpolate(passes: CataloguePasses, o: number, time: number, out: Float64Array): void {
  const block = Math.floor(time / INTERVAL);
  const a = knotsOf(passes, block);
  const b = knotsOf(passes, block + 1);
  const s = time / INTERVAL - block;
  const s2 = s * s;
  const s3 = s2 * s;
  const h00 = 2 * s3 - 3 * s2 + 1;
  const h10 = (s3 - 2 * s2 + s) * INTERVAL;
  const h01 = 3 * s2 - 2 * s3;
  const h11 = (s3 - s2) * INTERVAL;
  const d00 = (6 * s2 - 6 * s) / INTERVAL;
  const d10 = 3 * s2 - 4 * s + 1;
  const d11 = 3 * s2 - 2 * s;
  for (let i = 0; i < 3; i += 1) {
    const p0 = a[o + i]!;
    const v0 = a[o + 3 + i]!;
    const p1 = b[o + i]!;
    const v1 = b[o + 3 + i]!;
    out[i] = h00 * p0 + h10 * v0 + h01 * p1 + h11 * v1;
    out[3 + i] = d00 * (p0 - p1) + d10 * v0 + d11 * v1;
  }
}

/** A satellite below this height over the radar's horizontal plane all through a block is not in view, m. */
const BELOW_HORIZON = -500_000;

/**
 * Satellites that may be in a radar's view within the block of a time.
 *
 * @param maximumRange m
 * @returns indices, rising
 */
export function satellitesInView(
  passes: CataloguePasses,
  radar: RadarModel,
  maximumRange: number,
  time: number,
): Int32Array {
  const block = Math.floor(time / INTERVAL);
  const kept = passes.inView.get(radar);
  if (kept?.block === block) return kept.members;
  const a = knotsOf(passes, block);
  const b = knotsOf(passes, block + 1);
  const members: number[] = [];
  for (let i = 0; i < passes.satellites.length; i += 1) {
    if (near(a, i * 6, radar, maximumRange) || near(b, i * 6, radar, maximumRange)) members.push(i);
  }
  const list = Int32Array.from(members);
  passes.inView.set(radar, { block, members: list });
  return list;
}

function near(knots: Float64Array, o: number, radar: RadarModel, maximumRange: number): boolean {
  const dx = knots[o]! - radar.positionEcef[0];
  const dy = knots[o + 1]! - radar.positionEcef[1];
  const dz = knots[o + 2]! - radar.positionEcef[2];
  // In one interval a satellite moves by some 480 km.
  const reach = maximumRange + 500_000;
  if (!(dx * dx + dy * dy + dz * dz < reach * reach)) return false;
  return dx * radar.up[0] + dy * radar.up[1] + dz * radar.up[2] > BELOW_HORIZON;
}

/**
 * A satellite's predicted state in the form in which plots are compared with it: its covariance is that of public
 * elements, and the radar's biases have their priors.
 *
 * @param state six numbers, ECEF
 * @param out a coasting filter, overwritten
 */
export function expectSatellite(
  satellite: Satellite,
  state: Float64Array,
  radar: RadarModel,
  time: number,
  out: RadarFilter,
): void {
  const n = out.x.length;
  out.time = time;
  out.x.fill(0);
  out.x.set(state.subarray(0, 6));
  out.p.fill(0);
  const [r, t, c] = orbitalAxes(state);
  const variances = [
    ELEMENT_ERRORS.radial ** 2,
    satellite.inTrackSigma ** 2,
    ELEMENT_ERRORS.crossTrack ** 2,
  ] as const;
  for (let i = 0; i < 3; i += 1) {
    for (let j = 0; j < 3; j += 1) {
      out.p[i * n + j] =
        variances[0] * r[i]! * r[j]! + variances[1] * t[i]! * t[j]! + variances[2] * c[i]! * c[j]!;
    }
    // 1 m/s: elements give velocity far better than a radar's range rate needs.
    out.p[(3 + i) * (n + 1)] = 1;
  }
  out.p[STATE.rangeBias * (n + 1)] = radar.bias.range ** 2;
  out.p[STATE.azimuthBias * (n + 1)] = radar.bias.azimuth ** 2;
  out.p[STATE.elevationBias * (n + 1)] = radar.bias.elevation ** 2;
  out.p[STATE.refraction * (n + 1)] = radar.refractionSigma ** 2;
}

/** Radial, in-track and cross-track unit vectors of a state. */
function orbitalAxes(s: Float64Array): [number[], number[], number[]] {
  const unit = (v: number[]) => {
    const length = Math.hypot(...v);
    return v.map((a) => a / length);
  };
  const radial = unit([s[0]!, s[1]!, s[2]!]);
  const across = unit([
    s[1]! * s[5]! - s[2]! * s[4]!,
    s[2]! * s[3]! - s[0]! * s[5]!,
    s[0]! * s[4]! - s[1]! * s[3]!,
  ]);
  const along = [
    across[1]! * radial[2]! - across[2]! * radial[1]!,
    across[2]! * radial[0]! - across[0]! * radial[2]!,
    across[0]! * radial[1]! - across[1]! * radial[0]!,
  ];
  return [radial, along, across];
}
