/**
 * Writes radar plots of bodies that are known, for trackers: NAME.meas.jsonl, NAME.meta.json and, for the scorer alone,
 * NAME.truth.jsonl. The form is described in docs/formats.md.
 *
 * Usage: npx tsx scripts/make-plots.ts NAME SEED RADARS OBJECTS SECONDS SCAN CLUTTER [PD] [breakup]
 * e.g.   npx tsx scripts/make-plots.ts made 31 R1,R2 12 200 2 4 0.9 breakup
 */
import { writeFileSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";
import { makePlotScene, plotLines, sceneMeta, truthLines } from "../src/study/index.js";

const [name, seed, radars, objects, duration, scanPeriod, clutter, detection = "0.9", mode = "mixed"] =
  argv.slice(2);
const numbers = [seed, objects, duration, scanPeriod, clutter, detection].map(Number);
if (name === undefined || radars === undefined || numbers.some((n) => !Number.isFinite(n))) {
  stderr.write(
    "usage: npx tsx scripts/make-plots.ts NAME SEED RADARS OBJECTS SECONDS SCAN CLUTTER [PD] [breakup]\n",
  );
  exit(2);
}
const scene = makePlotScene({
  seed: Number(seed),
  radars: radars.split(","),
  objects: Number(objects),
  duration: Number(duration),
  scanPeriod: Number(scanPeriod),
  clutter: Number(clutter),
  detectionProbability: Number(detection),
  kind: mode === "breakup" ? "break-up" : "mixed",
  births: true,
});
writeFileSync(`${name}.meas.jsonl`, [...plotLines(scene)].join(""));
writeFileSync(`${name}.truth.jsonl`, [...truthLines(scene)].join(""));
writeFileSync(`${name}.meta.json`, sceneMeta(scene, name));
stdout.write(`${name}: ${scene.plots.count} plots of ${scene.scans.length} scans\n`);
