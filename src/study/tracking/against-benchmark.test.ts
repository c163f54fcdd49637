import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  imperfectAssociations,
  imperfectTracks,
  smallScene,
} from "../../../test/support/imperfect-tracks.js";
import { referenceCases } from "../../../test/support/reference.js";
import {
  readPlotSources,
  readPlots,
  readPlotsMeta,
  readScoringMeta,
  readTrackTruth,
} from "../../formats/index.js";
import { instantsOfReports, truthInstants } from "./instants.js";
import { assignByKnownTruth } from "./known-truth.js";
import { createPerfectAssociation } from "./perfect-association.js";
import { reportsOf } from "./run-tracker.js";
import { truthLines } from "./scene-files.js";
import { scoreAssociations } from "./score-associations.js";
import { scoreTracks, type TrackScore } from "./score-tracks.js";

interface ScoreCase {
  readonly seed: number;
  readonly score: Readonly<Record<string, number>>;
}

describe("scores of faulty tracks are those of the benchmark's own scorer", () => {
  it.each(referenceCases<ScoreCase>("track-scores"))("seed $seed", ({ seed, score }) => {
    const scene = smallScene(seed);
    const { births } = scene.truth;
    // what the other scorer read stands to the centimetre
    const truth = truthInstants(
      [...truthLines(scene)].map((line) => {
        const { t, id, x } = JSON.parse(line);
        return { time: t, id, state: Float64Array.from(x) };
      }),
    );
    const ours = scoreTracks(truth, imperfectTracks(scene), { births, scan: 5 });
    const purity = scoreAssociations(imperfectAssociations(scene), scene.truth.sources);
    const figures: Record<string, unknown> = {
      ...ours,
      trackPurity: purity.purity,
      sourceChanges: purity.sourceChanges,
      perfectlyPureTracks: purity.pureTracks,
      tracksWithHistory: purity.tracks,
      clutterMajorityTracks: purity.clutterTracks,
    };
    expect(Object.keys(score).filter((name) => !(name in figures))).toEqual([]);
    for (const [name, value] of Object.entries(score)) {
      expect(Math.abs((figures[name] as number) - value), name).toBeLessThan(5.1e-4);
    }
  });
});

const BENCH = new URL("../../../../shared/bench/", import.meta.url);
const HAVE = existsSync(new URL("perfect.json", BENCH));

type PerfectFigures = Readonly<Record<"ospa" | "ospa2" | "gospa2" | "false2" | "nees", number>>;

/** The benchmark's files, with what they are truly of. */
async function benchmark(name: string) {
  const path = (kind: string) => new URL(`${name}.${kind}`, BENCH).pathname;
  const recording = await readPlots(path("meas.jsonl"), await readPlotsMeta(path("meta.json")));
  const lines = await readPlotSources(path("meas.jsonl"));
  return {
    recording,
    sources: recording.lines.map((line) => lines[line]!),
    truth: truthInstants(await readTrackTruth(path("truth.jsonl"))),
    scoring: await readScoringMeta(path("meta.json")),
  };
}

describe.runIf(HAVE)("perfect association is that of the benchmark (skipped without ../shared/bench)", () => {
  const perfect = HAVE ? JSON.parse(readFileSync(new URL("perfect.json", BENCH), "utf8")) : {};

  it.each(["one", "n10", "n10x3", "n100", "n1000", "breakup8"])("%s", async (name) => {
    const { recording, sources, truth, scoring } = await benchmark(name);
    const { radars, plots } = recording;
    const processNoise = name.startsWith("breakup") ? 1e-3 : undefined;
    for (const reportFrom of [2, 3]) {
      const tracker = createPerfectAssociation(radars, plots, sources, {
        reportFrom,
        ...(processNoise === undefined ? {} : { processNoise }),
      });
      const score = scoreTracks(truth, instantsOfReports(await reportsOf(recording, tracker)), scoring);
      compare(score, perfect[name][`min${reportFrom}`]);
    }
  });

  it("purity with known truth", async () => {
    const { recording, sources, truth } = await benchmark("breakup8");
    const { purity } = scoreAssociations(assignByKnownTruth(recording, truth), sources);
    expect(Math.abs(purity - perfect.breakup8.purityKnownTruth)).toBeLessThan(5e-5);
  });
});

/** Within 1 %, and NEES within 6 %: it hangs on the last percent of process noise. */
function compare(ours: TrackScore, theirs: PerfectFigures): void {
  expect(Math.abs(ours.ospaMean / theirs.ospa - 1)).toBeLessThan(0.01);
  expect(Math.abs(ours.ospa2ndHalf / theirs.ospa2 - 1)).toBeLessThan(0.01);
  expect(Math.abs(ours.gospa2ndHalf / theirs.gospa2 - 1)).toBeLessThan(0.01);
  expect(Math.abs(ours.falseMean2ndHalf - theirs.false2)).toBeLessThan(0.01);
  expect(Math.abs(ours.nees6Median / theirs.nees - 1)).toBeLessThan(0.06);
}
