import type { RecordedAscentTable } from "../inputs.js";

/** One row of a recording that can be used; what is missing in it is NaN. */
export interface Sample {
  /** s after lift-off. */
  readonly time: number;
  readonly speed: number;
  readonly altitude: number;
  readonly downrange: number;
}

/** A sample further than this from the median of its neighbours is a misreading. */
const ALTITUDE_SPIKE = 1500;
const SPEED_SPIKE = 150;
const NEIGHBOURS = 3;

/**
 * The usable rows of a recording: in order of time, one a time, from lift-off on, without misread spikes.
 *
 * @throws RangeError where fewer than ten rows are left
 */
export function usableSamples(table: RecordedAscentTable): Sample[] {
  const rows: Sample[] = [];
  for (let k = 0; k < table.time.length; k++) {
    const time = table.time[k]!;
    if (!(time >= 0)) continue;
    rows.push({
      time,
      speed: finiteOrNaN(table.speed[k]),
      altitude: finiteOrNaN(table.altitude[k]),
      downrange: finiteOrNaN(table.downrange[k]),
    });
  }
  rows.sort((a, b) => a.time - b.time);
  const single = rows.filter((row, k) => k === 0 || row.time > rows[k - 1]!.time + 1e-3);
  const speeds = withoutSpikes(
    single.map((r) => r.speed),
    SPEED_SPIKE,
  );
  const altitudes = withoutSpikes(
    single.map((r) => r.altitude),
    ALTITUDE_SPIKE,
  );
  const samples = single
    .map((row, k) => ({ ...row, speed: speeds[k]!, altitude: altitudes[k]! }))
    .filter((row) => !Number.isNaN(row.speed) || !Number.isNaN(row.altitude));
  if (samples.length < 10)
    throw new RangeError(`recording ${table.name} holds ${samples.length} usable rows`);
  return samples;
}

function finiteOrNaN(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
}

function withoutSpikes(values: readonly number[], limit: number): number[] {
  return values.map((value, k) => {
    const near = values
      .slice(Math.max(0, k - NEIGHBOURS), k + NEIGHBOURS + 1)
      .filter((v) => !Number.isNaN(v))
      .sort((a, b) => a - b);
    const median = near[near.length >> 1]!;
    return Math.abs(value - median) > limit ? Number.NaN : value;
  });
}
