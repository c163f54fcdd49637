/**
 * Makes data/catalogue-2026-08-22.csv: the orbits of the demo network's satellites, and a slice of the objects that
 * pass through its radars during the demo.
 *
 *     npx tsx scripts/make-catalogue.ts [FOLDER OF THE ORIGINALS]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { addSeconds, epochFromUtc, orbitEcef, orbitFromElements } from "../src/astro/index.js";
import {
  type CatalogueObject,
  readCatalogue,
  readNetwork,
  writeElementsTable,
} from "../src/formats/index.js";
import type { Network } from "../src/messages/index.js";
import { measureRadar, radarCover } from "../src/sensors/index.js";

const START = "2026-08-22T06:00:00Z";
const SECONDS = 1800;
const STEP = 60;
/** Minutes in cover that make a pass. */
const LEAST_MINUTES = 3;
/** Objects in the slice, beside the network's own satellites. */
const SLICE = 300;

const here = (path: string) => new URL(path, import.meta.url).pathname;
const originals = process.argv[2] ?? here("../../shared/data/catalogue");
const networkFile = here("../scenarios/demo-network.yaml");
const network = readNetwork(readFileSync(networkFile, "utf8"), networkFile);

const objects: CatalogueObject[] = ["active-2026-08-22.tle", "debris-2026-08-22.tle"].flatMap((name) => {
  const file = `${originals}/${name}`;
  return readCatalogue(readFileSync(file, "utf8"), file).objects;
});

function minutesInCover(
  object: CatalogueObject,
  radars: readonly Extract<Network["sensors"][number], { kind: "radar" }>[],
) {
  const orbit = orbitFromElements(object.elements);
  const start = epochFromUtc(START);
  let minutes = 0;
  for (let t = 0; t <= SECONDS; t += STEP) {
    const state = orbitEcef(orbit, addSeconds(start, t));
    if (state === null) return 0;
    const seen = radars.some((radar) => radarCover(radar, measureRadar(radar, state.positionEcef)) !== null);
    if (seen) minutes += STEP / 60;
  }
  return minutes;
}

const ofSensors = new Set(
  network.sensors.flatMap((s) =>
    s.kind !== "radar" && "catalogueNumber" in s.orbit ? [s.orbit.catalogueNumber] : [],
  ),
);
const radars = network.sensors.filter((s) => s.kind === "radar");
const unique = [...new Map(objects.map((o) => [o.elements.catalogueNumber, o])).values()];
const passing = unique
  .filter((o) => !ofSensors.has(o.elements.catalogueNumber) && minutesInCover(o, radars) >= LEAST_MINUTES)
  .sort((a, b) => a.elements.catalogueNumber - b.elements.catalogueNumber);
const slice = Array.from({ length: Math.min(SLICE, passing.length) }, (_, k) => {
  return passing[Math.floor((k * passing.length) / Math.min(SLICE, passing.length))]!;
});
const sensors = unique.filter((o) => ofSensors.has(o.elements.catalogueNumber));
writeFileSync(
  here("../data/catalogue-2026-08-22.csv"),
  writeElementsTable([...sensors, ...slice], {
    source: "CelesTrak, elements of 2026-08-22",
    choice: `${sensors.length} satellites of the demo network, then ${slice.length} of ${passing.length} objects that pass through its radars from ${START} for ${SECONDS} s`,
  }),
);
console.log(
  `${sensors.length} sensors, ${slice.length} of ${passing.length} passing objects, of ${unique.length}`,
);
