import { EARTH } from "../../../../astro/index.js";
import { percentileOf } from "../../../tracking/statistics.js";
import type { SideFigure, ValidationContext, ValidationLine } from "../../comparison.js";
import { propagationChart } from "./charts.js";
import {
  type Disturbance,
  type FieldModel,
  type FreePropagation,
  HORIZONS,
  type PropagationErrors,
  propagateFreely,
  startsEach,
} from "./free-propagation.js";
import type { PreciseFile } from "./gather.js";
import { type ErrorMark, type HeightMarks, heightMarks, judgedRadius } from "./height-marks.js";
import { coarseRows, type PreciseTrack } from "./precise-track.js";

const DEGREE_8: FieldModel = { name: "degree 8", degree: 8, sunAndMoon: false };
const DEGREE_12: FieldModel = { name: "degree 12", degree: 12, sunAndMoon: false };
const DEGREE_8_TIDES: FieldModel = { name: "degree 8, Sun and Moon", degree: 8, sunAndMoon: true };
const DEGREE_20_TIDES: FieldModel = { name: "degree 20, Sun and Moon", degree: 20, sunAndMoon: true };

export const TRUTH = (agency: string): string =>
  `precise orbit by ${agency === "" ? "its agency" : agency}, from laser ranges, DORIS or navigation signals`;
const INDEPENDENCE =
  "made by others, good to centimetres or decimetres; each start is the orbit's own state, so that the field and the frames are judged";

/** A satellite with what was found of it. */
export interface JudgedTrack {
  readonly track: PreciseTrack;
  readonly marks: HeightMarks;
  readonly propagation: FreePropagation;
  readonly disturbances: readonly Disturbance[];
}

function modelsFor({ kind }: HeightMarks): readonly FieldModel[] {
  return kind === "above 5,000 km" ? [DEGREE_8_TIDES, DEGREE_8] : [DEGREE_8, DEGREE_12, DEGREE_20_TIDES];
}

export async function judgeTrack(
  file: PreciseFile,
  track: PreciseTrack,
  disturbances: readonly Disturbance[],
  context: ValidationContext,
): Promise<JudgedTrack> {
  const marks = heightMarks(judgedRadius(track));
  const propagation = await propagateFreely(
    track,
    modelsFor(marks),
    file.orientation,
    disturbances,
    startsEach(file.tracks.length),
    () => context.progress(`free flight of ${track.satellite} in ${file.path}`),
  );
  return { track, marks, propagation, disturbances };
}

/** Median and 95 % of one model's errors at the last horizon. */
function atLast(errors: PropagationErrors): ErrorMark {
  const last = errors.errors[HORIZONS.length - 1]!;
  return { median: percentileOf(last, 0.5), most: percentileOf(last, 0.95) };
}

function besides(judged: JudgedTrack): SideFigure[] {
  const { propagation, disturbances } = judged;
  return [
    ...propagation.models.flatMap(({ model, errors }) =>
      errors.flatMap((e, h) => [
        { name: `${model.name}, ${HORIZONS[h]! / 60} min, median`, value: percentileOf(e, 0.5), unit: "m" },
        { name: `${model.name}, ${HORIZONS[h]! / 60} min, 95 %`, value: percentileOf(e, 0.95), unit: "m" },
      ]),
    ),
    { name: "starts", value: propagation.starts, unit: "1" },
    { name: "starts left out for a manoeuvre", value: propagation.disturbed, unit: "1" },
    { name: "manoeuvres found or flagged", value: disturbances.length, unit: "1" },
  ];
}

const NO_EARTH =
  "no table has the Earth's orientation of these days: UT1 = UTC and no polar motion are taken";
const isHigh = (marks: HeightMarks): boolean => marks.kind === "above 5,000 km";

function kilometres(track: PreciseTrack): string {
  return Math.round((track.meanRadius - EARTH.radius) / 1000).toLocaleString("en");
}

/** Below this a file of low orbits is no fair sample of the field: the Earth has not turned once below the orbit, s. */
const FAIR_SPAN = 20 * 3600;

/** What makes a figure of low orbits doubtful; null where nothing does. */
function doubtOf({ earthKnown }: PreciseFile, track: PreciseTrack): string | null {
  const coarse = coarseRows(track);
  if (coarse !== null) return coarse;
  if (!earthKnown) return NO_EARTH;
  const { orbit } = track;
  const span = orbit.seconds.at(-1)! - orbit.seconds[0]!;
  if (span >= FAIR_SPAN) return null;
  return `the orbit spans ${(span / 3600).toFixed(1)} h, in which the Earth has not turned once below it: places of the field come in by chance`;
}

/** Lines of one satellite: a median and a 95 % for each field that has a mark, or for degree 8 where none has. */
function linesOf(file: PreciseFile, judged: JudgedTrack): ValidationLine[] {
  const { track, marks, propagation } = judged;
  const marked: (readonly [FieldModel, ErrorMark | undefined])[] =
    marks.degree8 === undefined
      ? [[DEGREE_8, undefined]]
      : [
          [DEGREE_8, marks.degree8],
          [DEGREE_12, marks.degree12],
        ];
  const chart = propagationChart(`${track.satellite}, ${kilometres(track)} km`, [judged], marks);
  return marked.flatMap(([model, mark]) => {
    const found = atLast(propagation.models.find((m) => m.model === model)!);
    // without polar motion orbits go astray by ten metres an hour: only the coarse mark can stand that
    const fair = coarseRows(track) === null && (file.earthKnown || model === DEGREE_8);
    const reason = mark === undefined ? `no mark is set for orbits ${marks.kind}` : doubtOf(file, track);
    return (["median", "most"] as const).map((which) => ({
      recording: file.path,
      comparison: `${track.satellite} at ${kilometres(track)} km: free flight of 60 min, ${model.name}, ${which === "median" ? "median" : "95 %"}`,
      truth: TRUTH(file.agency),
      independence: INDEPENDENCE,
      figure: found[which],
      unit: "m",
      ...(mark === undefined || !fair ? {} : { atMost: mark[which] }),
      ...(reason === null ? {} : { reason }),
      beside: besides(judged),
      with: file.earthPaths,
      chart,
    }));
  });
}

/** Errors of one model at the last horizon. */
function lastErrors({ propagation }: JudgedTrack, model: FieldModel): readonly number[] {
  return propagation.models.find((m) => m.model === model)!.errors[HORIZONS.length - 1]!;
}

/** What stands beside the figure of several satellites together. */
function groupFigures(group: readonly JudgedTrack[]): SideFigure[] {
  const pooled = group.flatMap((j) => lastErrors(j, DEGREE_8_TIDES));
  const without = group.flatMap((j) => lastErrors(j, DEGREE_8));
  const each = group.map((j) => ({
    name: j.track.satellite,
    most: percentileOf(lastErrors(j, DEGREE_8_TIDES), 0.95),
  }));
  const worst = each.reduce((a, b) => (b.most > a.most ? b : a));
  return [
    { name: "median", value: percentileOf(pooled, 0.5), unit: "m" },
    { name: `95 % of the worst (${worst.name})`, value: worst.most, unit: "m" },
    { name: "95 %, without Sun and Moon", value: percentileOf(without, 0.95), unit: "m" },
    { name: "starts", value: pooled.length, unit: "1" },
    {
      name: "starts left out for a manoeuvre",
      value: group.reduce((n, j) => n + j.propagation.disturbed, 0),
      unit: "1",
    },
  ];
}

/** One line for all high satellites of a file together. */
function highLine(file: PreciseFile, group: readonly JudgedTrack[]): ValidationLine {
  const [first] = group as [JudgedTrack];
  const who =
    group.length === 1
      ? `${first.track.satellite} at ${kilometres(first.track)} km`
      : `${group.length} satellites above 5,000 km`;
  const { marks } = first;
  const doubt = coarseRows(first.track) ?? (file.earthKnown ? null : NO_EARTH);
  return {
    recording: file.path,
    comparison: `${who}: free flight of 60 min with Sun and Moon, 95 %`,
    truth: TRUTH(file.agency),
    independence: INDEPENDENCE,
    figure: percentileOf(
      group.flatMap((j) => lastErrors(j, DEGREE_8_TIDES)),
      0.95,
    ),
    unit: "m",
    ...(doubt === null ? { atMost: marks.withSunAndMoon!.most } : { reason: doubt }),
    beside: group.length === 1 ? besides(first) : groupFigures(group),
    with: file.earthPaths,
    chart: propagationChart(who, group, marks),
  };
}

/** Lines of free propagation of all satellites of a file. */
export function propagationLines(file: PreciseFile, judged: readonly JudgedTrack[]): ValidationLine[] {
  const told = judged.filter(({ propagation }) => propagation.starts > 0);
  const high = told.filter(({ marks }) => isHigh(marks));
  const low = told.filter(({ marks }) => !isHigh(marks));
  const groups = [
    high.filter(({ track }) => coarseRows(track) === null),
    high.filter(({ track }) => coarseRows(track) !== null),
  ];
  return [
    ...low.flatMap((j) => linesOf(file, j)),
    ...groups.filter(({ length }) => length > 0).map((group) => highLine(file, group)),
  ];
}
