import { assign, type Pairing } from "../../estimation/index.js";
import type { PlotColumns, PlotRadar, PlotScan } from "../../formats/index.js";
import type { TruthInstant } from "./instants.js";
import { flyFreely } from "./scene-objects.js";
import { lookFrom, type SceneRadar, withAxes } from "./scene-radars.js";

/** Squared normalised distance beyond which a plot is none of an object's: χ² with 3 degrees of freedom, 1.5e-5. */
const GATE = 25;
const TURN = 2 * Math.PI;

/** Plots and the radars that made them. */
export interface Plots {
  readonly radars: readonly PlotRadar[];
  readonly plots: PlotColumns;
  readonly scans: readonly PlotScan[];
}

/**
 * Which plots one would give to each object who knew every state exactly, scan by scan: the assignment of least total
 * squared distance, in the plots' own deviations. In a cloud even this takes plots of neighbours: no tracker's purity
 * can be asked to be much above what it gives.
 *
 * @param truth states by time; between two times they are moved in free flight
 * @returns rows of the plots by object
 */
export function assignByKnownTruth(
  { radars, plots, scans }: Plots,
  truth: readonly TruthInstant[],
): Map<number, number[]> {
  const used = new Map<number, number[]>();
  const axes = radars.map(withAxes);
  let at = -1;
  for (const { time, radar, first, end } of scans) {
    while (at + 1 < truth.length && truth[at + 1]!.time <= time + 1e-9) at += 1;
    const instant = truth[at];
    if (instant === undefined || first === end) continue;
    const states = Float64Array.from(instant.states);
    flyFreely(states, time - instant.time);
    const pairings = near(axes[radar]!, states, plots, first, end);
    assign(instant.ids.length, end - first, pairings).forEach((column, row) => {
      if (column < 0) return;
      const id = instant.ids[row]!;
      const own = used.get(id);
      if (own === undefined) used.set(id, [first + column]);
      else own.push(first + column);
    });
  }
  return used;
}

const look = new Float64Array(3);

function near(
  radar: SceneRadar,
  states: Float64Array,
  plots: PlotColumns,
  first: number,
  end: number,
): Pairing[] {
  const pairings: Pairing[] = [];
  for (let object = 0; object < states.length / 6; object++) {
    lookFrom(radar, states, 6 * object, look);
    for (let row = first; row < end; row++) {
      const range = plots.range[row]! - look[0]!;
      let azimuth = plots.azimuth[row]! - look[1]!;
      azimuth -= TURN * Math.round(azimuth / TURN);
      const elevation = plots.elevation[row]! - look[2]!;
      const distance =
        range ** 2 / plots.rangeVariance[row]! +
        azimuth ** 2 / plots.azimuthVariance[row]! +
        elevation ** 2 / plots.elevationVariance[row]!;
      if (distance < GATE) pairings.push({ row: object, column: row - first, gain: GATE - distance });
    }
  }
  return pairings;
}
