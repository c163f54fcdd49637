import { add, geodeticToEcef, norm, scale, subtract } from "../../../../astro/index.js";
import {
  type CataloguedFireball,
  type Meteor,
  readFireballCatalogue,
  readMeteors,
} from "../../../../formats/index.js";
import { InputError, type Network } from "../../../../messages/index.js";
import { blackBodyShare, fireballFigures } from "../../../../sensors/index.js";
import type { Comparison, SideFigure, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { unreadableLine } from "../../unreadable-line.js";
import type { LitPath } from "../bolides-watched/lit-path.js";
import { RINGS, ringOfSatellites } from "../bolides-watched/satellites.js";
import { type Watched, watchBolides } from "../bolides-watched/watch-bolides.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { meteorChart } from "./meteor-chart.js";

/** So many of a list are shown to the watch, spread evenly over it: more would say no more, and take minutes. */
const MOST_SHOWN = 1500;
/** A meteor that is shown is lit for so long at least, s: shorter ones have no duration in the list. */
const SHORTEST = 0.05;

/** What is slower over the ground is bound to the Earth (escape at 100 km: 11.09 km/s, the ground turns by 0.46), m/s. */
const BOUND = 10_600;
/** A flight whose ends and duration give more than so many times the stated mean speed, or less than one in so many, is in doubt. */
const CONTRADICTS = 1.4;
/** Shorter durations are too coarse for that, s. */
const TELLING = 0.2;

/** What a solved flight can be held to. */
export type Standing = "meteor" | "bound to the Earth" | "contradicts itself";

/** Whether a solved flight is a meteor's: a list may hold what came down from orbit, and solutions gone wrong. */
export function standingOf(m: Meteor): Standing {
  if (m.initialSpeed < BOUND) return "bound to the Earth";
  if (m.duration <= TELLING) return "meteor";
  const ratio =
    norm(subtract(geodeticToEcef(m.end), geodeticToEcef(m.begin))) /
    m.duration /
    (m.meanSpeed ?? m.initialSpeed);
  const fast = ratio > CONTRADICTS;
  // without a stated mean the air may have braked it by any amount
  const slow = m.meanSpeed !== undefined && ratio < 1 / CONTRADICTS;
  return fast || slow ? "contradicts itself" : "meteor";
}

/** Lists of solved meteors and of fireballs that satellites saw: none may be taken for a launch or a missile. */
export const meteors: Comparison = {
  name: "meteors",
  async *compare(recordings, context) {
    for (const recording of recordingsOf(recordings, "meteors"))
      yield* told(recording, async function* () {
        const { meteors: list, rejected } = await readMeteors(recording.chunks(), recording.path);
        const shown = list.filter((m) => standingOf(m) === "meteor");
        const aside = (["bound to the Earth", "contradicts itself"] as const).map((what) => ({
          name: `not shown: ${what}`,
          value: list.filter((m) => standingOf(m) === what).length,
          unit: "1",
        }));
        if (shown.length === 0) yield noMeteors(recording, aside);
        else
          yield await beforeTheWatch(
            recording,
            shown.map(meteorPath),
            "solved meteors",
            rejected.length,
            context,
            shown,
            aside,
          );
        yield ownConsistency(recording, list);
      });
    for (const recording of recordingsOf(recordings, "fireball-catalogue"))
      yield* told(recording, async function* () {
        const { fireballs, rejected } = await readFireballCatalogue(recording.chunks(), recording.path);
        const paths = fireballs.flatMap((f, i) => fireballPath(f, i));
        if (paths.length > 0)
          yield await beforeTheWatch(recording, paths, "catalogued fireballs", rejected.length, context);
      });
  },
};

/** Lines of one recording, or the one that says why it can't be read. */
async function* told(
  recording: Recording,
  lines: () => AsyncGenerator<ValidationLine>,
): AsyncGenerator<ValidationLine> {
  try {
    yield* lines();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield unreadableLine(recording.path, error.message);
  }
}

function noMeteors(recording: Recording, beside: readonly SideFigure[]): ValidationLine {
  return {
    recording: recording.path,
    comparison: "solved meteors taken for a launch, a missile or what comes down from orbit, and warnings",
    truth: "none",
    independence: "nothing to compare with",
    figure: Number.NaN,
    unit: "1",
    reason:
      "no flight of the list is fast enough to have come from outside, or none agrees with its own speed",
    beside,
  };
}

/** From begin to end at the speed that the network's beginning, end and duration give; clearly seen whatever its brightness. */
function meteorPath(m: Meteor): LitPath {
  const begin = geodeticToEcef(m.begin);
  const way = subtract(geodeticToEcef(m.end), begin);
  const seconds = Math.max(SHORTEST, m.duration > 0 ? m.duration : norm(way) / m.initialSpeed);
  return {
    name: m.name,
    start: m.time,
    seconds,
    placeAt: (time) => add(begin, scale(way, time / seconds)),
  };
}

/** Along its velocity about its place of peak brightness; as bright as the energy that it radiated. */
function fireballPath(f: CataloguedFireball, index: number): LitPath[] {
  const { velocityEcef, radiatedEnergy, heightKnown } = f;
  if (velocityEcef === undefined || radiatedEnergy === undefined || !heightKnown) return [];
  const middle = geodeticToEcef(f.place);
  const seconds = Math.max(1, Math.min(6, 40_000 / norm(velocityEcef)));
  const start = { ...f.time, seconds: f.time.seconds - Math.floor(seconds / 2) };
  // a triangle of brightness with its peak at half time radiates all of it
  const peak =
    (radiatedEnergy * blackBodyShare("swir", fireballFigures().blackBodyK)) / (4 * Math.PI) / (seconds / 2);
  return [
    {
      name: `fireball-${index}`,
      start,
      seconds,
      placeAt: (time) => add(middle, scale(velocityEcef, time - seconds / 2)),
      intensityAt: (time) => peak * Math.max(0, 1 - Math.abs(2 * (time / seconds) - 1)),
    },
  ];
}

async function beforeTheWatch(
  recording: Recording,
  all: readonly LitPath[],
  what: string,
  rejected: number,
  context: ValidationContext,
  list?: readonly Meteor[],
  aside: readonly SideFigure[] = [],
): Promise<ValidationLine> {
  const base: Network = await baseNetwork(context);
  const step = Math.max(1, Math.ceil(all.length / MOST_SHOWN));
  const shown = all.filter((_, i) => i % step === 0);
  const watched: Watched[] = [];
  for (const ring of RINGS)
    watched.push(
      await watchBolides(ringOfSatellites(base, ring), shown, (done) =>
        context.progress(`${what} of ${recording.path}: ${ring}`, done),
      ),
    );
  const sum = (of: (w: Watched) => number) => watched.reduce((total, w) => total + of(w), 0);
  const mistaken = watched.flatMap((w) => w.mistaken);
  return {
    recording: recording.path,
    comparison: `${what} taken for a launch, a missile or what comes down from orbit, and warnings`,
    truth: "they were meteors",
    independence:
      "the flights are real and others solved them; what the satellites see of them is made with their own geometry and errors",
    figure: mistaken.length + sum((w) => w.warnings),
    unit: "1",
    atMost: 0,
    ...(mistaken.length === 0
      ? {}
      : {
          reason: mistaken
            .slice(0, 3)
            .map((m) => `${m.name} as ${m.as}: ${m.text}`)
            .join("; "),
        }),
    beside: [
      { name: "in the list", value: all.length, unit: "1" },
      { name: "shown to each ring of satellites", value: shown.length, unit: "1" },
      ...watched.map((w, i) => ({ name: `seen, ${RINGS[i]!}`, value: w.seen, unit: "1" })),
      { name: "events of the class bolide", value: sum((w) => w.classes.get("bolide") ?? 0), unit: "1" },
      { name: "of the class background", value: sum((w) => w.classes.get("background") ?? 0), unit: "1" },
      { name: "warnings", value: sum((w) => w.warnings), unit: "1" },
      { name: "records that can't be used", value: rejected, unit: "1" },
      ...aside,
    ],
    ...(list === undefined ? {} : { chart: meteorChart(list, new Set(mistaken.map((m) => m.name))) }),
  };
}

/** Whether begin, end and duration give the mean speed that the list states: places and times are then read aright. */
function ownConsistency(recording: Recording, list: readonly Meteor[]): ValidationLine {
  const ratios = list
    .filter((m) => m.duration > 0.2 && m.meanSpeed !== undefined && m.meanSpeed > 0)
    .map((m) => {
      const way = norm(subtract(geodeticToEcef(m.end), geodeticToEcef(m.begin)));
      return Math.abs(way / m.duration / m.meanSpeed! - 1) * 100;
    })
    .sort((a, b) => a - b);
  const at = (share: number) =>
    ratios[Math.min(ratios.length - 1, Math.floor(share * ratios.length))] ?? Number.NaN;
  return {
    recording: recording.path,
    comparison: "speed from begin, end and duration beside the stated mean speed, median",
    truth: "the mean speed that the network states",
    independence:
      "the same solution in other figures: it shows that places, heights and times are read aright",
    figure: at(0.5),
    unit: "%",
    beside: [
      { name: "95 % are nearer than", value: at(0.95), unit: "%" },
      { name: "meteors", value: ratios.length, unit: "1" },
    ],
  };
}
