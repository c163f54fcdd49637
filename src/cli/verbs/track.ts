import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Command } from "commander";
import { createRadarTracker, type RadarTracker } from "../../estimation/index.js";
import {
  associationParts,
  type PlotRecording,
  readPlots,
  readPlotsMeta,
  trackLine,
} from "../../formats/index.js";
import { InputError } from "../../messages/index.js";
import { runTracker, type TrackerTimes, TrackReports } from "../../study/index.js";
import { type CommandContext, withContext } from "../context.js";
import { withJson } from "../options.js";
import { isSameFile, openWholeFile, type WholeFile } from "../output-file.js";

interface TrackOptions {
  readonly meta: string;
  readonly out: string;
  readonly assoc?: string;
  readonly json: boolean;
}

/** What is told of a run. */
interface TrackOutcome {
  /** Plots that the tracker took: with the rejected, all lines of the file. */
  readonly plots: number;
  /** The tracker's own time: reading and writing are left out. */
  readonly seconds: number;
  readonly plotsPerSecond: number;
  /** Of the processor, all threads: what else the machine did is no part of it. */
  readonly processorSeconds: number;
  readonly slowestScanSeconds: number;
  readonly slowestReportSeconds: number;
  readonly peakRssMiB: number;
  readonly radars: number;
  readonly scans: number;
  /** Tracks that were reported at least once. */
  readonly tracks: number;
  readonly reports: number;
  /** Lines of the file that could not be used, and plots that the tracker could not. */
  readonly rejected: number;
  readonly rejectedReasons: Readonly<Record<string, number>>;
  /** Radars of which META.json does not tell how well they see or how many plots are false: guessed, then learnt. */
  readonly assumed: { readonly detectionProbability: number; readonly clutterDensity: number };
}

/** Reports are written when so many are at hand: some 50 MB. */
const WRITE_AT = 200_000;

/** Adds the verb `track`. */
export function addTrack(program: Command): void {
  withJson(
    program
      .command("track")
      .description("turn radar plots into tracks, and into nothing else")
      .argument("<file>", "radar plots (.jsonl); - is standard input")
      .requiredOption("--meta <file>", "radars, scans and times of evaluation (.json)")
      .requiredOption("--out <file>", "tracks to write (.jsonl); - is standard output")
      .option("--assoc <file>", "write which lines of the plots each track used (.json)"),
  )
    .addHelpText(
      "after",
      `
Files are described in docs/formats.md. What a plot is truly of is not read. A bad line is counted with its reason.

Examples:
  $ npx firstlight track n100.meas.jsonl --meta n100.meta.json --out tracks.jsonl --assoc assoc.json
  $ npx firstlight score tracks.jsonl --truth n100.truth.jsonl --meta n100.meta.json \\
      --plots n100.meas.jsonl --assoc assoc.json`,
    )
    .action(async (file: string, options: TrackOptions) => {
      const outcome = await withContext((context) => trackFile(file, options, context));
      if (options.json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
      else if (options.out !== "-") process.stdout.write(sentences(outcome, options));
    });
}

async function trackFile(
  file: string,
  options: TrackOptions,
  context: CommandContext,
): Promise<TrackOutcome> {
  requireOwnFiles(file, options);
  const frame = await readPlotsMeta(options.meta);
  context.progress.show("reading plots");
  const recording = await readPlots(file === "-" ? process.stdin : file, frame);
  const files: WholeFile[] = [];
  const opened = (name: string): WholeFile => {
    const opening = openWholeFile(name);
    files.push(opening);
    return opening;
  };
  const discard = () => {
    for (const opening of files) opening.discard();
  };
  context.onForcedEnd(discard);
  try {
    const out = opened(options.out);
    const assoc = options.assoc === undefined ? undefined : opened(options.assoc);
    collectGarbage();
    const tracker = createRadarTracker(recording.radars, recording.plots);
    const times = await run(recording, tracker, out, context);
    requireUse(file, recording, tracker);
    const used = tracker.usedPlots();
    if (assoc !== undefined) for (const part of associationParts(used, recording.lines)) assoc.write(part);
    context.interruption.check();
    for (const opening of files) opening.publish();
    return outcomeOf(recording, tracker, times, context);
  } finally {
    discard();
  }
}

async function run(
  recording: PlotRecording,
  tracker: RadarTracker,
  out: WholeFile,
  context: CommandContext,
): Promise<TrackerTimes> {
  const write = (reports: TrackReports) => {
    for (let k = 0; k < reports.count; k++)
      out.write(trackLine(reports.time(k), reports.track(k), ...reports.place(k)));
    reports.clear();
  };
  const reports = new TrackReports();
  const times = await runTracker(recording, tracker, {
    reports,
    onReport: () => {
      if (reports.count > WRITE_AT) write(reports);
    },
    async breathe(done) {
      context.progress.show("tracking", done);
      await context.interruption.breathe();
    },
  });
  write(reports);
  await out.ready();
  return times;
}

/** No tracks of plots that are all refused would look like an empty sky. */
function requireUse(file: string, { plots }: PlotRecording, tracker: RadarTracker): void {
  const reasons = [...tracker.refused()].sort(([, a], [, b]) => b - a);
  const refused = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (refused === 0 || refused < plots.count) return;
  const [[reason, count]] = reasons;
  throw new InputError(
    file === "-" ? "standard input" : file,
    `none of ${refused} plots can be used: ${count} × ${reason}`,
    "give ranges in m, angles in rad and their variances in m² and rad²",
  );
}

function outcomeOf(
  { plots, radars, scans, rejected }: PlotRecording,
  tracker: RadarTracker,
  times: TrackerTimes,
  context: CommandContext,
): TrackOutcome {
  const reasons: Record<string, number> = {};
  for (const [reason, { count }] of rejected) reasons[reason] = count;
  let taken = plots.count;
  for (const [reason, count] of tracker.refused()) {
    reasons[reason] = (reasons[reason] ?? 0) + count;
    taken -= count;
  }
  return {
    plots: taken,
    seconds: times.seconds,
    plotsPerSecond: taken / times.seconds,
    processorSeconds: times.processorSeconds,
    slowestScanSeconds: times.slowestScan,
    slowestReportSeconds: times.slowestReport,
    peakRssMiB: context.peakRssMiB(),
    radars: radars.length,
    scans: scans.length,
    tracks: tracker.usedPlots().size,
    reports: times.reported,
    rejected: Object.values(reasons).reduce((sum, count) => sum + count, 0),
    rejectedReasons: reasons,
    assumed: {
      detectionProbability: radars.filter((r) => r.assumed?.detectionProbability).length,
      clutterDensity: radars.filter((r) => r.assumed?.clutterDensity).length,
    },
  };
}

/** What reading left behind is cleared away before the tracker's time is taken. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  setFlagsFromString("--no-expose-gc");
}

function requireOwnFiles(plots: string, { meta, out, assoc, json }: TrackOptions): void {
  if (json && (out === "-" || assoc === "-"))
    throw new InputError("--json", "standard output holds one JSON object only", "name files to write");
  const inputs = [plots, meta];
  for (const [option, file] of [
    ["--out", out],
    ["--assoc", assoc],
  ] as const)
    if (file !== undefined && inputs.some((input) => isSameFile(input, file)))
      throw new InputError(option, `${file} is read`, "name another file");
  if (assoc !== undefined && (assoc === out || isSameFile(assoc, out)))
    throw new InputError("--assoc", "is the file of the tracks", "name another file");
}

function sentences(outcome: TrackOutcome, { out, assoc }: TrackOptions): string {
  const { plots, radars, scans, seconds, plotsPerSecond, slowestScanSeconds, rejected } = outcome;
  const lines = [
    `${outcome.tracks} tracks, ${outcome.reports} reports in ${out}${assoc === undefined ? "" : `, plots used in ${assoc}`}`,
    `${plots} plots of ${scans} scans by ${radars} radars in ${seconds.toFixed(3)} s: ${plotsPerSecond.toFixed(0)} a second, slowest scan ${(1000 * slowestScanSeconds).toFixed(1)} ms`,
  ];
  const { detectionProbability, clutterDensity } = outcome.assumed;
  if (detectionProbability > 0) lines.push(`pd of ${detectionProbability} radars assumed and learnt`);
  if (clutterDensity > 0) lines.push(`clutterDensity of ${clutterDensity} radars assumed and learnt`);
  if (rejected > 0) lines.push(`${rejected} rejected:`);
  for (const [reason, count] of Object.entries(outcome.rejectedReasons)) lines.push(`  ${count} × ${reason}`);
  return `${lines.join("\n")}\n`;
}
