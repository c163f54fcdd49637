/**
 * Writes test/reference/track-scores.json: what the scorer of the tracking benchmark (../shared/bench/score.py; python3
 * with numpy and scipy) says of faulty tracks of small scenes, which test/support/imperfect-tracks.ts makes.
 *
 * Usage: npx tsx scripts/make-score-table.ts
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { associationParts, trackLine } from "../src/formats/index.js";
import { plotLines, sceneMeta, type TrackInstant, truthLines } from "../src/study/index.js";
import { imperfectAssociations, imperfectTracks, smallScene } from "../test/support/imperfect-tracks.js";

const BENCH = fileURLToPath(new URL("../../shared/bench/", import.meta.url));
const SEEDS = [1, 2, 3, 4, 5];

function* trackLines(instants: readonly TrackInstant[]): Generator<string> {
  for (const { time, tracks, states, covariances } of instants)
    for (let k = 0; k < tracks.length; k++) {
      const row = new Float64Array(27);
      row.set(states.subarray(6 * k, 6 * k + 6));
      row.set(covariances.subarray(21 * k, 21 * k + 21), 6);
      yield trackLine(time, tracks[k]!, row, 0);
    }
}

const folder = mkdtempSync(join(tmpdir(), "firstlight-scores-"));
const cases = SEEDS.map((seed) => {
  const scene = smallScene(seed);
  const write = (name: string, parts: Iterable<string>) =>
    writeFileSync(join(folder, name), [...parts].join(""));
  write("s.meas.jsonl", plotLines(scene));
  write("s.truth.jsonl", truthLines(scene));
  write("s.meta.json", [sceneMeta(scene, "s")]);
  write("tracks.jsonl", trackLines(imperfectTracks(scene)));
  const rows = Int32Array.from({ length: scene.plots.count }, (_, k) => k);
  write("assoc.json", associationParts(imperfectAssociations(scene), rows));
  for (const file of ["score.py", "common.py"]) copyFileSync(join(BENCH, file), join(folder, file));
  const text = execFileSync("python3", ["score.py", "s", "tracks.jsonl", "assoc.json"], { cwd: folder });
  return { seed, score: JSON.parse(text.toString()) };
});
rmSync(folder, { recursive: true });
const source =
  "score.py of the tracking benchmark with numpy and scipy, on the tracks of test/support/imperfect-tracks.ts";
writeFileSync(
  new URL("../test/reference/track-scores.json", import.meta.url),
  `${JSON.stringify({ source, cases }, null, 1)}\n`,
);
