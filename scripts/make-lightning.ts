/**
 * Makes data/lightning-2018-06-08.csv: the events of one real GLM granule.
 *
 *     npx tsx scripts/make-lightning.ts [FOLDER OF THE ORIGINALS]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { readLightning, writeLightningTable } from "../src/formats/index.js";

const GRANULE = "OR_GLM-L2-LCFA_G16_s20181591447400_e20181591448000_c20181591448028.nc";

const here = (path: string) => new URL(path, import.meta.url).pathname;
const originals = process.argv[2] ?? here("../../shared/data/glm");
const file = `${originals}/${GRANULE}`;
const recording = await readLightning(readFileSync(file), file);
writeFileSync(
  here("../data/lightning-2018-06-08.csv"),
  writeLightningTable(recording, {
    source: `NOAA GOES-16 GLM L2, ${GRANULE}; US government work, public domain`,
  }),
);
console.log(`${recording.pulses.length} pulses`);
