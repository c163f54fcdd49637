/**
 * Makes data/scenery/land-mask.json: land and sea on a grid of half a degree, from Natural Earth's coastlines at
 * 1:110 million (public domain) as packed in world-atlas.
 *
 *     npx tsx scripts/make-land-mask.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

const ROWS = 360;
const COLUMNS = 720;
const here = (path: string) => new URL(path, import.meta.url).pathname;

const topology = JSON.parse(
  readFileSync(here("../node_modules/world-atlas/land-110m.json"), "utf8"),
) as Topology;
const land = feature(topology, topology.objects.land as GeometryCollection);

/** All rings of all polygons: a point is on land where a line from it crosses them an odd number of times. */
const rings: Position[][] = [];
for (const { geometry } of land.features) {
  if (geometry?.type === "Polygon") rings.push(...geometry.coordinates);
  if (geometry?.type === "MultiPolygon") rings.push(...geometry.coordinates.flat());
}

/** Longitudes at which a parallel crosses the coast, rising. */
function crossings(latitude: number): number[] {
  const found: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1]! as [number, number];
      const [x1, y1] = ring[i]! as [number, number];
      if (y0 < latitude !== y1 < latitude) found.push(x0 + ((latitude - y0) / (y1 - y0)) * (x1 - x0));
    }
  }
  return found.sort((a, b) => a - b);
}

const bits = new Uint8Array((ROWS * COLUMNS) / 8);
let count = 0;
for (let r = 0; r < ROWS; r++) {
  const coast = crossings(89.75 - r / 2);
  for (let c = 0; c < COLUMNS; c++) {
    const longitude = -179.75 + c / 2;
    const inside = coast.filter((x) => x < longitude).length % 2 === 1;
    if (!inside) continue;
    const k = r * COLUMNS + c;
    bits[k >> 3]! |= 128 >> (k & 7);
    count++;
  }
}
const table = {
  note: "Land (1) and sea (0) at the middle of cells of half a degree, rows from north to south, columns from 180 W eastwards, eight cells a byte, the first in the highest bit, base64. Lakes count as land. Made by scripts/make-land-mask.ts.",
  source: "Natural Earth 4.1.0, 1:110 million (public domain), through world-atlas 2.0.2",
  rows: ROWS,
  columns: COLUMNS,
  bits: Buffer.from(bits).toString("base64"),
};
writeFileSync(here("../data/scenery/land-mask.json"), `${JSON.stringify(table, null, 1)}\n`);
console.log(`${count} cells of land`);
