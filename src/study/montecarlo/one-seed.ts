import { epochFromUtc, secondsBetween } from "../../astro/index.js";
import type { Measurement, TruthObject, Warning } from "../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step } from "../../watch/index.js";
import { simulateMeasurements, simulateTruth, truthRecords, type WorldInputs } from "../../world/index.js";
import { recordOutputs, startRecord } from "../recordings/index.js";
import { ellipseDistance, type GroundPlace, groundDistance } from "../scoring/ellipse.js";
import type { MatchingRule } from "../scoring/match.js";
import { scoreRun } from "../scoring/score.js";

/** How an ellipse that claims 95 % held at one moment. */
export interface EllipseOutcome {
  /** Of the truth from the centre, in units of the ellipse: up to 1 is inside. */
  readonly distance: number;
  /** m. */
  readonly error: number;
  readonly semiMajor: number;
  readonly semiMinor: number;
  /** s after the true launch. */
  readonly after: number;
}

/** What became of one ballistic launch. */
export interface LaunchOutcome {
  readonly launchAtNotice?: EllipseOutcome;
  readonly impactAtConfirmation?: EllipseOutcome;
  readonly impactAtLastUpdate?: EllipseOutcome;
  /** Error of the launch time at the notice over its claimed 1σ. */
  readonly launchTimeAtNotice?: number;
  /** Error of the impact time at the last update over its claimed 1σ. */
  readonly impactTimeAtLastUpdate?: number;
}

/** What one seed gave. */
export interface SeedOutcome {
  readonly seed: number;
  readonly launches: readonly LaunchOutcome[];
  /** Ballistic launches of which no confirmed warning was given. */
  readonly missed: number;
  readonly falseWarnings: number;
}

/**
 * Simulates one world, lets the watch see it, and compares.
 *
 * @param inputs scenario with its files; its seed draws the world
 * @param rule when an event and a true object are the same
 */
export function runSeed(inputs: WorldInputs, rule: MatchingRule): SeedOutcome {
  const truth = simulateTruth(inputs);
  const { events, warnings } = watchAll(inputs, simulateMeasurements(inputs, truth));
  const objects = [...truthRecords(truth)].filter((record) => record.type === "truth-object");
  const protectedAreas = inputs.network.protectedAreas;
  const { score, truthOf } = scoreRun({ events, warnings, protectedAreas }, objects, rule);
  const launches = objects
    .filter((object) => object.class === "ballistic" && object.parent === undefined)
    .map((object) => {
      const mine = warnings.filter((warning) => truthOf.get(warning.event) === object.id);
      return launchOutcome(object, mine);
    });
  const missed = launches.filter(({ impactAtConfirmation }) => impactAtConfirmation === undefined).length;
  return { seed: inputs.seed, launches, missed, falseWarnings: score.falseWarnings };
}

function watchAll(inputs: WorldInputs, measurements: readonly Measurement[]) {
  const watch = openWatch({
    network: inputs.network,
    origin: inputs.scenario.origin,
    catalogue: inputs.networkCatalogue.map(({ name, elements }) => ({ name, elements })),
    seed: inputs.seed,
  });
  const record = startRecord();
  for (const measurement of measurements) recordOutputs(record, step(watch, sealMeasurement(measurement)));
  recordOutputs(record, closeWatch(watch));
  return { events: [...record.events.values()], warnings: record.warnings };
}

function launchOutcome(object: TruthObject, warnings: readonly Warning[]): LaunchOutcome {
  const standing = warnings.filter(({ msgType }) => msgType !== "Cancel");
  const notice = standing.find(({ level, launch }) => level !== "indication" && launch !== undefined);
  const confirmed = standing.filter(
    ({ level, impact }) => (level === "confirmed" || level === "public") && impact?.ellipse95 !== undefined,
  );
  const after = (warning: Warning) =>
    secondsBetween(epochFromUtc(object.launch!.time), epochFromUtc(warning.at));
  const impactOutcome = (warning: Warning | undefined) =>
    warning === undefined || object.impact === undefined
      ? undefined
      : ellipseOutcome(warning.impact!, warning.impact!.ellipse95!, object.impact, after(warning));
  return {
    ...present("impactAtConfirmation", impactOutcome(confirmed[0])),
    ...present("impactAtLastUpdate", impactOutcome(confirmed.at(-1))),
    ...(notice?.launch === undefined
      ? {}
      : {
          launchAtNotice: ellipseOutcome(
            notice.launch,
            notice.launch.ellipse95,
            object.launch!,
            after(notice),
          ),
          launchTimeAtNotice: timeError(object.launch!.time, notice.launch),
        }),
    ...(confirmed.length === 0 || object.impact === undefined
      ? {}
      : { impactTimeAtLastUpdate: timeError(object.impact.time, confirmed.at(-1)!.impact!) }),
  };
}

function ellipseOutcome(
  centre: GroundPlace,
  ellipse: { readonly semiMajor: number; readonly semiMinor: number; readonly azimuthDeg: number },
  truth: GroundPlace,
  after: number,
): EllipseOutcome {
  return {
    distance: ellipseDistance(centre, ellipse, truth),
    error: groundDistance(centre, truth),
    semiMajor: ellipse.semiMajor,
    semiMinor: ellipse.semiMinor,
    after,
  };
}

function timeError(truth: string, claimed: { readonly time: string; readonly timeSigma: number }): number {
  return secondsBetween(epochFromUtc(truth), epochFromUtc(claimed.time)) / claimed.timeSigma;
}

function present<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: V });
}
