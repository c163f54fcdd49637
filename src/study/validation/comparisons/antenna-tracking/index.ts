import {
  type EarthOrientationTable,
  earthOrientationAt,
  earthOrientationTable,
  secondsBetween,
} from "../../../../astro/index.js";
import { determineOrbit } from "../../../../estimation/index.js";
import {
  type AntennaTracking,
  type PublishedFit,
  readEarthOrientation,
  readFileText,
  readPublishedFits,
  readSetup,
  readTracking,
  type TrackingSetup,
} from "../../../../formats/index.js";
import type { Comparison, SideFigure, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import {
  consistencyLine,
  publishedFitOf,
  publishedLines,
  type TrackedObject,
  withoutBiasLine,
} from "./fit-lines.js";
import { trackingCase } from "./tracking-problem.js";

const PUBLISHED = "data/orbits/published-fits.json";
/** A setup may stand for tracking so long before or after its epoch, s. */
const SETUP_REACH = 30 * 86_400;
/** With fewer numbers an orbit with its forces stays open. */
const LEAST_MEASUREMENTS = 30;

interface Setup {
  readonly path: string;
  readonly setup: TrackingSetup;
}

/** The setup that knows most of the stations; one that names the file itself before others, then the nearest in time. */
function setupFor(path: string, tracking: AntennaTracking, setups: readonly Setup[]): Setup | undefined {
  const stations = new Set(tracking.measurements.map((m) => m.station.toLowerCase()));
  const first = tracking.measurements[0]!.time;
  const plain = (name: string) =>
    name
      .replace(/^.*[/\\]/, "")
      .replace(/\.gz$/i, "")
      .toLowerCase();
  const ranked = setups
    .map(({ path: file, setup }) => ({
      path: file,
      setup,
      known: setup.stations.filter((s) => stations.has(s.name.toLowerCase())).length,
      named: setup.measurementFiles.some((f) => plain(f) === plain(path)),
      away: Math.abs(secondsBetween(setup.epoch, first)),
    }))
    .filter(({ known, away }) => known > 0 && away <= SETUP_REACH)
    .sort((a, b) => Number(b.named) - Number(a.named) || b.known - a.known || a.away - b.away);
  return ranked[0];
}

async function orientationOf(recordings: readonly Recording[], context: ValidationContext) {
  const tables: { readonly path: string; readonly table: EarthOrientationTable }[] = [];
  for (const recording of recordings) {
    await context.progress(`Earth orientation of ${recording.path}`);
    tables.push({
      path: recording.path,
      table: (await readEarthOrientation(recording.chunks(), recording.path)).table,
    });
  }
  return tables;
}

function unjudged(recording: string, figure: number, reason: string): ValidationLine {
  return {
    recording,
    comparison: "tracking of a satellite by antennas: measurements read",
    truth: "none",
    independence: "nothing to compare with",
    figure,
    unit: "1",
    reason,
  };
}

async function* linesOf(
  object: TrackedObject,
  fits: readonly PublishedFit[],
  context: ValidationContext,
): AsyncGenerator<ValidationLine> {
  const { recording, problem } = object;
  await context.progress(`orbit from ${recording}`);
  const fit = determineOrbit(problem);
  if (fit === null) {
    yield unjudged(recording, problem.measurements.length, "the measurements leave the orbit open");
    return;
  }
  const published = publishedFitOf(object, fits);
  if (published !== undefined) yield* publishedLines(object, fit, published);
  yield consistencyLine(object, fit);
  await context.progress(`orbit from ${recording}, bias estimation off`);
  const blind = withoutBiasLine(object, fit);
  if (blind !== null) yield blind;
}

/** Antennas that track a satellite whose stations' biases and small thrust aren't known. */
export const antennaTracking: Comparison = {
  name: "antenna-tracking",
  async *compare(recordings, context) {
    const tracked = recordingsOf(recordings, "antenna-tracking");
    if (tracked.length === 0) return;
    const setups: Setup[] = [];
    for (const recording of recordingsOf(recordings, "antenna-setup"))
      setups.push({ path: recording.path, setup: readSetup(await recording.text(), recording.path) });
    const fits = readPublishedFits(await readFileText(context.bundledFile(PUBLISHED)), PUBLISHED);
    const tables = await orientationOf(recordingsOf(recordings, "earth-orientation"), context);
    const merged = earthOrientationTable(tables.flatMap(({ table }) => table.entries));
    for (const recording of tracked) {
      const tracking = await readTracking(recording.chunks(), recording.path);
      const chosen = setupFor(recording.path, tracking, setups);
      if (chosen === undefined) {
        const reason = "no setup names one of its stations within 30 days: where they stand is not known";
        yield unjudged(recording.path, tracking.measurements.length, reason);
        continue;
      }
      const ends = [tracking.measurements[0]!.time, tracking.measurements.at(-1)!.time];
      const known = ends.every((e) => earthOrientationAt(merged, e).known);
      const made = trackingCase(tracking, chosen.setup, known ? merged : null);
      if (made.problem.measurements.length < LEAST_MEASUREMENTS) {
        yield unjudged(
          recording.path,
          tracking.measurements.length,
          "too few measurements of stations that the setup names",
        );
        continue;
      }
      const used = tables.filter(({ table }) => ends.some((e) => earthOrientationAt(table, e).known));
      const beside: SideFigure[] = [
        { name: "measurements of unknown stations", value: made.unknownStation, unit: "1" },
        { name: "measurements of kinds not used", value: made.unusedKind, unit: "1" },
        {
          name: "records rejected",
          value: tracking.rejected.length + chosen.setup.rejected.length,
          unit: "1",
        },
        { name: "Earth orientation known", value: known ? 1 : 0, unit: "1" },
      ];
      yield* linesOf(
        {
          recording: recording.path,
          with: [chosen.path, ...used.map(({ path }) => path)],
          setup: chosen.setup,
          problem: made.problem,
          beside,
        },
        fits,
        context,
      );
    }
  },
};
