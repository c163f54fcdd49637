import { addSeconds, ecefToGeodetic } from "../../../../astro/index.js";
import { type CameraSights, type TriangulatedPath, triangulatePath } from "../../../../estimation/index.js";
import type { Comparison, ValidationContext, ValidationLine } from "../../comparison.js";
import { unreadableLine } from "../../unreadable-line.js";
import { RINGS, ringOfSatellites } from "../bolides-watched/satellites.js";
import { type Watched, watchBolides } from "../bolides-watched/watch-bolides.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { besideSolution } from "./against-solution.js";
import { residualChart, solutionChart } from "./charts.js";
import { type FireballEvent, gatherFireballs, type Held, referenceOf, sightsOf } from "./gather.js";
import { litBy } from "./light.js";

const DEGREES = 180 / Math.PI;
const ARCMINUTES = 60 * DEGREES;
const MOST_DISTANCE = 500;
const MOST_SPEED_PERCENT = 3;
/** A speed whose own 1σ is larger than this can't be held to the mark, %. */
const SURE_SPEED_PERCENT = MOST_SPEED_PERCENT / 2;
/** What is lit for less is over before satellites make anything of it, s. */
const LONG_ENOUGH = 3;
/** Cameras whose sights lie farther than this from every common flight weren't pointed as their files say, rad. */
const POINTED = 5 / ARCMINUTES;
/** Planes that meet at less turn an error of a minute of arc into half a kilometre and more, rad. */
const LEAST_CONVERGENCE = 5 / DEGREES;
/** A meteor shines between these heights, m, and its sights lie no farther from the path, rad; else its azimuths may be turned. */
const PLAUSIBLE = [0, 200_000] as const;
const BAD_RESIDUAL = 1 / DEGREES;

/** Paths of fireballs from cameras' angles alone beside published solutions, among the cameras, and before the watch. */
export const fireballs: Comparison = {
  name: "fireballs",
  async *compare(recordings, context) {
    const { events, lone, unusable } = await gatherFireballs(recordings, context);
    for (const { path, reason } of unusable) yield unreadableLine(path, reason);
    for (const { path } of lone)
      yield without(path, "path of the fireball", "no camera's angles of this fireball are in the folder");
    for (const event of events) yield* compareEvent(event, context);
  },
};

function without(recording: string, comparison: string, reason: string): ValidationLine {
  return {
    recording,
    comparison,
    truth: "none",
    independence: "nothing to compare with",
    figure: Number.NaN,
    unit: "1",
    reason,
  };
}

async function* compareEvent(
  event: FireballEvent,
  context: ValidationContext,
): AsyncGenerator<ValidationLine> {
  const [first, ...others] = event.sightings;
  const recording = first!.path;
  await context.progress(`path of the fireball of ${recording}`);
  if (others.length === 0) {
    yield without(recording, "path of the fireball", "one camera alone: two are needed");
    return;
  }
  const { path, sights } = bestPath(event);
  if (path === null) {
    yield without(
      recording,
      "path of the fireball",
      "the cameras see it from one side, or no common line fits them",
    );
    return;
  }
  const cameras = others.map((o) => o.path);
  for (const solution of event.solutions) yield* againstSolution(path, recording, cameras, solution);
  yield consistency(path, recording, cameras);
  for (const line of leftOut(path, sights, recording, cameras)) yield line;
  yield await beforeTheWatch(event, path, recording, cameras, context);
}

/** The path; where the Croatian network's azimuths make nonsense, with these from south if that makes sense. */
function bestPath(event: FireballEvent): { path: TriangulatedPath | null; sights: CameraSights[] } {
  const sights = sightsOf(event);
  const path = triangulatePath(sights);
  if ((path !== null && isPlausible(path)) || !event.sightings.some((s) => s.content.format === "cmn"))
    return { path, sights };
  const turned = sightsOf(event, true);
  const other = triangulatePath(turned);
  return other !== null && isPlausible(other) ? { path: other, sights: turned } : { path, sights };
}

function isPlausible(path: TriangulatedPath): boolean {
  const heights = [path.points[0]!, path.points.at(-1)!].map((p) => ecefToGeodetic(p.positionEcef).height);
  return (
    heights.every((h) => h > PLAUSIBLE[0] && h < PLAUSIBLE[1]) &&
    path.cameras.every((c) => c.used && c.residual < BAD_RESIDUAL)
  );
}

/** Why a path can't be held to a mark: what the cameras say among each other, and where they stand; null where it can. */
export function doubtOf({ cameras, line }: Pick<TriangulatedPath, "cameras" | "line">): string | null {
  if (line.convergence < LEAST_CONVERGENCE)
    return `the cameras' planes meet at ${(line.convergence * DEGREES).toFixed(1)}° only`;
  const used = cameras.filter((c) => c.used);
  const worst = Math.max(...used.map((c) => c.residual));
  return worst > POINTED && used.length < 3
    ? `the two cameras disagree by ${(worst * ARCMINUTES).toFixed(0)}′: one of them points elsewhere than its file says`
    : null;
}

function* againstSolution(
  path: TriangulatedPath,
  recording: string,
  cameras: readonly string[],
  { path: file, content: solution }: Held<Parameters<typeof besideSolution>[1]>,
): Generator<ValidationLine> {
  const beside = besideSolution(path, solution);
  if (beside === null) {
    yield without(recording, `path beside ${file}`, "the two have no heights in common");
    return;
  }
  const truth = `the published solution ${file}`;
  const independence =
    "solved by others with their own method, mostly from the same cameras' angles: it judges geometry and estimation, not the cameras";
  const chart = solutionChart(path, beside);
  const first = path.points[0]!;
  const used = path.cameras.filter((c) => c.used);
  const doubt = doubtOf(path);
  const unsure = (100 * first.speedSigma) / first.speed;
  yield {
    recording,
    comparison: `path beside ${file}`,
    truth,
    independence,
    figure: beside.distance95,
    unit: "m",
    ...(doubt === null ? { atMost: MOST_DISTANCE } : { reason: doubt }),
    beside: [
      { name: "the farthest published point", value: beside.distanceMost, unit: "m" },
      { name: "median", value: beside.distanceMedian, unit: "m" },
      { name: "cameras used", value: used.length, unit: "1" },
      {
        name: "greatest angle between two cameras' planes",
        value: path.line.convergence * DEGREES,
        unit: "°",
      },
    ],
    with: [...cameras, file],
    chart,
  };
  if (beside.speedExcess === undefined) return;
  yield {
    recording,
    comparison: `speed at the beginning beside ${file}`,
    truth,
    independence,
    figure: Math.abs(beside.speedExcess) * 100,
    unit: "%",
    ...(doubt !== null
      ? { reason: doubt }
      : unsure > SURE_SPEED_PERCENT
        ? { reason: `the speed is known to ${unsure.toFixed(1)} % (1σ) only` }
        : { atMost: MOST_SPEED_PERCENT }),
    beside: [
      { name: "first speed of the path", value: first.speed, unit: "m/s" },
      { name: "its 1σ", value: first.speedSigma, unit: "m/s" },
    ],
    with: [...cameras, file],
    chart,
  };
}

/** Whether the cameras agree with each other. */
function consistency(path: TriangulatedPath, recording: string, cameras: readonly string[]): ValidationLine {
  const used = path.cameras.filter((c) => c.used);
  const worst = used.reduce((a, b) => (a.residual > b.residual ? a : b));
  const [first, last] = [path.points[0]!, path.points.at(-1)!];
  const clocks = used.map((c) => c.clockOffset);
  return {
    recording,
    comparison: "cameras among each other: angles to the common path",
    truth: "the path through all cameras' sights",
    independence:
      "none but the cameras themselves: it shows whether one flight through the air explains them all",
    figure: worst.residual * ARCMINUTES,
    unit: "′",
    beside: [
      ...used.map((c) => ({ name: `${c.camera}: rms`, value: c.residual * ARCMINUTES, unit: "′" })),
      ...used.map((c) => ({ name: `${c.camera}: clock`, value: c.clockOffset, unit: "s" })),
      { name: "clocks apart", value: Math.max(...clocks) - Math.min(...clocks), unit: "s" },
      { name: "cameras left out", value: path.cameras.length - used.length, unit: "1" },
      {
        name: "greatest angle between two cameras' planes",
        value: path.line.convergence * DEGREES,
        unit: "°",
      },
      {
        name: "height of the beginning",
        value: ecefToGeodetic(first.positionEcef).height / 1000,
        unit: "km",
      },
      { name: "height of the end", value: ecefToGeodetic(last.positionEcef).height / 1000, unit: "km" },
      { name: "speed at the beginning", value: first.speed / 1000, unit: "km/s" },
      { name: "its 1σ", value: first.speedSigma / 1000, unit: "km/s" },
    ],
    with: cameras,
    chart: residualChart(path),
  };
}

/** Each camera held against the path of the others, where there are two others. */
function leftOut(
  path: TriangulatedPath,
  sights: readonly CameraSights[],
  recording: string,
  cameras: readonly string[],
): ValidationLine[] {
  const used = sights.filter((_, i) => path.cameras[i]!.used);
  if (used.length < 3) return [];
  const errors = used.flatMap((camera) => {
    const others = triangulatePath(used.filter((c) => c !== camera));
    if (others === null) return [];
    return [
      { name: `${camera.camera} beside the path of the others`, value: apart(path, others), unit: "m" },
    ];
  });
  if (errors.length === 0) return [];
  return [
    {
      recording,
      comparison: "paths with one camera left out",
      truth: "the path of all cameras",
      independence: "cameras are independent of each other, the path of all is not of any one",
      figure: Math.max(...errors.map((e) => e.value)),
      unit: "m",
      beside: errors,
      with: cameras,
    },
  ];
}

/** Median distance of one path's points from another's, across it. */
function apart(path: TriangulatedPath, other: TriangulatedPath): number {
  const points = other.points.map((p) => ({
    time: { seconds: 0, nanoseconds: 0 },
    place: ecefToGeodetic(p.positionEcef),
  }));
  return besideSolution(path, { points, rejected: [] })?.distanceMedian ?? Number.NaN;
}

async function beforeTheWatch(
  event: FireballEvent,
  path: TriangulatedPath,
  recording: string,
  cameras: readonly string[],
  context: ValidationContext,
): Promise<ValidationLine> {
  const base = await baseNetwork(context);
  const lit = litBy(path, addSeconds(referenceOf(event), path.points[0]!.time), recording);
  const rings: Watched[] = [];
  for (const ring of RINGS)
    rings.push(
      await watchBolides(ringOfSatellites(base, ring), [lit], (done) =>
        context.progress(`watch before ${recording}`, done),
      ),
    );
  const sum = (of: (w: Watched) => number) => rings.reduce((total, w) => total + of(w), 0);
  const bolides = sum((w) => w.classes.get("bolide") ?? 0);
  const missing = bolides === 0 && lit.seconds >= LONG_ENOUGH;
  return {
    recording,
    comparison:
      "warnings, and events of another class than bolide, when infrared satellites show it to the watch",
    truth: "it was a fireball",
    independence:
      "the flight is real; what the satellites see of it is made with their own geometry and errors",
    figure: sum((w) => w.warnings + w.mistaken.length) + (missing ? 1 : 0),
    unit: "1",
    atMost: 0,
    ...(bolides > 0
      ? {}
      : {
          reason: missing
            ? "no event of the class bolide came of it"
            : `lit for ${lit.seconds.toFixed(1)} s: over before satellites make an event of it`,
        }),
    beside: [
      { name: "lit for", value: lit.seconds, unit: "s" },
      { name: "events of the class bolide", value: bolides, unit: "1" },
      { name: "warnings", value: sum((w) => w.warnings), unit: "1" },
      { name: "detections", value: sum((w) => w.detections), unit: "1" },
    ],
    with: cameras,
  };
}
