import { landMask } from "./tables.js";

let cells: { rows: number; columns: number; land: Uint8Array } | undefined;

function unpacked() {
  if (cells === undefined) {
    const { rows, columns, bits } = landMask();
    const bytes = Buffer.from(bits, "base64");
    cells = {
      rows,
      columns,
      land: Uint8Array.from({ length: rows * columns }, (_, k) => (bytes[k >> 3]! >> (7 - (k & 7))) & 1),
    };
  }
  return cells;
}

/**
 * Share of land about a place, straight between the middles of the mask's cells: a half is the coast.
 *
 * @param latitude rad
 * @param longitude rad
 */
export function landShare(latitude: number, longitude: number): number {
  const { rows, columns, land } = unpacked();
  const r = Math.max(0, Math.min(rows - 1, (0.5 - latitude / Math.PI) * rows - 0.5));
  const turn = longitude / (2 * Math.PI) + 0.5;
  const c = (turn - Math.floor(turn)) * columns - 0.5;
  const r0 = Math.min(rows - 2, Math.floor(r));
  const c0 = Math.floor(c);
  const left = (c0 + columns) % columns;
  const right = (c0 + 1) % columns;
  const down = r - r0;
  const east = c - c0;
  const north = (1 - east) * land[r0 * columns + left]! + east * land[r0 * columns + right]!;
  const south = (1 - east) * land[(r0 + 1) * columns + left]! + east * land[(r0 + 1) * columns + right]!;
  return north + down * (south - north);
}
