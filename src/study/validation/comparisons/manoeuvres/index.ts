import { compareEpochs, type Sgp4Orbit } from "../../../../astro/index.js";
import {
  changeThreshold,
  type OrbitHistory,
  orbitChanges,
  scoreOrbitChanges,
} from "../../../../estimation/index.js";
import {
  type ManoeuvreRecord,
  orbitOfObject,
  readCatalogue,
  readManoeuvres,
} from "../../../../formats/index.js";
import type { Comparison, SideFigure, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { type CurvePoint, changeChart } from "./change-chart.js";
import {
  type ChangeMatch,
  changesJudged,
  type ManoeuvreEvent,
  manoeuvreEvents,
  matchChanges,
} from "./match-changes.js";

const TRUTH = "times of manoeuvres that the operator published";
const INDEPENDENCE =
  "the operator's own record; the element sets come of another's radars and telescopes. Not every list is complete";
/** A history has at least so many sets of one object. */
const LEAST_SETS = 100;
/** With fewer events a share says little: no mark. */
const LEAST_EVENTS = 5;
const MARK = 0.8;
const DAY = 86_400;

/** Sets of one object, from one file or more. */
interface ElementSets {
  readonly number: number;
  readonly name: string;
  readonly orbits: Sgp4Orbit[];
  readonly paths: Set<string>;
  rejected: number;
}

async function elementSetsOf(recordings: readonly Recording[], context: ValidationContext) {
  const objects = new Map<number, ElementSets>();
  for (const recording of recordings) {
    await context.progress(`element sets of ${recording.path}`);
    const catalogue = readCatalogue(await recording.text(), recording.path);
    const counts = new Map<number, number>();
    for (const { elements } of catalogue.objects)
      counts.set(elements.catalogueNumber, (counts.get(elements.catalogueNumber) ?? 0) + 1);
    for (const object of catalogue.objects) {
      const number = object.elements.catalogueNumber;
      if (counts.get(number)! < LEAST_SETS) continue;
      const sets = objects.get(number) ?? {
        number,
        name: object.name,
        orbits: [],
        paths: new Set(),
        rejected: 0,
      };
      objects.set(number, sets);
      if (!sets.paths.has(recording.path)) sets.rejected += catalogue.rejected.length;
      sets.paths.add(recording.path);
      const orbit = orbitOfObject(object);
      if (orbit === null) sets.rejected += 1;
      else sets.orbits.push(orbit);
    }
  }
  return objects;
}

/** The history of an object that a list names by number; by name where it has none. */
function historyFor(
  record: ManoeuvreRecord,
  objects: ReadonlyMap<number, ElementSets>,
): ElementSets | undefined {
  if (record.catalogueNumber !== undefined) return objects.get(record.catalogueNumber);
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const name = record.name;
  return name === undefined ? undefined : [...objects.values()].find((o) => plain(o.name) === plain(name));
}

/** From nearly everything to nearly nothing. */
const CURVE_THRESHOLDS = Array.from({ length: 25 }, (_, k) => 2 * 10 ** (k / 12));

function curveOf(
  history: OrbitHistory,
  { times }: ManoeuvreRecord,
  events: readonly ManoeuvreEvent[],
): CurvePoint[] {
  return CURVE_THRESHOLDS.flatMap((threshold) => {
    const changes = changesJudged(orbitChanges(history, threshold), times);
    const { precision, recall } = matchChanges(changes, events);
    return changes.length === 0 ? [] : [{ threshold, precision, recall }];
  });
}

/** The same judged on the first and the second half of the history alone. */
function halves(orbits: readonly Sgp4Orbit[], record: ManoeuvreRecord): SideFigure[] {
  const sorted = [...orbits].sort((a, b) => compareEpochs(a.epoch, b.epoch));
  const middle = sorted.length >> 1;
  return [sorted.slice(0, middle), sorted.slice(middle)].flatMap((part, k) => {
    const history = scoreOrbitChanges(part);
    const changes = changesJudged(orbitChanges(history, changeThreshold(history.period)), record.times);
    const { precision, recall } = matchChanges(changes, manoeuvreEvents(record.times, history));
    const which = k === 0 ? "first" : "second";
    return [
      { name: `precision, ${which} half alone`, value: precision, unit: "1" },
      { name: `recall, ${which} half alone`, value: recall, unit: "1" },
    ];
  });
}

function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Changes that nobody listed, at least half as large as the middle one of those listed: likely manoeuvres too. */
function likelyUnlisted({ unexplained, speedChanges }: ChangeMatch): number {
  const middle = middleOf(speedChanges);
  return unexplained.filter(({ speedChange }) => speedChange >= 0.5 * middle).length;
}

function linesOf(recording: Recording, record: ManoeuvreRecord, sets: ElementSets): ValidationLine[] {
  const history = scoreOrbitChanges(sets.orbits);
  const events = manoeuvreEvents(record.times, history);
  const threshold = changeThreshold(history.period);
  const changes = orbitChanges(history, threshold);
  const judgedChanges = changesJudged(changes, record.times);
  const match = matchChanges(judgedChanges, events);
  const name = record.name ?? sets.name;
  const few = events.length < LEAST_EVENTS;
  const common = {
    recording: recording.path,
    truth: TRUTH,
    independence: INDEPENDENCE,
    unit: "1",
    ...(few ? { reason: `only ${events.length} events lie within the element sets` } : { atLeast: MARK }),
    with: [...sets.paths],
  };
  const used = { threshold, precision: match.precision, recall: match.recall };
  const chart =
    history.scores.length > 0
      ? { chart: changeChart(name, history, events, curveOf(history, record, events), used) }
      : {};
  const unlisted = likelyUnlisted(match);
  const judged = halves(sets.orbits, record);
  return [
    {
      ...common,
      comparison: `${name}: changes of orbit found in element sets, precision within 2 days`,
      figure: match.precision,
      beside: [
        { name: "unexplained changes", value: match.unexplained.length, unit: "1" },
        { name: "of these as large as listed ones", value: unlisted, unit: "1" },
        {
          name: "changes when the list doesn't reach",
          value: changes.length - judgedChanges.length,
          unit: "1",
        },
        ...judged.filter((f) => f.name.startsWith("precision")),
        { name: "threshold, noise units", value: threshold, unit: "1" },
        { name: "element sets", value: history.sets, unit: "1" },
        { name: "sets repeated or too near", value: history.repeated, unit: "1" },
        { name: "records rejected", value: sets.rejected + record.rejected.length, unit: "1" },
      ],
      ...chart,
    },
    {
      ...common,
      comparison: `${name}: changes of orbit found in element sets, recall within 2 days`,
      figure: match.recall,
      beside: [
        { name: "events", value: events.length, unit: "1" },
        { name: "manoeuvres in them", value: events.flat().length, unit: "1" },
        ...judged.filter((f) => f.name.startsWith("recall")),
        {
          name: "middle error of the time",
          value: middleOf(match.timeErrors.map(Math.abs)) / 3600,
          unit: "h",
        },
        { name: "middle delay until known", value: middleOf(match.delays) / DAY, unit: "d" },
        { name: "middle change of speed found", value: middleOf(match.speedChanges), unit: "m/s" },
      ],
      ...chart,
    },
  ];
}

function unjudged(recording: string, comparison: string, figure: number, reason: string): ValidationLine {
  return { recording, comparison, truth: TRUTH, independence: INDEPENDENCE, figure, unit: "1", reason };
}

/** Histories of element sets against their operators' manoeuvres: has the object changed its orbit? */
export const manoeuvres: Comparison = {
  name: "manoeuvres",
  async *compare(recordings, context) {
    const lists = recordingsOf(recordings, "manoeuvres");
    if (lists.length === 0) return;
    const objects = await elementSetsOf(recordingsOf(recordings, "tle", "omm", "elements"), context);
    for (const recording of lists) {
      const record = readManoeuvres(await recording.text(), recording.path);
      const sets = historyFor(record, objects);
      const name = record.name ?? `object ${record.catalogueNumber ?? "without a number"}`;
      if (sets === undefined) {
        const reason = `no file has ${LEAST_SETS} element sets or more of this object`;
        yield unjudged(recording.path, `${name}: manoeuvres listed`, record.times.length, reason);
        continue;
      }
      await context.progress(`changes of orbit of ${name}`);
      yield* linesOf(recording, record, sets);
    }
  },
};
