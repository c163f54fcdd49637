import {
  addSeconds,
  type Epoch,
  epochToUtc,
  sunPositionEcef,
  viewSatellite,
  viewSight,
} from "../../../astro/index.js";
import type { InfraredDetection, Origin } from "../../../messages/index.js";
import { bandNoise, bandWidth, imagerTable } from "../../../sensors/index.js";
import { groupPixels } from "./clusters.js";
import { type BrightPixel, CONTRAST_RULES, type ContrastRules, findContrast } from "./contrast.js";
import {
  type HeatHistory,
  movedHere,
  openHistory,
  rememberHeat,
  rememberNew,
  rememberScan,
  wasDark,
  wasHot,
} from "./history.js";
import {
  HEAT_BAND,
  type Height,
  heightOf,
  type Judge,
  openJudge,
  outshinesPlumes,
  refusalOf,
  surelyBurns,
} from "./judge.js";
import { bandOfScan, radianceAt, type Scan, temperatureOf } from "./scan.js";

/**
 * What a hot spot is taken for: `candidate` may begin a track; `static-source` is heat of the ground; `undecided` surely
 * burns, but one look of one place tells neither height nor history; `held` may not even burn. Both wait for the next
 * look.
 */
export type HotSpotKind = "candidate" | "static-source" | "undecided" | "held";

/** One source of heat in a scan. */
export interface HotSpot {
  readonly kind: HotSpotKind;
  readonly reason: string;
  readonly pixels: readonly BrightPixel[];
  /** Centre of its excess light, in rows and columns and as scan angles. */
  readonly row: number;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  /** s after the scan's start. */
  readonly seconds: number;
  /** Of its brightest pixel. */
  readonly contrast: number;
  /** Hottest pixel at 3.9 µm, K. */
  readonly temperature: number;
  /** In the band at 3.9 µm, W/m² at the aperture above background. */
  readonly irradiance: number;
  /** Root mean square of its pixels' distance from the centre, pixels. */
  readonly extent: number;
}

/** What one scan gave. */
export interface ScanFindings {
  readonly spots: readonly HotSpot[];
  /** Bright pixels that are no source of heat, by reason. */
  readonly refused: ReadonlyMap<string, number>;
  /** Pixels that were held against their surroundings. */
  readonly looked: number;
}

/** A front end follows one imager from scan to scan. */
export interface ScanFrontEnd {
  readonly rules: ContrastRules;
  readonly history: HeatHistory;
}

/** Opens a front end that has seen nothing. */
export function openScanFrontEnd(rules: ContrastRules = CONTRAST_RULES): ScanFrontEnd {
  return { rules, history: openHistory() };
}

/** Tells the front end of heat known from elsewhere (an agency's fire product), as scan angles of the same imager. */
export function tellKnownHeat(
  frontEnd: ScanFrontEnd,
  scan: Pick<Scan, "grid">,
  places: readonly { readonly x: number; readonly y: number }[],
  when: Epoch,
): void {
  for (const { x, y } of places) rememberHeat(frontEnd.history, scan.grid, x, y, when);
}

/**
 * Looks at a scan: contrast to the local background at 3.9 µm, tests of pairs of bands, height by the bands of water
 * vapour, and what earlier scans have shown at the place.
 *
 * @returns null where the scan has no band at 3.9 µm
 */
export function takeScan(frontEnd: ScanFrontEnd, scan: Scan): ScanFindings | null {
  const heat = bandOfScan(scan, HEAT_BAND);
  if (heat === undefined) return null;
  const { bright, looked, leftOut } = findContrast(scan.grid, heat, bandNoise(HEAT_BAND), frontEnd.rules);
  const judge = openJudge(scan, heat, leftOut, sunPositionEcef(scan.start));
  const refused = new Map<string, number>();
  const hot: BrightPixel[] = [];
  for (const pixel of bright) {
    const refusal = refusalOf(judge, pixel);
    if (refusal === null) hot.push(pixel);
    else refused.set(refusal, (refused.get(refusal) ?? 0) + 1);
  }
  const groups = groupPixels(hot, scan.grid.columns);
  const spots = groups.map((group) => spotOf(frontEnd, judge, group));
  for (const { x, y, seconds } of spots)
    rememberHeat(frontEnd.history, scan.grid, x, y, addSeconds(scan.start, seconds));
  rememberScan(frontEnd.history, { grid: scan.grid, heat, start: scan.start });
  return { spots, refused, looked };
}

function spotOf({ history }: ScanFrontEnd, judge: Judge, pixels: readonly BrightPixel[]): HotSpot {
  const { scan, heat } = judge;
  const { grid } = scan;
  let light = 0;
  let row = 0;
  let column = 0;
  for (const { at, excess } of pixels) {
    light += excess;
    row += excess * Math.floor(at / grid.columns);
    column += excess * (at % grid.columns);
  }
  row /= light;
  column /= light;
  const spread = pixels.reduce(
    (sum, { at, excess }) =>
      sum + excess * ((Math.floor(at / grid.columns) - row) ** 2 + ((at % grid.columns) - column) ** 2),
    0,
  );
  const peak = pixels[0]!;
  const place = { x: grid.x0 + column * grid.dx, y: grid.y0 + row * grid.dy };
  const seconds = scan.secondsOf(row, column);
  const extent = Math.sqrt(spread / light);
  const irradiance = light * bandWidth(HEAT_BAND) * Math.abs(grid.dx * grid.dy);
  const seen = { ...place, now: addSeconds(scan.start, seconds), extent, irradiance };
  return {
    ...judgeSpot(history, judge, peak, seen),
    pixels,
    row,
    column,
    ...place,
    seconds,
    contrast: Math.max(...pixels.map((p) => p.contrast)),
    temperature: temperatureOf(heat, radianceAt(heat, peak.at)),
    irradiance,
    extent,
  };
}

const REASON: Readonly<Record<Exclude<Height, "untold">, string>> = {
  high: "seen in bands that water vapour closes to the ground: it stands above it",
  ground: "dark in bands in which a plume above the water vapour would show: it burns on the ground",
};

/** A track may begin at what stands high, or is new and moves as a vehicle does: not at heat by itself. */
function judgeSpot(
  history: HeatHistory,
  judge: Judge,
  peak: BrightPixel,
  seen: {
    readonly x: number;
    readonly y: number;
    readonly now: Epoch;
    readonly extent: number;
    readonly irradiance: number;
  },
): { readonly kind: HotSpotKind; readonly reason: string } {
  const { x, y, now, extent, irradiance } = seen;
  const height = heightOf(judge, peak);
  if (height === "ground") return { kind: "static-source", reason: REASON.ground };
  if (outshinesPlumes(judge, peak.at, irradiance))
    return { kind: "static-source", reason: "brighter than any plume: a large fire" };
  if (wasHot(history, judge.scan.grid, x, y, now, extent))
    return { kind: "static-source", reason: "heat was seen at this place before" };
  const background = { band: judge.heat, radiance: peak.background };
  const isNew = wasDark(history, x, y, now, background);
  const speed = movedHere(history, x, y, now, (bx, by) => isDarkNow(judge, bx, by));
  if (height === "high" || isNew) rememberNew(history, x, y, now, speed);
  if (height === "high") return { kind: "candidate", reason: REASON.high };
  if (isNew && speed !== null)
    return { kind: "candidate", reason: "new heat that moves as a vehicle under thrust" };
  if (isNew) return { kind: "held", reason: "new heat where the look before saw none: waits for its motion" };
  const kind = surelyBurns(judge, peak) ? "undecided" : "held";
  return { kind, reason: "first look at the place, by bands that do not tell its height" };
}

/** Whether nothing stands out at a place in the scan that is being judged; what lies outside tells nothing. */
function isDarkNow({ scan, leftOut }: Judge, x: number, y: number): boolean {
  const { grid } = scan;
  const column = Math.round((x - grid.x0) / grid.dx);
  const row = Math.round((y - grid.y0) / grid.dy);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return false;
  return leftOut[row * grid.columns + column] === 0;
}

/** Whether a hot spot is spoken of: those that are held are not. */
export function isTold(spot: HotSpot): spot is HotSpot & { readonly kind: Exclude<HotSpotKind, "held"> } {
  return spot.kind !== "held";
}

/**
 * A hot spot as a measurement; those that are held give none.
 *
 * @param sensor as the network names the imager
 * @param name distinguishes the scan's detections from those of others
 */
export function detectionOf(
  spot: HotSpot & { readonly kind: Exclude<HotSpotKind, "held"> },
  scan: Scan,
  { sensor, name, look, origin }: { sensor: string; name: string; look: number; origin: Origin },
): InfraredDetection {
  const { pixelMicroradians, navigationMicroradians } = imagerTable();
  const centroid = (Math.max(0.3, spot.extent) * pixelMicroradians) / Math.sqrt(spot.pixels.length);
  return {
    type: "infrared-detection",
    id: `${name}/${Math.round(spot.row * 10)}-${Math.round(spot.column * 10)}`,
    sensor,
    origin,
    time: epochToUtc(addSeconds(scan.start, spot.seconds)),
    look,
    positionEcef: [...viewSatellite(scan.grid.view)],
    lineOfSightEcef: [...viewSight(scan.grid.view, spot)],
    sigma: Math.hypot(centroid, navigationMicroradians) * 1e-6,
    band: `imager-${HEAT_BAND}`,
    irradiance: spot.irradiance,
    signalToNoise: spot.contrast,
    assessed: spot.kind,
  };
}
