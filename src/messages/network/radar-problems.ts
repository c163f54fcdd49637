import type { RadarClutter } from "./radar-clutter.js";
import type { RadarSchedule } from "./radar-schedule.js";
import type { RadarWaveform } from "./radar-waveform.js";

/** Half the speed of light, km a millisecond: an echo is blind while its own pulse still goes out. */
const BLIND_KM_PER_MILLISECOND = 149.896229;

/** The fields of a radar that must fit each other. */
export interface FittingFields {
  readonly faces: readonly { readonly halfWidthDeg: number }[];
  readonly revisitSeconds: number;
  readonly pulses?: number | undefined;
  readonly schedule?: RadarSchedule | undefined;
  readonly waveform?: RadarWaveform | undefined;
  readonly clutter?: RadarClutter | undefined;
  readonly horizonMask?: readonly { readonly azimuthDeg: number }[] | undefined;
}

/** A field and what is wrong with it. */
type Problem = readonly [path: (string | number)[], message: string];

/** What does not fit together in a radar's fields: each with its place. */
export function radarProblems(radar: FittingFields): Problem[] {
  const problems: Problem[] = [];
  const { schedule, waveform, horizonMask } = radar;
  if (waveform !== undefined && waveform.pulseMilliseconds === undefined && schedule === undefined) {
    problems.push([["waveform", "pulseMilliseconds"], "is needed by a radar without a schedule"]);
  }
  horizonMask?.forEach((point, k) => {
    if (k > 0 && !(point.azimuthDeg > horizonMask[k - 1]!.azimuthDeg)) {
      problems.push([["horizonMask", k, "azimuthDeg"], "must rise"]);
    }
  });
  if (schedule !== undefined) problems.push(...scheduleProblems(radar, schedule));
  return problems;
}

function scheduleProblems(
  { faces, revisitSeconds, pulses = 1 }: FittingFields,
  schedule: RadarSchedule,
): Problem[] {
  const problems: Problem[] = [];
  const { fence, tracking, budget, cues } = schedule;
  const cycles = revisitSeconds / fence.repeatSeconds;
  if (Math.abs(cycles - Math.round(cycles)) > 1e-9 || cycles < 1) {
    problems.push([["revisitSeconds"], "must be a whole multiple of schedule.fence.repeatSeconds"]);
  }
  // the widest face has the largest share of the fence
  const width = faces.reduce((sum, face) => sum + face.halfWidthDeg, 0);
  const widest = Math.max(...faces.map((face) => face.halfWidthDeg));
  const beams = Math.ceil((fence.positions * widest) / width) * fence.elevationsDeg.length;
  const periods = Math.floor((fence.repeatSeconds * 1000) / budget.periodMilliseconds);
  if (beams > periods * budget.beamsPerPeriod) {
    problems.push([
      ["schedule", "fence"],
      `${beams} beams of a face don't fit into ${periods} periods of ${budget.beamsPerPeriod} beams`,
    ]);
  }
  if (beams * pulses * fence.pulseMilliseconds > budget.duty * fence.repeatSeconds * 1000) {
    problems.push([["schedule", "fence"], `${beams} beams of a face take more energy than its duty allows`]);
  }
  const together = Math.ceil(beams / Math.max(periods, 1));
  const longest =
    pulses * Math.max(together * fence.pulseMilliseconds, ...cues.map((c) => c.pulseMilliseconds));
  if (longest > budget.transmitMilliseconds) {
    problems.push([
      ["schedule", "budget", "transmitMilliseconds"],
      `must reach ${longest} for the fence and cues`,
    ]);
  }
  tracking.pulseByRange.forEach(({ fromRangeKm, milliseconds }, k) => {
    const path = ["schedule", "tracking", "pulseByRange", k];
    if (k > 0 && !(fromRangeKm > tracking.pulseByRange[k - 1]!.fromRangeKm))
      problems.push([path, "must rise"]);
    if (k > 0 && milliseconds * BLIND_KM_PER_MILLISECOND > fromRangeKm) {
      problems.push([
        path,
        `a pulse of ${milliseconds} ms is blind to ${Math.ceil(milliseconds * BLIND_KM_PER_MILLISECOND)} km`,
      ]);
    }
    if (pulses * milliseconds > budget.transmitMilliseconds) {
      problems.push([path, `does not fit into the ${budget.transmitMilliseconds} ms of a period`]);
    }
  });
  return problems;
}
