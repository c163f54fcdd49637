import { dot, EARTH, ecefToGeodetic, type Vec3 } from "../../astro/index.js";

/** One optical pulse as the storms need it. */
export interface Pulse {
  /** s after the watch's reference. */
  readonly time: number;
  readonly sensor: string;
  readonly positionEcef: Vec3;
  readonly lineOfSightEcef: Vec3;
  /** The instrument's own flash, where it names one. */
  readonly flash?: string;
}

/** Pulses that belong together in time and place. */
interface Flash {
  last: number;
  latitude: number;
  longitude: number;
}

/** An area in which flashes lie close together: one background event. */
export interface Storm {
  readonly number: number;
  first: number;
  last: number;
  pulses: number;
  flashes: number;
  /** Sums for the mean place, of unit vectors. */
  readonly sum: [number, number, number];
  readonly sensors: Set<string>;
  readonly cells: number[];
  /** Open flashes of this area. */
  open: Flash[];
  readonly namedFlashes: Set<string>;
  announced: boolean;
  pulsesAnnounced: number;
}

/** All lightning that the watch sees. */
export interface OpticalPicture {
  readonly byCell: Map<number, Storm>;
  storms: Storm[];
  next: number;
}

/** Pulses nearer than this in time and place are one flash (the GLM's own rule: Goodman et al. 2013, section 3). */
const FLASH_SECONDS = 0.33;
const FLASH_METRES = 16_500;
/** Height of the tops that the pulses come from, m. */
const CLOUD_TOP = 12_000;
/** Cells of one degree; areas are sets of cells that touch. */
const CELL_RAD = Math.PI / 180;
const CELLS_AROUND = 360;

/** Opens a picture without storms. */
export function openOptical(): OpticalPicture {
  return { byCell: new Map(), storms: [], next: 1 };
}

/**
 * Puts a pulse into its flash and its storm.
 *
 * @returns false where the line of sight misses the Earth
 */
export function takePulse(picture: OpticalPicture, pulse: Pulse): boolean {
  const place = cloudTopPlace(pulse.positionEcef, pulse.lineOfSightEcef);
  if (place === null) return false;
  const { latitude, longitude } = ecefToGeodetic(place);
  const storm = stormAt(picture, cellOf(latitude, longitude), pulse.time);
  storm.first = Math.min(storm.first, pulse.time);
  storm.last = Math.max(storm.last, pulse.time);
  storm.pulses += 1;
  storm.sensors.add(pulse.sensor);
  for (let i = 0; i < 3; i++) storm.sum[i]! += place[i]!;
  if (pulse.flash === undefined) joinFlash(storm, pulse.time, latitude, longitude);
  else if (!storm.namedFlashes.has(pulse.flash)) {
    storm.namedFlashes.add(pulse.flash);
    storm.flashes += 1;
  }
  return true;
}

/** Middle of a storm and the radius that holds its cells, m. */
export function stormPlace(storm: Storm): { latitude: number; longitude: number; radius: number } {
  const middle = ecefToGeodetic(storm.sum.map((x) => x / storm.pulses) as unknown as Vec3);
  let radius = 0;
  for (const cell of storm.cells) {
    const [latitude, longitude] = cellMiddle(cell);
    const east = Math.cos(latitude) * Math.sin((longitude - middle.longitude) / 2) * 2;
    radius = Math.max(radius, Math.hypot(latitude - middle.latitude, east));
  }
  return {
    latitude: middle.latitude,
    longitude: middle.longitude,
    radius: (radius + CELL_RAD / Math.SQRT2) * EARTH.radius,
  };
}

/** Forgets storms. */
export function dropStorms(picture: OpticalPicture, gone: ReadonlySet<Storm>): void {
  picture.storms = picture.storms.filter((s) => !gone.has(s));
  for (const storm of gone) for (const cell of storm.cells) picture.byCell.delete(cell);
}

/** Where the line of sight enters the sphere through the cloud tops under it. */
function cloudTopPlace(positionEcef: Vec3, line: Vec3): Vec3 | null {
  const middle = -dot(positionEcef, line);
  const nearestSquared = dot(positionEcef, positionEcef) - middle * middle;
  const radius = EARTH.radius + CLOUD_TOP;
  const inside = radius * radius - nearestSquared;
  if (middle <= 0 || inside < 0) return null;
  const range = middle - Math.sqrt(inside);
  return [0, 1, 2].map((i) => positionEcef[i]! + range * line[i]!) as unknown as Vec3;
}

function cellOf(latitude: number, longitude: number): number {
  const row = Math.floor(latitude / CELL_RAD) + 90;
  const column = ((Math.floor(longitude / CELL_RAD) % CELLS_AROUND) + CELLS_AROUND) % CELLS_AROUND;
  return row * CELLS_AROUND + column;
}

function cellMiddle(cell: number): [latitude: number, longitude: number] {
  const row = Math.floor(cell / CELLS_AROUND);
  return [(row - 90 + 0.5) * CELL_RAD, ((cell % CELLS_AROUND) + 0.5) * CELL_RAD];
}

/** The storm of a cell or of a cell beside it; storms not announced yet that now touch become one. */
function stormAt(picture: OpticalPicture, cell: number, time: number): Storm {
  const known = picture.byCell.get(cell);
  if (known !== undefined) return known;
  const around = new Set<Storm>();
  const row = Math.floor(cell / CELLS_AROUND);
  const column = cell % CELLS_AROUND;
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = column - 1; c <= column + 1; c++) {
      const beside = picture.byCell.get(r * CELLS_AROUND + ((c + CELLS_AROUND) % CELLS_AROUND));
      if (beside !== undefined) around.add(beside);
    }
  }
  const ordered = [...around].sort(
    (a, b) => Number(b.announced) - Number(a.announced) || a.number - b.number,
  );
  const storm = ordered[0] ?? begin(picture, time);
  for (const other of ordered.slice(1)) if (!other.announced) merge(picture, storm, other);
  storm.cells.push(cell);
  picture.byCell.set(cell, storm);
  return storm;
}

function begin(picture: OpticalPicture, time: number): Storm {
  const storm: Storm = {
    number: picture.next++,
    first: time,
    last: time,
    pulses: 0,
    flashes: 0,
    sum: [0, 0, 0],
    sensors: new Set(),
    cells: [],
    open: [],
    namedFlashes: new Set(),
    announced: false,
    pulsesAnnounced: 0,
  };
  picture.storms.push(storm);
  return storm;
}

function merge(picture: OpticalPicture, into: Storm, from: Storm): void {
  into.first = Math.min(into.first, from.first);
  into.last = Math.max(into.last, from.last);
  into.pulses += from.pulses;
  into.flashes += from.flashes;
  for (let i = 0; i < 3; i++) into.sum[i]! += from.sum[i]!;
  for (const s of from.sensors) into.sensors.add(s);
  for (const f of from.namedFlashes) into.namedFlashes.add(f);
  into.open.push(...from.open);
  for (const cell of from.cells) {
    into.cells.push(cell);
    picture.byCell.set(cell, into);
  }
  picture.storms = picture.storms.filter((s) => s !== from);
}

function joinFlash(storm: Storm, time: number, latitude: number, longitude: number): void {
  storm.open = storm.open.filter((f) => time - f.last <= FLASH_SECONDS);
  const reach = FLASH_METRES / EARTH.radius;
  const flash = storm.open.find(
    (f) => Math.hypot(f.latitude - latitude, (f.longitude - longitude) * Math.cos(latitude)) <= reach,
  );
  if (flash === undefined) {
    storm.open.push({ last: time, latitude, longitude });
    storm.flashes += 1;
  } else {
    flash.last = Math.max(flash.last, time);
    flash.latitude = latitude;
    flash.longitude = longitude;
  }
}
