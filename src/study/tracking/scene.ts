import { normalAt, poissonAt, type RandomStream, randomStream, uniformAt } from "../../astro/index.js";
import type { PlotColumns, PlotRadar, PlotScan } from "../../formats/index.js";
import type { TruthInstant } from "./instants.js";
import {
  type Breakup,
  COMMON_BREAKUP,
  drawBreakup,
  drawObjects,
  flyFreely,
  type SceneKind,
} from "./scene-objects.js";
import { LEAST_ELEVATION, LONGEST_RANGE, lookFrom, type SceneRadar, sceneRadars } from "./scene-radars.js";

/** What a scene of radar plots is made of. */
export interface PlotSceneOptions {
  readonly seed: number;
  /** Of R1, R2, R3; they scan in turn. */
  readonly radars: readonly string[];
  /** Objects, or pieces of a break-up. */
  readonly objects: number;
  /** s */
  readonly duration: number;
  /** s; each radar looks everywhere once in it */
  readonly scanPeriod: number;
  /** False plots a scan, on the average. */
  readonly clutter: number;
  /** Probability that a scan sees a body in cover. */
  readonly detectionProbability: number;
  readonly kind: "mixed" | "arcs" | "break-up";
  /** Of a break-up; absent: 25 m/s on each axis, 20 s before. */
  readonly breakup?: Breakup;
  /** Whether half of the objects appear during the first two fifths. */
  readonly births: boolean;
}

/** Radar plots of bodies that are known: what a tracker is handed, and beside it what only a scorer may know. */
export interface PlotScene {
  readonly options: PlotSceneOptions;
  readonly radars: readonly PlotRadar[];
  readonly plots: PlotColumns;
  readonly scans: readonly PlotScan[];
  readonly evaluationTimes: readonly number[];
  readonly truth: {
    /** Object of each plot, −1 for a false one. */
    readonly sources: Int32Array;
    readonly instants: readonly TruthInstant[];
    /** s */
    readonly births: readonly number[];
    readonly kinds: readonly SceneKind[];
  };
}

/** m, rad: standard deviations of a plot. */
export const DEVIATIONS = [30, 1e-3, 1e-3] as const;
/** False plots lie between these, evenly in range, azimuth and the sine of elevation. */
const NEAREST_CLUTTER = 200e3;
const HIGHEST_CLUTTER = (70 * Math.PI) / 180;
const TURN = 2 * Math.PI;
/** m, rad, s: what plots are rounded to, as in the files. */
const milli = (t: number) => Math.round(t * 1e3) / 1e3;
const tenth = (r: number) => Math.round(r * 10) / 10;
const micro = (a: number) => Math.round(a * 1e6) / 1e6;

/**
 * Makes a scene: bodies in free flight under point mass and J2, and what radars report of them with noise, misses and
 * false plots. The same options give the same scene on any machine.
 */
export function makePlotScene(options: PlotSceneOptions): PlotScene {
  const { seed, objects, duration, scanPeriod } = options;
  const radars = sceneRadars(options.radars);
  const { kinds, states } =
    options.kind === "break-up"
      ? drawBreakup(seed, objects, duration, radars, options.breakup ?? COMMON_BREAKUP)
      : drawObjects(seed, objects, duration, radars, options.kind === "arcs" ? ["arc"] : ["arc", "orbit"]);
  const births = drawBirths(options);
  const evaluationTimes = stepsUpTo(duration, scanPeriod, 0);
  const moments = radars
    .flatMap((_, radar) =>
      stepsUpTo(duration, scanPeriod, (radar * scanPeriod) / radars.length).map((time) => ({ time, radar })),
    )
    .sort((a, b) => a.time - b.time || a.radar - b.radar);
  const plots = new PlotList();
  const scans: PlotScan[] = [];
  const instants: TruthInstant[] = [];
  let [now, next] = [0, 0];
  for (const time of [...new Set([...moments.map((m) => m.time), ...evaluationTimes])].sort(
    (a, b) => a - b,
  )) {
    flyFreely(states, time - now);
    now = time;
    if (evaluationTimes[instants.length] === time) instants.push(instantAt(time, states, births));
    for (; next < moments.length && moments[next]!.time === time; next++) {
      const first = plots.count;
      scan(options, radars[moments[next]!.radar]!, next, states, (k) => births[k]! <= time, plots);
      scans.push({ ...moments[next]!, first, end: plots.count });
    }
  }
  return {
    options,
    radars: radars.map((radar) => plotRadar(radar, options)),
    plots: plots.columns(),
    scans,
    evaluationTimes,
    truth: { sources: Int32Array.from(plots.sources), instants, births, kinds },
  };
}

function stepsUpTo(duration: number, step: number, offset: number): number[] {
  const times: number[] = [];
  for (let k = 0; offset + k * step <= duration + 1e-9; k++) times.push(milli(offset + k * step));
  return times;
}

function drawBirths({ seed, objects, births, duration, kind }: PlotSceneOptions): number[] {
  const stream = randomStream(seed, "tracking scene", "births");
  return Array.from({ length: objects }, (_, k) =>
    births && kind !== "break-up" && uniformAt(stream, 2 * k) < 0.5
      ? 0.4 * duration * uniformAt(stream, 2 * k + 1)
      : 0,
  );
}

function instantAt(time: number, states: Float64Array, births: readonly number[]): TruthInstant {
  const ids = births.flatMap((birth, k) => (birth <= time ? [k] : []));
  const there = new Float64Array(6 * ids.length);
  ids.forEach((id, k) => {
    there.set(states.subarray(6 * id, 6 * id + 6), 6 * k);
  });
  return { time, ids, states: there };
}

/** Plots as they come: range, azimuth, elevation, source. */
class PlotList {
  private readonly values: number[] = [];
  readonly sources: number[] = [];

  get count(): number {
    return this.sources.length;
  }

  add(range: number, azimuth: number, elevation: number, source: number): void {
    this.values.push(tenth(range), micro(((azimuth % TURN) + TURN) % TURN), micro(elevation));
    this.sources.push(source);
  }

  /** Puts the plots from one on in another order, so that the order tells nothing. */
  shuffle(first: number, stream: RandomStream): void {
    const { values, sources } = this;
    for (let k = sources.length - 1; k > first; k--) {
      const other = first + Math.floor(uniformAt(stream, k) * (k - first + 1));
      for (let i = 0; i < 3; i++) {
        const held = values[3 * k + i]!;
        values[3 * k + i] = values[3 * other + i]!;
        values[3 * other + i] = held;
      }
      const held = sources[k]!;
      sources[k] = sources[other]!;
      sources[other] = held;
    }
  }

  columns(): PlotColumns {
    const { count, values } = this;
    const column = (i: number) => Float64Array.from({ length: count }, (_, k) => values[3 * k + i]!);
    const variance = (i: 0 | 1 | 2) => new Float64Array(count).fill(DEVIATIONS[i] ** 2);
    return {
      count,
      range: column(0),
      azimuth: column(1),
      elevation: column(2),
      rangeVariance: variance(0),
      azimuthVariance: variance(1),
      elevationVariance: variance(2),
    };
  }
}

const look = new Float64Array(3);

/** One scan of one radar: bodies in cover with the detection probability, and false plots. */
function scan(
  { seed, clutter, detectionProbability }: PlotSceneOptions,
  radar: SceneRadar,
  number: number,
  states: Float64Array,
  isThere: (object: number) => boolean,
  plots: PlotList,
): void {
  const stream = randomStream(seed, "tracking scene", "scan", number);
  const false_ = randomStream(seed, "tracking scene", "clutter", number);
  const first = plots.count;
  for (let k = 0; k < states.length / 6; k++) {
    if (!isThere(k)) continue;
    lookFrom(radar, states, 6 * k, look);
    if (!(look[0]! < LONGEST_RANGE && look[2]! > LEAST_ELEVATION)) continue;
    if (uniformAt(stream, k) >= detectionProbability) continue;
    plots.add(
      look[0]! + DEVIATIONS[0] * normalAt(stream, 3 * k),
      look[1]! + DEVIATIONS[1] * normalAt(stream, 3 * k + 1),
      look[2]! + DEVIATIONS[2] * normalAt(stream, 3 * k + 2),
      k,
    );
  }
  const lowest = Math.sin(LEAST_ELEVATION);
  const highest = Math.sin(HIGHEST_CLUTTER);
  const count = poissonAt(false_, 0, clutter);
  for (let k = 1; k <= count; k++)
    plots.add(
      NEAREST_CLUTTER + (LONGEST_RANGE - NEAREST_CLUTTER) * uniformAt(false_, 3 * k),
      TURN * uniformAt(false_, 3 * k + 1),
      Math.asin(lowest + (highest - lowest) * uniformAt(false_, 3 * k + 2)),
      -1,
    );
  plots.shuffle(first, randomStream(seed, "tracking scene", "order", number));
}

function plotRadar(
  { id, latitude, longitude, height, positionEcef }: SceneRadar,
  { clutter, detectionProbability }: PlotSceneOptions,
): PlotRadar {
  const volume = TURN * (LONGEST_RANGE - NEAREST_CLUTTER) * (HIGHEST_CLUTTER - LEAST_ELEVATION);
  return {
    id,
    latitude,
    longitude,
    height,
    positionEcef,
    detectionProbability,
    clutterDensity: clutter / volume,
    longestRange: LONGEST_RANGE,
    leastElevation: LEAST_ELEVATION,
  };
}
