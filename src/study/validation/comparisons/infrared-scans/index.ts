import type { EventClass, Network } from "../../../../messages/index.js";
import type { Comparison, SideFigure, ValidationContext, ValidationLine } from "../../comparison.js";
import { unreadableLine } from "../../unreadable-line.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { type FiresOfScan, firesOfScan } from "./agency-fires.js";
import { type ImagerFolder, openScans } from "./open-scans.js";
import { scanChart } from "./scan-chart.js";
import { madeAfter, type ScanLook, type WatchedScans, watchScans } from "./watch-scans.js";

/** The share of fewer pixels is no share. */
const LEAST_FIRES = 5;
/** What is not of the ground and was launched, or comes down from where launches go. */
const LAUNCHED: ReadonlySet<EventClass> = new Set([
  "ballistic",
  "space-launch",
  "sounding-rocket",
  "falling-stage",
  "reentry",
]);
const CALM = "nothing was launched that the scans could show, as far as anybody knows";
const AGENCY = "NOAA's fire product of the same satellite";

/** Real infrared images from geostationary orbit: fires are no launches, and a calm night is calm. */
export const infraredScans: Comparison = {
  name: "infrared-scans",
  async *compare(recordings, context) {
    const faults: ValidationLine[] = [];
    const folders = await openScans(recordings, (path, fault) => {
      faults.push(unreadableLine(path, fault.message));
    });
    yield* faults;
    if (folders.length === 0) return;
    const base = await baseNetwork(context);
    for (const folder of folders) yield* linesOf(folder, base, context);
  },
};

async function* linesOf(
  folder: ImagerFolder,
  base: Network,
  context: ValidationContext,
): AsyncGenerator<ValidationLine> {
  if (folder.images.length === 0) {
    yield* folder.products.map(({ path }) => ({
      recording: path,
      comparison: "fires of the agency",
      truth: AGENCY,
      independence: "it is the truth of others",
      figure: 0,
      unit: "1",
      reason: "no scan of this satellite is in the folder: nothing to compare it with",
    }));
    return;
  }
  const watched = await watchScans(folder, base, context);
  yield* alarmLines(watched);
  for (const look of watched.looks) {
    const fires = firesOfScan(look, folder.products);
    yield* fireLines(look, fires);
    yield* nightLines(look, fires);
    yield* latencyLines(folder, look, fires);
  }
}

/** What the watch made of all scans of a satellite together. */
function* alarmLines({ folder, looks, watched }: WatchedScans): Generator<ValidationLine> {
  const paths = [...folder.images.map(({ name }) => name), ...folder.products.map(({ path }) => path)];
  const launched = watched.events.filter((e) => LAUNCHED.has(e.class)).length;
  yield {
    recording: paths[0]!,
    comparison: `warnings and events of a launch, ${folder.platform}`,
    truth: CALM,
    independence: "independent: real scans, run as one sequence in order of time by the way of `run`",
    figure: watched.warnings.length + launched,
    unit: "1",
    // where nothing is looked for, finding nothing proves nothing
    ...(looks.length === 0
      ? { reason: "no scan has the band at 3.9 µm: nothing is looked for" }
      : { atMost: 0 }),
    beside: [
      count("scans", looks.length),
      count("static sources and other background", watched.events.length - launched),
      count("hot spots handed on", watched.measurements - looks.length),
      count(
        "hot spots held back",
        looks.flatMap(({ spots }) => spots).filter(({ kind }) => kind === "held").length,
      ),
    ],
    with: [...paths.slice(1), ...folder.copies],
  };
}

function* fireLines(look: ScanLook, fires: FiresOfScan | null): Generator<ValidationLine> {
  if (fires === null) {
    yield {
      ...lineOf(look, "fire pixels over 30 MW found"),
      truth: AGENCY,
      independence: "independent",
      figure: 0,
      unit: "1",
      reason: "no fire product of this satellite lies over the scan within ten minutes",
    };
    return;
  }
  const { strong, all, apart, product } = fires;
  const found = strong.filter(({ spot }) => spot !== null).length;
  const enough = strong.length >= LEAST_FIRES;
  const common = {
    ...lineOf(look, "fire pixels over 30 MW found"),
    truth: AGENCY,
    independence: `independent algorithm (the agency's), the same instrument, ${Math.abs(Math.round(apart))} s ${apart < 0 ? "before" : "after"} the scan`,
    with: [...look.others, product.path],
  };
  yield {
    ...common,
    figure: strong.length === 0 ? 0 : (100 * found) / strong.length,
    unit: "%",
    ...(enough ? { atLeast: 80 } : { reason: `${strong.length} such pixels are too few for a share` }),
    beside: [
      count("found", found),
      count("of", strong.length),
      count("fire pixels of any power", all.length),
    ],
    chart: scanChart(look, fires),
  };
  if (!enough) return;
  const strongest = strong.reduce((a, b) => (b.fire.power! > a.fire.power! ? b : a));
  yield {
    ...common,
    comparison: "hottest fire taken for a static source",
    figure: strongest.spot?.kind === "static-source" ? 1 : 0,
    unit: "1",
    atLeast: 1,
    beside: [
      { name: "its power", value: strongest.fire.power! / 1e6, unit: "MW" },
      { name: "hottest pixel", value: strongest.spot?.temperature ?? Number.NaN, unit: "K" },
      count("pixels of its source", strongest.spot?.pixels.length ?? 0),
    ],
    ...(strongest.spot === null ? { reason: "not found" } : { reason: strongest.spot.reason }),
  };
}

/** A whole sector by night, where nothing happens: no candidate, and quick enough. */
function* nightLines(look: ScanLook, fires: FiresOfScan | null): Generator<ValidationLine> {
  const { head, spots, looked } = look;
  const candidates = spots.filter(({ kind }) => kind === "candidate").length;
  const whole = head.sector === "C" || head.sector === "F";
  const calm = whole && look.night;
  yield {
    ...lineOf(look, "hot spots at which a track could begin"),
    truth: CALM,
    independence: "independent: a real scan",
    figure: candidates,
    unit: "1",
    ...(calm ? { atMost: 0 } : {}),
    beside: [count("pixels looked at", looked), count("hot spots in all", spots.length)],
    with: look.others,
    ...(calm && fires === null ? { chart: scanChart(look, null) } : {}),
  };
  if (!whole) return;
  const cost = {
    truth: "the operating system's count of this process",
    independence: "measured on this machine; what else runs on it does not count",
  };
  // a full disk has eight times the pixels
  const asked = (atMost: number) =>
    head.sector === "C" ? { atMost } : { reason: "the mark is set for a sector of four million pixels" };
  yield {
    ...lineOf(look, "processor's time for a whole sector"),
    ...cost,
    figure: look.cost.processor,
    unit: "s",
    ...asked(10),
    beside: [{ name: "by the clock", value: look.cost.clock, unit: "s" }],
  };
  yield {
    ...lineOf(look, "memory with a whole sector in it"),
    ...cost,
    figure: look.memory,
    unit: "MiB",
    ...asked(1024),
  };
}

/** Latency as measured: the agency's part of it; delivery comes on top. */
function* latencyLines(
  folder: ImagerFolder,
  look: ScanLook,
  fires: FiresOfScan | null,
): Generator<ValidationLine> {
  const paths = new Set([look.path, ...look.others]);
  const created = folder.images.filter(({ name }) => paths.has(name)).map(({ head }) => head.created);
  const seconds = madeAfter(created, look.end);
  if (seconds === null) return;
  const product = fires === null ? null : madeAfter([fires.product.fires.created], fires.product.fires.end);
  const beside: SideFigure[] =
    product === null ? [] : [{ name: "fire product, from the end of its scan", value: product, unit: "s" }];
  yield {
    ...lineOf(look, "end of the scan to the last band's file made"),
    truth: "the files' own times",
    independence: "the agency's clock; delivery, 5 to 60 s, is not in it",
    figure: seconds,
    unit: "s",
    beside,
    with: look.others,
  };
}

function lineOf({ path }: ScanLook, comparison: string) {
  return { recording: path, comparison };
}

function count(name: string, value: number): SideFigure {
  return { name, value, unit: "1" };
}
