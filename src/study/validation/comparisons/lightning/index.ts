import { compareEpochs, secondsBetween } from "../../../../astro/index.js";
import {
  type LightningRecording,
  readLightningRecording,
  recogniseNetcdf,
} from "../../../../formats/index.js";
import { InputError, type Network } from "../../../../messages/index.js";
import { lightningItems, lightningSatellite, mergeByTime, watchItems } from "../../../recordings/index.js";
import type { Comparison, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { pulseChart } from "./pulse-chart.js";

/** A granule with the path of its recording. */
export interface NamedGranule {
  readonly path: string;
  readonly granule: LightningRecording;
}

/** Events lie within this of their granule as the product has them (seen), and 0.14 s of light's way, s. */
const MARGIN = 1.35;
const FORMAT = "its own times and parent ids (GOES-R Product Definition and Users' Guide, volume 5)";

/** Granules of lightning mappers: all that they show is background. */
export const lightning: Comparison = {
  name: "lightning",
  async *compare(recordings, context) {
    const bySatellite = new Map<string, NamedGranule[]>();
    for (const recording of recordingsOf(recordings, "glm", "netcdf", "lightning")) {
      const line = await openGranule(recording, bySatellite);
      if (line !== null) yield line;
      await context.progress("lightning granules");
    }
    if (bySatellite.size === 0) return;
    const base = await baseNetwork(context);
    for (const granules of [...bySatellite].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, g]) => g))
      yield* watchLines(granules, base, context);
  },
};

/** Reads a granule and checks it by itself. @returns its line, or null where the file is none */
async function openGranule(
  recording: Recording,
  bySatellite: Map<string, NamedGranule[]>,
): Promise<ValidationLine | null> {
  const { path } = recording;
  const bytes = await recording.bytes();
  if (recording.kind === "netcdf" && recogniseNetcdf(bytes) !== "glm") return null;
  const common = {
    recording: path,
    comparison: "events outside the granule, or of no group or flash",
    truth: FORMAT,
  };
  try {
    const granule = await readLightningRecording(bytes, path);
    bySatellite.set(granule.platform, [...(bySatellite.get(granule.platform) ?? []), { path, granule }]);
    return { ...common, ...selfCheck(granule) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...common, independence: "by format", figure: Number.NaN, unit: "1", reason: error.message };
  }
}

function selfCheck(granule: LightningRecording) {
  const { start, end, created, pulses, rejected, subLongitudeDeg } = granule;
  const duration = secondsBetween(start, end);
  const outside = pulses.filter(({ seconds }) => seconds < -MARGIN || seconds > duration + MARGIN).length;
  const refused = rejected.reduce((sum, { count }) => sum + count, 0);
  return {
    independence: "the file's consistency with itself: times of the wrong sign or unit lie 17 or 131 s off",
    figure: outside + refused,
    unit: "1",
    atMost: 0,
    beside: [
      { name: "events", value: pulses.length, unit: "1" },
      { name: "flashes", value: new Set(pulses.map(({ flash }) => flash)).size, unit: "1" },
      {
        name: "of degraded quality",
        value: pulses.filter(({ quality }) => quality === "degraded").length,
        unit: "1",
      },
      { name: "lasts", value: duration, unit: "s" },
      ...(created === null || created === undefined
        ? []
        : [{ name: "file made after its end", value: secondsBetween(end, created), unit: "s" }]),
      { name: "satellite's longitude", value: subLongitudeDeg, unit: "°" },
    ],
    ...(rejected.length === 0
      ? {}
      : { reason: rejected.map(({ reason, count }) => `${count}: ${reason}`).join("; ") }),
  };
}

async function* watchLines(
  granules: NamedGranule[],
  base: Network,
  context: ValidationContext,
): AsyncGenerator<ValidationLine> {
  granules.sort((a, b) => compareEpochs(a.granule.start, b.granule.start) || (a.path < b.path ? -1 : 1));
  const [first] = granules;
  const { platform } = first!.granule;
  const items = mergeByTime(granules.map(({ path, granule }) => lightningItems(granule, path)));
  const network = { ...base, name: platform, sensors: [lightningSatellite(first!.granule)] };
  const { events, warnings, measurements } = await watchItems(items, network, () =>
    context.progress(`granules of ${platform} before the watch`),
  );
  const other = events.filter((e) => e.class !== "background");
  yield {
    recording: first!.path,
    comparison: `warnings, and events of another class than background, ${platform}`,
    truth: "nothing but lightning, noise and glint is known in the granules",
    independence: "independent: real granules, run in order of time by the way of `run`",
    figure: other.length + warnings.length,
    unit: "1",
    atMost: 0,
    beside: [
      { name: "granules", value: granules.length, unit: "1" },
      { name: "pulses", value: measurements, unit: "1" },
      { name: "storms", value: events.length - other.length, unit: "1" },
      { name: "warnings", value: warnings.length, unit: "1" },
    ],
    with: granules.slice(1).map(({ path }) => path),
    chart: pulseChart(granules, platform),
  };
}
