import { addSeconds, type Epoch, epochToUtc, sunPositionEcef, type Vec3 } from "../../astro/index.js";
import type { LaunchFamily } from "../../estimation/index.js";
import type {
  InfraredPayload,
  LaunchNotification,
  Network,
  Origin,
  Provenance,
  Radar,
  Sensor,
} from "../../messages/index.js";
import { type RecentValues, rememberValues } from "../intake/memory.js";
import { familiesOf } from "./launch/solve.js";

/** A notification with its window on the watch's own scale, s. */
export interface Notified {
  readonly notification: LaunchNotification;
  readonly from: number;
  readonly to: number;
}

/** What every part of the watch may look up. */
export interface WatchContext {
  readonly network: Network;
  readonly origin: Origin;
  readonly seed: number;
  readonly reference: Epoch;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly payloads: ReadonlyMap<string, InfraredPayload>;
  readonly radars: readonly Radar[];
  readonly families: readonly LaunchFamily[];
  readonly notified: Notified[];
  /** Radar plots' witnesses by measurement, for longer than any flight lasts. */
  readonly plots: RecentValues<Provenance<"radar">>;
  /** Time of each sensor's last heartbeat in state `operating`, s. */
  readonly operating: Map<string, number>;
  /** s after the reference as UTC, to the millisecond. */
  utc(seconds: number): string;
  sunEcef(seconds: number): Vec3;
}

/** Plots are remembered for so long, s. */
const PLOT_MEMORY = 7200;
/** The Sun's place is taken anew after so long, s. */
const SUN_STEP = 120;
/** A sensor silent for longer than this can't be relied on to see anything, s. */
const SILENCE = 35;

/** Gathers what every part of the watch may look up. */
export function openContext(network: Network, origin: Origin, seed: number, reference: Epoch): WatchContext {
  let sun: { readonly step: number; readonly place: Vec3 } | null = null;
  const payloads = new Map<string, InfraredPayload>();
  const radars: Radar[] = [];
  for (const sensor of network.sensors) {
    if (sensor.kind === "infrared") payloads.set(sensor.id, sensor.payload);
    if (sensor.kind === "radar") radars.push(sensor);
  }
  return {
    network,
    origin,
    seed,
    reference,
    sensors: new Map(network.sensors.map((s) => [s.id, s])),
    payloads,
    radars,
    families: familiesOf(network),
    notified: [],
    plots: rememberValues(PLOT_MEMORY),
    operating: new Map(),
    utc: (seconds) => epochToUtc(addSeconds(reference, Math.round(seconds * 1000) / 1000)),
    sunEcef(seconds) {
      const step = Math.floor(seconds / SUN_STEP);
      if (sun?.step !== step) sun = { step, place: sunPositionEcef(addSeconds(reference, step * SUN_STEP)) };
      return sun.place;
    },
  };
}

/** Pointing bias of an infrared satellite, 1σ an axis, rad. */
export function biasOf(context: WatchContext): (sensor: string) => number {
  return (sensor) => (context.payloads.get(sensor)?.biasMicroradians ?? 0) * 1e-6;
}

/** Usual distance of a warning satellite from a source, m. */
const HIGH_ORBIT = 3.8e7;

/** What a satellite's pointing bias is worth at a source, m (1σ), by the usual distance of such satellites. */
export function biasAtSource(context: WatchContext): (sensor: string) => number {
  const bias = biasOf(context);
  return (sensor) => bias(sensor) * HIGH_ORBIT;
}

/** Radars that say of themselves that they are looking. */
export function operatingRadars(context: WatchContext, now: number): Radar[] {
  return context.radars.filter(
    (r) => now - (context.operating.get(r.id) ?? Number.NEGATIVE_INFINITY) < SILENCE,
  );
}
