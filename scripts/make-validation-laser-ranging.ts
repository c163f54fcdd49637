/**
 * Makes the small tables of data/validation/laser-ranging: some passes of a laser-ranged satellite, thinned, what was
 * predicted of it about them, and the stations.
 *
 *     npx tsx scripts/make-validation-laser-ranging.ts [FOLDER OF THE ORIGINALS]
 */
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { addSeconds, epochFromUtc, epochToUtc, secondsBetween } from "../src/astro/index.js";
import {
  type LaserSession,
  readLaserRanging,
  readPredictedOrbit,
  readStationCoordinates,
  writePredictionTable,
  writeRangeTable,
  writeStationTable,
} from "../src/formats/index.js";

const originals = process.argv[2] ?? fileURLToPath(new URL("../../shared/data/slr", import.meta.url));
const target = fileURLToPath(new URL("../data/validation/laser-ranging", import.meta.url));

/** Station and time of the passes: three within the prediction's first 36 h, one two days before it. */
const PASSES = [
  ["7840", "2012-06-24T19:40:00Z"],
  ["7406", "2012-06-26T01:41:00Z"],
  ["7841", "2012-06-26T18:59:00Z"],
  ["7941", "2012-06-27T08:50:00Z"],
] as const;
/** One range in so many seconds is kept, and points of the prediction as far from a pass. */
const STEP = 2;
const ABOUT = 2700;
const ILRS =
  "International Laser Ranging Service, free for use with acknowledgement: Pearlman et al., J. Geod. 93 (2019)";

function chunks(name: string): AsyncIterable<Uint8Array> {
  const stream = createReadStream(`${originals}/${name}`);
  return name.endsWith(".gz") ? stream.pipe(createGunzip()) : stream;
}

function thinned(session: LaserSession): LaserSession {
  let next = Number.NEGATIVE_INFINITY;
  const ranges = session.ranges.filter(({ seconds }) => {
    if (seconds < next) return false;
    next = seconds + STEP;
    return true;
  });
  return { ...session, ranges };
}

const { sessions } = await readLaserRanging(chunks("blits_201206.frd.gz"), "blits_201206.frd.gz");
const chosen = PASSES.map(([pad, time]) => {
  const near = (s: LaserSession) => Math.abs(secondsBetween(s.start, epochFromUtc(time))) < 1800;
  const session = sessions.find((s) => s.station.pad === pad && near(s));
  if (session === undefined) throw new Error(`no pass of ${pad} at ${time}`);
  return thinned(session);
});
const orbit = await readPredictedOrbit(chunks("blits_cpf_120626_6801.hts"), "blits_cpf_120626_6801.hts");
const stations = await readStationCoordinates(chunks("SLR_PV.snx.gz"), "SLR_PV.snx.gz");
const pads = new Set(chosen.map((s) => s.station.pad));
const span = (s: LaserSession) => s.ranges.map((r) => addSeconds(s.midnight, r.seconds));

mkdirSync(target, { recursive: true });
writeFileSync(
  `${target}/ranges.csv`,
  writeRangeTable(chosen, { source: `blits_201206.frd.gz (full rate), thinned to ${STEP} s; ${ILRS}` }),
);
writeFileSync(
  `${target}/prediction.csv`,
  writePredictionTable(
    orbit,
    { source: `blits_cpf_120626_6801.hts, points about the passes; ${ILRS}` },
    (t) => {
      const e = addSeconds(orbit.reference, t);
      return chosen.some((s) => span(s).some((r) => Math.abs(secondsBetween(r, e)) < ABOUT));
    },
  ),
);
writeFileSync(
  `${target}/stations.csv`,
  writeStationTable(
    stations.solutions.filter(
      ({ site, start, end }) =>
        pads.has(site) &&
        chosen.every(
          (s) =>
            (start === undefined || secondsBetween(start, s.start) > 0) &&
            (end === undefined || secondsBetween(s.start, end) > 0),
        ),
    ),
    stations.names,
    { source: `SLRF2014, ${ILRS}` },
  ),
);
console.log(
  chosen.map((s) => `${s.station.pad} ${epochToUtc(s.start)}: ${s.ranges.length} ranges`).join("\n"),
);
