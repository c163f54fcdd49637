import type { Vec3 } from "../../astro/index.js";
import { EARTH } from "../../astro/index.js";
import type { SceneryBlock } from "../../messages/index.js";
import type { CloudField } from "./cloud-field.js";
import { type Compose, composer } from "./compose.js";
import type { Octaves } from "./octaves.js";
import type { Scenery, View } from "./scenery.js";
import { FIELD, FIELDS, type Scene, type SightFunction, sightOf } from "./sight.js";

/** Pixels between two lines of sight that are worked out in full. */
const CELL = 8;
/** Octaves with fewer such lines in a wavelength are reckoned pixel by pixel. */
const LINES_PER_WAVE = 4;
/** Octaves with fewer pixels in a wavelength are left out: a pixel takes the mean over them. */
const PIXELS_PER_WAVE = 3;
/** The Earth's surface is never nearer, m: for the size of a pixel. */
const LEAST_RANGE = 100_000;

/** First octave whose wavelength is below a length. */
function octaveBelow(octaves: Octaves, length: number): number {
  let k = 0;
  while (k < octaves.count && octaves.wavelength(k) >= length) k++;
  return k;
}

/** Size of a pixel on the ground under the satellite, m. */
function footprint(satellite: Vec3, solidAngle: number): number {
  const range = Math.max(LEAST_RANGE, Math.hypot(...satellite) - EARTH.meanRadius);
  return range * Math.sqrt(solidAngle);
}

/** The two fields' octaves between the lines of sight and the pixels. */
interface FineOctaves {
  readonly first: number;
  readonly end: number;
}

/**
 * Ground, sea, two layers of cloud, limb and space, by what sends light and what scatters sunlight there.
 *
 * Lines of sight are worked out in full at the corners of cells of 8 × 8 pixels; between them everything smooth is
 * interpolated, and the fine octaves of the clouds, by which their edges are sharp, are added pixel by pixel. Cells in which
 * not all corners meet the same (limb) are worked out pixel by pixel.
 */
export function physicalScenery(clouds: CloudField, block: SceneryBlock): Scenery {
  const composers = { swir: composer("swir"), mwir: composer("mwir") };
  let nodes = new Float64Array(0);
  const direction = new Float64Array(3);

  return {
    cloudTop: (latitude, longitude, time) => clouds.opaqueTop(latitude, longitude, time),
    radianceInto(view, band, time, sunEcef, out) {
      const pixel = footprint(view.satellite, view.pixelSolidAngle);
      const first = octaveBelow(clouds.high, LINES_PER_WAVE * CELL * pixel);
      const fine: FineOctaves = {
        first,
        end: Math.max(first, octaveBelow(clouds.high, PIXELS_PER_WAVE * pixel)),
      };
      clouds.high.setTime(time);
      clouds.low.setTime(time);
      const scene: Scene = {
        band,
        clouds,
        seaWindSpeed: block.seaWindSpeed,
        satellite: view.satellite,
        sunEcef,
        fineHigh: fine.first,
        fineLow: fine.first,
      };
      const sight = sightOf(scene);
      const across = Math.ceil((view.columns - 1) / CELL) + 1;
      const down = Math.ceil((view.rows - 1) / CELL) + 1;
      if (nodes.length < across * down * FIELDS) nodes = new Float64Array(across * down * FIELDS);
      for (let i = 0; i < down; i++) {
        for (let j = 0; j < across; j++) {
          view.directionInto(
            Math.min(i * CELL, view.rows - 1),
            Math.min(j * CELL, view.columns - 1),
            direction,
          );
          const at = (i * across + j) * FIELDS;
          sight(direction[0]!, direction[1]!, direction[2]!, nodes.subarray(at, at + FIELDS));
        }
      }
      const cells = { view, nodes, across, clouds, compose: composers[band], fine, out };
      for (let i = 0; i + 1 < down || i === 0; i++) {
        for (let j = 0; j + 1 < across || j === 0; j++) {
          if (!interpolateCell(cells, i, j)) exactCell(cells, sight, i, j);
        }
      }
    },
  };
}

/** What the cells of one image share. */
interface Cells {
  readonly view: View;
  readonly nodes: Float64Array;
  readonly across: number;
  readonly clouds: CloudField;
  readonly compose: Compose;
  readonly fine: FineOctaves;
  readonly out: Float32Array;
}

const left = new Float64Array(FIELDS);
const step = new Float64Array(FIELDS);

/** Fills a cell from its corners; false where they don't meet the same. */
function interpolateCell(cells: Cells, i: number, j: number): boolean {
  const { view, nodes, across, clouds, compose, fine, out } = cells;
  const [top, side] = [i * CELL, j * CELL];
  const [bottom, far] = [Math.min(top + CELL, view.rows - 1), Math.min(side + CELL, view.columns - 1)];
  if (bottom === top || far === side) return false;
  const a = (i * across + j) * FIELDS;
  const c = a + across * FIELDS;
  const meets = nodes[a]!;
  if (nodes[a + FIELDS] !== meets || nodes[c] !== meets || nodes[c + FIELDS] !== meets) return false;
  // the air's glow over the limb is steep
  const glows = [a, a + FIELDS, c, c + FIELDS].some((node) => nodes[node + FIELD.highGlow]! > 0);
  if (meets === 0 && glows) return false;
  const lastRow = bottom === view.rows - 1 ? bottom : bottom - 1;
  const lastColumn = far === view.columns - 1 ? far : far - 1;
  for (let row = top; row <= lastRow; row++) {
    const share = (row - top) / (bottom - top);
    for (let f = 0; f < FIELDS; f++) {
      const near = nodes[a + f]! + share * (nodes[c + f]! - nodes[a + f]!);
      const off = nodes[a + FIELDS + f]! + share * (nodes[c + FIELDS + f]! - nodes[a + FIELDS + f]!);
      left[f] = near;
      step[f] = (off - near) / (far - side);
    }
    for (let column = side; column <= lastColumn; column++) {
      out[row * view.columns + column] = withFine(left, clouds, compose, fine);
      for (let f = 1; f < FIELDS; f++) left[f]! += step[f]!;
    }
  }
  return true;
}

/** Fills a cell line of sight by line of sight. */
function exactCell(cells: Cells, sight: SightFunction, i: number, j: number): void {
  const { view, clouds, compose, fine, out } = cells;
  const direction = new Float64Array(3);
  const lastRow = Math.min((i + 1) * CELL, view.rows - 1);
  const lastColumn = Math.min((j + 1) * CELL, view.columns - 1);
  for (let row = i * CELL; row <= lastRow; row++) {
    for (let column = j * CELL; column <= lastColumn; column++) {
      view.directionInto(row, column, direction);
      sight(direction[0]!, direction[1]!, direction[2]!, left);
      out[row * view.columns + column] = withFine(left, clouds, compose, fine);
    }
  }
}

/** Adds the fine octaves where they can matter. */
function withFine(
  sight: Float64Array,
  clouds: CloudField,
  compose: Compose,
  { first, end }: FineOctaves,
): number {
  if (sight[FIELD.meets] === 0) return compose(sight, 0, 0);
  const high = clouds.high.sum(sight[FIELD.highX]!, sight[FIELD.highY]!, sight[FIELD.highZ]!, first, end);
  if (sight[FIELD.meets] === 1) return compose(sight, high, 0);
  const low = clouds.low.sum(sight[FIELD.lowX]!, sight[FIELD.lowY]!, sight[FIELD.lowZ]!, first, end);
  return compose(sight, high, low);
}
