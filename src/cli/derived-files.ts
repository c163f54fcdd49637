import { writeCap } from "../formats/index.js";
import type { Summary, TruthObject, TruthRecord } from "../messages/index.js";
import {
  type MatchingRule,
  type RunCosts,
  type RunRecord,
  renderReport,
  scoreRun,
  summarise,
  warningFile,
} from "../study/index.js";

/** What an output folder holds besides its log and the truth: all of it follows from those two. */
export interface DerivedFiles {
  readonly summary: Summary;
  /** Content by path relative to the folder. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Derives the files of an output folder from its log.
 *
 * @param run what the log holds
 * @param costs wall time and memory, the two things that the log does not know
 * @param truth what really flew, where it is known, and the rule by which it is matched
 */
export function deriveFiles(
  run: RunRecord,
  costs: RunCosts,
  truth?: { readonly records: readonly TruthRecord[]; readonly rule: MatchingRule },
): DerivedFiles {
  const objects = truth?.records.filter((record): record is TruthObject => record.type === "truth-object");
  const scored =
    truth === undefined || objects === undefined
      ? undefined
      : scoreRun(
          { events: run.events, warnings: run.warnings, protectedAreas: run.header.network.protectedAreas },
          objects,
          truth.rule,
        );
  const summary = summarise(run, costs, scored);
  const files = new Map<string, string>();
  files.set("events.jsonl", run.events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  for (const warning of run.warnings) files.set(warningFile(warning), writeCap(warning, run));
  files.set("summary.json", `${JSON.stringify(summary, null, 2)}\n`);
  files.set("report.html", renderReport(run, summary, truth?.records));
  return { summary, files };
}
