import {
  addSeconds,
  type Epoch,
  epochToUtc,
  norm,
  secondsBetween,
  subtract,
} from "../../../../astro/index.js";
import type { PredictedOrbit } from "../../../../formats/index.js";
import type { ValidationLine } from "../../comparison.js";
import { predictionChart, residualChart } from "./charts.js";
import type { FittedPass, Unjudged } from "./fitted-pass.js";
import type { Held } from "./gather.js";
import { predictedState, predictionSigma } from "./reference-orbit.js";

/** Mark of the residuals, m. */
const MOST_RMS = 1;
/** Two-sided 99 % of a normal variate. */
const NORMAL_99 = 2.576;

/** Names a pass: its station and minute. */
export function nameOf({ pass }: FittedPass): string {
  const { station } = pass.session;
  return `${station.name} ${station.pad}, ${minute(pass.epoch)}`;
}

function minute(e: Epoch): string {
  return `${epochToUtc(e).slice(0, 16).replace("T", " ")} UTC`;
}

/**
 * The raw ranges of every pass against an orbit fitted to them: one line for those of which something was predicted, judged by
 * the worst pass, and one without a mark for those whose orbit was sought, since a search that ends badly counts as none.
 */
export function residualLines(path: string, passes: readonly FittedPass[]): ValidationLine[] {
  const predicted = passes.filter(({ reference }) => reference !== undefined);
  const sought = passes.filter(({ reference }) => reference === undefined);
  const lines: ValidationLine[] = [];
  if (predicted.length > 0) lines.push({ ...residualLine(path, predicted), atMost: MOST_RMS });
  if (sought.length > 0)
    lines.push({
      ...residualLine(path, sought),
      comparison: "residuals of every pass's ranges after an orbit is sought from them alone, worst pass",
    });
  return lines;
}

function residualLine(path: string, passes: readonly FittedPass[]): ValidationLine {
  const byRms = [...passes].sort((a, b) => b.rms - a.rms);
  const worst = byRms[0]!;
  const failing = byRms.filter(({ rms }) => !(rms <= MOST_RMS));
  const ranges = passes.reduce((sum, { fit }) => sum + fit.residuals.length, 0);
  const rejected = passes.reduce((sum, { fit }) => sum + fit.rejected, 0);
  const away = passes.filter(({ reference }) => reference !== undefined && reference.days > 0).length;
  const notes = [...new Set(passes.flatMap(({ pass }) => pass.notes))];
  return {
    recording: path,
    comparison: "residuals of every pass's ranges after an orbit is fitted, worst pass",
    truth: "the ranges themselves, under the Earth's field to degree 12, Sun and Moon, and the air's delay",
    independence:
      "shows that time tags, light time, stations, air and dynamics hold together to centimetres; an orbit of its own for each pass takes up slow errors",
    figure: worst.rms,
    unit: "m",
    ...(failing.length > 0 ? { reason: `over the mark: ${failing.map(nameOf).slice(0, 5).join("; ")}` } : {}),
    ...(failing.length === 0 && notes.length > 0 ? { reason: `assumed: ${notes.join("; ")}` } : {}),
    beside: [
      { name: "passes", value: passes.length, unit: "1" },
      { name: "median of the passes", value: byRms[byRms.length >> 1]!.rms, unit: "m" },
      { name: "ranges", value: ranges, unit: "1" },
      { name: "rejected as noise", value: (100 * rejected) / ranges, unit: "%" },
      { name: "passes outside of a prediction's span", value: away, unit: "1" },
    ],
    with: partnersOf(passes),
    chart: residualChart(path, passes),
  };
}

/** Other files that had a part in some passes. */
export function partnersOf(passes: readonly FittedPass[]): string[] {
  return [
    ...new Set(
      passes.flatMap(({ pass, reference }) => [
        ...pass.with,
        ...(reference === undefined ? [] : [reference.path]),
      ]),
    ),
  ].sort();
}

/** Sessions that can't be judged: a line for each reason, without a mark. */
export function unjudgedLines(path: string, unjudged: Unjudged): ValidationLine[] {
  return [...unjudged].map(([reason, sessions]) => ({
    recording: path,
    comparison: `sessions that aren't judged: ${reason}`,
    truth: "none",
    independence: "nothing is compared",
    figure: sessions.length,
    unit: "1",
    reason: `${sessions
      .slice(0, 8)
      .map(({ station, start }) => `${station.name} ${station.pad} ${minute(start)}`)
      .join("; ")}${sessions.length > 8 ? " and others" : ""}`,
  }));
}

/** Range minus predicted range over a pass, m: of the ranges that the fit has kept. */
export interface AgainstPrediction {
  readonly fitted: FittedPass;
  readonly orbit: Held<PredictedOrbit>;
  /** s after the pass's first range, and m */
  readonly points: readonly (readonly [number, number])[];
  readonly mean: number;
  readonly scatter: number;
  /** 1σ of the prediction, m. */
  readonly sigma: number;
}

export function againstPrediction(fitted: FittedPass, orbit: Held<PredictedOrbit>): AgainstPrediction {
  const { pass, fit } = fitted;
  const kept = [...pass.seconds.keys()].filter((k) => fit.used[k] === 1);
  const first = kept.reduce((least, k) => Math.min(least, pass.seconds[k]!), Number.POSITIVE_INFINITY);
  const points = kept.map((k): readonly [number, number] => {
    const { positionEcef } = predictedState(orbit.content, addSeconds(pass.epoch, pass.seconds[k]!));
    const predicted = norm(subtract(positionEcef, pass.stationItrf));
    return [pass.seconds[k]! - first, pass.ranges[k]! - pass.delay(fit.elevations[k]!, k) - predicted];
  });
  const mean = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const squares = points.reduce((sum, [, y]) => sum + (y - mean) ** 2, 0);
  return {
    fitted,
    orbit,
    points,
    mean,
    scatter: Math.sqrt(squares / Math.max(1, points.length - 1)),
    sigma: predictionSigma(orbit.content, pass.epoch),
  };
}

/** Whether a prediction is as good as those of its age are, along the line of sight of the ranges: within 99 %. */
export function isSound({ mean, sigma }: AgainstPrediction): boolean {
  return Math.abs(mean) <= NORMAL_99 * sigma;
}

/**
 * Mean of range minus prediction of one pass. It has no mark: what it tells of the prediction's makers is not ours to judge, but
 * it says whether the prediction is good enough to judge a track by.
 */
export function predictionLine(path: string, against: AgainstPrediction): ValidationLine {
  const { fitted, orbit, mean, scatter, sigma, points } = against;
  const { start, ofReflector, source } = orbit.content;
  const centre =
    ofReflector || fitted.pass.session.applied.centreOfMass
      ? ""
      : "; ranges end at its mirrors, the prediction is of its centre of mass: up to some 0.3 m of a sphere, more of others";
  return {
    recording: path,
    comparison: `range minus predicted range, mean of ${nameOf(fitted)}`,
    truth: `the predicted orbit of ${source}, taken to be good to ${sigma} m (1σ) at its age`,
    independence: `made by others from ranges of other days${centre}`,
    figure: mean,
    unit: "m",
    ...(isSound(against)
      ? {}
      : { reason: "the prediction is off by more than 99 % of those of its age: no track is judged by it" }),
    beside: [
      { name: "scatter", value: scatter, unit: "m" },
      { name: "ranges", value: points.length, unit: "1" },
      {
        name: "age of the prediction",
        value: secondsBetween(start, fitted.pass.epoch) / 3600,
        unit: "h",
      },
    ],
    with: [...new Set([...fitted.pass.with, orbit.path])].sort(),
    chart: predictionChart(nameOf(fitted), against),
  };
}
