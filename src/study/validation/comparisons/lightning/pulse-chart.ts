import { cross, dot, norm, scale, secondsBetween, type Vec3 } from "../../../../astro/index.js";
import type { LightningRecording } from "../../../../formats/index.js";
import { evenlyThinned } from "../../../chart/evenly-thinned.js";
import type { ChartPoint, LineChart } from "../../../chart/line-chart.js";

/** Granules of their own colour; more are not told apart. */
const MOST_GRANULES = 6;
/** Directions shown of one granule. */
const MOST_POINTS = 600;
/** s */
const BIN = 0.5;

/** Pulses of granules by time, and in which directions the satellite saw them. */
export function pulseChart(
  granules: readonly { readonly granule: LightningRecording }[],
  platform: string,
): LineChart {
  const shown = granules.slice(0, MOST_GRANULES).map(({ granule }) => granule);
  const name = (_: LightningRecording, i: number) => `granule ${i + 1}`;
  return {
    title: `Lightning as ${platform} saw it`,
    panels: [
      {
        title: "pulses in time",
        x: { label: "time since the granule's start, s" },
        y: { label: "pulses in half a second" },
        series: shown.map((granule, i) => ({ name: name(granule, i), points: pulseRate(granule) })),
      },
      {
        title: "where they come from",
        x: { label: "angle eastwards, °" },
        y: { label: "angle northwards, °" },
        series: shown.map((granule, i) => ({
          name: name(granule, i),
          points: directions(granule),
          as: "dots",
        })),
      },
    ],
  };
}

function pulseRate({ pulses, start, end }: LightningRecording): ChartPoint[] {
  const bins = new Array<number>(Math.max(1, Math.ceil(secondsBetween(start, end) / BIN))).fill(0);
  for (const { seconds } of pulses) {
    const bin = Math.min(bins.length - 1, Math.max(0, Math.floor(seconds / BIN)));
    bins[bin] = bins[bin]! + 1;
  }
  return bins.map((count, i): ChartPoint => [(i + 0.5) * BIN, count]);
}

function directions({ pulses, satellitePositionEcef: satellite }: LightningRecording): ChartPoint[] {
  const down = scale(satellite, -1 / norm(satellite));
  const pole: Vec3 = [0, 0, 1];
  const side = cross(pole, scale(down, -1));
  const east = scale(side, 1 / norm(side));
  const north = cross(down, scale(east, -1));
  const degrees = 180 / Math.PI;
  return evenlyThinned(pulses, MOST_POINTS).map(({ lineOfSightEcef: sight }): ChartPoint => {
    const ahead = dot(sight, down);
    return [degrees * Math.atan2(dot(sight, east), ahead), degrees * Math.atan2(dot(sight, north), ahead)];
  });
}
