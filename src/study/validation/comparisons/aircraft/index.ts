import { chiSquareQuantile } from "../../../../estimation/index.js";
import {
  AIRCRAFT_LIMITS,
  type AircraftFlight,
  judgeAircraftStates,
  readAircraft,
  type StateVerdict,
} from "../../../../formats/index.js";
import type { Network } from "../../../../messages/index.js";
import { meanOf } from "../../../tracking/statistics.js";
import type { Comparison, SideFigure, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { flightChart } from "./flight-chart.js";
import { flightNetwork } from "./flight-network.js";
import { type SmoothedFlight, smoothFlight } from "./smoothed-flight.js";
import { type WatchedFlight, watchFlight } from "./watch-flight.js";

/** More aircraft of one file than this are judged, but not put before the watch: those with fewest states. */
const MOST_FLIGHTS = 6;
/** The run with known truth covers so much of a flight, s. */
const LONGEST_WITH_TRUTH = 14_400;
const SEED = 1;

const TRUTH = "what the aircraft reported of itself, received by others (ADS-B)";
const INDEPENDENCE =
  "independent: the flight is real; plots are made of it with known noise at made-up sites, by the laws that the watch knows";

/** Aircraft as they reported themselves: seen by radars, they are never a warning, and their jumps are no track. */
export const aircraft: Comparison = {
  name: "aircraft",
  async *compare(recordings, context) {
    const found = recordingsOf(recordings, "aircraft");
    if (found.length === 0) return;
    const base = await baseNetwork(context);
    for (const recording of found) yield* linesOf(recording, base, context);
  },
};

/** One flight before the watch, with its truth and as it was recorded. */
interface Tried {
  readonly smoothed: SmoothedFlight;
  readonly withTruth: WatchedFlight;
  readonly asRecorded: WatchedFlight;
}

async function* linesOf(
  recording: Recording,
  base: Network,
  context: ValidationContext,
): AsyncGenerator<ValidationLine> {
  const { flights, records, rejected } = await readAircraft(recording.chunks(), recording.path);
  const smoothed = flights.map(smooth);
  const line = (
    comparison: string,
    rest: Pick<ValidationLine, "figure" | "unit"> & Partial<ValidationLine>,
  ) => ({
    recording: recording.path,
    comparison,
    truth: TRUTH,
    independence: INDEPENDENCE,
    ...rest,
  });
  const count = (...kinds: StateVerdict[]) =>
    smoothed.reduce((sum, s) => sum + kinds.reduce((n, kind) => n + s.judged.counts[kind], 0), 0);
  yield line("states that no aircraft can have been in", {
    independence: `physical limits alone: ${AIRCRAFT_LIMITS.speed} m/s over the ground, ${AIRCRAFT_LIMITS.climb} m/s up or down, ${AIRCRAFT_LIMITS.highest / 1000} km; a clock that only goes forward`,
    figure: count("jump", "height", "clock", "stuck"),
    unit: "1",
    beside: [
      { name: "records", value: records, unit: "1" },
      { name: "aircraft", value: flights.length, unit: "1" },
      { name: "records without time or place", value: rejected.length, unit: "1" },
      { name: "jumps of place or altitude", value: count("jump"), unit: "1" },
      { name: "altitudes at which nothing flies", value: count("height"), unit: "1" },
      { name: "clock back or standing", value: count("clock"), unit: "1" },
      { name: "values filled in while it flew on", value: count("stuck"), unit: "1" },
    ],
  });
  const chosen = smoothed
    .filter(({ parts }) => parts.length > 0)
    .sort((a, b) => b.flight.seconds.length - a.flight.seconds.length)
    .slice(0, MOST_FLIGHTS);
  const tried: Tried[] = [];
  for (const one of chosen) tried.push(await tryFlight(one, base, context));
  if (tried.every(({ withTruth }) => withTruth.plots.length === 0)) {
    yield line("warnings", {
      figure: 0,
      unit: "1",
      reason:
        tried.length === 0
          ? "no two minutes of one flight with altitudes: nothing to put before the watch"
          : "it stays below the radars' horizon: nothing of it comes before the watch",
    });
    return;
  }
  yield* watchLines(tried, line);
}

function smooth(flight: AircraftFlight): SmoothedFlight {
  const judged = judgeAircraftStates(flight);
  return { flight, judged, parts: smoothFlight(flight, judged), start: flight.start };
}

async function tryFlight(
  smoothed: SmoothedFlight,
  base: Network,
  context: ValidationContext,
): Promise<Tried> {
  const network = flightNetwork(base, smoothed.parts);
  const first = smoothed.parts[0]!.seconds[0]!;
  const run = (asRecorded: boolean, until: number) =>
    watchFlight(smoothed, network, { seed: SEED, asRecorded, until }, context);
  return {
    smoothed,
    withTruth: await run(false, first + LONGEST_WITH_TRUTH),
    asRecorded: await run(true, Number.POSITIVE_INFINITY),
  };
}

type MakeLine = (
  comparison: string,
  rest: Pick<ValidationLine, "figure" | "unit"> & Partial<ValidationLine>,
) => ValidationLine;

function* watchLines(tried: readonly Tried[], line: MakeLine): Generator<ValidationLine> {
  const chart = flightChart(tried[0]!.smoothed, tried[0]!.withTruth);
  const runs = tried.flatMap(({ withTruth, asRecorded }) => [withTruth, asRecorded]);
  const sum = (of: (run: WatchedFlight) => number) => runs.reduce((total, run) => total + of(run), 0);
  yield line("warnings", {
    figure: sum((run) => run.warnings.length),
    unit: "1",
    atMost: 0,
    beside: [
      { name: "flights", value: tried.length, unit: "1" },
      { name: "plots", value: sum((run) => run.plots.length), unit: "1" },
      { name: "false infrared detections beside them", value: runs.length, unit: "1" },
    ],
    chart,
  });
  const events = runs.flatMap((run) => run.events);
  yield line("events of another class than aircraft or unknown", {
    figure: events.filter((e) => !HARMLESS.has(e.class)).length,
    unit: "1",
    atMost: 0,
    beside: [
      { name: "aircraft", value: events.filter((e) => e.class === "aircraft").length, unit: "1" },
      { name: "unknown", value: events.filter((e) => e.class === "unknown").length, unit: "1" },
      { name: "radar tracks", value: sum((run) => run.tracks), unit: "1" },
    ],
  });
  yield* jumpLines(tried, line);
  yield* errorLines(tried, line);
}

/** One flash that a single satellite saw once is background. */
const HARMLESS: ReadonlySet<string> = new Set(["aircraft", "unknown", "background"]);

function* jumpLines(tried: readonly Tried[], line: MakeLine): Generator<ValidationLine> {
  const jumps = tried.flatMap(({ withTruth: { plots, taken } }) =>
    plots.filter(({ jump }) => jump).map((made) => ({ ...made, taken: taken.has(made.plot.id) })),
  );
  if (jumps.length === 0) return;
  const beyond = jumps.filter(({ beyondReach }) => beyondReach);
  const within = jumps.filter(({ beyondReach }) => !beyondReach);
  yield line("plots that jump, taken into a track", {
    independence:
      "independent: the jumps are the recorder's own, each shown once to each radar in the place of the flight; judged are those farther off than 10 g over a scan and six standard deviations",
    figure: beyond.filter(({ taken }) => taken).length,
    unit: "1",
    atMost: 0,
    beside: [
      { name: "shown and rejected", value: beyond.filter(({ taken }) => !taken).length, unit: "1" },
      { name: "smaller jumps shown", value: within.length, unit: "1" },
      { name: "of these taken", value: within.filter(({ taken }) => taken).length, unit: "1" },
    ],
  });
}

/** The errors of one track follow one another: whole figures say more than a band. */
function* errorLines(tried: readonly Tried[], line: MakeLine): Generator<ValidationLine> {
  const all = tried.flatMap(({ withTruth }) => withTruth.errors);
  const gate = chiSquareQuantile(0.99, 3);
  for (const [name, errors] of [
    ["all of the flight", all],
    ["without lift, as on a parabola", all.filter(({ weightless }) => weightless)],
  ] as const) {
    if (errors.length === 0) continue;
    const sorted = errors.map(({ error }) => error).sort((a, b) => a - b);
    const beside: SideFigure[] = [
      { name: "NEES, mean over 3", value: meanOf(errors.map(({ nees }) => nees)) / 3, unit: "1" },
      { name: "error, median", value: sorted[sorted.length >> 1]!, unit: "m" },
      { name: "error, 95 %", value: sorted[Math.floor(0.95 * sorted.length)]!, unit: "m" },
      { name: "states of tracks", value: errors.length, unit: "1" },
    ];
    yield line(`track's position within its claimed 99 %, ${name}`, {
      figure: (100 * errors.filter(({ nees }) => nees <= gate).length) / errors.length,
      unit: "%",
      reason: "the watch's trackers know thrust and free fall, not lift: no mark is claimed for aircraft",
      beside,
    });
  }
}
