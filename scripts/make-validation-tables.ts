/**
 * Makes the small tables of data/validation out of recordings whose rights allow it: first stages that flew back, as they
 * were read off broadcasts, the first seconds of a granule of lightning, and some hours of precise orbits with the Earth's
 * orientation.
 *
 *     npx tsx scripts/make-validation-tables.ts [FOLDER OF THE ORIGINALS]
 */
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { addSeconds } from "../src/astro/index.js";
import {
  readAscent,
  readEarthOrientation,
  readLightning,
  readPreciseOrbits,
  writeAscentTable,
  writeLightningTable,
  writeOrbitTable,
  writeOrientationTable,
} from "../src/formats/index.js";

const MJD_OF_2000_01_01 = 51544;
const DAY = 86_400;

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

const ORBITS = [
  ["ssas3a20.b18358.e19003.DG_.sp3.gz", "low-orbit", "CNES/SSALTO, International DORIS Service (IDS)"],
  [
    "ilrsa.orb.lageos2.180804.v70.sp3.gz",
    "laser-satellite",
    10,
    "International Laser Ranging Service (ILRS)",
  ],
] as const;
mkdirSync(`${target}/orbits`, { recursive: true });
const earth = await readEarthOrientation(createReadStream(`${originals}/ephem/eop.csv`), "eop.csv");
const days = new Set<number>();
for (const [name, short, maker] of ORBITS) {
  const file = await readPreciseOrbits(
    createReadStream(`${originals}/ephem/${name}`).pipe(createGunzip()),
    name,
  );
  // a whole day, in which the Earth turns below the orbit once, a row every two minutes
  const satellites = file.satellites.map((orbit) => {
    const rows = [...orbit.seconds.keys()].filter(
      (i) => orbit.seconds[i]! < DAY && orbit.seconds[i]! % 120 === 0,
    );
    return {
      ...orbit,
      seconds: Float64Array.from(rows, (i) => orbit.seconds[i]!),
      positions: Float64Array.from(rows.flatMap((i) => [...orbit.positions.subarray(3 * i, 3 * i + 3)])),
    };
  });
  const notes = { source: `${maker}, ${name}, its first day; free with acknowledgement` };
  writeFileSync(`${target}/orbits/${short}.csv`, writeOrbitTable({ ...file, satellites }, notes));
  const first = Math.floor(file.start.seconds / 86_400) + MJD_OF_2000_01_01;
  for (let day = first - 2; day <= first + 3; day++) days.add(day);
}
writeFileSync(
  `${target}/orbits/earth-orientation.csv`,
  writeOrientationTable(
    earth.table.entries.filter(({ mjdUtc }) => days.has(mjdUtc)),
    { source: "International Earth Rotation and Reference Systems Service (IERS), finals2000A" },
  ),
);
