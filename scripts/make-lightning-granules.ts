/**
 * Makes data/lightning/granules.json: a few figures of each real GLM granule, from which the lightning model is fitted.
 *
 *     npx tsx scripts/make-lightning-granules.ts [FOLDER OF THE ORIGINALS]
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { epochToUtc, secondsBetween } from "../src/astro/index.js";
import { readLightning } from "../src/formats/index.js";
import { flashesOf, granuleFigures } from "../src/world/lightning/granule-figures.js";

const here = (path: string) => new URL(path, import.meta.url).pathname;
const originals = process.argv[2] ?? here("../../shared/data/glm");
const granules = [];
for (const name of readdirSync(originals)
  .filter((n) => n.endsWith(".nc"))
  .sort()) {
  const recording = await readLightning(readFileSync(`${originals}/${name}`), name);
  granules.push({
    satellite: recording.platform,
    start: epochToUtc(recording.start),
    seconds: Number(secondsBetween(recording.start, recording.end).toFixed(3)),
    ...granuleFigures(flashesOf(recording.pulses), 4),
  });
}
const table = {
  note: "Figures of real granules of the Geostationary Lightning Mapper, a flash as the instrument's own processing puts it together: number of flashes; median and 90 % quantile of a flash's duration (s, last event after first), of its energy (J at the aperture, sum of its events) and of its number of events. Source: NOAA GOES-R GLM L2 (US government work, public domain). Made by scripts/make-lightning-granules.ts.",
  granules,
};
writeFileSync(here("../data/lightning/granules.json"), `${JSON.stringify(table, null, 1)}\n`);
console.log(`${granules.length} granules`);
