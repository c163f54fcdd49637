/**
 * Makes the small tables of data/validation/tracking: a satellite tracked by five antennas, the setup of its orbit
 * determination, and the Earth's orientation of these days.
 *
 *     npx tsx scripts/make-validation-tracking.ts [FOLDER OF THE ORIGINALS]
 */
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  readEarthOrientation,
  readSetup,
  readTracking,
  writeOrientationTable,
  writeSetupTable,
  writeTrackingTable,
} from "../src/formats/index.js";

const originals = process.argv[2] ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const target = fileURLToPath(new URL("../data/validation/tracking", import.meta.url));
const MJD_OF_2000_01_01 = 51544;

mkdirSync(target, { recursive: true });
const source =
  "Telespazio, through the tests of Orekit (CS GROUP, Apache-2.0), orbit-determination/W3B: real tracking of 2010-11-02";
const tracking = await readTracking(createReadStream(`${originals}/geotrack/W3B.aer`), "W3B.aer");
writeFileSync(`${target}/five-antennas.csv`, writeTrackingTable(tracking, { source }));
const setup = readSetup(readFileSync(`${originals}/geotrack/od_test_W3.in`, "utf8"), "od_test_W3.in");
writeFileSync(`${target}/setup.csv`, writeSetupTable(setup, { source }));
const earth = await readEarthOrientation(
  createReadStream(`${originals}/geotrack/bulletinb-275.txt`),
  "bulletin",
);
const day = Math.floor(setup.epoch.seconds / 86_400) + MJD_OF_2000_01_01;
writeFileSync(
  `${target}/earth-orientation.csv`,
  writeOrientationTable(
    earth.table.entries.filter(({ mjdUtc }) => Math.abs(mjdUtc - day) <= 3),
    {
      source:
        "International Earth Rotation and Reference Systems Service (IERS), final daily values of November 2010",
    },
  ),
);
