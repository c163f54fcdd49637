/**
 * Makes the small tables of data/validation out of recordings whose rights allow it: first stages that flew back, as they
 * were read off broadcasts, and the first seconds of a granule of lightning.
 *
 *     npx tsx scripts/make-validation-tables.ts [FOLDER OF THE ORIGINALS]
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { addSeconds } from "../src/astro/index.js";
import { readAscent, readLightning, writeAscentTable, writeLightningTable } from "../src/formats/index.js";

const originals = process.argv[2] ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const target = fileURLToPath(new URL("../data/validation", import.meta.url));

mkdirSync(`${target}/ascents`, { recursive: true });
for (const name of ["nrol-76", "spacex-crs-12"]) {
  const file = `${originals}/ascents/${name}.json`;
  const events = readFileSync(`${originals}/ascents/${name}.events.json`, "utf8");
  const ascent = readAscent(readFileSync(file, "utf8"), file, events);
  const notes = {
    source: "shahar603/Telemetry-Data, public domain: read off the launch's webcast, one sample a second",
    accuracy: "speed 1 m/s, altitude 100 m or worse, smoothed by its makers",
  };
  writeFileSync(`${target}/ascents/${name}.csv`, writeAscentTable(ascent, notes));
}

const GRANULE = "OR_GLM-L2-LCFA_G18_s20230261900000_e20230261900200_c20230261900213.nc";
const LIGHTNING_SECONDS = 6;
const granule = await readLightning(readFileSync(`${originals}/glm/${GRANULE}`), GRANULE);
mkdirSync(`${target}/lightning`, { recursive: true });
writeFileSync(
  `${target}/lightning/2023-01-26.csv`,
  writeLightningTable(
    {
      ...granule,
      end: addSeconds(granule.start, LIGHTNING_SECONDS),
      pulses: granule.pulses.filter(({ seconds }) => seconds < LIGHTNING_SECONDS),
    },
    {
      source: `NOAA GOES-18 GLM L2, ${GRANULE}, its first ${LIGHTNING_SECONDS} s; US government work, public domain`,
    },
  ),
);
