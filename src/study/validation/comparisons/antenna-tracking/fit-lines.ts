import { eme2000ToGcrf, secondsBetween, signedAngle } from "../../../../astro/index.js";
import {
  chiSquareQuantile,
  determineOrbit,
  type OrbitFit,
  type OrbitProblem,
} from "../../../../estimation/index.js";
import type { PublishedFit, TrackingSetup } from "../../../../formats/index.js";
import type { SideFigure, ValidationLine } from "../../comparison.js";
import { residualChart, residualDeviation } from "./residual-chart.js";

const DEGREE = Math.PI / 180;

/** Marks of a comparison with a published fit. */
const RANGE_BIAS_MARK = 200;
const ANGLE_BIAS_MARK = 0.03;
const THRUST_MARK = 30;
/** A filter that leaves biases out must call itself inconsistent at this level. */
const INCONSISTENT_AT = 0.999;
/** Only where a bias is so many times the noise is there anything to be inconsistent about. */
const TELLING_BIAS = 5;
/** Published fits of the same epoch, s, stand for the same object. */
const SAME_EPOCH = 1;

const NO_TRUTH = "the measurements themselves: residuals after a fit of all of them";
const OWN = "not independent: says whether model and noise agree with the measurements";

/** One recording with its setup, and the paths of what it took. */
export interface TrackedObject {
  readonly recording: string;
  readonly with: readonly string[];
  readonly setup: TrackingSetup;
  readonly problem: OrbitProblem;
  readonly beside: readonly SideFigure[];
}

/** @returns the published fit of the same epoch that names stations of the setup */
export function publishedFitOf(
  { setup }: TrackedObject,
  fits: readonly PublishedFit[],
): PublishedFit | undefined {
  const names = new Set(setup.stations.map((s) => s.name.toLowerCase()));
  return fits.find(
    (fit) =>
      Math.abs(secondsBetween(fit.epoch, setup.epoch)) <= SAME_EPOCH &&
      fit.stations.some((s) => names.has(s.name.toLowerCase())),
  );
}

interface BiasDifference {
  readonly name: string;
  readonly kind: "range" | "azimuth" | "elevation";
  /** m or degrees */
  readonly value: number;
}

function biasDifferences(
  { setup, problem }: TrackedObject,
  fit: OrbitFit,
  published: PublishedFit,
): BiasDifference[] {
  return problem.biases.flatMap((bias, k): BiasDifference[] => {
    const name = setup.stations[bias.station]!.name;
    const of = published.stations.find((s) => s.name.toLowerCase() === name.toLowerCase());
    if (of === undefined) return [];
    const value = fit.biases[k]!;
    const off = bias.kind === "range" ? value - of.range : signedAngle(value - of[bias.kind]) / DEGREE;
    return [{ name, kind: bias.kind, value: off }];
  });
}

const largest = (values: readonly BiasDifference[]) =>
  values.length === 0 ? Number.NaN : Math.max(...values.map((v) => Math.abs(v.value)));

/** Lines that compare a fit with a published one. */
export function publishedLines(
  object: TrackedObject,
  fit: OrbitFit,
  published: PublishedFit,
): ValidationLine[] {
  const common = {
    recording: object.recording,
    with: object.with,
    truth: `orbit determination by others from the same tracking: ${published.source}`,
    independence: "same measurements, other program and models; no truth beside it is published",
    chart: residualChart("Residuals of the tracking after the fit", object.problem, fit, object.setup),
  };
  const off = biasDifferences(object, fit, published);
  const ranges = off.filter((d) => d.kind === "range");
  const angles = off.filter((d) => d.kind !== "range");
  const sides = (list: readonly BiasDifference[], unit: string): SideFigure[] =>
    list.map(({ name, kind, value }) => ({ name: `${name}, ${kind}`, value, unit }));
  const theirs = eme2000ToGcrf(published.position);
  const place = Math.hypot(...fit.position.map((p, i) => p - theirs[i]!));
  const lines: ValidationLine[] = [
    {
      ...common,
      comparison: "largest difference of a station's range bias from the published fit",
      figure: largest(ranges),
      unit: "m",
      atMost: RANGE_BIAS_MARK,
      beside: [...sides(ranges, "m"), { name: "position at the epoch", value: place, unit: "m" }],
    },
    {
      ...common,
      comparison: "largest difference of a station's angle bias from the published fit",
      figure: largest(angles),
      unit: "°",
      atMost: ANGLE_BIAS_MARK,
      beside: sides(angles, "°"),
    },
  ];
  const thrust = fit.thrust[0];
  if (thrust !== undefined && published.thrust !== undefined) {
    const size = Math.hypot(...thrust);
    lines.push({
      ...common,
      comparison: "acceleration of the leak against the published fit",
      figure: 100 * Math.abs(size / published.thrust - 1),
      unit: "%",
      atMost: THRUST_MARK,
      beside: [
        { name: "found", value: size * 1e6, unit: "µm/s²" },
        { name: "published", value: published.thrust * 1e6, unit: "µm/s²" },
      ],
    });
  }
  return lines;
}

function deviations({ problem }: TrackedObject, fit: OrbitFit): SideFigure[] {
  const all: SideFigure[] = [
    { name: "range residuals, deviation", value: residualDeviation(problem, fit, "range"), unit: "m" },
    {
      name: "azimuth residuals, deviation",
      value: residualDeviation(problem, fit, "azimuth") / DEGREE,
      unit: "°",
    },
    {
      name: "elevation residuals, deviation",
      value: residualDeviation(problem, fit, "elevation") / DEGREE,
      unit: "°",
    },
  ];
  return all.filter(({ value }) => Number.isFinite(value));
}

/** How the fit agrees with the stated noise; no mark, because what a setup states is a choice. */
export function consistencyLine(object: TrackedObject, fit: OrbitFit): ValidationLine {
  const band = chiSquareQuantile(0.99, Math.max(1, fit.freedom)) / Math.max(1, fit.freedom);
  return {
    recording: object.recording,
    with: object.with,
    comparison: "χ² per degree of freedom of all tracking after the fit, with the setup's noise",
    truth: NO_TRUTH,
    independence: OWN,
    figure: fit.chiSquare / Math.max(1, fit.freedom),
    unit: "1",
    beside: [
      { name: "99 % band up to", value: band, unit: "1" },
      { name: "numbers measured", value: object.problem.measurements.length, unit: "1" },
      { name: "outliers left out", value: fit.outlier.filter((o) => o).length, unit: "1" },
      ...deviations(object, fit),
      ...object.beside,
    ],
    chart: residualChart("Residuals of the tracking after the fit", object.problem, fit, object.setup),
  };
}

/**
 * The same fit with biases taken for zero: it must see for itself that something is wrong. No line where no bias stands out of
 * the noise.
 */
export function withoutBiasLine(object: TrackedObject, fit: OrbitFit): ValidationLine | null {
  const { problem, setup } = object;
  const telling = problem.biases.some((bias, k) => {
    const station = setup.stations[bias.station]!;
    const noise =
      bias.kind === "range"
        ? station.rangeSigma
        : bias.kind === "azimuth"
          ? station.azimuthSigma
          : station.elevationSigma;
    return Math.abs(fit.biases[k]!) > TELLING_BIAS * Math.max(noise, fit.biasSigmas[k]!);
  });
  if (!telling) return null;
  const blind = determineOrbit({ ...problem, biases: [], outlierSigmas: 0 });
  const freedom = problem.measurements.length - 6;
  const band = chiSquareQuantile(INCONSISTENT_AT, freedom) / freedom;
  const common = {
    recording: object.recording,
    with: object.with,
    comparison: "χ² per degree of freedom with bias estimation off: must leave its band",
    truth: NO_TRUTH,
    independence: OWN,
    unit: "1",
    atLeast: band,
  };
  if (blind === null)
    return { ...common, figure: Number.POSITIVE_INFINITY, reason: "without biases no orbit fits at all" };
  return {
    ...common,
    figure: blind.chiSquare / Math.max(1, blind.freedom),
    beside: deviations(object, blind),
    chart: residualChart("Residuals with bias estimation off", problem, blind, setup),
  };
}
