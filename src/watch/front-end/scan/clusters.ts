import type { BrightPixel } from "./contrast.js";

/** Pixels this near to each other are one source: the point spread and a pixel between. */
const LINK = 3;

/** Groups bright pixels that lie side by side. @returns each group by falling excess, groups in order of their first pixel */
export function groupPixels(pixels: readonly BrightPixel[], columns: number): BrightPixel[][] {
  const byPlace = new Map(pixels.map((p) => [p.at, p]));
  const groups: BrightPixel[][] = [];
  for (const pixel of pixels) {
    if (!byPlace.delete(pixel.at)) continue;
    const group = [pixel];
    for (let i = 0; i < group.length; i += 1) {
      const { at } = group[i]!;
      const column = at % columns;
      for (let dr = -LINK; dr <= LINK; dr += 1) {
        for (let dc = -LINK; dc <= LINK; dc += 1) {
          if (column + dc < 0 || column + dc >= columns) continue;
          const other = byPlace.get(at + dr * columns + dc);
          if (other === undefined) continue;
          byPlace.delete(other.at);
          group.push(other);
        }
      }
    }
    groups.push(group.sort((a, b) => b.excess - a.excess || a.at - b.at));
  }
  return groups;
}
