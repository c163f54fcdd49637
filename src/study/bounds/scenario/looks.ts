import {
  cross,
  dot,
  type Epoch,
  epochFromUtc,
  secondsBetween,
  signedAngle,
  subpointAxes,
  unit,
  type Vec3,
} from "../../../astro/index.js";
import { COAST_STATES, plotJacobian, plotOfState, type RadarModel } from "../../../estimation/index.js";
import type { Measurement, Network, RadarPlot } from "../../../messages/index.js";
import { radarModel } from "../../../watch/index.js";
import type { Truth } from "../../../world/index.js";

type Body = Truth["bodies"][number];
type Sight = Extract<Measurement, { type: "infrared-detection" | "optical-pulse" }>;

/** What a sensor of the network is to a bound: how it measures, and the fixed errors with which it does. */
export interface BoundSensor {
  readonly id: string;
  readonly kind: "infrared" | "optical" | "radar";
  /** Of a radar. */
  readonly model?: RadarModel;
  /** Fixed errors, 1σ: of a radar range m, azimuth, elevation rad, refraction; of a satellite two turns, rad. */
  readonly fixed: readonly number[];
  /** Of an infrared satellite: s between two looks. */
  readonly revisit?: number;
}

/** One look at one object: slopes of its numbers at the truth. */
export interface BoundLook {
  /** s after the scenario's start */
  readonly time: number;
  readonly sensor: BoundSensor;
  /** By position and velocity: rows of 6. */
  readonly motion: readonly Float64Array[];
  /** By the sensor's own fixed errors. */
  readonly fixed: readonly Float64Array[];
  /** Variances of the random errors. */
  readonly variances: readonly number[];
  /** Of an infrared satellite: where it stood, ECEF m, and the random error of its sight, rad. */
  readonly sight?: { readonly positionEcef: Vec3; readonly sigma: number };
}

/** A measurement further from every object than so many standard deviations is of none of them. */
const GATE = 6;
/** By how much of the expected refraction the air of a run may depart in the comparison with the truth. */
const AIR_SLACK = 0.2;

/** The sensors of a network, by name. */
export function boundSensors(network: Network): Map<string, BoundSensor> {
  const sensors = new Map<string, BoundSensor>();
  for (const sensor of network.sensors) {
    if (sensor.kind === "radar") {
      const model = radarModel(sensor);
      const { bias, refractionSigma } = model;
      const fixed = [bias.range, bias.azimuth, bias.elevation, refractionSigma];
      sensors.set(sensor.id, { id: sensor.id, kind: "radar", model, fixed });
    } else if (sensor.kind === "infrared") {
      const sigma = Math.max(sensor.payload.biasMicroradians * 1e-6, 1e-9);
      sensors.set(sensor.id, {
        id: sensor.id,
        kind: "infrared",
        fixed: [sigma, sigma],
        revisit: sensor.payload.revisitSeconds,
      });
    } else sensors.set(sensor.id, { id: sensor.id, kind: "optical", fixed: [] });
  }
  return sensors;
}

/** Sorts the measurements of a run out by the objects that they are of, with truth as the judge. */
export class LookSorter {
  readonly looks = new Map<string, BoundLook[]>();
  private readonly seen = new Set<string>();
  private readonly start: Epoch;
  private readonly state = new Float64Array(6);

  constructor(
    private readonly truth: Truth,
    private readonly sensors: ReadonlyMap<string, BoundSensor>,
  ) {
    this.start = truth.setting.start;
  }

  /** Takes one measurement; one that is of nothing in the truth, or came before, is passed over. */
  take(m: Measurement): void {
    if (m.type !== "radar-plot" && m.type !== "infrared-detection" && m.type !== "optical-pulse") return;
    const sensor = this.sensors.get(m.sensor);
    if (sensor === undefined || this.seen.has(m.id)) return;
    this.seen.add(m.id);
    const time = secondsBetween(this.start, epochFromUtc(m.time));
    const best = this.nearest(m, sensor, time);
    if (best === null) return;
    best.motion.stateAt(time, this.state);
    const slopes =
      m.type === "radar-plot" ? plotSlopes(sensor, this.state, m) : sightSlopes(sensor, this.state, m);
    const list = this.looks.get(best.id) ?? [];
    const [x, y, z] = m.type === "radar-plot" ? [0, 0, 0] : m.positionEcef;
    const sight =
      m.type === "infrared-detection" ? { sight: { positionEcef: [x, y, z] as Vec3, sigma: m.sigma } } : {};
    list.push({ time, sensor, ...slopes, ...sight });
    this.looks.set(best.id, list);
  }

  private nearest(m: RadarPlot | Sight, sensor: BoundSensor, time: number): Body | null {
    let best: Body | null = null;
    let least = GATE * GATE;
    for (const body of this.truth.bodies) {
      if (time < body.motion.start || (time > body.motion.end && body.stands !== true)) continue;
      if (m.type === "radar-plot" ? body.crossSections.length === 0 : !shines(body, time)) continue;
      body.motion.stateAt(time, this.state);
      const d2 =
        m.type === "radar-plot" ? plotDistance(sensor, this.state, m) : sightDistance(sensor, this.state, m);
      if (d2 >= least) continue;
      least = d2;
      best = body;
    }
    return best;
  }
}

function shines(body: Body, time: number): boolean {
  return body.emissions.some((e) => time >= e.start && time <= e.end);
}

const expected = new Float64Array(4);
const slopes = new Float64Array(4 * COAST_STATES);
const bend = new Float64Array(2);

function withFixed(state: Float64Array): Float64Array {
  const x = new Float64Array(COAST_STATES);
  x.set(state);
  return x;
}

/** Squared distance of a plot from where an object would be measured, over all errors. */
function plotDistance({ model, fixed }: BoundSensor, state: Float64Array, z: RadarPlot): number {
  plotOfState(model!, withFixed(state), expected);
  const air = Math.max(AIR_SLACK, 3 * fixed[3]!);
  model!.refraction(expected[2]!, expected[0]!, bend);
  return (
    (z.range - expected[0]!) ** 2 / (z.sigmaRange ** 2 + fixed[0]! ** 2 + (air * bend[1]!) ** 2) +
    signedAngle(z.azimuth - expected[1]!) ** 2 / (z.sigmaAzimuth ** 2 + fixed[1]! ** 2) +
    (z.elevation - expected[2]!) ** 2 / (z.sigmaElevation ** 2 + fixed[2]! ** 2 + (air * bend[0]!) ** 2)
  );
}

function plotSlopes({ model }: BoundSensor, state: Float64Array, z: RadarPlot) {
  plotJacobian(model!, withFixed(state), COAST_STATES, slopes);
  const sigmas = [z.sigmaRange, z.sigmaAzimuth, z.sigmaElevation];
  if (z.rangeRate !== undefined && z.sigmaRangeRate !== undefined) sigmas.push(z.sigmaRangeRate);
  return {
    motion: sigmas.map((_, a) => slopes.slice(a * COAST_STATES, a * COAST_STATES + 6)),
    fixed: sigmas.map((_, a) => slopes.slice(a * COAST_STATES + 7, a * COAST_STATES + 11)),
    variances: sigmas.map((sigma) => sigma ** 2),
  };
}

/** Line of sight to an object, its distance, and two axes across. */
function sightOf(state: Float64Array, z: Sight) {
  const away = [0, 1, 2].map((i) => state[i]! - z.positionEcef[i]!) as unknown as Vec3;
  const range = Math.hypot(...away);
  const along = unit(away);
  const first = unit(cross(along, Math.abs(along[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
  return { range, along, across: [first, cross(along, first)] as const };
}

function sightDistance({ fixed }: BoundSensor, state: Float64Array, z: Sight): number {
  const { along, across } = sightOf(state, z);
  if (dot(along, z.lineOfSightEcef) <= 0) return Number.POSITIVE_INFINITY;
  const variance = z.sigma ** 2 + (fixed[0] ?? 0) ** 2;
  return across.reduce((sum, axis) => sum + dot(axis, z.lineOfSightEcef) ** 2 / variance, 0);
}

function sightSlopes({ fixed }: BoundSensor, state: Float64Array, z: Sight) {
  const { range, along, across } = sightOf(state, z);
  const { east, north } = subpointAxes(z.positionEcef);
  const turns = fixed.length === 0 ? [] : [cross(east, along), cross(north, along)];
  return {
    motion: across.map((axis) => Float64Array.of(axis[0] / range, axis[1] / range, axis[2] / range, 0, 0, 0)),
    fixed: across.map((axis) => Float64Array.from(turns, (turn) => dot(axis, turn))),
    variances: across.map(() => z.sigma ** 2),
  };
}
