import { type Epoch, epochToUtc, secondsBetween } from "../../astro/index.js";
import {
  type FilesOfScan,
  type FireProduct,
  groupScans,
  type ImagerFile,
  imagerHead,
  type LoadedScan,
  loadScan,
} from "../../formats/index.js";
import type { Heartbeat, InfraredSatellite, IntakeRejection } from "../../messages/index.js";
import {
  detectionOf,
  HEAT_BAND,
  isTold,
  openScanFrontEnd,
  type ScanFindings,
  type ScanFrontEnd,
  takeScan,
  tellKnownHeat,
} from "../../watch/index.js";
import type { RecordedItem } from "./recorded-item.js";

/** How often each kind of sector is scanned, s (mode 6; docs/physics/real-scans.md). */
const CADENCE: Readonly<Record<string, number>> = { F: 600, C: 300, M: 60 };
/** A scan with less than this share of pixels is said to be degraded. */
const WHOLE = 0.5;

/** The satellite whose imager made some files, as a network names it. */
export function imagerSatellite(files: readonly ImagerFile[]): InfraredSatellite {
  const images = files.map(imagerHead);
  const { platform, view } = images[0]!;
  const cadence = Math.min(...images.map(({ sector }) => CADENCE[sector[0]!] ?? 600));
  return {
    id: imagerId(platform),
    kind: "infrared",
    orbit: { geostationaryLongitudeDeg: (view.longitude * 180) / Math.PI },
    payload: {
      mode: "scanning",
      revisitSeconds: cadence,
      fieldOfRegardDeg: 9,
      view: "earth",
      band: "mwir",
      noiseEquivalentIrradiance: 1e-9,
      thresholdSignalToNoise: 6,
      falseDetectionsPerLook: 0,
      resolutionMicroradians: 56,
      randomMicroradians: 20,
      biasMicroradians: 10,
      sunExclusionDeg: 0,
    },
    dependsOn: { link: platform, power: platform },
  };
}

/** The imager and the lightning mapper of one satellite are two sensors. */
function imagerId(platform: string): string {
  return `${platform}-ABI`;
}

/** What the front end can use of each kind of band: so many, in this order. The rest is not read. */
export const USED_BANDS: readonly (readonly [most: number, bands: readonly number[]])[] = [
  [1, [7]],
  [1, [13, 14, 15]],
  [2, [6, 5, 3, 2]],
  [3, [8, 4, 10, 9]],
];

/** A scan that was looked at. */
export interface LookedScan {
  readonly files: FilesOfScan;
  readonly scan: LoadedScan;
  readonly findings: ScanFindings;
}

/**
 * What the scans of one imager give the watch: hot spots as detections, a heartbeat at the end of each scan, and by
 * reason what was refused. The agency's fires are known from when their file was made.
 *
 * @param onScan is shown each scan with what was found in it, before its pixels are let go of
 */
export async function* scanItems(
  files: readonly ImagerFile[],
  onScan?: (looked: LookedScan) => void,
): AsyncGenerator<RecordedItem> {
  const images = files.flatMap((f) => ("head" in f ? [f] : []));
  const products = files.flatMap((f) => ("fires" in f ? [f.fires] : []));
  const sensor = imagerId(imagerHead(files[0]!).platform);
  const frontEnd = openScanFrontEnd();
  const told = new Set<FireProduct>();
  for (const [look, scanFiles] of groupScans(images).entries()) {
    const { start } = scanFiles.files[0]!.head;
    for (const product of products) {
      const known = product.created ?? product.end;
      if (told.has(product) || secondsBetween(known, start) < 0) continue;
      told.add(product);
      tellKnownHeat(frontEnd, { grid: product }, product.fires, product.end);
    }
    yield* await lookAtScan(frontEnd, scanFiles, sensor, look, onScan);
  }
}

/** Reads one scan, looks at it and lets go of it. @returns what it gives the watch */
async function lookAtScan(
  frontEnd: ScanFrontEnd,
  scanFiles: FilesOfScan,
  sensor: string,
  look: number,
  onScan?: (looked: LookedScan) => void,
): Promise<RecordedItem[]> {
  const { name, files } = scanFiles;
  if (!files.some(({ head }) => head.band === HEAT_BAND))
    return [refusal(name, "a scan without the band at 3.9 µm: nothing is looked for in it", 1)];
  const scan = await loadScan(scanFiles, USED_BANDS);
  const findings = takeScan(frontEnd, scan)!;
  onScan?.({ files: scanFiles, scan, findings });
  const { spots, refused, looked } = findings;
  const held = new Map<string, number>();
  for (const { kind, reason } of spots) if (kind === "held") held.set(reason, (held.get(reason) ?? 0) + 1);
  const seen = spots.filter(isTold).sort((a, b) => a.seconds - b.seconds);
  const whole = looked > WHOLE * scan.grid.rows * scan.grid.columns;
  return [
    ...[...refused].map(([reason, count]) => refusal(name, `bright pixel: ${reason}`, count)),
    ...[...held].map(([reason, count]) => refusal(name, `hot spot held back: ${reason}`, count)),
    ...seen.map((spot) => ({
      measurement: detectionOf(spot, scan, { sensor, name, look, origin: "replay" }),
    })),
    { measurement: heartbeat(sensor, scan.end, look, whole ? "operating" : "degraded") },
  ];
}

function refusal(where: string, reason: string, count: number): RecordedItem {
  const rejection: IntakeRejection = { type: "intake-rejection", where, reason, count };
  return { rejection };
}

function heartbeat(sensor: string, end: Epoch, sequence: number, state: Heartbeat["state"]): Heartbeat {
  return { type: "heartbeat", sensor, origin: "replay", time: epochToUtc(end), sequence, state };
}
