/**
 * Makes data/scenery/background-statistics.json: what real backgrounds are like, by surface, time of day and band.
 *
 *     npx tsx scripts/measure-backgrounds.ts [FOLDER OF THE ORIGINALS]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { type BackgroundStatistics, measureBackground } from "../src/study/scans/background-statistics.js";
import { knownFires, readRecordings } from "../src/study/scans/recordings.js";
import { surfaceTeller } from "../src/study/scans/surfaces.js";

const here = (path: string) => new URL(path, import.meta.url).pathname;
/** Pixels about a known fire that are no background. */
const FIRE_REACH = 3;

const { day, night, dayFires, nightFires } = await readRecordings(
  process.argv[2] ?? here("../../shared/data/abi"),
);
const daySurface = surfaceTeller(day);
const dayBurns = knownFires(day[0]!, dayFires, FIRE_REACH);
const nightSurface = surfaceTeller([night]);
const nightBurns = knownFires(night, nightFires, FIRE_REACH);
const table = {
  note: "Statistics of real backgrounds, measured by scripts/measure-backgrounds.ts; facts only, no image. Radiances in the band's own units: W m-2 sr-1 um-1 in bands 1-6, mW m-2 sr-1 (cm-1)-1 in bands 7-16; pixels of 56 urad (2 km at nadir). docs/physics/real-scans.md says how each figure is defined. Two scans are no climate: order of magnitude for other places and seasons.",
  scans: [
    {
      time: "day",
      source: "NOAA GOES-17 ABI L1b, mesoscale box over California and the Pacific, 2019-10-27 20:00:27 UTC",
      surfaces: day.flatMap((band) =>
        measureBackground(band, (at) => (dayBurns(at) ? null : daySurface(at))),
      ),
    },
    {
      time: "night",
      source: "NOAA GOES-16 ABI L1b, CONUS, 2020-01-04 03:16:18 UTC",
      surfaces: measureBackground(night, (at) => (nightBurns(at) ? null : nightSurface(at))),
    },
  ] satisfies { time: string; source: string; surfaces: BackgroundStatistics[] }[],
};
mkdirSync(here("../data/scenery"), { recursive: true });
writeFileSync(here("../data/scenery/background-statistics.json"), `${JSON.stringify(table, null, 1)}\n`);
for (const { time, surfaces } of table.scans)
  for (const s of surfaces)
    console.log(
      `| ${time} | ${s.surface} | ${s.band} | ${s.pixels} | ${s.tiles} | ${s.meanRadiance} | ${s.tileSpread} | ${s.localSpread[1]} | ${s.correlationPixels.along} / ${s.correlationPixels.down} | ${s.excessKurtosis} | ${Object.values(
        s.upper,
      )
        .map((u) => u ?? "–")
        .join(" / ")} |`,
    );
