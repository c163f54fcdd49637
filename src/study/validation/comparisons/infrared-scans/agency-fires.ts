import { secondsBetween } from "../../../../astro/index.js";
import type { AbiHead, FirePixel } from "../../../../formats/index.js";
import type { HotSpot } from "../../../../watch/index.js";
import type { NamedProduct } from "./open-scans.js";
import type { ScanLook } from "./watch-scans.js";

/** The agency's fires that lie in a scan, and what became of each. */
export interface FiresOfScan {
  readonly product: NamedProduct;
  /** s from the scan's start to the product's. */
  readonly apart: number;
  /** Over the least power. */
  readonly strong: readonly { readonly fire: FirePixel; readonly spot: HotSpot | null }[];
  /** Every fire of the product in the scan. */
  readonly all: readonly FirePixel[];
}

/** A product of another scan tells of the same fires when it is no further off in time, s. */
const SAME_FIRES = 600;
/** W: weaker ones are at the edge of what either algorithm sees. */
const STRONG = 30e6;
/** Pixels by which two scans of one place may differ. */
const BESIDE = 1;

/** The agency's own product that is nearest to a scan in time; null where none of its satellite's lies over it. */
export function firesOfScan(look: ScanLook, products: readonly NamedProduct[]): FiresOfScan | null {
  const near = products
    .map((product) => ({ product, apart: secondsBetween(look.head.start, product.fires.start) }))
    .filter(({ product: { fires }, apart }) => Math.abs(apart) <= SAME_FIRES && overlaps(look.head, fires))
    .sort((a, b) => Math.abs(a.apart) - Math.abs(b.apart) || (a.product.path < b.product.path ? -1 : 1))[0];
  if (near === undefined) return null;
  const all = near.product.fires.fires.filter((fire) => pixelOf(look.head, fire) !== null);
  const strong = all
    .filter(({ power }) => power !== null && power > STRONG)
    .map((fire) => ({ fire, spot: spotAt(look, fire) }));
  return { ...near, all, strong };
}

function overlaps(head: AbiHead, other: NamedProduct["fires"]): boolean {
  const inside = (from: number, step: number, count: number, at: number) => {
    const share = (at - from) / (step * (count - 1));
    return share >= 0 && share <= 1;
  };
  const x = head.x0 + (head.dx * (head.columns - 1)) / 2;
  const y = head.y0 + (head.dy * (head.rows - 1)) / 2;
  return inside(other.x0, other.dx, other.columns, x) && inside(other.y0, other.dy, other.rows, y);
}

/** Row and column of a fire in a scan; null outside. */
function pixelOf({ rows, columns, x0, dx, y0, dy }: AbiHead, { x, y }: FirePixel): [number, number] | null {
  const row = Math.round((y - y0) / dy);
  const column = Math.round((x - x0) / dx);
  return row >= 0 && column >= 0 && row < rows && column < columns ? [row, column] : null;
}

/** The source of heat of which a pixel lies on or beside a fire. */
function spotAt({ head, spots }: ScanLook, fire: FirePixel): HotSpot | null {
  const [row, column] = pixelOf(head, fire)!;
  const beside = (at: number) =>
    Math.abs(Math.floor(at / head.columns) - row) <= BESIDE &&
    Math.abs((at % head.columns) - column) <= BESIDE;
  return spots.find(({ pixels }) => pixels.some(({ at }) => beside(at))) ?? null;
}
