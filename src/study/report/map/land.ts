import { createRequire } from "node:module";
import type { MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type LandTopology = Topology<{ land: GeometryCollection }>;
type LandGeometry = Polygon | MultiPolygon;

let cached: readonly LandGeometry[] | undefined;

/** @returns outlines of the land (Natural Earth 1:50 million, public domain) */
export function landOutlines(): readonly LandGeometry[] {
  if (cached === undefined) {
    const topology = createRequire(import.meta.url)("world-atlas/land-50m.json") as LandTopology;
    cached = feature(topology, topology.objects.land).features.map(
      ({ geometry }) => geometry as LandGeometry,
    );
  }
  return cached;
}
