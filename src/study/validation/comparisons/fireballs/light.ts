import { add, type Epoch, scale, subtract } from "../../../../astro/index.js";
import type { TriangulatedPath } from "../../../../estimation/index.js";
import type { LitPath } from "../bolides-watched/lit-path.js";

/** A path as something that shines: clearly seen all the way, as large fireballs are. */
export function litBy({ points }: TriangulatedPath, start: Epoch, name: string): LitPath {
  const seconds = points.at(-1)!.time - points[0]!.time;
  return {
    name,
    start,
    seconds,
    placeAt(time) {
      const at = Math.max(0, Math.min(points.length - 1.000001, (time / seconds) * (points.length - 1)));
      const k = Math.floor(at);
      const [a, b] = [points[k]!.positionEcef, points[k + 1]!.positionEcef];
      return add(a, scale(subtract(b, a), at - k));
    },
  };
}
