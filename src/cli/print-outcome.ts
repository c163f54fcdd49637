import { join } from "node:path";
import type { Summary } from "../messages/index.js";

/**
 * Says on standard output what a run gave.
 *
 * @param summary of the run
 * @param options folder, and whether one JSON object is wanted
 */
export function printOutcome(
  summary: Summary,
  options: { readonly out: string; readonly json: boolean },
): void {
  process.stdout.write(
    options.json ? `${JSON.stringify(summary)}\n` : `${outcomeLines(summary, options.out).join("\n")}\n`,
  );
}

function outcomeLines(summary: Summary, out: string): string[] {
  const { infrared, radar, rejected } = summary.measurements;
  const name = summary.scenario ?? summary.input?.join(", ") ?? "";
  return [
    `${name}, origin ${summary.origin}, seed ${summary.seed}: ${count(infrared, "detection")} from orbit, ${count(radar, "radar plot")}${rejected === 0 ? "" : `, ${rejected} rejected`}`,
    `${count(summary.satellitesRecognised, "known satellite")} recognised`,
    ...summary.events.map(
      ({ id, class: kind, probability, confirmed, parent }) =>
        `  ${kind.padEnd(16)} ${(probability * 100).toFixed(1).padStart(5)} %  ${confirmed ? "both kinds" : "one kind  "}  ${id}${parent === undefined ? "" : ` (of ${parent})`}`,
    ),
    ...warningLines(summary),
    ...scoreLines(summary),
    `${summary.wallSeconds.toFixed(1)} s, ${Math.round(summary.peakRssMiB)} MiB; read ${join(out, "report.html")}`,
  ];
}

function warningLines({ warnings }: Summary): string[] {
  if (warnings.length === 0) return ["no warning"];
  return warnings.map(
    ({ at, level, msgType, event }) =>
      `  ${at.slice(11, 19)}  ${level.padEnd(10)} ${msgType.padEnd(6)} ${event}`,
  );
}

function scoreLines({ score }: Summary): string[] {
  if (score === undefined) return [];
  return [
    `${score.detected} of ${count(score.launches, "launch", "launches")} detected, ${score.missed} missed, ${count(score.falseWarnings, "false warning")}`,
  ];
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
