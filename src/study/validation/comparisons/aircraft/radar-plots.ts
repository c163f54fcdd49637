import {
  addSeconds,
  type Epoch,
  epochToUtc,
  geodeticToEcef,
  type Look,
  norm,
  normalAt,
  randomStream,
  subtract,
  type Vec3,
} from "../../../../astro/index.js";
import type { AircraftFlight, JudgedFlight } from "../../../../formats/index.js";
import type { Radar, RadarPlot } from "../../../../messages/index.js";
import {
  facing,
  measureRadar,
  type RadarCover,
  radarBiasSigmas,
  radarCover,
  radarErrors,
  radarLookTime,
  radarScanTime,
  radarSignalToNoise,
} from "../../../../sensors/index.js";
import { type FlightPart, placeIn, type SmoothedFlight } from "./smoothed-flight.js";

/** One plot, and what it was made of. */
export interface MadePlot {
  readonly plot: RadarPlot;
  /** s after the flight's start. */
  readonly seconds: number;
  /** Where the flight really was then; null where that isn't known. */
  readonly truth: Vec3 | null;
  /** A state that can't be meant was put in the place of the flight's own. */
  readonly jump: boolean;
  /** Whether the state lies farther from the flight than anything could have come since the scan before. */
  readonly beyondReach: boolean;
}

/** Mean cross-section of an airliner, m². */
const CROSS_SECTION = 30;

/** How plots are made of a flight. */
export interface PlotOptions {
  readonly seed: number;
  /** Whether plots show every state as it was recorded, stuck values too, instead of the smoothed flight with its jumps. */
  readonly asRecorded: boolean;
}

/**
 * What radars would report of a flight, one plot a scan: range, azimuth and elevation at the instant at which the beam passes,
 * with the radar's random errors and one draw of its fixed ones. Where a state of the scan is a jump, it takes the place of the
 * flight's own plot.
 *
 * @returns in order of time
 */
export function radarPlots(
  smoothed: SmoothedFlight,
  radars: readonly Radar[],
  options: PlotOptions,
): MadePlot[] {
  const plots = radars.flatMap((radar) => plotsOfRadar(smoothed, radar, options));
  return plots.sort((a, b) => a.seconds - b.seconds || (a.plot.id < b.plot.id ? -1 : 1));
}

function plotsOfRadar(smoothed: SmoothedFlight, radar: Radar, { seed, asRecorded }: PlotOptions): MadePlot[] {
  const { flight, judged, parts } = smoothed;
  const noise = randomStream(seed, "aircraft", radar.id);
  const fixed = fixedErrors(radar, seed);
  const jumps = singleJumps(flight, judged, radar.revisitSeconds);
  const made: MadePlot[] = [];
  for (const part of parts) {
    const first = Math.ceil((part.seconds[0]! - radarScanTime(radar, 0)) / radar.revisitSeconds);
    for (let scan = Math.max(0, first); radarScanTime(radar, scan) < part.seconds.at(-1)!; scan += 1) {
      const from = radarScanTime(radar, scan);
      const jump = jumps.find(
        (i) => flight.seconds[i]! >= from && flight.seconds[i]! < from + radar.revisitSeconds,
      );
      const seen =
        jump === undefined ? lookAt(radar, part, scan, flight, asRecorded) : jumpAt(flight, part, jump);
      if (seen === null) continue;
      const plot = plotAt(
        radar,
        seen.positionEcef,
        addSeconds(smoothed.start, seen.seconds),
        scan,
        noise,
        fixed,
        jump !== undefined,
      );
      if (plot === null) continue;
      const beyondReach = jump !== undefined && seen.truth !== null && isBeyondReach(radar, plot, seen);
      made.push({ plot, seconds: seen.seconds, truth: seen.truth, jump: jump !== undefined, beyondReach });
    }
  }
  return made;
}

interface Seen {
  readonly seconds: number;
  readonly positionEcef: Vec3;
  readonly truth: Vec3 | null;
}

function lookAt(
  radar: Radar,
  part: FlightPart,
  scan: number,
  flight: AircraftFlight,
  asRecorded: boolean,
): Seen | null {
  const begin = placeIn(part, radarScanTime(radar, scan));
  if (begin === null) return null;
  const seconds = radarLookTime(radar, scan, measureRadar(radar, begin.positionEcef).azimuth);
  const here = placeIn(part, seconds);
  if (here === null) return null;
  if (!asRecorded) return { seconds, positionEcef: here.positionEcef, truth: here.positionEcef };
  const at = lastStateAt(flight, seconds);
  if (at === null) return null;
  return { seconds, positionEcef: recordedPlace(flight, at), truth: null };
}

/** The newest state with an altitude at a time, no older than 3 s. */
function lastStateAt(flight: AircraftFlight, time: number): number | null {
  let low = 0;
  let high = flight.seconds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (flight.seconds[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  const i = low - 1;
  return i >= 0 && time - flight.seconds[i]! < 3 && Number.isFinite(flight.altitude[i]!) ? i : null;
}

function jumpAt(flight: AircraftFlight, part: FlightPart, i: number): Seen | null {
  const seconds = flight.seconds[i]!;
  if (!Number.isFinite(flight.altitude[i]!)) return null;
  return {
    seconds,
    positionEcef: recordedPlace(flight, i),
    truth: placeIn(part, seconds)?.positionEcef ?? null,
  };
}

function recordedPlace({ latitude, longitude, altitude }: AircraftFlight, i: number): Vec3 {
  return geodeticToEcef({ latitude: latitude[i]!, longitude: longitude[i]!, height: altitude[i]! });
}

/** Errors of one draw that a radar keeps for the whole run. */
interface FixedErrors {
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
  readonly refractivity: number;
}

function fixedErrors(radar: Radar, seed: number): FixedErrors {
  const draw = randomStream(seed, "aircraft fixed errors", radar.id);
  const { range, azimuth, elevation } = radarBiasSigmas(radar);
  const { surfaceRefractivity, relativeSigma } = radar.refraction;
  return {
    range: range * normalAt(draw, 0),
    azimuth: azimuth * normalAt(draw, 1),
    elevation: elevation * normalAt(draw, 2),
    refractivity: surfaceRefractivity * (1 + relativeSigma * normalAt(draw, 3)),
  };
}

/** A jump is shown also where the radar's cover ends: it is to be refused by the watch, not by the radar. */
function shownAnyway(radar: Radar, look: Look): RadarCover | null {
  return look.range > radar.maximumRangeKm * 1000 ? null : facing(radar, look.azimuth, look.elevation);
}

function plotAt(
  radar: Radar,
  positionEcef: Vec3,
  time: Epoch,
  scan: number,
  noise: ReturnType<typeof randomStream>,
  fixed: FixedErrors,
  always: boolean,
): RadarPlot | null {
  const look = measureRadar(radar, positionEcef, fixed.refractivity);
  const cover = always ? shownAnyway(radar, look) : radarCover(radar, look);
  if (cover === null) return null;
  const signalToNoise = radarSignalToNoise(radar, CROSS_SECTION, look.range, cover.offBoresight);
  const errors = radarErrors(radar, signalToNoise, cover.offBoresight, look.elevation);
  return {
    type: "radar-plot",
    id: `${radar.id}/${scan}`,
    sensor: radar.id,
    origin: "replay",
    time: epochToUtc(time),
    scan,
    range: look.range + fixed.range + errors.sigmaRange * normalAt(noise, 3 * scan),
    azimuth: look.azimuth + fixed.azimuth + errors.sigmaAzimuth * normalAt(noise, 3 * scan + 1),
    elevation: look.elevation + fixed.elevation + errors.sigmaElevation * normalAt(noise, 3 * scan + 2),
    ...errors,
    signalToNoise,
  };
}

/** No vehicle that a warning is about gathers more than this, m/s²; and no plot lies farther off than so many of its errors. */
const GREATEST_ACCELERATION = 100;
const SIGMAS = 6;

function isBeyondReach(radar: Radar, plot: RadarPlot, { positionEcef, truth }: Seen): boolean {
  const blur = Math.hypot(plot.sigmaRange, plot.range * Math.hypot(plot.sigmaAzimuth, plot.sigmaElevation));
  const reach = 0.5 * GREATEST_ACCELERATION * radar.revisitSeconds ** 2 + SIGMAS * blur;
  return norm(subtract(positionEcef, truth!)) > reach;
}

/**
 * Jumps that are over within one scan: a radar shows each of them once. What stays elsewhere for longer is no jump to a radar
 * but a place, and is tried with the flight as it was recorded.
 */
function singleJumps(flight: AircraftFlight, { verdicts }: JudgedFlight, scanSeconds: number): number[] {
  const isJump = (i: number) => verdicts[i] === "jump" || verdicts[i] === "height";
  const singles: number[] = [];
  for (let i = 0; i < verdicts.length; i += 1) {
    if (!isJump(i)) continue;
    let end = i;
    while (end + 1 < verdicts.length && isJump(end + 1)) end += 1;
    if (flight.seconds[end]! - flight.seconds[i]! < scanSeconds - 1) singles.push(i);
    i = end;
  }
  return singles;
}
