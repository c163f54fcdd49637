import { type Epoch, secondsBetween } from "../../../astro/index.js";
import { backgroundAt } from "./annulus.js";
import { CONTRAST_RULES } from "./contrast.js";
import { radianceAt, type ScanBand, type ScanGrid, temperatureOf } from "./scan.js";

/** Heat that was seen at a place before, as a scan angle so that no height need be assumed. */
interface KnownHeat {
  readonly x: number;
  readonly y: number;
  last: Epoch;
}

/** The last scan of a sector, kept to tell what was not yet there. */
interface EarlierScan {
  readonly grid: ScanGrid;
  readonly heat: ScanBand;
  readonly start: Epoch;
}

/** New heat that may have been something that flies. */
interface NewHeat {
  readonly x: number;
  readonly y: number;
  readonly when: Epoch;
  /** Across the line of sight from where it was before, m/s; null where it was first seen. */
  readonly speed: number | null;
}

/** What earlier scans have shown. */
export interface HeatHistory {
  readonly known: KnownHeat[];
  readonly scans: EarlierScan[];
  readonly fresh: NewHeat[];
}

/** Heat is looked for again within so many pixels: the grid's registration and the point spread. */
const SAME_PLACE_PIXELS = 2;
/** A place is remembered for so long without heat, s: fires go on under cloud. */
const MEMORY = 86_400;
/** Looks between which heat that stays has stayed, s: a plume's lines of sight move by many pixels in that time. */
const LEAST_STAY = 20;
/** An earlier look counts as one without heat for so long, s. */
const FRESH = 900;
/** The surroundings may have changed by so much between looks, K: else a cloud has come or gone. */
const UNCHANGED = 5;
/** An excess under so many spreads is none. */
const DARK = 3;
/** Sectors whose last scan is kept. */
const SCANS_KEPT = 3;

/** Looks further apart than this, s, say nothing of a vehicle's motion: it burns for a few minutes. */
const LONGEST_STEP = 130;
/** Speed of a vehicle when it is first seen at most, m/s, and what its engines can add, m/s². */
const FIRST_SPEED = 1000;
const THRUST = 40;
/** From a geostationary satellite to what it sees, m. */
const RANGE = 3.75e7;

/** Begins with nothing seen. */
export function openHistory(): HeatHistory {
  return { known: [], scans: [], fresh: [] };
}

/** Whether heat was seen at a place in an earlier scan, a while ago. */
export function wasHot(
  history: HeatHistory,
  grid: ScanGrid,
  x: number,
  y: number,
  now: Epoch,
  reach: number,
): boolean {
  const limit = (SAME_PLACE_PIXELS + reach) * Math.abs(grid.dx);
  return history.known.some((k) => {
    const age = secondsBetween(k.last, now);
    return age >= LEAST_STAY && age < MEMORY && Math.hypot(k.x - x, k.y - y) <= limit;
  });
}

/**
 * Whether an earlier scan saw a place without heat, under the same sky as now.
 *
 * @param background radiance about the place now
 */
export function wasDark(
  history: HeatHistory,
  x: number,
  y: number,
  now: Epoch,
  background: { readonly band: ScanBand; readonly radiance: number },
): boolean {
  const nowTemperature = temperatureOf(background.band, background.radiance);
  return history.scans.some(({ grid, heat, start }) => {
    const age = secondsBetween(start, now);
    const column = Math.round((x - grid.x0) / grid.dx);
    const row = Math.round((y - grid.y0) / grid.dy);
    if (age <= 0 || age > FRESH) return false;
    if (column < 1 || row < 1 || column >= grid.columns - 1 || row >= grid.rows - 1) return false;
    const at = row * grid.columns + column;
    const around = backgroundAt(grid, CONTRAST_RULES.annulus, at, (i) => radianceAt(heat, i));
    const here = radianceAt(heat, at);
    if (around === null || Number.isNaN(here)) return false;
    const change = Math.abs(temperatureOf(heat, around.mean) - nowTemperature);
    return change < UNCHANGED && here - around.mean < DARK * around.spread;
  });
}

/**
 * Whether new heat may be that of an earlier look which has moved on as a vehicle under thrust does, and is no longer where
 * it was. Sources that stay are known as such before this is asked.
 *
 * @param isDark whether nothing burns any more at two scan angles
 * @returns the speed across the line of sight, m/s; null where nothing can have come here
 */
export function movedHere(
  { fresh }: HeatHistory,
  x: number,
  y: number,
  now: Epoch,
  isDark: (x: number, y: number) => boolean,
): number | null {
  let best: number | null = null;
  for (const before of fresh) {
    const seconds = secondsBetween(before.when, now);
    if (seconds <= 0 || seconds > LONGEST_STEP || !isDark(before.x, before.y)) continue;
    const way = Math.hypot(x - before.x, y - before.y) * RANGE;
    if (way > (before.speed ?? FIRST_SPEED) * seconds + (THRUST / 2) * seconds * seconds) continue;
    const speed = way / seconds;
    if (best === null || speed < best) best = speed;
  }
  return best;
}

/** Remembers new heat, to be held against the next looks. */
export function rememberNew(
  history: HeatHistory,
  x: number,
  y: number,
  when: Epoch,
  speed: number | null,
): void {
  history.fresh.push({ x, y, when, speed });
}

/** Remembers heat at a place; the same place is kept once. */
export function rememberHeat(history: HeatHistory, grid: ScanGrid, x: number, y: number, when: Epoch): void {
  const limit = SAME_PLACE_PIXELS * Math.abs(grid.dx);
  const same = history.known.find((k) => Math.hypot(k.x - x, k.y - y) <= limit);
  if (same === undefined) history.known.push({ x, y, last: when });
  else if (secondsBetween(same.last, when) > 0) same.last = when;
}

/** Keeps the last scans, one of a sector; forgets heat that is long gone. */
export function rememberScan(history: HeatHistory, scan: EarlierScan): void {
  const { grid } = scan;
  const other = history.scans.filter(
    ({ grid: g }) => g.rows !== grid.rows || g.x0 !== grid.x0 || g.y0 !== grid.y0,
  );
  history.scans.splice(0, history.scans.length, scan, ...other.slice(0, SCANS_KEPT - 1));
  const kept = history.known.filter((k) => secondsBetween(k.last, scan.start) < MEMORY);
  history.known.splice(0, history.known.length, ...kept);
  const fresh = history.fresh.filter((f) => secondsBetween(f.when, scan.start) < LONGEST_STEP);
  history.fresh.splice(0, history.fresh.length, ...fresh);
}
