import { median } from "../../estimation/index.js";
import type { EllipseOutcome, LaunchOutcome, SeedOutcome } from "./one-seed.js";

/** How often an ellipse that claims 95 % held, and what it was like. */
export interface CoverageRow {
  readonly runs: number;
  readonly inside: number;
  readonly coverage: number;
  /** Interval of 95 % for the true coverage (Wilson 1927). */
  readonly coverageInterval: readonly [number, number];
  /** m. */
  readonly errorMedian: number;
  readonly semiMajorMedian: number;
  readonly semiMinorMedian: number;
  /** s after the launch. */
  readonly afterMedian: number;
}

/** What a study of many seeds says. */
export interface CoverageTable {
  readonly seeds: number;
  readonly launches: number;
  readonly missed: number;
  readonly falseWarnings: number;
  readonly launchAtNotice: CoverageRow | null;
  readonly impactAtConfirmation: CoverageRow | null;
  readonly impactAtLastUpdate: CoverageRow | null;
  /** Root mean square of error over claimed 1σ: 1 where the claim is right. */
  readonly launchTimeRatio: number | null;
  readonly impactTimeRatio: number | null;
}

/** Sums up the outcomes of many seeds. */
export function tabulateCoverage(outcomes: readonly SeedOutcome[]): CoverageTable {
  const launches = outcomes.flatMap((outcome) => outcome.launches);
  const row = (pick: (launch: LaunchOutcome) => EllipseOutcome | undefined) =>
    coverageRow(launches.map(pick).filter((outcome) => outcome !== undefined));
  return {
    seeds: outcomes.length,
    launches: launches.length,
    missed: outcomes.reduce((sum, { missed }) => sum + missed, 0),
    falseWarnings: outcomes.reduce((sum, { falseWarnings }) => sum + falseWarnings, 0),
    launchAtNotice: row((launch) => launch.launchAtNotice),
    impactAtConfirmation: row((launch) => launch.impactAtConfirmation),
    impactAtLastUpdate: row((launch) => launch.impactAtLastUpdate),
    launchTimeRatio: rootMeanSquare(launches.flatMap((l) => l.launchTimeAtNotice ?? [])),
    impactTimeRatio: rootMeanSquare(launches.flatMap((l) => l.impactTimeAtLastUpdate ?? [])),
  };
}

function coverageRow(outcomes: readonly EllipseOutcome[]): CoverageRow | null {
  if (outcomes.length === 0) return null;
  const inside = outcomes.filter(({ distance }) => distance <= 1).length;
  return {
    runs: outcomes.length,
    inside,
    coverage: inside / outcomes.length,
    coverageInterval: wilsonInterval(inside, outcomes.length),
    errorMedian: median(outcomes.map(({ error }) => error)),
    semiMajorMedian: median(outcomes.map(({ semiMajor }) => semiMajor)),
    semiMinorMedian: median(outcomes.map(({ semiMinor }) => semiMinor)),
    afterMedian: median(outcomes.map(({ after }) => after)),
  };
}

/**
 * Interval of 95 % for a share (Wilson, JASA 22, 1927).
 *
 * @param hits number of successes
 * @param trials number of trials, at least 1
 */
export function wilsonInterval(hits: number, trials: number): readonly [number, number] {
  const z = 1.959964;
  const share = hits / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [(centre - half) / scale, (centre + half) / scale];
}

function rootMeanSquare(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
