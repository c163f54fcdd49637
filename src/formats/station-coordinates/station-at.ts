import { add, type Epoch, scale, secondsBetween, type Vec3 } from "../../astro/index.js";
import type { StationSolution } from "./read-station-coordinates.js";

/**
 * Where a station stood at an instant: the solution whose span holds it (else the nearest one), moved on by its velocity.
 * The solid Earth's tide, up to 0.4 m within hours, is left out.
 *
 * @returns ITRF, m, and whether a solution's span holds the instant; undefined where the station isn't among them
 */
export function stationAt(
  solutions: readonly StationSolution[],
  site: string,
  e: Epoch,
): { readonly positionItrf: Vec3; readonly within: boolean } | undefined {
  let best: StationSolution | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const solution of solutions) {
    if (solution.site !== site) continue;
    const outside = secondsOutside(solution, e);
    if (outside < least) {
      least = outside;
      best = solution;
    }
  }
  if (best === undefined) return undefined;
  const moved = scale(best.velocityItrf, secondsBetween(best.reference, e));
  return { positionItrf: add(best.positionItrf, moved), within: least === 0 };
}

function secondsOutside({ start, end }: StationSolution, e: Epoch): number {
  const before = start === undefined ? 0 : secondsBetween(e, start);
  const after = end === undefined ? 0 : secondsBetween(end, e);
  return Math.max(0, before, after);
}
