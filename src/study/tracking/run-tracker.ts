import type { RadarScan, RadarTracker } from "../../estimation/index.js";
import { TrackReports } from "./track-reports.js";

/** What a tracker is run over. */
export interface TrackedRecording {
  readonly scans: readonly RadarScan[];
  /** s, rising */
  readonly evaluationTimes: readonly number[];
}

/** How long a tracker took. */
export interface TrackerTimes {
  /** All scans and reports together, s. */
  readonly seconds: number;
  /** Of the processor, all threads and what was done beside the tracker included, s. */
  readonly processorSeconds: number;
  /** The longest that one scan took, s. */
  readonly slowestScan: number;
  /** The longest that one report took, s. */
  readonly slowestReport: number;
  /** Reports made. */
  readonly reported: number;
}

/** What is done beside a run; none of it is counted in the tracker's time. */
export interface TrackerRunHooks {
  /** Where reports are collected. */
  readonly reports: TrackReports;
  /** Called after each report; may take what was reported and clear it. */
  onReport?(reports: TrackReports): void;
  /**
   * Called now and then between scans and between reports.
   *
   * @param done share done, 0 to 1
   */
  breathe?(done: number): Promise<void>;
}

/** ms between breaths */
const BREATH = 100;

/**
 * Runs a tracker over a recording in order of time: at each evaluation time all scans up to it are taken, then it is
 * asked for its tracks. Scans after the last are taken too.
 */
export async function runTracker(
  { scans, evaluationTimes }: TrackedRecording,
  tracker: RadarTracker,
  hooks: TrackerRunHooks,
): Promise<TrackerTimes> {
  const processor = process.cpuUsage();
  const times = { seconds: 0, slowestScan: 0, slowestReport: 0, reported: 0 };
  const { reports } = hooks;
  let next = 0;
  let breathed = performance.now();
  const breathe = async (now: number): Promise<void> => {
    if (hooks.breathe === undefined || now - breathed < BREATH) return;
    await hooks.breathe(next / scans.length);
    breathed = performance.now();
  };
  const takeUntil = async (time: number): Promise<void> => {
    while (next < scans.length && scans[next]!.time <= time) {
      const begun = performance.now();
      tracker.takeScan(scans[next]!);
      const ended = performance.now();
      next += 1;
      times.seconds += (ended - begun) / 1000;
      times.slowestScan = Math.max(times.slowestScan, (ended - begun) / 1000);
      await breathe(ended);
    }
  };
  let most = 1024;
  for (const time of evaluationTimes) {
    await takeUntil(time);
    reports.reserve(2 * most);
    const before = reports.count;
    const begun = performance.now();
    tracker.report(time, reports.sink);
    const ended = performance.now();
    const spent = (ended - begun) / 1000;
    times.seconds += spent;
    times.slowestReport = Math.max(times.slowestReport, spent);
    times.reported += reports.count - before;
    most = Math.max(most, reports.count - before);
    hooks.onReport?.(reports);
    await breathe(ended);
  }
  await takeUntil(Number.POSITIVE_INFINITY);
  const { user, system } = process.cpuUsage(processor);
  return { ...times, processorSeconds: (user + system) / 1e6 };
}

/** @returns reports of a whole run, kept in memory */
export async function reportsOf(recording: TrackedRecording, tracker: RadarTracker): Promise<TrackReports> {
  const reports = new TrackReports();
  await runTracker(recording, tracker, { reports });
  return reports;
}
