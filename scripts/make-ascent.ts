/**
 * Makes data/ascents/ses-10.csv: one recorded ascent as our own small table.
 *
 *     npx tsx scripts/make-ascent.ts [FOLDER OF THE ORIGINALS]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { readAscent, writeAscentTable } from "../src/formats/index.js";

const here = (path: string) => new URL(path, import.meta.url).pathname;
const originals = process.argv[2] ?? here("../../shared/data/ascents");
const file = `${originals}/ses-10.json`;
const ascent = readAscent(
  readFileSync(file, "utf8"),
  file,
  readFileSync(`${originals}/ses-10.events.json`, "utf8"),
);
writeFileSync(
  here("../data/ascents/ses-10.csv"),
  writeAscentTable(ascent, {
    source: "shahar603/Telemetry-Data, public domain: read off the launch's webcast, one sample a second",
    accuracy: "speed 1 m/s, altitude 100 m or worse, smoothed by its makers",
  }),
);
console.log(`${ascent.time.length} samples`);
