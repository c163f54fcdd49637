import {
  dot,
  type Epoch,
  eastNorthUp,
  secondsBetween,
  sunPositionEcef,
  viewPlace,
} from "../../../../astro/index.js";
import type { AbiHead, ImagerFile } from "../../../../formats/index.js";
import type { Network } from "../../../../messages/index.js";
import type { HotSpot, ScanBand } from "../../../../watch/index.js";
import { HEAT_BAND } from "../../../../watch/index.js";
import {
  imagerSatellite,
  type LookedScan,
  scanItems,
  type WatchedRecordings,
  watchItems,
} from "../../../recordings/index.js";
import type { ValidationContext } from "../../comparison.js";
import { type Cost, heldMemory, startClock } from "./cost.js";
import type { ImagerFolder } from "./open-scans.js";

/** One scan as it was looked at; its pixels are gone. */
export interface ScanLook {
  /** Path of the recording of the band at 3.9 µm, and of the other bands. */
  readonly path: string;
  readonly others: readonly string[];
  readonly head: AbiHead;
  readonly heat: Pick<ScanBand, "planck">;
  readonly end: Epoch;
  readonly spots: readonly HotSpot[];
  /** Pixels that were held against their surroundings. */
  readonly looked: number;
  /** From its first byte read to its last spot judged. */
  readonly cost: Cost;
  /** Memory of the whole process with the scan in it, MiB. */
  readonly memory: number;
  readonly night: boolean;
}

/** The scans of one imager before the watch, in order of time. */
export interface WatchedScans {
  readonly folder: ImagerFolder;
  readonly looks: readonly ScanLook[];
  readonly watched: WatchedRecordings;
}

/** Lets the watch see an imager's scans, through the same rooms as a run, and measures what each costs. */
export async function watchScans(
  folder: ImagerFolder,
  base: Network,
  context: ValidationContext,
): Promise<WatchedScans> {
  const files: ImagerFile[] = [
    ...folder.images,
    ...folder.products.map(({ path, fires }) => ({ name: path, fires })),
  ];
  const looks: ScanLook[] = [];
  let clock = startClock();
  const note = (looked: LookedScan) => {
    const costs = [clock(), ...looked.files.files.flatMap(({ name }) => folder.openedIn.get(name) ?? [])];
    const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
    looks.push(lookOf(looked, { processor: sum((c) => c.processor), clock: sum((c) => c.clock) }));
  };
  async function* items() {
    clock = startClock();
    for await (const item of scanItems(files, note)) {
      yield item;
      clock = startClock();
    }
  }
  const network = { ...base, name: folder.platform, sensors: [imagerSatellite(files)] };
  const watched = await watchItems(items(), network, () => context.progress(`scans of ${folder.platform}`));
  return { folder, looks, watched };
}

function lookOf({ files, scan, findings }: LookedScan, cost: Cost): ScanLook {
  const heat = files.files.find(({ head }) => head.band === HEAT_BAND)!;
  return {
    path: heat.name,
    others: files.files.filter((file) => file !== heat).map(({ name }) => name),
    head: heat.head,
    heat: { planck: heat.head.planck },
    end: scan.end,
    spots: findings.spots,
    looked: findings.looked,
    cost,
    memory: heldMemory(),
    night: isNight(heat.head, scan.end),
  };
}

/** Whether the Sun is under the horizon of every corner and the middle of an image that lies on the Earth. */
function isNight({ rows, columns, x0, dx, y0, dy, view }: AbiHead, when: Epoch): boolean {
  const sun = sunPositionEcef(when);
  const shares = [0, 0.5, 1];
  return shares.every((r) =>
    shares.every((c) => {
      const place = viewPlace(view, { x: x0 + c * (columns - 1) * dx, y: y0 + r * (rows - 1) * dy });
      return place === null || dot(eastNorthUp({ ...place, height: 0 }).up, sun) < 0;
    }),
  );
}

/** s from the end of a scan to when its last file was made; null where no file says. */
export function madeAfter(created: readonly (Epoch | null)[], end: Epoch): number | null {
  const delays = created.flatMap((c) => (c === null ? [] : [secondsBetween(end, c)]));
  return delays.length === 0 ? null : Math.max(...delays);
}
