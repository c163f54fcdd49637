import {
  addSeconds,
  epochToUtc,
  geodeticToEcef,
  geostationaryEcef,
  norm,
  secondsBetween,
  subtract,
  unit,
  type Vec3,
} from "../../../../astro/index.js";
import { normalisedError } from "../../../../estimation/index.js";
import type {
  EventUpdate,
  InfraredSatellite,
  Measurement,
  Network,
  Radar,
  Warning,
} from "../../../../messages/index.js";
import {
  closeWatch,
  heldRadarTracks,
  openWatch,
  type RadarTrackState,
  sealMeasurement,
  step,
  type WatchOutput,
  watchReference,
} from "../../../../watch/index.js";
import { recordOutputs, standingEvents, startRecord } from "../../../recordings/index.js";
import type { ValidationContext } from "../../comparison.js";
import { type MadePlot, radarPlots } from "./radar-plots.js";
import { placeIn, type SmoothedFlight } from "./smoothed-flight.js";

/** A state of a radar's track, held against where the flight was at that time. */
export interface TrackError {
  /** s after the flight's start. */
  readonly seconds: number;
  /** m, and its claimed 1σ: root of the trace. */
  readonly error: number;
  readonly sigma: number;
  /** eᵀ·P⁻¹·e of the position. */
  readonly nees: number;
  /** The flight was in free fall, or close to it. */
  readonly weightless: boolean;
  /** m */
  readonly height: number;
}

/** What the watch made of one flight. */
export interface WatchedFlight {
  readonly plots: readonly MadePlot[];
  readonly warnings: readonly Warning[];
  /** Last state of each event that was not dissolved into another. */
  readonly events: readonly EventUpdate[];
  /** Plots that went into a track that is spoken of. */
  readonly taken: ReadonlySet<string>;
  /** Radar tracks that were confirmed. */
  readonly tracks: number;
  readonly errors: readonly TrackError[];
}

/** Upwards acceleration below which there is no lift to speak of, m/s². */
const WEIGHTLESS = -5;
/** Satellites say that they look once in so many seconds. */
const HEARTBEAT = 60;
/** Measurements between two words on how far it is. */
const BREATH = 200;

/**
 * Lets the watch see a flight: radars' plots of it, two infrared satellites that see nothing, and one false detection beside its
 * most weightless instant.
 *
 * @param until s after the flight's start at which it ends
 */
export async function watchFlight(
  smoothed: SmoothedFlight,
  network: Network,
  options: { readonly seed: number; readonly asRecorded: boolean; readonly until: number },
  context: ValidationContext,
): Promise<WatchedFlight> {
  const radars = network.sensors.filter((s): s is Radar => s.kind === "radar");
  const plots = radarPlots(smoothed, radars, options).filter(({ seconds }) => seconds <= options.until);
  const watch = openWatch({ network, origin: "replay", catalogue: [], seed: options.seed });
  const record = startRecord();
  const taken = new Set<string>();
  const tracks = new Set<string>();
  const errors: TrackError[] = [];
  const looked = new Map<string, RadarTrackState>();
  const take = (outputs: readonly WatchOutput[]) => {
    recordOutputs(record, outputs);
    for (const output of outputs) {
      if (output.type !== "radar-track") continue;
      tracks.add(output.id);
      for (const id of output.measurements) taken.add(id);
    }
  };
  let done = 0;
  for (const measurement of inOrder(smoothed, network, plots)) {
    take(step(watch, sealMeasurement(measurement)));
    const reference = watchReference(watch);
    if (!options.asRecorded && reference !== null && measurement.type === "radar-plot") {
      const offset = secondsBetween(smoothed.start, reference);
      for (const state of heldRadarTracks(watch)) {
        if (looked.get(state.id) === state) continue;
        looked.set(state.id, state);
        const error = state.state === "confirmed" ? errorOf(smoothed, state, state.time + offset) : null;
        if (error !== null) errors.push(error);
      }
    }
    done += 1;
    if (done % BREATH === 0) await context.progress("aircraft before the watch", done / plots.length);
  }
  take(closeWatch(watch));
  return {
    plots,
    warnings: record.warnings,
    events: standingEvents(record),
    taken,
    tracks: tracks.size,
    errors,
  };
}

/** Plots, heartbeats and the false detection, in order of time. */
function inOrder(smoothed: SmoothedFlight, network: Network, plots: readonly MadePlot[]): Measurement[] {
  const satellites = network.sensors.filter((s): s is InfraredSatellite => s.kind === "infrared");
  const timed: { seconds: number; measurement: Measurement }[] = plots.map(({ seconds, plot }) => ({
    seconds,
    measurement: plot,
  }));
  const [first, last] = [plots[0]?.seconds ?? 0, plots.at(-1)?.seconds ?? 0];
  const utc = (seconds: number) => epochToUtc(addSeconds(smoothed.start, seconds));
  for (const { id } of satellites)
    for (let t = first, sequence = 0; t <= last; t += HEARTBEAT, sequence += 1)
      timed.push({
        seconds: t,
        measurement: {
          type: "heartbeat",
          sensor: id,
          origin: "replay",
          time: utc(t),
          sequence,
          state: "operating",
        },
      });
  const at = mostWeightless(smoothed, first, last);
  if (at !== null && satellites[0] !== undefined)
    timed.push(falseDetection(satellites[0], at.seconds, at.place, utc));
  return timed.sort((a, b) => a.seconds - b.seconds).map(({ measurement }) => measurement);
}

function mostWeightless({ parts }: SmoothedFlight, first: number, last: number) {
  let least: { lift: number; seconds: number; place: Vec3 } | null = null;
  for (const part of parts)
    for (const [k, seconds] of part.seconds.entries()) {
      if (seconds < first || seconds > last || (least !== null && part.lift[k]! >= least.lift)) continue;
      least = { lift: part.lift[k]!, seconds, place: placeIn(part, seconds)!.positionEcef };
    }
  return least;
}

function falseDetection(
  satellite: InfraredSatellite,
  seconds: number,
  place: Vec3,
  utc: (s: number) => string,
) {
  const { orbit, payload } = satellite;
  const longitude =
    ("geostationaryLongitudeDeg" in orbit ? orbit.geostationaryLongitudeDeg! : 0) * (Math.PI / 180);
  const position = geostationaryEcef(longitude);
  const beside = geodeticToEcef({ latitude: 0, longitude, height: 0 });
  const aim: Vec3 = [place[0] + 2e-4 * beside[0], place[1] + 2e-4 * beside[1], place[2] + 2000];
  const measurement: Measurement = {
    type: "infrared-detection",
    id: `${satellite.id}/false`,
    sensor: satellite.id,
    origin: "replay",
    time: utc(seconds),
    look: Math.floor(seconds / payload.revisitSeconds),
    positionEcef: [...position],
    lineOfSightEcef: [...unit(subtract(aim, position))],
    sigma: payload.randomMicroradians * 1e-6,
    band: payload.band,
    irradiance: 10 * payload.noiseEquivalentIrradiance,
    signalToNoise: 10,
  };
  return { seconds, measurement };
}

function errorOf({ parts }: SmoothedFlight, state: RadarTrackState, seconds: number): TrackError | null {
  const here = parts.map((part) => placeIn(part, seconds)).find((place) => place !== null);
  if (here === undefined) return null;
  const e = subtract([state.mean[0]!, state.mean[1]!, state.mean[2]!], here.positionEcef);
  const p = Float64Array.from({ length: 9 }, (_, k) => state.covariance[6 * Math.floor(k / 3) + (k % 3)]!);
  return {
    seconds,
    error: norm(e),
    sigma: Math.sqrt(p[0]! + p[4]! + p[8]!),
    nees: normalisedError(Float64Array.from(e), p),
    weightless: here.lift < WEIGHTLESS,
    height: here.height,
  };
}
