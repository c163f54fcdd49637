import type { RadarClutter } from "./radar-clutter.js";
import type { RadarSchedule } from "./radar-schedule.js";
import type { RadarWaveform } from "./radar-waveform.js";

/** Half the speed of light, km a millisecond: an echo is blind while its own pulse still goes out. */
const BLIND_KM_PER_MILLISECOND = 149.896229;

/** Speed of light, km/s. */
const SPEED_OF_LIGHT = 299_792.458;
/** Noise alone may alert a fence so often in one repetition: far beyond what any budget can confirm. */
const MOST_ALERTS = 10_000;
/** A face of a scheduled radar keeps account of so many periods at most in one repetition of its fence. */
const MOST_PERIODS = 1_000_000;

/** The fields of a radar that must fit each other. */
export interface FittingFields {
  readonly faces: readonly { readonly boresightAzimuthDeg: number; readonly halfWidthDeg: number }[];
  readonly elevationMinDeg: number;
  readonly elevationMaxDeg: number;
  readonly maximumRangeKm: number;
  readonly bandwidthMHz: number;
  readonly beamwidthDeg: number;
  readonly falseAlarmProbability: number;
  readonly revisitSeconds: number;
  readonly pulses?: number | undefined;
  readonly schedule?: RadarSchedule | undefined;
  readonly waveform?: RadarWaveform | undefined;
  readonly clutter?: RadarClutter | undefined;
  readonly horizonMask?:
    | readonly { readonly azimuthDeg: number; readonly elevationDeg: number }[]
    | undefined;
}

/** A field and what is wrong with it. */
type Problem = readonly [path: (string | number)[], message: string];

/** What does not fit together in a radar's fields: each with its place. */
export function radarProblems(radar: FittingFields): Problem[] {
  const problems: Problem[] = [];
  const { schedule, waveform, horizonMask } = radar;
  horizonMask?.forEach((point, k) => {
    if (k > 0 && !(point.azimuthDeg > horizonMask[k - 1]!.azimuthDeg)) {
      problems.push([["horizonMask", k, "azimuthDeg"], "must rise"]);
    }
  });
  if (horizonMask?.every(({ elevationDeg }) => elevationDeg >= radar.elevationMaxDeg)) {
    problems.push([["horizonMask", 0, "elevationDeg"], "hides the whole cover, all round"]);
  }
  if (waveform !== undefined) problems.push(...waveformProblems(radar, waveform));
  if (schedule !== undefined) {
    problems.push(...scheduleProblems(radar, schedule), ...searchProblems(radar, schedule));
  }
  return problems;
}

/** Pulses by which a radar would never receive anything, or that are no chirps. */
function waveformProblems(
  { schedule, maximumRangeKm, bandwidthMHz }: FittingFields,
  { pulseMilliseconds, pulseRepetitionHz }: RadarWaveform,
): Problem[] {
  const problems: Problem[] = [];
  const path = ["waveform", "pulseMilliseconds"];
  if (pulseMilliseconds === undefined && schedule === undefined) {
    problems.push([path, "is needed by a radar without a schedule"]);
  }
  const pulses = schedule?.tracking.pulseByRange.map((p) => p.milliseconds) ?? [];
  const longest = Math.max(pulseMilliseconds ?? 0, ...pulses);
  const shortest = Math.min(pulseMilliseconds ?? Number.POSITIVE_INFINITY, ...pulses);
  const blind = longest * BLIND_KM_PER_MILLISECOND;
  if (schedule === undefined && blind >= maximumRangeKm) {
    problems.push([path, `a pulse of ${longest} ms is blind to ${Math.ceil(blind)} km, all of the range`]);
  }
  if (pulseRepetitionHz !== undefined && longest * pulseRepetitionHz >= 1000) {
    problems.push([
      ["waveform", "pulseRepetitionHz"],
      `leaves no time to listen: a pulse of ${longest} ms goes out when the next one begins`,
    ]);
  }
  if (shortest * bandwidthMHz < 1e-3) {
    problems.push([["bandwidthMHz"], `times a pulse of ${shortest} ms must reach 1: else it is no chirp`]);
  }
  return problems;
}

/** Where a fence or a cue looks: a beam outside the cover would never be sent; noise must leave it some sense. */
function searchProblems(radar: FittingFields, { fence, cues }: RadarSchedule): Problem[] {
  const problems: Problem[] = [];
  const cells = (2e6 * radar.maximumRangeKm * radar.bandwidthMHz) / SPEED_OF_LIGHT;
  const alerts = fence.positions * fence.elevationsDeg.length * cells * radar.falseAlarmProbability;
  if (alerts > MOST_ALERTS) {
    problems.push([
      ["falseAlarmProbability"],
      `noise alone would alert the fence ${Math.round(alerts)} times a repetition, at most ${MOST_ALERTS}`,
    ]);
  }
  const { elevationMinDeg: least, elevationMaxDeg: most, beamwidthDeg, faces } = radar;
  fence.elevationsDeg.forEach((elevation, k) => {
    if (elevation < least - beamwidthDeg || elevation > most) {
      problems.push([
        ["schedule", "fence", "elevationsDeg", k],
        `must lie in the cover, ${least}° to ${most}°`,
      ]);
    }
  });
  cues.forEach((cue, k) => {
    const path = ["schedule", "cues", k];
    if (!(cue.endSeconds > cue.startSeconds))
      problems.push([[...path, "endSeconds"], "must be after startSeconds"]);
    if (cue.elevationDeg + cue.halfWidthDeg < least || cue.elevationDeg - cue.halfWidthDeg > most) {
      problems.push([[...path, "elevationDeg"], `must lie in the cover, ${least}° to ${most}°`]);
    }
    const apart = (face: FittingFields["faces"][number]) =>
      Math.abs(((cue.azimuthDeg - face.boresightAzimuthDeg + 540) % 360) - 180);
    const stretch = 1 / Math.max(Math.cos((cue.elevationDeg * Math.PI) / 180), 0.05);
    if (faces.every((face) => apart(face) > face.halfWidthDeg + cue.halfWidthDeg * stretch)) {
      problems.push([[...path, "azimuthDeg"], "lies in no face"]);
    }
  });
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
  if (periods > MOST_PERIODS) {
    problems.push([
      ["schedule", "budget", "periodMilliseconds"],
      `at most ${MOST_PERIODS} periods in a repetition of the fence`,
    ]);
  }
  if (beams > periods * budget.beamsPerPeriod) {
    problems.push([
      ["schedule", "fence", "positions"],
      `${beams} beams of a face don't fit into ${periods} periods of ${budget.beamsPerPeriod} beams`,
    ]);
  }
  if (beams * pulses * fence.pulseMilliseconds > budget.duty * fence.repeatSeconds * 1000) {
    problems.push([
      ["schedule", "fence", "pulseMilliseconds"],
      `${beams} beams of a face take more energy than its duty allows`,
    ]);
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
      problems.push([[...path, "fromRangeKm"], "must rise"]);
    if (k > 0 && milliseconds * BLIND_KM_PER_MILLISECOND > fromRangeKm) {
      problems.push([
        [...path, "milliseconds"],
        `a pulse of ${milliseconds} ms is blind to ${Math.ceil(milliseconds * BLIND_KM_PER_MILLISECOND)} km`,
      ]);
    }
    if (pulses * milliseconds > budget.transmitMilliseconds) {
      problems.push([
        [...path, "milliseconds"],
        `does not fit into the ${budget.transmitMilliseconds} ms of a period`,
      ]);
    }
  });
  return problems;
}
